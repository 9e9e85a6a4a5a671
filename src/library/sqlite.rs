//! SQLite files as this room keeps them: several programs at one file, what is committed stays, and a form that only
//! goes forward.

use std::path::Path;
use std::time::{Duration, Instant};

use rusqlite::config::DbConfig;
use rusqlite::{Connection, ErrorCode, Transaction, TransactionBehavior};

use super::LibraryError;

/// How long a write waits for another copy of the program.
const PATIENCE: Duration = Duration::from_secs(5);

/// Bytes of a page, where rows are short.
const PAGE: u32 = 4096;

/// Opens or makes the file at `path` and brings it to its present form.
///
/// # Errors
/// The file is damaged, may not be written, or comes from a newer yuebao.
pub(super) fn open(path: &Path, steps: &[&str]) -> Result<Connection, LibraryError> {
    open_in_pages(path, steps, PAGE)
}

/// The same; where it is made, in pages of so many bytes (a power of two, at most 65,536).
pub(super) fn open_in_pages(
    path: &Path,
    steps: &[&str],
    page: u32,
) -> Result<Connection, LibraryError> {
    let at = |error| LibraryError::at(path, error);
    let connection = connect(path, page).map_err(at)?;
    if version(&connection).map_err(at)? != known(steps) {
        check(take(&connection, steps).map_err(at)?, path, steps)?;
    }
    Ok(connection)
}

fn connect(path: &Path, page: u32) -> rusqlite::Result<Connection> {
    let connection = Connection::open(path)?;
    connection.busy_timeout(PATIENCE)?;
    // Of a file that is there already the pages stay what they are.
    connection.pragma_update(None, "page_size", page)?;
    patiently(|| connection.pragma_update(None, "journal_mode", "WAL"))?;
    // FULL: what is acknowledged survives a power cut, not only a killed process.
    connection.pragma_update(None, "synchronous", "FULL")?;
    connection.pragma_update(None, "foreign_keys", true)?;
    // Or a statement is prepared anew for every value that is bound to it, which takes longer than its answer.
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
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

/// Refuses a form that a newer program made.
pub(super) fn check(found: u32, path: &Path, steps: &[&str]) -> Result<(), LibraryError> {
    let known = known(steps);
    match found > known {
        true => Err(LibraryError::Newer {
            path: path.display().to_string(),
            found,
            known,
        }),
        false => Ok(()),
    }
}

/// Takes the steps that are missing, in one transaction; answers with the form the file had. A newer form is left as it
/// is.
pub(super) fn take(connection: &Connection, steps: &[&str]) -> rusqlite::Result<u32> {
    // The version is read again under the lock: another copy may be migrating the same file.
    let transaction = Transaction::new_unchecked(connection, TransactionBehavior::Immediate)?;
    let found = version(&transaction)?;
    for (number, step) in (1u32..).zip(steps).skip(found as usize) {
        transaction.execute_batch(&bare(step))?;
        transaction.pragma_update(None, "user_version", number)?;
    }
    transaction.commit()?;
    Ok(found)
}

/// A step without its comments and its layout. SQLite keeps the words that made a table, and a file in which these cannot be
/// read is lost whole: so they should take one page.
pub(super) fn bare(step: &str) -> String {
    let lines = step
        .lines()
        .map(|line| line.split("--").next().unwrap_or(line).trim());
    let lines: Vec<&str> = lines.filter(|line| !line.is_empty()).collect();
    lines.join(" ")
}

/// The form of a file: how many steps it has taken.
pub(super) fn version(connection: &Connection) -> rusqlite::Result<u32> {
    connection.pragma_query_value(None, "user_version", |row| row.get(0))
}

/// The present form.
fn known(steps: &[&str]) -> u32 {
    u32::try_from(steps.len()).unwrap_or(u32::MAX)
}
