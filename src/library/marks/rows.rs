//! Rows to marks, and marks to rows.

use std::borrow::Cow;

use rusqlite::{Connection, Row};

use super::{Draft, Kind, Mark};
use crate::edition::{Place, Slot};
use crate::library::Key;
use crate::text::clean::clean;

/// Columns of a mark, in the order [`mark`] reads them; the tags are one text, a line each.
const MARK: &str =
    "SELECT m.id, m.uid, m.kind, m.edition, e.title, e.origin, e.paper, e.date, m.story,
        m.idx, m.slot, m.byte, m.end_slot, m.end_byte, m.title, m.excerpt, m.page, m.byline, m.note,
        (SELECT group_concat(name, char(10) ORDER BY name) FROM tag WHERE tag.mark = m.id),
        m.made, m.changed
    FROM mark m JOIN edition e ON e.key = m.edition";

/// A number of the model as SQLite keeps it.
pub(in crate::library) fn number(value: usize) -> i64 {
    i64::try_from(value).unwrap_or(i64::MAX)
}

/// A number of SQLite as the model has it. One that makes no sense is a beginning.
pub(in crate::library) fn size(value: i64) -> usize {
    usize::try_from(value).unwrap_or(0)
}

/// A place from its three columns, from `column` on.
pub(in crate::library) fn place(row: &Row<'_>, column: usize) -> rusqlite::Result<Place> {
    Ok(Place {
        story: size(row.get(column)?),
        slot: Slot::from_number(row.get(column + 1)?),
        byte: size(row.get(column + 2)?),
    })
}

/// The marks that `rest` of a statement leaves and orders.
pub(in crate::library) fn marks(
    connection: &Connection,
    rest: &str,
    parameters: impl rusqlite::Params,
) -> rusqlite::Result<Vec<Mark>> {
    connection
        .prepare(&format!("{MARK} {rest}"))?
        .query_map(parameters, mark)?
        .collect()
}

/// The marks of one edition that stand, in reading order.
pub(in crate::library) fn marks_of(
    connection: &Connection,
    key: &Key,
) -> rusqlite::Result<Vec<Mark>> {
    let rest = "WHERE m.removed IS NULL AND m.edition = ?1 ORDER BY m.idx, m.slot, m.byte, m.id";
    marks(connection, rest, [key.as_str()])
}

/// One mark by its number; an error where there is none that stands.
pub(super) fn mark_by(connection: &Connection, id: i64) -> rusqlite::Result<Mark> {
    let sql = format!("{MARK} WHERE m.removed IS NULL AND m.id = ?1");
    connection.query_row(&sql, [id], mark)
}

fn mark(row: &Row<'_>) -> rusqlite::Result<Mark> {
    Ok(Mark {
        id: row.get(0)?,
        uid: row.get(1)?,
        reader: None,
        edition: Key::stored(row.get(3)?),
        edition_title: text(row, 4)?,
        origin: row.get(5)?,
        paper: text(row, 6)?,
        date: date(row.get(7)?),
        draft: draft(row)?,
        made: row.get(20)?,
        changed: row.get(21)?,
    })
}

fn draft(row: &Row<'_>) -> rusqlite::Result<Draft> {
    let end: Option<(i64, i64)> = row.get::<_, Option<i64>>(12)?.zip(row.get(13)?);
    let tags = optional(row, 19)?;
    Ok(Draft {
        kind: Kind::named(row.get_ref(2)?.as_str()?).unwrap_or_default(),
        story: row.get(8)?,
        place: place(row, 9)?,
        end: end.map(|(slot, byte)| (Slot::from_number(slot), size(byte))),
        title: text(row, 14)?,
        excerpt: text(row, 15)?,
        page: optional(row, 16)?,
        byline: optional(row, 17)?,
        note: optional(row, 18)?,
        tags: tags
            .iter()
            .flat_map(|tags| tags.lines().map(str::to_owned))
            .collect(),
    })
}

/// A text as it is stored. It is cleaned again: the file may have come from anywhere (`yuebao restore`).
fn text(row: &Row<'_>, column: usize) -> rusqlite::Result<String> {
    Ok(optional(row, column)?.unwrap_or_default())
}

fn optional(row: &Row<'_>, column: usize) -> rusqlite::Result<Option<String>> {
    let text: Option<String> = row.get(column)?;
    Ok(text.map(|text| match clean(&text).text {
        Cow::Borrowed(_) => text,
        Cow::Owned(cleaned) => cleaned,
    }))
}

/// A day as it is stored; one that is none is unknown.
pub(in crate::library) fn date(text: Option<String>) -> Option<jiff::civil::Date> {
    text?.parse().ok()
}
