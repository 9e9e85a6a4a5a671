//! The reader's own shelf: editions in one SQLite file, and an index over them that can always be made anew.
//!
//! Filing is one transaction, and what it acknowledged is on the disk. The index follows the file's journal, so a
//! program that is killed between the two loses nothing: the next one goes on where it stopped.

mod file;
mod health;
mod hits;
mod lists;
mod schema;
mod take;

pub(super) use health::salvage;
pub(super) use take::{frame, stories};

use std::path::{Path, PathBuf};

use jiff::civil::Date;
use rusqlite::Connection;

use super::archive::{
    Archive, Filed, Filing, Found, Health, Hit, Original, Paper, Portion, Standing, Which,
    documents,
};
use super::index::{Index, Matches};
use super::query::Query;
use super::store::now;
use super::{Key, LibraryError, sqlite};
use crate::edition::Edition;
use schema::{STEPS, of_story_number, story_number};

/// The file's name in the data folder.
pub(super) const FILE: &str = "shelf.sqlite3";

/// Bytes of a page of the file. A packed story has two or three thousand: of pages of 4,096 much would stay empty.
const PAGE: u32 = 16_384;

/// The reader's own shelf, open.
#[derive(Debug)]
pub struct Shelf {
    connection: Connection,
    folder: PathBuf,
    index: Option<Index>,
}

fn connect(path: &Path) -> Result<Connection, LibraryError> {
    sqlite::open_in_pages(path, STEPS, PAGE)
}

impl Shelf {
    /// Opens or makes the shelf in `folder`, making the folder too. The index is opened when it is needed.
    ///
    /// # Errors
    /// The folder cannot be made, the file is damaged, may not be written, or comes from a newer yuebao.
    pub fn open(folder: &Path) -> Result<Self, LibraryError> {
        std::fs::create_dir_all(folder).map_err(|source| LibraryError::folder(folder, source))?;
        Ok(Self {
            connection: connect(&folder.join(FILE))?,
            folder: folder.to_owned(),
            index: None,
        })
    }

    /// The index, opened.
    fn index_mut(&mut self) -> Result<&mut Index, LibraryError> {
        if self.index.is_none() {
            self.index = Some(Index::open(&self.folder)?);
        }
        self.index.as_mut().ok_or(LibraryError::IndexBusy)
    }

    /// The index as it is to be asked: with what was filed by a program that was killed before it was indexed, and with
    /// what others have indexed meanwhile.
    fn index_to_ask(&mut self) -> Result<&Index, LibraryError> {
        let is_first = self.index.is_none();
        self.index_mut()?;
        let index = self.index.as_mut().ok_or(LibraryError::IndexBusy)?;
        if is_first {
            // Another program may be at it, or the disk be full: then it answers with what it has.
            let _ = index.follow(&self.connection, &mut |_, _| {});
        }
        index.keep_up()?;
        Ok(index)
    }
}

impl Archive for Shelf {
    fn file(&mut self, filings: &[Filing]) -> Result<Vec<Filed>, LibraryError> {
        file::file(&self.connection, filings, now())
    }

    fn has_taken(&mut self, stamp: &str) -> Result<bool, LibraryError> {
        let sql = "SELECT 1 FROM taken WHERE stamp = ?1";
        Ok(self.connection.prepare_cached(sql)?.exists([stamp])?)
    }

    fn note_taken(&mut self, stamp: &str) -> Result<(), LibraryError> {
        let sql = "INSERT INTO taken (stamp) VALUES (?1) ON CONFLICT DO NOTHING";
        self.connection.execute(sql, [stamp])?;
        Ok(())
    }

    fn index(&mut self, progress: &mut dyn FnMut(u64, u64)) -> Result<(), LibraryError> {
        self.index_mut()?;
        match &mut self.index {
            Some(index) => index.follow(&self.connection, progress),
            None => Ok(()),
        }
    }

    fn reindex(&mut self, progress: &mut dyn FnMut(u64, u64)) -> Result<(), LibraryError> {
        self.index = None;
        Index::forget(&self.folder)?;
        self.index(progress)
    }

    fn search(&mut self, query: &Query, skip: usize, limit: usize) -> Result<Found, LibraryError> {
        let portion = Portion::new(skip, limit);
        let matches = self.index_to_ask()?.ask(query, portion)?;
        Ok(Found {
            hits: self.hits(&matches, query)?,
            more: matches.more,
        })
    }

    fn count(&mut self, query: &Query) -> Result<usize, LibraryError> {
        self.index_to_ask()?.count(query)
    }

    fn alike(&mut self, which: &Which, limit: usize) -> Result<Vec<Hit>, LibraryError> {
        let Some(number) = file::number_of(&self.connection, &which.edition)? else {
            return Ok(Vec::new());
        };
        let Some(story) = take::story(&self.connection, story_number(number, which.story))? else {
            return Ok(Vec::new());
        };
        let alone = Edition {
            stories: vec![story],
            ..Edition::default()
        };
        let Some(own) = documents(&which.edition, &alone).next() else {
            return Ok(Vec::new());
        };
        let mut matches = self
            .index_to_ask()?
            .alike(&own.text, &own.head, limit + 1)?;
        matches
            .stories
            .retain(|&(edition, story, _)| (edition, story) != (number, which.story));
        matches.stories.truncate(limit);
        self.hits(&matches, &Query::default())
    }

    fn same(&mut self, which: &Which) -> Result<Vec<Hit>, LibraryError> {
        let Some(number) = file::number_of(&self.connection, &which.edition)? else {
            return Ok(Vec::new());
        };
        let numbers = take::same(&self.connection, number, which)?;
        let stories = numbers.into_iter().map(|number| {
            let (edition, story) = of_story_number(number);
            (edition, story, 1.0)
        });
        let matches = Matches {
            stories: stories.collect(),
            more: false,
        };
        self.hits(&matches, &Query::default())
    }

    fn edition(&mut self, key: &Key) -> Result<Option<Filing>, LibraryError> {
        take::edition(&self.connection, key)
    }

    fn originals(&mut self, key: &Key) -> Result<Vec<Original>, LibraryError> {
        take::originals(&self.connection, key)
    }

    fn papers(&mut self) -> Result<Vec<Paper>, LibraryError> {
        Ok(lists::papers(&self.connection)?)
    }

    fn editions(
        &mut self,
        paper: &str,
        from: Option<Date>,
        to: Option<Date>,
    ) -> Result<Vec<Standing>, LibraryError> {
        Ok(lists::editions(&self.connection, paper, from, to)?)
    }

    fn beside(&mut self, key: &Key) -> Result<[Option<Standing>; 2], LibraryError> {
        match file::number_of(&self.connection, key)? {
            Some(number) => Ok(lists::beside(&self.connection, number)?),
            None => Ok([None, None]),
        }
    }

    fn health(&mut self) -> Result<Health, LibraryError> {
        Self::health(self)
    }

    fn replace(&mut self, filing: &Filing) -> Result<(), LibraryError> {
        file::replace(&self.connection, filing, now())
    }

    fn remove(&mut self, key: &Key) -> Result<bool, LibraryError> {
        file::remove(&self.connection, key)
    }
}
