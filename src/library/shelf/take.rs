//! Taking from the shelf what was filed: stories, whole editions, their source files.

use std::sync::Arc;

use jiff::civil::Date;
use rusqlite::{Connection, OptionalExtension, Row};

use super::schema::story_number;
use crate::edition::{Edition, Story};
use crate::library::archive::{Filing, Original, Which};
use crate::library::packed::{decompress, unpack};
use crate::library::{Key, LibraryError};

/// An edition's frame: the edition without its stories, and where it belongs.
#[derive(Clone, Debug)]
pub(in crate::library) struct Frame {
    /// Its number on this shelf.
    pub number: i64,
    /// Its key.
    pub key: Key,
    /// Its paper.
    pub paper: String,
    /// Where it came from.
    pub origin: String,
    /// The edition, its stories left out.
    pub edition: Edition,
}

const FRAME: &str =
    "SELECT e.id, e.key, p.name, e.origin, e.frame FROM edition e JOIN paper p ON p.id = e.paper";

/// The frame of an edition by its number; `None` where it has gone.
pub(in crate::library) fn frame(
    connection: &Connection,
    number: i64,
) -> Result<Option<Frame>, LibraryError> {
    let mut query = connection.prepare_cached(&format!("{FRAME} WHERE e.id = ?1"))?;
    let row = query.query_row([number], parts).optional()?;
    row.map(framed).transpose()
}

type Parts = (i64, String, String, String, Vec<u8>);

fn parts(row: &Row<'_>) -> rusqlite::Result<Parts> {
    Ok((
        row.get(0)?,
        row.get(1)?,
        row.get(2)?,
        row.get(3)?,
        row.get(4)?,
    ))
}

fn framed((number, key, paper, origin, frame): Parts) -> Result<Frame, LibraryError> {
    Ok(Frame {
        number,
        key: Key::stored(key),
        paper,
        origin,
        edition: unpack(&frame)?,
    })
}

/// The stories of an edition by its number, in order.
pub(in crate::library) fn stories(
    connection: &Connection,
    edition: i64,
) -> Result<Vec<Story>, LibraryError> {
    let mut query = connection
        .prepare_cached("SELECT body FROM story WHERE id >= ?1 AND id < ?2 ORDER BY id")?;
    let range = [story_number(edition, 0), story_number(edition + 1, 0)];
    let bodies = query.query_map(range, |row| row.get::<_, Vec<u8>>(0))?;
    bodies.map(|body| unpack(&body?)).collect()
}

/// One story.
pub(super) fn story(connection: &Connection, number: i64) -> Result<Option<Story>, LibraryError> {
    let mut query = connection.prepare_cached("SELECT body FROM story WHERE id = ?1")?;
    let body: Option<Vec<u8>> = query.query_row([number], |row| row.get(0)).optional()?;
    body.map(|body| unpack(&body)).transpose()
}

/// A story and where it stands.
pub(super) struct Told {
    /// The key of its edition.
    pub key: Key,
    /// Its paper.
    pub paper: String,
    /// The day of its edition.
    pub day: Option<Date>,
    /// Name of the page it begins on.
    pub section: Option<String>,
    /// The story, packed.
    pub body: Vec<u8>,
}

/// A story by its number and that of its edition.
pub(super) fn told(
    connection: &Connection,
    edition: i64,
    number: i64,
) -> Result<Option<Told>, LibraryError> {
    let mut query = connection.prepare_cached(
        "SELECT e.key, p.name, e.day, s.section, s.body FROM story s
         JOIN edition e ON e.id = ?1 JOIN paper p ON p.id = e.paper WHERE s.id = ?2",
    )?;
    let mut rows = query.query([edition, number])?;
    let Some(row) = rows.next()? else {
        return Ok(None);
    };
    Ok(Some(Told {
        key: Key::stored(row.get(0)?),
        paper: row.get(1)?,
        day: row.get::<_, String>(2)?.parse().ok(),
        section: row.get(3)?,
        body: row.get(4)?,
    }))
}

/// A whole edition.
pub(super) fn edition(connection: &Connection, key: &Key) -> Result<Option<Filing>, LibraryError> {
    let mut query = connection.prepare_cached(&format!("{FRAME} WHERE e.key = ?1"))?;
    let Some(row) = query.query_row([key.as_str()], parts).optional()? else {
        return Ok(None);
    };
    let frame = framed(row)?;
    Ok(Some(Filing {
        edition: Edition {
            stories: stories(connection, frame.number)?,
            ..frame.edition
        },
        key: frame.key,
        paper: frame.paper,
        origin: frame.origin,
        originals: Arc::new([]),
    }))
}

/// The source files that were kept of an edition.
pub(super) fn originals(connection: &Connection, key: &Key) -> Result<Vec<Original>, LibraryError> {
    let mut query = connection.prepare_cached(
        "SELECT o.name, o.bytes FROM original o JOIN source s ON s.hash = o.hash
         JOIN edition e ON e.id = s.edition WHERE e.key = ?1 ORDER BY o.name",
    )?;
    let rows = query.query_map([key.as_str()], |row| {
        Ok((row.get(0)?, row.get::<_, Vec<u8>>(1)?))
    })?;
    rows.map(|row| {
        let (name, bytes) = row?;
        Ok(Original::new(name, decompress(&bytes)?))
    })
    .collect()
}

/// The numbers of the stories with the same text as one, that one left out, the oldest first.
pub(super) fn same(
    connection: &Connection,
    edition: i64,
    which: &Which,
) -> rusqlite::Result<Vec<i64>> {
    let mut query = connection.prepare_cached(
        "SELECT other.id FROM story own JOIN story other ON other.print = own.print AND other.id <> own.id
         JOIN edition e ON e.id = other.id >> 20
         WHERE own.id = ?1 ORDER BY e.day, other.id LIMIT 200",
    )?;
    let numbers = query.query_map([story_number(edition, which.story)], |row| row.get(0))?;
    numbers.collect()
}
