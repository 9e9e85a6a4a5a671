//! Whether every page of a file is sound, by SQLite's own word.

use std::path::Path;

use rusqlite::{Connection, OpenFlags};

use crate::library::LibraryError;
use crate::library::keep::complaints;

/// What is wrong with a file that there is; `None` where nothing is.
///
/// # Errors
/// The file cannot be opened, for another reason than that it is damaged.
pub(super) fn damage(path: &Path) -> Result<Option<String>, LibraryError> {
    match said(path) {
        Ok(said) if said.is_empty() => Ok(None),
        Ok(said) => Ok(Some(said.join("; "))),
        Err(LibraryError::Damaged { .. } | LibraryError::Corrupt) => {
            Ok(Some("it cannot be read as a database".into()))
        }
        Err(error) => Err(error),
    }
}

fn said(path: &Path) -> Result<Vec<String>, LibraryError> {
    let at = |error| LibraryError::at(path, error);
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let file = Connection::open_with_flags(path, flags).map_err(at)?;
    complaints(&file).map_err(at)
}
