//! A copy takes the library's place.

use std::path::{Path, PathBuf};

use rusqlite::{Connection, OpenFlags};

use super::copy::{copy, inspect, part_of};
use super::replace;
use crate::library::{Library, LibraryError, store};

impl Library {
    /// Puts a copy in the place of the library in `folder`. Answers with where the one before it is kept, if there was one.
    ///
    /// # Errors
    /// The copy is no sound library of a known form, or another copy of the program has the library open; then
    /// everything is as it was.
    pub fn restore(folder: &Path, from: &Path) -> Result<Option<PathBuf>, LibraryError> {
        inspect(from)?;
        std::fs::create_dir_all(folder).map_err(|error| LibraryError::folder(folder, error))?;
        let path = folder.join(store::FILE);
        let part = part_of(&path);
        let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let source = Connection::open_with_flags(from, flags);
        copy(
            &source.map_err(|error| LibraryError::at(from, error))?,
            &part,
        )?;
        replace(&part, &path, ".before-restore")
    }
}
