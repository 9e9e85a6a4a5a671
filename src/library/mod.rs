//! What the reader owns, on disk: bookmarks, read marks and positions, in one SQLite file.
//!
//! Everything is keyed by the content of an edition ([`Key`]), so a moved file keeps its marks. What is acknowledged is
//! committed. This room neither lays out nor draws.

mod key;
mod marks;
mod store;

pub use key::Key;
pub use marks::{Bookmark, Draft, Remembered};
pub use store::{Library, LibraryError};
