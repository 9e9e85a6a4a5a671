//! An e-paper's issue: from its front to all pages that it lists, and from these to their stories. What was had before is not
//! asked for again, and the edition is filed while it grows.

use std::collections::{HashMap, HashSet};
use std::time::{Duration, Instant};

use jiff::civil::Date;

use super::errand::{Again, Came, Errand, Trouble, Whole};
use super::limits;
use super::pages::{Lacking, mark_missing};
use crate::delivery::papers::Epaper;
use crate::library::{Piece, Record};
use crate::read::{self, Reading, Source};

/// Days before today that an issue is looked for on, where the paper has no entry: on some days it does not appear.
const BACK: usize = 3;

/// How often a growing edition is filed.
const OFTEN: Duration = Duration::from_secs(2);

/// What a page says while it is still on its way.
const ON_ITS_WAY: &str = "it has not come yet";

/// Fetches the issue of a day, or the latest.
pub(super) fn fetch(
    errand: &Errand<'_>,
    epaper: &Epaper,
    day: Option<Date>,
) -> Result<Record, Trouble> {
    let front = match (day, &epaper.entry) {
        (Some(day), _) => front(errand, &on(epaper, day)?)?,
        (None, Some(entry)) => front(errand, entry)?,
        (None, None) => latest(errand, epaper)?,
    };
    let is = front.reading.edition.date.or(day);
    let today = errand.paper.today();
    let is = is.unwrap_or(today);
    match day {
        Some(day) if day != is => Err(Trouble::Odd(format!(
            "has no issue of {day}: its address gave that of {is}"
        ))),
        // It would stand before every issue that follows. Some appear on the eve of their day.
        _ if is > today.tomorrow().unwrap_or(today) => Err(Trouble::Odd(format!(
            "gave an issue of {is}, which is a day to come"
        ))),
        _ => Crawl::begin(errand, is)?.run(front),
    }
}

fn on(epaper: &Epaper, day: Date) -> Result<String, Trouble> {
    let none = || Trouble::Odd("cannot be had of a day: its definition has no `front`".to_owned());
    epaper.on(day).ok_or_else(none)
}

/// The latest issue of a paper whose addresses only days lead to.
fn latest(errand: &Errand<'_>, epaper: &Epaper) -> Result<Front, Trouble> {
    let mut day = errand.paper.today();
    let mut first = None;
    for _ in 0..=BACK {
        match front(errand, &on(epaper, day)?) {
            Err(Trouble::Web(refused)) if refused.is_lasting() => {
                first = first.or(Some(Trouble::Web(refused)));
            }
            found => return found,
        }
        day = day.yesterday().unwrap_or(day);
    }
    Err(first.unwrap_or(Trouble::Stopped))
}

/// The page of an issue that its address led to.
struct Front {
    piece: Piece,
    reading: Reading,
}

/// Follows an address to a page of an issue.
fn front(errand: &Errand<'_>, entry: &str) -> Result<Front, Trouble> {
    let mut url = entry.to_owned();
    for _ in 0..limits::HOPS {
        let piece = errand.get("", &url, Again::IfChanged)?.piece;
        let reading = sheet(&piece);
        if let Some(reading) = reading {
            return Ok(Front { piece, reading });
        }
        let source = Source {
            name: &piece.address,
            bytes: &piece.body,
        };
        match read::onward(source).moved {
            Some(moved) if moved != url => url = moved,
            _ => break,
        }
    }
    Err(Trouble::Odd(format!(
        "gives no page of an e-paper at {url}; `yuebao papers check` tells what it gives"
    )))
}

/// A page that lists stories or pages; `None` where it is another thing.
fn sheet(piece: &Piece) -> Option<Reading> {
    let source = Source {
        name: &piece.address,
        bytes: &piece.body,
    };
    read::read(source).ok().filter(Reading::is_sheet)
}

/// A page of the issue.
struct Leaf {
    label: String,
    url: String,
    /// Addresses of its stories, once it is here.
    stories: Option<Vec<String>>,
}

/// An issue on its way.
struct Crawl<'c> {
    errand: &'c Errand<'c>,
    date: Date,
    day: String,
    /// Whether all of it was here before.
    was_whole: bool,
    leaves: Vec<Leaf>,
    /// Pages, then stories, by their addresses, in the order in which they came.
    readings: Vec<(String, Reading)>,
    known: HashMap<String, usize>,
    /// Stories that pages list which have changed since all was here.
    doubtful: HashSet<String>,
    /// Addresses that gave nothing, and why.
    misses: HashMap<String, String>,
    filed: Instant,
}

