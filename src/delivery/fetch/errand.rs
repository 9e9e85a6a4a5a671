//! An errand: one paper's turn in a run. It asks for addresses, keeps what they give, and files the edition as it grows.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::Sender;
use std::sync::{Mutex, MutexGuard, PoisonError};

use jiff::Timestamp;
use jiff::civil::Date;
use thiserror::Error;
use url::Url;

use super::limits;
use super::versions::follow;
use crate::delivery::Progress;
use crate::delivery::papers::Definition;
use crate::delivery::web::{Ask, Guest, Home, Refused, Validators, limits as bounds};
use crate::edition::{Block, Edition};
use crate::library::archive::{Archive, Filing, Original};
use crate::library::{Depot, Key, LibraryError, Piece, Record};
use crate::read::is_picture;
use crate::text::clean::clean;

/// Why an errand comes to nothing, or one address of it gives nothing.
#[derive(Debug, Error)]
pub(super) enum Trouble {
    /// The site refused, or could not be had.
    #[error(transparent)]
    Web(#[from] Refused),
    /// It gave nothing so often that it is not asked again for this edition.
    #[error("{0}")]
    Hopeless(String),
    /// What came is not what was to come.
    #[error("{0}")]
    Odd(String),
    /// The library or the shelf could not do it.
    #[error(transparent)]
    Library(#[from] LibraryError),
    /// The reader wants no more.
    #[error("was stopped")]
    Stopped,
}

impl Trouble {
    /// Whether it is of one address, and others may give something all the same.
    pub(super) fn is_of_one(&self) -> bool {
        matches!(self, Self::Web(_) | Self::Hopeless(_) | Self::Odd(_))
    }
}

/// What is wanted of a run.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Wish {
    /// The day of the editions that are wanted; the latest where it is not said.
    pub date: Option<Date>,
    /// The first of several days, the last of which is today.
    pub since: Option<Date>,
    /// Whether what is here is asked for again, for what was corrected.
    pub recheck: bool,
}

/// What all errands of a run share.
pub(super) struct Run<'r> {
    pub(super) guest: &'r Guest,
    pub(super) depot: &'r Mutex<Depot>,
    pub(super) archive: &'r Mutex<Box<dyn Archive>>,
    pub(super) stop: &'r AtomicBool,
    pub(super) wish: &'r Wish,
}

/// How an address is asked that gave something before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Again {
    /// Not at all: what it gave is taken.
    Never,
    /// Whether it has changed.
    IfChanged,
}

/// One paper's turn.
pub(super) struct Errand<'r> {
    pub(super) run: &'r Run<'r>,
    pub(super) paper: &'r Definition,
    pub(super) site: Option<Home>,
    pub(super) tell: Sender<Progress>,
}

/// What an address gave, and whether it is new.
pub(super) struct Came {
    pub(super) piece: Piece,
    pub(super) is_new: bool,
}

/// An edition as it is to be filed.
pub(super) struct Whole {
    /// Its day.
    pub(super) day: Date,
    /// The edition.
    pub(super) edition: Edition,
    /// Pages of it that are whole.
    pub(super) pages: usize,
    /// Why the first that is not is missing; empty where all are whole.
    pub(super) reason: String,
    /// Its pictures, by their addresses.
    pub(super) pictures: Vec<Original>,
}

