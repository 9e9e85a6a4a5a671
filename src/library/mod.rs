//! What the reader owns, on disk: in one SQLite file what the reader made (marks, read state, positions, the time that was
//! read), in another the editions that were filed, and an index over them; or an archive on a server.
//!
//! Marks are keyed by the content of an edition ([`Key`]), so a moved file keeps its marks. What is acknowledged is
//! committed. This room neither lays out nor draws.

pub mod archive;
mod depot;
pub mod doctor;
mod door;
mod entry;
mod exchange;
mod folders;
mod index;
mod keep;
mod key;
mod marks;
mod packed;
#[cfg(feature = "postgres")]
pub mod postgres;
pub mod query;
mod remember;
mod schema;
mod sharing;
mod shelf;
mod sqlite;
mod stats;
mod store;
mod subscriptions;
mod time;
mod trouble;

pub use depot::{Depot, Miss, Piece, Record};
pub use door::open_archive;
pub use entry::{Entry, Remembered};
pub use exchange::{EditionForm, Export, Imported, MarkForm};
pub use folders::Folders;
pub use key::{Fingerprint, Key};
pub use marks::{Citation, Draft, Kind, Mark, Wanted, tags_in};
pub use sharing::Shared;
pub use shelf::Shelf;
pub use stats::{Stats, Tally};
pub use store::Library;
pub use subscriptions::Subscription;
pub use time::Session;
pub use trouble::LibraryError;
