//! What the screen and the commands see of fetching: the papers that are subscribed to, how each stands, and what happens
//! while they are fetched. Nothing here opens a connection.

use std::sync::atomic::AtomicBool;

use jiff::civil::Date;

use crate::library::{Key, LibraryError};

/// A paper that is subscribed to, and how its latest edition stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Subscribed {
    /// Its short name (`rmrb`), which commands take.
    pub id: String,
    /// Its name (人民日报), under which its editions stand on the shelf.
    pub name: String,
    /// The day of the edition that was fetched last.
    pub day: Option<Date>,
    /// Whether that day is today where the paper appears.
    pub is_today: bool,
    /// The key of that edition on the shelf.
    pub key: Option<Key>,
    /// How it stands.
    pub state: State,
    /// Stories in it.
    pub stories: usize,
    /// Stories in it that are marked read.
    pub read: usize,
    /// When it was tried last, seconds since 1970.
    pub tried: Option<i64>,
}

/// How a paper's latest edition stands.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum State {
    /// It was never fetched.
    #[default]
    Never,
    /// All of it is on the shelf.
    Whole,
    /// A part of it is: the run was broken off, or pages could not be had.
    Partly {
        /// Pages that are whole.
        pages: usize,
        /// Pages there are.
        of: usize,
        /// What is in the way of the first that is missing, safe to print on one line; empty where the run was only broken off.
        reason: String,
    },
    /// Nothing could be had.
    Failed {
        /// Why, safe to print on one line.
        reason: String,
    },
}

/// Something happened while papers were fetched.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Progress {
    /// A paper's turn has come.
    Began {
        /// The paper's short name.
        id: String,
    },
    /// More of it is here.
    Came {
        /// The paper's short name.
        id: String,
        /// Pages that are whole.
        pages: usize,
        /// Pages there are, as far as is known.
        of: usize,
        /// What came last: the name of a page or a headline, safe to print on one line.
        what: String,
    },
    /// What there is of it stands on the shelf, and more may follow under the same key.
    Filed {
        /// The paper's short name.
        id: String,
        /// The edition's key.
        key: Key,
    },
    /// It is done with, for this time.
    Ended {
        /// How the paper stands now.
        paper: Box<Subscribed>,
    },
}

/// Whoever brings papers.
pub trait Courier: Send {
    /// The papers that are subscribed to, by name.
    ///
    /// # Errors
    /// The library cannot be read.
    fn subscribed(&mut self) -> Result<Vec<Subscribed>, LibraryError>;

    /// Fetches the latest editions of the papers with these short names, or of all where there is none, and files them.
    /// Ends early once `stop` is set; what is here by then stays.
    ///
    /// # Errors
    /// What concerns all papers: the library, the shelf, another fetch that is under way. What concerns one is told with it.
    fn fetch(
        &mut self,
        papers: &[String],
        tell: &mut dyn FnMut(Progress),
        stop: &AtomicBool,
    ) -> Result<(), LibraryError>;

    /// Takes in what lies in folders that are subscribed to and was not there before; cheap where there is nothing. Answers
    /// with the papers of which something came.
    ///
    /// # Errors
    /// As [`Courier::fetch`].
    fn look_into_folders(&mut self) -> Result<Vec<Subscribed>, LibraryError>;
}
