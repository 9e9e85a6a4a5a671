//! What was delivered: editions, what could not be opened, and where the pictures are.

use super::{Failure, Pictures};
use crate::edition::Edition;
use crate::library::Key;

/// What was delivered.
#[derive(Debug)]
pub struct Delivery {
    /// The editions, in the order in which their first sources came.
    pub issues: Vec<Issue>,
    /// How many sources were opened.
    pub opened: usize,
    /// What was asked for and could not be opened.
    pub failures: Vec<Failure>,
    /// Where the pictures of the editions are.
    pub pictures: Pictures,
}

/// One edition that was delivered.
#[derive(Clone, Debug)]
pub struct Issue {
    /// The edition: every source of it that could be read, joined.
    pub edition: Edition,
    /// Its key in the library.
    pub key: Key,
    /// A name for it where it has no masthead, safe to print.
    pub name: String,
    /// Where it came from, to open it again (separated by `\n`; names as the system gave them, not cleaned; a last line
    /// that is no path tells it from others that came from there).
    pub origin: String,
}

impl Issue {
    /// Its masthead, or its name, and its date.
    pub fn title(&self) -> String {
        let name = self.edition.masthead.as_deref().unwrap_or(&self.name);
        match self.edition.date {
            Some(date) => format!("{name} {date}"),
            None => name.to_owned(),
        }
    }
}

impl Delivery {
    /// The issue to be read first: the one of the latest date, and of those the first.
    pub fn latest(&self) -> Option<usize> {
        let dated = self.issues.iter().enumerate();
        let latest = dated.max_by_key(|(at, issue)| (issue.edition.date, std::cmp::Reverse(*at)));
        latest.map(|(at, _)| at)
    }

    /// The issue of an origin, or the one to be read first.
    pub fn find(&self, origin: &str) -> Option<usize> {
        let found = self.issues.iter().position(|issue| issue.origin == origin);
        found.or_else(|| self.latest())
    }
}