impl Errand<'_> {
    /// What an address gives for the edition of a day; it is kept. That it gave nothing is kept, too.
    pub(super) fn get(&self, day: &str, url: &str, again: Again) -> Result<Came, Trouble> {
        self.get_of(day, url, again, bounds::PAGE)
    }

    /// The same, of at most so many bytes.
    fn get_of(&self, day: &str, url: &str, again: Again, most: usize) -> Result<Came, Trouble> {
        let known = self.depot().piece(&self.paper.id, day, url)?;
        let known = match known {
            Some(piece) if again == Again::Never => {
                let is_new = false;
                return Ok(Came { piece, is_new });
            }
            known => known,
        };
        self.hope(day, url)?;
        if self.run.stop.load(Ordering::Relaxed) {
            return Err(Trouble::Stopped);
        }
        let got = self.ask(url, known.as_ref(), most);
        match got {
            Ok(None) => {
                self.depot().confirm(&self.paper.id, day, url)?;
                let piece = known.unwrap_or_default();
                let is_new = false;
                Ok(Came { piece, is_new })
            }
            Ok(Some(piece)) => {
                self.depot().keep(&self.paper.id, day, &piece)?;
                let is_new = known.is_none_or(|known| known.body != piece.body);
                Ok(Came { piece, is_new })
            }
            Err(_) if self.run.stop.load(Ordering::Relaxed) => Err(Trouble::Stopped),
            Err(refused) => {
                let reason = one_line(&refused.to_string());
                let lasting = refused.is_lasting();
                self.depot()
                    .note_miss(&self.paper.id, day, url, &reason, lasting)?;
                Err(refused.into())
            }
        }
    }

    /// Whether an address is worth asking: not one that had its chances.
    fn hope(&self, day: &str, url: &str) -> Result<(), Trouble> {
        const CHANCES: usize = 3;
        if day.is_empty() || self.run.wish.recheck {
            return Ok(());
        }
        match self.depot().miss(&self.paper.id, day, url)? {
            Some(miss) if miss.lasting && miss.tries >= CHANCES => {
                Err(Trouble::Hopeless(miss.reason))
            }
            _ => Ok(()),
        }
    }

    /// Asks an address; `None` where it gives what it gave before.
    fn ask(&self, url: &str, known: Option<&Piece>, most: usize) -> Result<Option<Piece>, Refused> {
        let address = address(url)?;
        let nowhere = || Refused::Address {
            shown: one_line(url),
            why: "the paper has no site",
        };
        let answer = self.run.guest.get(&Ask {
            url: &address,
            known: known.map(validators).as_ref(),
            home: self.site.as_ref().ok_or_else(nowhere)?,
            most,
            stop: self.run.stop,
        })?;
        Ok(answer.body.map(|body| Piece {
            url: url.to_owned(),
            address: answer.url.into(),
            etag: answer.validators.etag.clone(),
            modified: answer.validators.modified.clone(),
            body,
        }))
    }

    /// The key of the paper's edition of a day: the same wherever and whenever it is fetched, however far it has come.
    pub(super) fn key(&self, day: &str) -> Key {
        Key::of([
            b"yuebao subscription".as_slice(),
            self.paper.id.as_bytes(),
            day.as_bytes(),
        ])
    }

    /// The edition of a day as it stands on the shelf.
    pub(super) fn standing(&self, day: &str) -> Result<Option<Edition>, Trouble> {
        let filing = self.archive().edition(&self.key(day))?;
        Ok(filing.map(|filing| filing.edition))
    }

    /// Files an edition in the place of its earlier self, and records how it stands.
    pub(super) fn file(&self, whole: Whole) -> Result<Record, Trouble> {
        let Whole {
            day,
            mut edition,
            pages,
            reason,
            pictures,
        } = whole;
        let key = self.key(&day.to_string());
        edition.masthead = Some(self.paper.masthead.clone());
        edition.date = Some(day);
        edition.language = self.paper.language.clone().or(edition.language);
        let before = self.standing(&day.to_string())?;
        if let Some(before) = &before {
            follow(before, &mut edition, Timestamp::now());
        }
        let record = Record {
            day: day.to_string(),
            key: key.clone(),
            pages,
            of: edition.sections.len(),
            stories: edition.stories.len(),
            reason: one_line(&reason),
            filed: Timestamp::now().as_second(),
        };
        if before.as_ref() != Some(&edition) || self.has_more(&key, &pictures)? {
            self.archive().replace(&Filing {
                key: key.clone(),
                paper: self.paper.masthead.clone(),
                origin: edition.url.clone().unwrap_or_default(),
                edition,
                originals: pictures.into(),
            })?;
            let id = self.paper.id.clone();
            self.tell(Progress::Filed { id, key });
        }
        self.depot().record(&self.paper.id, &record)?;
        Ok(record)
    }

    /// Whether there are pictures that do not stand on the shelf with the edition.
    fn has_more(&self, key: &Key, pictures: &[Original]) -> Result<bool, Trouble> {
        Ok(!pictures.is_empty() && self.archive().originals(key)?.len() < pictures.len())
    }

    /// The pictures of an edition, where they are wanted: of its stories and of its pages. One that cannot be had is done
    /// without.
    pub(super) fn pictures(&self, day: &str, edition: &Edition) -> Result<Vec<Original>, Trouble> {
        let mut pictures: Vec<Original> = Vec::new();
        for url in addresses_of_pictures(edition).filter(|_| self.paper.pictures) {
            if pictures.len() >= limits::PICTURES || pictures.iter().any(|one| one.name == url) {
                continue;
            }
            match self.get_of(day, url, Again::Never, bounds::FILE) {
                Ok(came) if is_picture(&came.piece.body) => {
                    self.came(0, 0, url);
                    pictures.push(Original::new(url.to_owned(), came.piece.body));
                }
                Ok(_) => {}
                Err(trouble) if trouble.is_of_one() => {}
                Err(trouble) => return Err(trouble),
            }
        }
        Ok(pictures)
    }

    /// Says that more of the paper is here.
    pub(super) fn came(&self, pages: usize, of: usize, what: &str) {
        let id = self.paper.id.clone();
        let what = one_line(what);
        self.tell(Progress::Came {
            id,
            pages,
            of,
            what,
        });
    }

    pub(super) fn tell(&self, progress: Progress) {
        // Nobody listens any more: the run is over.
        let _ = self.tell.send(progress);
    }

    pub(super) fn depot(&self) -> MutexGuard<'_, Depot> {
        self.run
            .depot
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
    }

    pub(super) fn archive(&self) -> MutexGuard<'_, Box<dyn Archive>> {
        self.run
            .archive
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
    }
}

/// Addresses of the pictures of stories, then of those of pages.
fn addresses_of_pictures(edition: &Edition) -> impl Iterator<Item = &str> {
    let blocks = edition.stories.iter().flat_map(|story| &story.blocks);
    let figures = blocks.filter_map(|block| match block {
        Block::Figure { image, .. } => image.as_deref(),
        _ => None,
    });
    let pages = edition.sections.iter();
    let pages = pages.filter_map(|page| page.facsimile.as_deref());
    figures
        .chain(pages)
        .filter(|url| url.starts_with("http://") || url.starts_with("https://"))
}

/// What the server is told of what is here already.
fn validators(piece: &Piece) -> Validators {
    Validators {
        etag: piece.etag.clone(),
        modified: piece.modified.clone(),
        of: Some(piece.address.clone()),
    }
}

fn address(url: &str) -> Result<Url, Refused> {
    Url::parse(url).map_err(|_| Refused::Address {
        shown: one_line(url),
        why: "it cannot be understood",
    })
}

/// A text from outside, safe to print on one line and not long.
pub(super) fn one_line(text: &str) -> String {
    const LONGEST: usize = 300;
    let line = clean(text).text.replace(['\n', '\t'], " ");
    match line.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", &line[..end]),
        None => line,
    }
}
