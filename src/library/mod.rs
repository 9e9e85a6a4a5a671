//! What the reader owns, on disk: bookmarks, read marks and positions, in one SQLite file.
//!
//! Everything is keyed by the content of an edition ([`Key`]), so a moved file keeps its marks. What is acknowledged is
//! committed. This room neither lays out nor draws.

pub mod archive;
mod door;
mod folders;
mod index;
mod key;
mod marks;
mod packed;
#[cfg(feature = "postgres")]
pub mod postgres;
pub mod query;
mod rows;
mod schema;
mod shelf;
mod sqlite;
mod store;
mod trouble;

pub use door::open_archive;
pub use folders::Folders;
pub use key::{Fingerprint, Key};
pub use marks::{Bookmark, Draft, Remembered};
pub use shelf::Shelf;
pub use store::Library;
pub use trouble::LibraryError;
