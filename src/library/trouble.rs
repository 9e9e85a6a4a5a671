//! What can go wrong with the library, said so that a reader can do something about it.

use std::path::Path;

use rusqlite::ErrorCode;
use thiserror::Error;

/// What went wrong with the library.
#[derive(Debug, Error)]
pub enum LibraryError {
    /// The database refused.
    #[error("library: {0}")]
    Database(rusqlite::Error),
    /// There is no room for more.
    #[error("library: the disk is full; what was there is safe, this is not stored")]
    Full,
    /// What should be read is damaged.
    #[error("the library is damaged; `yuebao doctor` mends what can be mended")]
    Corrupt,
    /// Another copy of the program has the library open.
    #[error("another yuebao has the library open; close it and try again")]
    InUse,
    /// Another copy of the program fetches papers.
    #[error("another yuebao is fetching papers; try again when it is done")]
    Fetching,
    /// A file is not what a copy of the library should be.
    #[error("{path} is no sound copy of a library: {why}")]
    NoCopy {
        /// The file.
        path: String,
        /// What is the matter with it.
        why: String,
    },
    /// A folder or file could not be made or used.
    #[error("{path}: {source}")]
    Folder {
        /// The folder or file.
        path: String,
        /// Why.
        source: std::io::Error,
    },
    /// Neither the platform nor the environment names a folder.
    #[error("no home folder is known; set YUEBAO_DATA_DIR to keep bookmarks")]
    NoHome,
    /// The file is no database, or a broken one.
    #[error("{path} is damaged or is not a library; `yuebao doctor` mends what can be mended")]
    Damaged {
        /// The file.
        path: String,
    },
    /// The file or its folder may not be opened for writing.
    #[error("{path} cannot be opened for writing")]
    Unwritable {
        /// The file.
        path: String,
    },
    /// The index could not do it.
    #[error("index: {0}; `yuebao reindex` makes it anew")]
    Index(String),
    /// Another program has been writing the index for long.
    #[error("another yuebao is writing the index; try again when it is done")]
    IndexBusy,
    /// An archive of a kind that this yuebao does not know.
    #[error("{0:?} is no archive that this yuebao knows; give postgres://user@host/name")]
    NoSuchArchive(String),
    /// The archive has one reader only.
    #[error(
        "marks are shared through an archive on a server; name one: --archive postgres://user@host/name"
    )]
    NoRoom,
    /// The archive could not do it.
    #[error("archive: {0}")]
    Archive(String),
    /// A later yuebao made the file.
    #[error("{path} was made by a newer yuebao (form {found}; this one knows {known})")]
    Newer {
        /// The file.
        path: String,
        /// Its form.
        found: u32,
        /// The latest form that this program knows.
        known: u32,
    },
}

impl LibraryError {
    /// Says an error of the file system, with the folder or file that it is about.
    pub(super) fn folder(path: &Path, source: std::io::Error) -> Self {
        Self::Folder {
            path: path.display().to_string(),
            source,
        }
    }

    /// Says a database error of the file at `path` as plainly as its code allows.
    pub(super) fn at(path: &Path, error: rusqlite::Error) -> Self {
        let path = path.display().to_string();
        match error.sqlite_error_code() {
            Some(ErrorCode::NotADatabase | ErrorCode::DatabaseCorrupt) => Self::Damaged { path },
            Some(ErrorCode::ReadOnly | ErrorCode::CannotOpen | ErrorCode::PermissionDenied) => {
                Self::Unwritable { path }
            }
            _ => error.into(),
        }
    }
}

impl From<rusqlite::Error> for LibraryError {
    fn from(error: rusqlite::Error) -> Self {
        match error.sqlite_error_code() {
            Some(ErrorCode::DiskFull) => Self::Full,
            Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase) => Self::Corrupt,
            _ => Self::Database(error),
        }
    }
}
