//! The SQLite file `library.sqlite3`: how it is opened, and how it is changed. A change that returns `Ok` is on the disk.

use std::path::{Path, PathBuf};
use std::time::SystemTime;

use rusqlite::{Connection, Transaction, TransactionBehavior};

use super::schema::STEPS;
use super::{LibraryError, sqlite};

/// The name of the file in its folder.
pub(super) const FILE: &str = "library.sqlite3";

/// The reader's library, open.
///
/// Several may be open on one file, in one process or many: each change is a transaction of its own.
#[derive(Debug)]
pub struct Library {
    connection: Connection,
    folder: PathBuf,
}

impl Library {
    /// Opens or makes the library `library.sqlite3` in `folder`, making the folder too.
    ///
    /// # Errors
    /// The folder cannot be made, the file is damaged, may not be written, or comes from a newer yuebao.
    pub fn open(folder: &Path) -> Result<Self, LibraryError> {
        std::fs::create_dir_all(folder).map_err(|source| LibraryError::folder(folder, source))?;
        Self::open_file(&folder.join(FILE), folder)
    }

    /// Opens or makes the library that is this file, and whose copies lie in `folder`.
    pub(super) fn open_file(path: &Path, folder: &Path) -> Result<Self, LibraryError> {
        Ok(Self {
            connection: sqlite::open(path, STEPS)?,
            folder: folder.to_owned(),
        })
    }

    /// How many marks stand in it.
    pub fn count(&self) -> Result<usize, LibraryError> {
        let sql = "SELECT count(*) FROM mark WHERE removed IS NULL";
        let count: i64 = self.connection.query_row(sql, [], |row| row.get(0))?;
        Ok(usize::try_from(count).unwrap_or(0))
    }

    /// Closes it, with all of it in one file.
    pub(super) fn close(self) -> Result<(), LibraryError> {
        self.connection
            .pragma_update(None, "journal_mode", "DELETE")?;
        self.connection.close().map_err(|(_, error)| error.into())
    }

    /// The folder it is in.
    pub(super) fn folder(&self) -> &Path {
        &self.folder
    }

    /// What is asked for without changing anything.
    pub(super) fn connection(&self) -> &Connection {
        &self.connection
    }

    /// Makes a change, all of it or nothing, at a time: seconds since 1970.
    pub(super) fn in_one<T>(
        &self,
        change: impl FnOnce(&Connection, i64) -> rusqlite::Result<T>,
    ) -> Result<T, LibraryError> {
        // Immediate: it may read before it writes, and must not be overtaken by another copy in between.
        let transaction =
            Transaction::new_unchecked(&self.connection, TransactionBehavior::Immediate)?;
        let done = change(&transaction, now())?;
        transaction.commit()?;
        Ok(done)
    }
}

/// Seconds since 1970.
pub(super) fn now() -> i64 {
    let since = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH);
    since.map_or(0, |since| {
        i64::try_from(since.as_secs()).unwrap_or(i64::MAX)
    })
}
