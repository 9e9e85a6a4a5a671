//! Only one fetches at a time: a lock on a file that the system gives back when its holder ends, however it ends.

use std::fs::{File, TryLockError};
use std::path::Path;

use crate::library::LibraryError;

/// The lock, while it lives.
#[derive(Debug)]
pub(super) struct Lock {
    _file: File,
}

impl Lock {
    /// Takes the lock in the data folder.
    ///
    /// # Errors
    /// Another yuebao is fetching, or the folder cannot be written.
    pub(super) fn take(folder: &Path) -> Result<Self, LibraryError> {
        let path = folder.join("fetch.lock");
        let at = |source| LibraryError::Folder {
            path: path.display().to_string(),
            source,
        };
        std::fs::create_dir_all(folder).map_err(at)?;
        let file = File::options()
            .create(true)
            .truncate(false)
            .write(true)
            .open(&path)
            .map_err(at)?;
        match file.try_lock() {
            Ok(()) => Ok(Self { _file: file }),
            Err(TryLockError::WouldBlock) => Err(LibraryError::Fetching),
            Err(TryLockError::Error(source)) => Err(at(source)),
        }
    }
}
