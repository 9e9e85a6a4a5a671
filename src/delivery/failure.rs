//! Why something could not be opened, in words that follow its name: "x.txt does not exist".

use std::io::ErrorKind;
use std::path::Path;

use thiserror::Error;

use crate::read::Refusal;
use crate::text::clean;

/// Something that was asked for and not opened.
#[derive(Debug)]
pub struct Failure {
    /// Its name, safe to print on one line.
    pub name: String,
    /// Why.
    pub reason: Reason,
}

impl std::fmt::Display for Failure {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} {}", self.name, self.reason)
    }
}

/// Why it was not opened.
#[derive(Debug, Error)]
pub enum Reason {
    /// No such file or folder.
    #[error("does not exist")]
    Missing,
    /// Permission denied.
    #[error("may not be read (permission denied)")]
    Denied,
    /// A FIFO, a socket or a device: reading it might never end.
    #[error("is not a file or folder but {0}; give - to read from a pipe")]
    Special(&'static str),
    /// A folder without a page.
    #[error("has no page in it that yuebao reads")]
    NoPage,
    /// A folder with more than is opened at once.
    #[error("holds more than yuebao opens at once: {0} of its files were left out")]
    TooMany(usize),
    /// An archive in an archive in an archive.
    #[error("is packed too often: archives may lie {0} deep in each other")]
    TooDeep(usize),
    /// More than is opened together.
    #[error("was left out: yuebao opens {0} MB at once and no more")]
    TooMuch(usize),
    /// A file of definitions of papers with an error in it.
    #[error("cannot be used: {0}")]
    Definition(String),
    /// The reader refused it.
    #[error(transparent)]
    Refused(#[from] Refusal),
    /// Anything else the system said.
    #[error("cannot be read: {0}")]
    System(std::io::Error),
}

impl From<std::io::Error> for Reason {
    fn from(error: std::io::Error) -> Self {
        match error.kind() {
            ErrorKind::NotFound => Self::Missing,
            ErrorKind::PermissionDenied => Self::Denied,
            _ => Self::System(error),
        }
    }
}

/// The name of a path, safe to print on one line of a terminal.
pub fn shown(path: &Path) -> String {
    let lossy = path.to_string_lossy();
    let name = clean::clean(&lossy).text.replace(['\n', '\t'], " ");
    if name.is_empty() { "\"\"".into() } else { name }
}
