//! What an archive answers: hits, papers, and the editions that stand on its shelves.

use jiff::civil::Date;

use super::Snippet;
use crate::library::Key;

/// A story on a shelf.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Which {
    /// Its edition.
    pub edition: Key,
    /// Its index in it.
    pub story: usize,
}

/// What a search found.
#[derive(Clone, Debug, Default)]
pub struct Found {
    /// Those that were asked for.
    pub hits: Vec<Hit>,
    /// Whether there are more after them.
    pub more: bool,
}

/// A story that was found.
#[derive(Clone, Debug)]
pub struct Hit {
    /// Which it is.
    pub which: Which,
    /// Its id in its edition.
    pub id: String,
    /// Its paper.
    pub paper: String,
    /// The day of its edition.
    pub date: Option<Date>,
    /// Label of the page it begins on.
    pub page: Option<String>,
    /// Name of that page.
    pub section: Option<String>,
    /// Its headline, or the beginning of its text.
    pub headline: String,
    /// Its byline.
    pub byline: Option<String>,
    /// Some words around the first hit.
    pub snippet: Snippet,
    /// 2 where its headline has every word, 1 otherwise; of stories that are alike, how alike.
    pub score: f64,
}

/// A paper on the shelf.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Paper {
    /// Its name.
    pub name: String,
    /// How many editions of it there are.
    pub editions: usize,
    /// How many stories.
    pub stories: usize,
    /// The day of the first edition that has one.
    pub first: Option<Date>,
    /// The day of the latest.
    pub latest: Option<Date>,
}

/// An edition on the shelf.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Standing {
    /// Its key.
    pub key: Key,
    /// Its paper.
    pub paper: String,
    /// Its day.
    pub date: Option<Date>,
    /// How many pages it has.
    pub pages: usize,
    /// How many stories.
    pub stories: usize,
    /// When it was filed, seconds since 1970.
    pub filed: i64,
}
