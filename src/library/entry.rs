//! An edition as the library enters it, and what it then remembers.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use super::{Key, Mark};
use crate::edition::Place;

/// An edition that is read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Entry {
    /// Its key.
    pub key: Key,
    /// Name of the paper.
    pub paper: String,
    /// Day of the issue.
    pub date: Option<Date>,
    /// Where it was opened from (files separated by `\n`).
    pub origin: String,
}

impl Entry {
    /// Paper and day on one line ("太原日报 2026-07-09").
    pub fn title(&self) -> String {
        match self.date {
            Some(date) => format!("{} {date}", self.paper),
            None => self.paper.clone(),
        }
    }
}

/// All that is remembered of one edition.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Remembered {
    /// Ids of the stories that were read.
    pub read: BTreeSet<String>,
    /// The reader's place in each story, by story id.
    pub positions: BTreeMap<String, Place>,
    /// The story that was open last.
    pub last: Option<String>,
    /// Marks of this edition: the reader's own in reading order, then those of others.
    pub marks: Vec<Mark>,
}
