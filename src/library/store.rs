//! The SQLite file: opening it, and every change to it. A change that returns `Ok` is on the disk.

use std::path::Path;
use std::time::{Duration, Instant, SystemTime};

use rusqlite::{
    Connection, ErrorCode, OptionalExtension, Transaction, TransactionBehavior, params,
};

use super::{Bookmark, Draft, Key, LibraryError, Remembered, rows, schema};
use crate::edition::Place;

/// How long a write waits for another copy of the program.
const PATIENCE: Duration = Duration::from_secs(5);

/// The reader's library, open.
///
/// Several may be open on one file, in one process or many: each change is a transaction of its own.
#[derive(Debug)]
pub struct Library {
    connection: Connection,
}

impl Library {
    /// Opens or makes the library `library.sqlite3` in `folder`, making the folder too.
    ///
    /// # Errors
    /// The folder cannot be made, the file is damaged, may not be written, or comes from a newer yuebao.
    pub fn open(folder: &Path) -> Result<Self, LibraryError> {
        std::fs::create_dir_all(folder).map_err(|source| LibraryError::Folder {
            path: folder.display().to_string(),
            source,
        })?;
        let path = folder.join("library.sqlite3");
        let connection = connect(&path).map_err(|error| LibraryError::at(&path, error))?;
        schema::migrate(&connection, &path)?;
        Ok(Self { connection })
    }

    /// Enters an edition that is being read and gives back all that is remembered of it.
    ///
    /// The marks of an edition can be set only after it was entered.
    pub fn enter(&self, key: &Key, title: &str, origin: &str) -> Result<Remembered, LibraryError> {
        // Immediate: it reads before it writes, and must not be overtaken by another copy in between.
        let transaction =
            Transaction::new_unchecked(&self.connection, TransactionBehavior::Immediate)?;
        transaction.execute(
            "INSERT INTO edition (key, title, origin, opened, turn)
             VALUES (?1, ?2, ?3, ?4, (SELECT coalesce(max(turn), 0) + 1 FROM edition))
             ON CONFLICT (key) DO UPDATE SET title = excluded.title, origin = excluded.origin,
                 opened = excluded.opened, turn = excluded.turn",
            params![key.as_str(), title, origin, now()],
        )?;
        let remembered = remember(&transaction, key)?;
        transaction.commit()?;
        Ok(remembered)
    }

    /// Where the edition read last was opened from (files separated by `\n`).
    pub fn last_origin(&self) -> Result<Option<String>, LibraryError> {
        let sql = "SELECT origin FROM edition ORDER BY turn DESC LIMIT 1";
        let origin = self.connection.query_row(sql, [], |row| row.get(0));
        Ok(origin.optional()?)
    }

    /// Marks a story read or unread.
    pub fn set_read(&self, key: &Key, story: &str, read: bool) -> Result<(), LibraryError> {
        if read {
            self.connection.execute(
                "INSERT INTO finished (edition, story, at) VALUES (?1, ?2, ?3)
                 ON CONFLICT (edition, story) DO UPDATE SET at = excluded.at",
                params![key.as_str(), story, now()],
            )?;
        } else {
            self.connection.execute(
                "DELETE FROM finished WHERE edition = ?1 AND story = ?2",
                params![key.as_str(), story],
            )?;
        }
        Ok(())
    }

    /// Remembers the reader's place in a story, and that this story was open last.
    pub fn set_position(&self, key: &Key, story: &str, place: Place) -> Result<(), LibraryError> {
        let transaction =
            Transaction::new_unchecked(&self.connection, TransactionBehavior::Immediate)?;
        transaction.execute(
            "INSERT INTO position (edition, story, idx, slot, byte, at) VALUES (?1, ?2, ?3, ?4, ?5, ?6)
             ON CONFLICT (edition, story) DO UPDATE SET idx = excluded.idx, slot = excluded.slot,
                 byte = excluded.byte, at = excluded.at",
            params![
                key.as_str(),
                story,
                rows::number(place.story),
                place.slot.to_number(),
                rows::number(place.byte),
                now()
            ],
        )?;
        transaction.execute(
            "UPDATE edition SET last = ?2 WHERE key = ?1",
            params![key.as_str(), story],
        )?;
        Ok(transaction.commit()?)
    }

    /// Stores a bookmark.
    pub fn add_bookmark(&self, key: &Key, draft: &Draft) -> Result<Bookmark, LibraryError> {
        self.connection.execute(
            "INSERT INTO bookmark (edition, idx, slot, byte, title, excerpt, note, made)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
            params![
                key.as_str(),
                rows::number(draft.place.story),
                draft.place.slot.to_number(),
                rows::number(draft.place.byte),
                draft.title,
                draft.excerpt,
                draft.note,
                now()
            ],
        )?;
        let id = self.connection.last_insert_rowid();
        Ok(rows::bookmark_by(&self.connection, id)?)
    }

    /// Changes the note of a bookmark.
    pub fn set_note(&self, id: i64, note: Option<&str>) -> Result<(), LibraryError> {
        let sql = "UPDATE bookmark SET note = ?2 WHERE id = ?1";
        self.change(sql, params![id, note])
    }

    /// Removes a bookmark; it is kept as removed, so that [`Library::restore_bookmark`] can undo it.
    pub fn remove_bookmark(&self, id: i64) -> Result<(), LibraryError> {
        let sql = "UPDATE bookmark SET removed = coalesce(removed, ?2) WHERE id = ?1";
        self.change(sql, params![id, now()])
    }

    /// Brings back a removed bookmark.
    pub fn restore_bookmark(&self, id: i64) -> Result<(), LibraryError> {
        let sql = "UPDATE bookmark SET removed = NULL WHERE id = ?1";
        self.change(sql, params![id])
    }

    /// Every bookmark of every edition, newest first.
    pub fn bookmarks(&self) -> Result<Vec<Bookmark>, LibraryError> {
        Ok(rows::all_bookmarks(&self.connection)?)
    }

    /// Runs a change of one row; that there is no such row is an error.
    fn change(&self, sql: &str, params: impl rusqlite::Params) -> Result<(), LibraryError> {
        match self.connection.execute(sql, params)? {
            0 => Err(rusqlite::Error::QueryReturnedNoRows.into()),
            _ => Ok(()),
        }
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

fn remember(connection: &Connection, key: &Key) -> rusqlite::Result<Remembered> {
    let key_text = key.as_str();
    Ok(Remembered {
        read: connection
            .prepare("SELECT story FROM finished WHERE edition = ?1")?
            .query_map([key_text], |row| row.get(0))?
            .collect::<Result<_, _>>()?,
        positions: connection
            .prepare("SELECT story, idx, slot, byte FROM position WHERE edition = ?1")?
            .query_map([key_text], |row| Ok((row.get(0)?, rows::place(row, 1)?)))?
            .collect::<Result<_, _>>()?,
        last: connection.query_row(
            "SELECT last FROM edition WHERE key = ?1",
            [key_text],
            |row| row.get(0),
        )?,
        bookmarks: rows::bookmarks_of(connection, key)?,
    })
}

/// Seconds since 1970.
fn now() -> i64 {
    let since = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH);
    since.map_or(0, |since| {
        i64::try_from(since.as_secs()).unwrap_or(i64::MAX)
    })
}
