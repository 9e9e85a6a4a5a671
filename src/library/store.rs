//! The SQLite file `library.sqlite3`: how it is opened, and how it is changed. A change that returns `Ok` is on the disk.

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant, SystemTime};

use rusqlite::{Connection, ErrorCode, Transaction, TransactionBehavior};

use super::{LibraryError, schema};

/// The name of the file in its folder.
pub(super) const FILE: &str = "library.sqlite3";

/// How long a write waits for another copy of the program.
const PATIENCE: Duration = Duration::from_secs(5);

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
        let connection = connect(path).map_err(|error| LibraryError::at(path, error))?;
        schema::migrate(&connection, path)?;
        Ok(Self {
            connection,
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

fn connect(path: &Path) -> rusqlite::Result<Connection> {
    let connection = Connection::open(path)?;
    connection.busy_timeout(PATIENCE)?;
    patiently(|| connection.pragma_update(None, "journal_mode", "WAL"))?;
    // FULL: an acknowledged mark survives a power cut, not only a killed process.
    connection.pragma_update(None, "synchronous", "FULL")?;
    connection.pragma_update(None, "foreign_keys", true)?;
    Ok(connection)
}

/// Tries again while another copy is in the way: SQLite does not wait by itself where two make the file at once and both
/// change its journal.
fn patiently(change: impl Fn() -> rusqlite::Result<()>) -> rusqlite::Result<()> {
    let began = Instant::now();
    loop {
        match change() {
            Err(error) if is_busy(&error) && began.elapsed() < PATIENCE => {
                std::thread::sleep(Duration::from_millis(5));
            }
            done => return done,
        }
    }
}

fn is_busy(error: &rusqlite::Error) -> bool {
    error.sqlite_error_code() == Some(ErrorCode::DatabaseBusy)
}

/// Seconds since 1970.
pub(super) fn now() -> i64 {
    let since = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH);
    since.map_or(0, |since| {
        i64::try_from(since.as_secs()).unwrap_or(i64::MAX)
    })
}
