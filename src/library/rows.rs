//! Rows to values: places and bookmarks as the tables hold them.

use rusqlite::{Connection, Row};

use super::{Bookmark, Draft, Key};
use crate::edition::{Place, Slot};

/// Columns of a bookmark, in the order [`bookmark`] reads them.
const BOOKMARK: &str = "SELECT b.id, b.edition, e.title, e.origin, b.idx, b.slot, b.byte,
        b.title, b.excerpt, b.note, b.made
    FROM bookmark b JOIN edition e ON e.key = b.edition
    WHERE b.removed IS NULL";

/// A number of the model as SQLite keeps it.
pub(super) fn number(value: usize) -> i64 {
    i64::try_from(value).unwrap_or(i64::MAX)
}

/// A place from its three columns, from `column` on. A number that makes no sense is a beginning.
pub(super) fn place(row: &Row<'_>, column: usize) -> rusqlite::Result<Place> {
    Ok(Place {
        story: usize::try_from(row.get::<_, i64>(column)?).unwrap_or(0),
        slot: Slot::from_number(row.get(column + 1)?),
        byte: usize::try_from(row.get::<_, i64>(column + 2)?).unwrap_or(0),
    })
}

/// Every bookmark that stands, newest first.
pub(super) fn all_bookmarks(connection: &Connection) -> rusqlite::Result<Vec<Bookmark>> {
    let sql = format!("{BOOKMARK} ORDER BY b.made DESC, b.id DESC");
    connection.prepare(&sql)?.query_map([], bookmark)?.collect()
}

/// The bookmarks of one edition that stand, in reading order.
pub(super) fn bookmarks_of(connection: &Connection, key: &Key) -> rusqlite::Result<Vec<Bookmark>> {
    let sql = format!("{BOOKMARK} AND b.edition = ?1 ORDER BY b.idx, b.slot, b.byte, b.id");
    connection
        .prepare(&sql)?
        .query_map([key.as_str()], bookmark)?
        .collect()
}

/// One bookmark by its number; an error where there is none that stands.
pub(super) fn bookmark_by(connection: &Connection, id: i64) -> rusqlite::Result<Bookmark> {
    let sql = format!("{BOOKMARK} AND b.id = ?1");
    connection.query_row(&sql, [id], bookmark)
}

fn bookmark(row: &Row<'_>) -> rusqlite::Result<Bookmark> {
    Ok(Bookmark {
        id: row.get(0)?,
        edition: Key::stored(row.get(1)?),
        edition_title: row.get(2)?,
        origin: row.get(3)?,
        draft: Draft {
            place: place(row, 4)?,
            title: row.get(7)?,
            excerpt: row.get(8)?,
            note: row.get(9)?,
        },
        made: row.get(10)?,
    })
}
