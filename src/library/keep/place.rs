//! Putting another file in the place of `library.sqlite3`: there is always one there, the old one is kept beside it, and
//! nobody writes to either meanwhile.

use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use rusqlite::Connection;

use super::copy::{settle, sync_folder};
use crate::library::LibraryError;

/// Most files that are kept under one name with a number.
const MOST: usize = 10_000;

/// What SQLite has beside a file while it is open.
const COMPANIONS: [&str; 2] = ["-wal", "-shm"];

/// Puts `part` in the place of the library at `path`; what stands there is kept under a name that begins with its own
/// and `end`. Answers with that name.
///
/// # Errors
/// Another copy of the program has the library open, or the disk is against it; then everything is as it was.
pub(in crate::library) fn replace(
    part: &Path,
    path: &Path,
    end: &str,
) -> Result<Option<PathBuf>, LibraryError> {
    let done = keep_and_settle(part, path, end);
    if done.is_err() {
        let _ = fs::remove_file(part);
    }
    done
}

fn keep_and_settle(part: &Path, path: &Path, end: &str) -> Result<Option<PathBuf>, LibraryError> {
    if !path.exists() {
        return settle(part, path).map(|()| None);
    }
    // Held until the new file has its place: another copy that opens the old one meanwhile waits, and finds the new one.
    let held = hold(path)?;
    let kept = free_name(path, end);
    keep(path, &kept).map_err(|error| LibraryError::folder(&kept, error))?;
    settle(part, path)?;
    drop(held);
    Ok(Some(kept))
}

/// Has a library for oneself, with all of it in one file. One that is too damaged for that is nobody's; `None`.
fn hold(path: &Path) -> Result<Option<Connection>, LibraryError> {
    let take = || {
        let file = Connection::open(path)?;
        file.pragma_update(None, "locking_mode", "EXCLUSIVE")?;
        // Succeeds only where no other connection is open.
        file.pragma_update(None, "journal_mode", "DELETE")?;
        file.execute_batch("BEGIN EXCLUSIVE; COMMIT")?;
        Ok(file)
    };
    match take() {
        Ok(file) => Ok(Some(file)),
        Err(error) if is_busy(&error) => Err(LibraryError::InUse),
        Err(_) => Ok(None),
    }
}

fn is_busy(error: &rusqlite::Error) -> bool {
    use rusqlite::ErrorCode::{DatabaseBusy, DatabaseLocked};
    matches!(
        error.sqlite_error_code(),
        Some(DatabaseBusy | DatabaseLocked)
    )
}

/// Gives a file a second name (or a copy, where there is no such thing), and what lies beside it for SQLite its first.
fn keep(path: &Path, kept: &Path) -> std::io::Result<()> {
    fs::hard_link(path, kept).or_else(|_| fs::copy(path, kept).map(|_| ()))?;
    for companion in COMPANIONS {
        match fs::rename(with_end(path, companion), with_end(kept, companion)) {
            Err(error) if error.kind() != ErrorKind::NotFound => return Err(error),
            _ => {}
        }
    }
    sync_folder(kept)
}

/// A name that no file has: with `end`, else with a number after it.
pub(in crate::library) fn free_name(path: &Path, end: &str) -> PathBuf {
    let numbered = (2..MOST).map(|number| with_end(path, &format!("{end}-{number}")));
    let mut names = std::iter::once(with_end(path, end)).chain(numbered);
    let free = names.find(|name| !name.exists());
    free.unwrap_or_else(|| with_end(path, &format!("{end}-{}", std::process::id())))
}

fn with_end(path: &Path, end: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(end);
    name.into()
}
