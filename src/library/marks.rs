//! What the reader marked, as plain values.

use std::collections::{BTreeMap, BTreeSet};

use super::Key;
use crate::edition::Place;

/// A bookmark to be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Draft {
    /// Where.
    pub place: Place,
    /// Title of the story, so that lists need not open the edition.
    pub title: String,
    /// The first words at the place, to find it again if the edition is ever read differently.
    pub excerpt: String,
    /// What the reader wrote about it.
    pub note: Option<String>,
}

/// A bookmark that is stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bookmark {
    /// Its number in the library.
    pub id: i64,
    /// The edition it is in.
    pub edition: Key,
    /// Name of that edition ("太原日报 2026-07-09").
    pub edition_title: String,
    /// Where that edition was last opened from (files separated by `\n`).
    pub origin: String,
    /// Where it points, and what it says.
    pub draft: Draft,
    /// When it was made, seconds since 1970.
    pub made: i64,
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
    /// Bookmarks of this edition, in reading order.
    pub bookmarks: Vec<Bookmark>,
}