impl<'c> Crawl<'c> {
    fn begin(errand: &'c Errand<'c>, date: Date) -> Result<Self, Trouble> {
        let day = date.to_string();
        let records = errand.depot().records(&errand.paper.id)?;
        let was_whole = |record: &Record| record.day == day && record.pages == record.of;
        Ok(Self {
            errand,
            date,
            was_whole: records.iter().any(was_whole),
            day,
            leaves: Vec::new(),
            readings: Vec::new(),
            known: HashMap::new(),
            doubtful: HashSet::new(),
            misses: HashMap::new(),
            filed: Instant::now(),
        })
    }

    fn run(mut self, front: Front) -> Result<Record, Trouble> {
        let came = self.all(front);
        match came {
            // What is here is filed whatever stopped the rest.
            Ok(()) => self.file(true),
            Err(Trouble::Stopped) => self.file(false),
            Err(trouble) => Err(trouble),
        }
    }

    fn all(&mut self, front: Front) -> Result<(), Trouble> {
        self.enter_front(front)?;
        // Pages may name pages that the front does not.
        let mut next = 0;
        while next < self.leaves.len() {
            self.page(next)?;
            next += 1;
        }
        let lists: Vec<Vec<String>> = self
            .leaves
            .iter()
            .map(|leaf| leaf.stories.clone().unwrap_or_default())
            .collect();
        for url in lists.into_iter().flatten() {
            self.story(&url)?;
            self.file_now_and_then()?;
        }
        Ok(())
    }

    /// Takes the front as the page that it is.
    fn enter_front(&mut self, front: Front) -> Result<(), Trouble> {
        let Front { mut piece, reading } = front;
        self.lead(&reading);
        let own = |leaf: &Leaf| leaf.url == piece.address || leaf.url == piece.url;
        let at = self.leaves.iter().position(own);
        let at = at.unwrap_or_else(|| {
            let sections = reading.edition.sections.first();
            self.leaves.insert(
                0,
                Leaf {
                    label: sections.map_or(String::new(), |page| page.label.clone()),
                    url: piece.address.clone(),
                    stories: None,
                },
            );
            0
        });
        piece.url.clone_from(&self.leaves[at].url);
        self.errand
            .depot()
            .keep(&self.errand.paper.id, &self.day, &piece)?;
        self.leaves[at].stories = Some(stories_of(&reading));
        self.enter(piece.url, reading);
        Ok(())
    }

    /// Takes the pages that a page leads to.
    fn lead(&mut self, reading: &Reading) {
        for (label, url) in reading.leaves() {
            let is_new = !self.leaves.iter().any(|leaf| leaf.url == *url);
            let is_web = url.starts_with("http://") || url.starts_with("https://");
            if is_new && is_web && self.leaves.len() < limits::PAGES {
                self.leaves.push(Leaf {
                    label: label.clone(),
                    url: url.clone(),
                    stories: None,
                });
            }
        }
    }

    /// Fetches a page.
    fn page(&mut self, at: usize) -> Result<(), Trouble> {
        let leaf = &self.leaves[at];
        if leaf.stories.is_some() {
            return Ok(());
        }
        let (url, label) = (leaf.url.clone(), leaf.label.clone());
        let again = match self.was_whole || self.errand.run.wish.recheck {
            true => Again::IfChanged,
            false => Again::Never,
        };
        let Some(came) = self.get(&url, again)? else {
            return Ok(());
        };
        let Some(reading) = sheet(&came.piece) else {
            let why = "what it gave is no page of an e-paper".to_owned();
            self.misses.insert(url, why);
            return Ok(());
        };
        match reading.edition.date {
            Some(day) if day != self.date => {
                let why = format!("the site gave the page of another day, {day}");
                self.misses.insert(url, why);
                return Ok(());
            }
            _ => {}
        }
        self.lead(&reading);
        let stories = stories_of(&reading);
        if self.was_whole && came.is_new {
            self.doubtful.extend(stories.iter().cloned());
        }
        self.leaves[at].stories = Some(stories);
        self.enter(url, reading);
        self.errand.came(self.whole(), self.leaves.len(), &label);
        Ok(())
    }

