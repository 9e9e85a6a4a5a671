//! Making, changing, removing and bringing back marks.

use std::cmp::Reverse;

use rusqlite::{Connection, OptionalExtension, params};

use super::{Draft, Mark, Wanted, rows};
use crate::library::sharing::heard;
use crate::library::{Key, Library, LibraryError};

impl Library {
    /// Stores a mark. A mark of a whole story that stands already is given back as it is, with the tags of both.
    pub fn add_mark(&self, key: &Key, draft: &Draft) -> Result<Mark, LibraryError> {
        self.in_one(|connection, now| {
            let stamp = Stamp {
                uid: None,
                made: now,
                changed: now,
            };
            let known = twin(connection, key, draft)?;
            let id = match known {
                Some(id) => id,
                None => insert(connection, key, draft, &stamp)?,
            };
            if tag(connection, id, &draft.tags)? > 0 && known.is_some() {
                touch(connection, id, now)?;
            }
            rows::mark_by(connection, id)
        })
    }

    /// Changes the note of a mark.
    pub fn set_note(&self, id: i64, note: Option<&str>) -> Result<(), LibraryError> {
        let sql = "UPDATE mark SET note = ?2 WHERE id = ?1";
        self.change(id, |connection, _| {
            connection.execute(sql, params![id, note])
        })
    }

    /// Gives a mark these tags and no others.
    pub fn set_tags(&self, id: i64, tags: &[String]) -> Result<(), LibraryError> {
        self.change(id, |connection, _| retag(connection, id, tags))
    }

    /// Removes a mark; it is kept as removed, so that [`Library::restore_mark`] can undo it.
    pub fn remove_mark(&self, id: i64) -> Result<(), LibraryError> {
        let sql = "UPDATE mark SET removed = coalesce(removed, ?2) WHERE id = ?1";
        self.change(id, |connection, now| {
            connection.execute(sql, params![id, now])
        })
    }

    /// Brings back a removed mark.
    pub fn restore_mark(&self, id: i64) -> Result<(), LibraryError> {
        let sql = "UPDATE mark SET removed = NULL WHERE id = ?1";
        self.change(id, |connection, _| connection.execute(sql, [id]))
    }

    /// Changes a mark, and notes when.
    fn change<T>(
        &self,
        id: i64,
        change: impl FnOnce(&Connection, i64) -> rusqlite::Result<T>,
    ) -> Result<(), LibraryError> {
        self.in_one(|connection, now| {
            touch(connection, id, now)?;
            change(connection, now).map(drop)
        })
    }

    /// The marks of every edition that are wanted, newest first.
    pub fn marks(&self, wanted: &Wanted) -> Result<Vec<Mark>, LibraryError> {
        let rest = "WHERE m.removed IS NULL ORDER BY m.made DESC, m.id DESC";
        let mut marks = rows::marks(self.connection(), rest, [])?;
        if wanted.everyone {
            marks.extend(heard::marks(self.connection(), "true", [])?);
            marks.sort_by_key(|mark| Reverse((mark.made, mark.id)));
        }
        marks.retain(|mark| wanted.has(mark));
        Ok(marks)
    }

    /// Every tag on a mark that stands, with how many marks have it, in the order of their letters.
    pub fn tags(&self) -> Result<Vec<(String, usize)>, LibraryError> {
        let sql = "SELECT name, count(*) FROM tag JOIN mark ON mark.id = tag.mark
            WHERE removed IS NULL GROUP BY name ORDER BY name";
        let mut statement = self.connection().prepare(sql)?;
        let tags = statement.query_map([], |row| Ok((row.get(0)?, rows::size(row.get(1)?))))?;
        Ok(tags.collect::<Result<_, _>>()?)
    }
}

/// Notes that a mark is changed, each time later than before: a form of it is told from another by when it was changed,
/// even of one second, and whatever the clock says.
fn touch(connection: &Connection, id: i64, now: i64) -> rusqlite::Result<()> {
    let sql = "UPDATE mark SET changed = max(?2, changed + 1) WHERE id = ?1";
    match connection.execute(sql, [id, now])? {
        0 => Err(rusqlite::Error::QueryReturnedNoRows),
        _ => Ok(()),
    }
}

/// A mark's name in every library, where it has one already, and when it was made and changed last.
pub(in crate::library) struct Stamp<'a> {
    pub(in crate::library) uid: Option<&'a str>,
    pub(in crate::library) made: i64,
    pub(in crate::library) changed: i64,
}

/// The mark that marks the same story in the same way: another copy of the program, or another library, may have set it.
pub(in crate::library) fn twin(
    connection: &Connection,
    key: &Key,
    draft: &Draft,
) -> rusqlite::Result<Option<i64>> {
    if !draft.kind.is_of_story() {
        return Ok(None);
    }
    let sql = "SELECT id FROM mark WHERE removed IS NULL AND edition = ?1 AND kind = ?2
        AND story = ?3 AND title = ?4";
    let same = params![key.as_str(), draft.kind.name(), draft.story, draft.title];
    connection.query_row(sql, same, |row| row.get(0)).optional()
}

/// Inserts a mark without its tags.
pub(in crate::library) fn insert(
    connection: &Connection,
    key: &Key,
    draft: &Draft,
    stamp: &Stamp<'_>,
) -> rusqlite::Result<i64> {
    let (end_slot, end_byte) = draft.end.unzip();
    connection.execute(
        "INSERT INTO mark (uid, kind, edition, story, idx, slot, byte, end_slot, end_byte,
             title, excerpt, page, byline, note, made, changed)
         VALUES (coalesce(?1, lower(hex(randomblob(16)))),
             ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16)",
        params![
            stamp.uid,
            draft.kind.name(),
            key.as_str(),
            draft.story,
            rows::number(draft.place.story),
            draft.place.slot.to_number(),
            rows::number(draft.place.byte),
            end_slot.map(|slot| slot.to_number()),
            end_byte.map(rows::number),
            draft.title,
            draft.excerpt,
            draft.page,
            draft.byline,
            draft.note,
            stamp.made,
            stamp.changed
        ],
    )?;
    Ok(connection.last_insert_rowid())
}

/// Adds tags to a mark; answers with how many it had not.
pub(in crate::library) fn tag(
    connection: &Connection,
    id: i64,
    tags: &[String],
) -> rusqlite::Result<usize> {
    let mut statement =
        connection.prepare("INSERT OR IGNORE INTO tag (mark, name) VALUES (?1, ?2)")?;
    let mut new = 0;
    for name in tags {
        new += statement.execute(params![id, name])?;
    }
    Ok(new)
}

/// Gives a mark these tags and no others.
pub(in crate::library) fn retag(
    connection: &Connection,
    id: i64,
    tags: &[String],
) -> rusqlite::Result<()> {
    connection.execute("DELETE FROM tag WHERE mark = ?1", [id])?;
    tag(connection, id, tags).map(drop)
}
