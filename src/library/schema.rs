//! The tables and their history. A step, once released, is never changed: the next form is one more step.

use std::path::Path;

use rusqlite::{Connection, Transaction, TransactionBehavior};

use super::LibraryError;

/// The steps from an empty file to the present form; `user_version` counts how many were taken.
const STEPS: &[&str] = &["
    CREATE TABLE edition (
        key    TEXT PRIMARY KEY,
        title  TEXT NOT NULL,
        origin TEXT NOT NULL,
        opened INTEGER NOT NULL,           -- seconds since 1970
        turn   INTEGER NOT NULL,           -- counts openings: the largest was opened last
        last   TEXT                        -- id of the story that was open last
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX edition_turn ON edition (turn);
    CREATE TABLE finished (
        edition TEXT NOT NULL REFERENCES edition (key),
        story   TEXT NOT NULL,
        at      INTEGER NOT NULL,
        PRIMARY KEY (edition, story)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE position (
        edition TEXT NOT NULL REFERENCES edition (key),
        story   TEXT NOT NULL,             -- the story's id
        idx     INTEGER NOT NULL,          -- its index in the edition
        slot    INTEGER NOT NULL,
        byte    INTEGER NOT NULL,
        at      INTEGER NOT NULL,
        PRIMARY KEY (edition, story)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE bookmark (
        id      INTEGER PRIMARY KEY AUTOINCREMENT,
        edition TEXT NOT NULL REFERENCES edition (key),
        idx     INTEGER NOT NULL,
        slot    INTEGER NOT NULL,
        byte    INTEGER NOT NULL,
        title   TEXT NOT NULL,
        excerpt TEXT NOT NULL,
        note    TEXT,
        made    INTEGER NOT NULL,
        removed INTEGER                    -- seconds since 1970; NULL while it stands
    ) STRICT;
    CREATE INDEX bookmark_edition ON bookmark (edition);
"];

/// Brings the file at `path` to the present form; a newer form is refused untouched.
pub(super) fn migrate(connection: &Connection, path: &Path) -> Result<(), LibraryError> {
    let known = u32::try_from(STEPS.len()).unwrap_or(u32::MAX);
    if version(connection).map_err(|error| LibraryError::at(path, error))? == known {
        return Ok(());
    }
    let found = take_steps(connection).map_err(|error| LibraryError::at(path, error))?;
    if found > known {
        return Err(LibraryError::Newer {
            path: path.display().to_string(),
            found,
            known,
        });
    }
    Ok(())
}

/// Takes the steps that are missing, in one transaction; answers with the form the file had.
fn take_steps(connection: &Connection) -> rusqlite::Result<u32> {
    // The version is read again under the lock: another copy may be migrating the same file.
    let transaction = Transaction::new_unchecked(connection, TransactionBehavior::Immediate)?;
    let found = version(&transaction)?;
    for (number, step) in (1u32..).zip(STEPS).skip(found as usize) {
        transaction.execute_batch(step)?;
        transaction.pragma_update(None, "user_version", number)?;
    }
    transaction.commit()?;
    Ok(found)
}

fn version(connection: &Connection) -> rusqlite::Result<u32> {
    connection.pragma_query_value(None, "user_version", |row| row.get(0))
}
