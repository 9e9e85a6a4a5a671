//! What the caller hands in.

use std::sync::Arc;

use crate::config::{Command, Screen, Setting};
use crate::delivery::Courier;
use crate::edition::Edition;
use crate::library::archive::Archive;
use crate::library::{Key, Library, LibraryError, Mark};

/// What is opened on the screen.
#[derive(Debug)]
pub struct Paper {
    /// The edition.
    pub edition: Edition,
    /// Its key in the library.
    pub key: Key,
    /// Name shown where the edition has no masthead.
    pub name: String,
    /// Where it was opened from (files separated by `\n`).
    pub origin: String,
    /// Origins of the issues before and after it, of those that were opened together, or of the shelf.
    pub beside: [Option<String>; 2],
}

/// What opens the library.
pub type OpenLibrary = Arc<dyn Fn() -> Result<Library, LibraryError> + Send + Sync>;

/// What opens the archive.
pub type OpenArchive = Arc<dyn Fn() -> Result<Box<dyn Archive>, LibraryError> + Send + Sync>;

/// What shares marks with the other readers of an archive; answers with all of theirs.
pub type Share = Arc<dyn Fn(&mut dyn Archive) -> Result<Vec<Mark>, LibraryError> + Send + Sync>;

/// What makes the courier that brings papers.
pub type OpenCourier = Arc<dyn Fn() -> Result<Box<dyn Courier>, LibraryError> + Send + Sync>;

/// Everything the reader's desk holds besides the paper.
pub struct Desk {
    /// Opens the library. Called on a worker thread, so that the first frame never waits for the disk, and once for
    /// every paper that is read.
    pub open_library: OpenLibrary,
    /// Opens the archive. Called on a thread of its own, when it is asked something for the first time.
    pub open_archive: OpenArchive,
    /// Shares marks, where the reader wants that. Called on the archive's thread.
    pub share: Option<Share>,
    /// Makes the courier. Called on a thread of its own.
    pub open_courier: OpenCourier,
    /// How text is set.
    pub setting: Setting,
    /// How the screen looks and behaves.
    pub screen: Screen,
    /// Programs of the reader's own.
    pub tools: Tools,
    /// BCP 47 tag of the interface's language.
    pub locale: String,
}

/// Programs of the reader's own.
#[derive(Clone, Debug, Default)]
pub struct Tools {
    /// Commands that stories are piped to.
    pub commands: Vec<Command>,
    /// The program that opens an address; empty for the browser that the system has.
    pub open: Vec<String>,
}
