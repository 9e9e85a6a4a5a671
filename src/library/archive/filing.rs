//! An edition on its way to a shelf, and what became of it.

use std::sync::Arc;

use crate::edition::Edition;
use crate::library::Key;

/// An edition to be filed, or as it was.
#[derive(Clone, Debug)]
pub struct Filing {
    /// Its key.
    pub key: Key,
    /// Its masthead, or its name where it has none.
    pub paper: String,
    /// Where it came from (files separated by `\n`).
    pub origin: String,
    /// The edition.
    pub edition: Edition,
    /// The files it was read from, where they are to be kept.
    pub originals: Arc<[Original]>,
}

impl Filing {
    /// Its paper and its date, as titles of editions are.
    pub fn title(&self) -> String {
        match self.edition.date {
            Some(date) => format!("{} {date}", self.paper),
            None => self.paper.clone(),
        }
    }
}

/// A file that an edition was read from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Original {
    /// Its name, cleaned.
    pub name: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
    /// The key of them alone.
    pub key: Key,
}

impl Original {
    /// A file by its name and its bytes.
    pub fn new(name: String, bytes: Vec<u8>) -> Self {
        let key = Key::of([bytes.as_slice()]);
        Self { name, bytes, key }
    }
}

/// What became of a filing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Filed {
    /// It is on the shelf now.
    New,
    /// It was there already, from the same source.
    Known,
    /// Every story of it stands in an edition of the same paper and day: nothing was filed.
    Within,
}
