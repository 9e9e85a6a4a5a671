//! What an archive is: editions filed by paper and day, and the stories in them found by query.
//!
//! [`Archive`] is the one contract. The reader's own shelf keeps it in a folder; a server keeps it for a house full of
//! readers. Commands and screens know nothing but this.

mod document;
mod filing;
mod found;
mod health;

mod origin;
mod portion;
mod room;
mod snippet;
mod telling;

pub(super) use document::section_of;
pub use document::{Document, day_number, documents, print_of, rank};
pub use filing::{Filed, Filing, Original};
pub use found::{Found, Hit, Paper, Standing, Which};
pub use health::{Health, Outcome};
pub use origin::{key_in, origin_of};
pub use portion::Portion;
pub use room::{Heard, Room, Teller, Told};
pub use snippet::{Snippet, snippet};
pub use telling::telling_terms;

use jiff::civil::Date;

use super::query::Query;
use super::{Key, LibraryError};

/// Editions on a shelf, wherever it stands.
///
/// What [`Archive::file`] acknowledged is on the disk; [`Archive::index`] makes it found. Several programs may use one
/// archive at once.
pub trait Archive: Send {
    /// Files editions, all of them or none. An edition that stands there already is left as it is.
    ///
    /// Answers for each of them, in their order.
    fn file(&mut self, filings: &[Filing]) -> Result<Vec<Filed>, LibraryError>;

    /// Files an edition in the place of the one of its key, which may have grown or been corrected; where there is none it is
    /// filed. Either stands there at any time.
    fn replace(&mut self, filing: &Filing) -> Result<(), LibraryError>;

    /// Whether files of this stamp were filed; see [`Archive::note_taken`].
    fn has_taken(&mut self, stamp: &str) -> Result<bool, LibraryError>;

    /// Remembers that all that files of this stamp hold was filed, so that a run that was broken off goes on where it
    /// stopped.
    fn note_taken(&mut self, stamp: &str) -> Result<(), LibraryError>;

    /// Has everything that was filed found by [`Archive::search`]; tells `progress` how many stories are so, and how many
    /// there will be.
    ///
    /// # Errors
    /// [`LibraryError::IndexBusy`] where another program is at it: what it has not come to is found when it has, or when
    /// this is asked again.
    fn index(&mut self, progress: &mut dyn FnMut(u64, u64)) -> Result<(), LibraryError>;

    /// Forgets what is searched by and makes it anew from what is filed.
    fn reindex(&mut self, progress: &mut dyn FnMut(u64, u64)) -> Result<(), LibraryError>;

    /// Stories that a query is true of: those that have all its words in the headline first, then the others, and of
    /// either the newest first. `skip` of them are passed over and at most `limit` given.
    fn search(&mut self, query: &Query, skip: usize, limit: usize) -> Result<Found, LibraryError>;

    /// How many stories a query is true of: every one is looked at, where [`Archive::search`] is content with the first.
    fn count(&mut self, query: &Query) -> Result<usize, LibraryError>;

    /// Stories about the same: those that share the most telling pairs and words with this one, the likest first.
    fn alike(&mut self, which: &Which, limit: usize) -> Result<Vec<Hit>, LibraryError>;

    /// Stories of the same text, in other papers or reissued, the oldest first.
    fn same(&mut self, which: &Which) -> Result<Vec<Hit>, LibraryError>;

    /// An edition as it was filed; `None` where it is not there.
    fn edition(&mut self, key: &Key) -> Result<Option<Filing>, LibraryError>;

    /// The source files that were kept of an edition.
    fn originals(&mut self, key: &Key) -> Result<Vec<Original>, LibraryError>;

    /// Every paper, by the day of its latest edition, the latest first.
    fn papers(&mut self) -> Result<Vec<Paper>, LibraryError>;

    /// The editions of a paper between two days, both included, by day; those without a date stand first where `from` is
    /// not said.
    fn editions(
        &mut self,
        paper: &str,
        from: Option<Date>,
        to: Option<Date>,
    ) -> Result<Vec<Standing>, LibraryError>;

    /// The editions before and after one, of the same paper.
    fn beside(&mut self, key: &Key) -> Result<[Option<Standing>; 2], LibraryError>;

    /// Looks whether all that was filed is there and found, and mends what can be mended.
    fn health(&mut self) -> Result<Health, LibraryError>;

    /// Takes an edition off the shelf. Whether it stood there.
    fn remove(&mut self, key: &Key) -> Result<bool, LibraryError>;

    /// Where its readers share marks; `None` where it has one reader only.
    fn room(&mut self) -> Option<&mut dyn Room> {
        None
    }
}
