//! What the reader owns, on disk: bookmarks, read marks and positions, in one SQLite file.
//!
//! Everything is keyed by the content of an edition ([`Key`]), so a moved file keeps its marks. What is acknowledged is
//! committed. This room neither lays out nor draws.

mod folders;
mod key;
mod marks;
mod rows;
mod schema;
mod store;
mod trouble;

pub use folders::Folders;
pub use key::{Fingerprint, Key};
pub use marks::{Bookmark, Draft, Remembered};
pub use store::Library;
pub use trouble::LibraryError;