    /// Fetches a story.
    fn story(&mut self, url: &str) -> Result<(), Trouble> {
        if self.known.contains_key(url) || self.misses.contains_key(url) {
            return Ok(());
        }
        let again = match self.errand.run.wish.recheck || self.doubtful.contains(url) {
            true => Again::IfChanged,
            false => Again::Never,
        };
        let Some(came) = self.get(url, again)? else {
            return Ok(());
        };
        let source = Source {
            name: url,
            bytes: &came.piece.body,
        };
        match read::read(source) {
            Ok(reading) => {
                let title = reading.edition.stories.first();
                let title = title.map_or(String::new(), |story| story.title().into_owned());
                self.enter(url.to_owned(), reading.as_article());
                self.errand.came(self.whole(), self.leaves.len(), &title);
            }
            Err(refusal) => {
                let why = format!("what it gave {refusal}");
                self.misses.insert(url.to_owned(), why);
            }
        }
        Ok(())
    }

    /// What an address gives; `None` where it gives nothing, and the rest can be had all the same.
    fn get(&mut self, url: &str, again: Again) -> Result<Option<Came>, Trouble> {
        match self.errand.get(&self.day, url, again) {
            Ok(came) => Ok(Some(came)),
            Err(trouble @ (Trouble::Web(_) | Trouble::Hopeless(_))) => {
                self.misses.insert(url.to_owned(), trouble.to_string());
                Ok(None)
            }
            Err(trouble) => Err(trouble),
        }
    }

    fn enter(&mut self, url: String, reading: Reading) {
        self.known.insert(url.clone(), self.readings.len());
        self.readings.push((url, reading));
    }

    /// How many pages are whole.
    fn whole(&self) -> usize {
        let is_whole = |leaf: &&Leaf| {
            let stories = leaf.stories.as_ref();
            stories.is_some_and(|stories| stories.iter().all(|url| self.known.contains_key(url)))
        };
        self.leaves.iter().filter(is_whole).count()
    }

    fn file_now_and_then(&mut self) -> Result<(), Trouble> {
        if self.filed.elapsed() >= OFTEN && self.whole() > 0 {
            self.file(false)?;
            self.filed = Instant::now();
        }
        Ok(())
    }

    /// Files what is here, with its pictures once all of it is: pages that are not whole are marked as missing.
    fn file(&self, is_done: bool) -> Result<Record, Trouble> {
        let readings = self.readings.iter().map(|(_, reading)| reading.clone());
        let mut edition = read::together(readings.collect());
        let pages = mark_missing(&mut edition, &self.lacking());
        if edition.stories.is_empty() {
            let first = edition
                .sections
                .iter()
                .find_map(|page| page.missing.clone());
            let why = first.unwrap_or_else(|| "its pages list no stories".to_owned());
            return Err(Trouble::Odd(format!("nothing of it is whole: {why}")));
        }
        let mut missing = edition
            .sections
            .iter()
            .filter_map(|page| page.missing.clone());
        let reason = missing.next().unwrap_or_default();
        let pictures = match is_done {
            true => self.errand.pictures(&self.day, &edition)?,
            false => Vec::new(),
        };
        self.errand.file(Whole {
            day: self.date,
            edition,
            pages,
            reason,
            pictures,
        })
    }

    fn lacking(&self) -> Lacking {
        let mut lacking = Lacking::default();
        for leaf in &self.leaves {
            let why = || self.misses.get(&leaf.url).cloned();
            match &leaf.stories {
                None => {
                    let why = why().unwrap_or_else(|| ON_ITS_WAY.to_owned());
                    lacking.pages.insert(leaf.label.clone(), why);
                }
                Some(stories) => {
                    for url in stories.iter().filter(|url| !self.known.contains_key(*url)) {
                        let why = self.misses.get(url).cloned();
                        let why = why.unwrap_or_else(|| ON_ITS_WAY.to_owned());
                        lacking.stories.insert(url.clone(), why);
                    }
                }
            }
        }
        lacking
    }
}

/// Addresses of the stories that a page lists.
fn stories_of(reading: &Reading) -> Vec<String> {
    let stories = reading.edition.stories.iter();
    let urls = stories
        .filter(|story| story.blocks.is_empty())
        .filter_map(|story| story.url.clone());
    let urls = urls.filter(|url| url.starts_with("http://") || url.starts_with("https://"));
    urls.take(limits::STORIES).collect()
}
