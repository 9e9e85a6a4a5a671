//! What is remembered of an edition while it is read: that it was opened, what was read in it, and where.

use rusqlite::{Connection, OptionalExtension, params};

use super::marks::rows;
use super::sharing::heard;
use super::{Entry, Key, Library, LibraryError, Mark, Remembered};
use crate::edition::Place;

impl Library {
    /// Enters an edition that is being read and gives back all that is remembered of it.
    ///
    /// The marks of an edition can be set only after it was entered.
    pub fn enter(&self, entry: &Entry) -> Result<Remembered, LibraryError> {
        self.in_one(|connection, now| {
            connection.execute(
                "INSERT INTO edition (key, title, origin, paper, date, opened, turn)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, (SELECT coalesce(max(turn), 0) + 1 FROM edition))
                 ON CONFLICT (key) DO UPDATE SET title = excluded.title, origin = excluded.origin,
                     paper = excluded.paper, date = excluded.date, opened = excluded.opened,
                     turn = excluded.turn",
                params![
                    entry.key.as_str(),
                    entry.title(),
                    entry.origin,
                    entry.paper,
                    entry.date.map(|date| date.to_string()),
                    now
                ],
            )?;
            remember(connection, &entry.key)
        })
    }

    /// Where the edition read last was opened from (files separated by `\n`).
    pub fn last_origin(&self) -> Result<Option<String>, LibraryError> {
        let sql = "SELECT origin FROM edition ORDER BY turn DESC LIMIT 1";
        let origin = self.connection().query_row(sql, [], |row| row.get(0));
        Ok(origin.optional()?)
    }

    /// Marks a story read or unread.
    pub fn set_read(&self, key: &Key, story: &str, read: bool) -> Result<(), LibraryError> {
        self.in_one(|connection, now| match read {
            true => connection.execute(
                "INSERT INTO finished (edition, story, at) VALUES (?1, ?2, ?3)
                 ON CONFLICT (edition, story) DO UPDATE SET at = excluded.at",
                params![key.as_str(), story, now],
            ),
            false => connection.execute(
                "DELETE FROM finished WHERE edition = ?1 AND story = ?2",
                params![key.as_str(), story],
            ),
        })?;
        Ok(())
    }

    /// Remembers the reader's place in a story, and that this story was open last.
    pub fn set_position(&self, key: &Key, story: &str, place: Place) -> Result<(), LibraryError> {
        self.in_one(|connection, now| {
            connection.execute(
                "INSERT INTO position (edition, story, idx, slot, byte, at) VALUES (?1, ?2, ?3, ?4, ?5, ?6)
                 ON CONFLICT (edition, story) DO UPDATE SET idx = excluded.idx, slot = excluded.slot,
                     byte = excluded.byte, at = excluded.at",
                params![
                    key.as_str(),
                    story,
                    rows::number(place.story),
                    place.slot.to_number(),
                    rows::number(place.byte),
                    now
                ],
            )?;
            let sql = "UPDATE edition SET last = ?2 WHERE key = ?1";
            connection.execute(sql, params![key.as_str(), story])
        })?;
        Ok(())
    }
}

/// The marks of an edition, of everyone.
fn marks_of(connection: &Connection, key: &Key) -> rusqlite::Result<Vec<Mark>> {
    let mut marks = rows::marks_of(connection, key)?;
    marks.extend(heard::marks_of(connection, key)?);
    Ok(marks)
}

fn remember(connection: &Connection, key: &Key) -> rusqlite::Result<Remembered> {
    let key_text = key.as_str();
    let last = "SELECT last FROM edition WHERE key = ?1";
    Ok(Remembered {
        read: connection
            .prepare("SELECT story FROM finished WHERE edition = ?1")?
            .query_map([key_text], |row| row.get(0))?
            .collect::<Result<_, _>>()?,
        positions: connection
            .prepare("SELECT story, idx, slot, byte FROM position WHERE edition = ?1")?
            .query_map([key_text], |row| Ok((row.get(0)?, rows::place(row, 1)?)))?
            .collect::<Result<_, _>>()?,
        last: connection.query_row(last, [key_text], |row| row.get(0))?,
        marks: marks_of(connection, key)?,
    })
}
