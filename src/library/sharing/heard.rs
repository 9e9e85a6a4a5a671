//! Marks of other readers: as they come from a room, and as they are shown.

use rusqlite::{Connection, Row, params};

use crate::library::archive::{Heard, Teller, Told, origin_of};
use crate::library::exchange::MarkForm;
use crate::library::exchange::sound::{self, SoundMark};
use crate::library::{Entry, Key, Mark};

/// Longest form of a mark that is taken, in bytes.
const FORM: usize = 1 << 20;

/// Takes in what was heard in a room; answers with how many marks of others changed by it.
pub(super) fn take(connection: &Connection, room: &str, heard: &Heard) -> rusqlite::Result<usize> {
    let mut changed = 0;
    let sound = |id: &String| sound::is_id(id);
    let marks = heard.marks.iter();
    for (teller, told) in marks.filter(|(teller, told)| sound(&teller.id) && sound(&told.uid)) {
        let sql = "INSERT OR REPLACE INTO other (room, reader, name) VALUES (?1, ?2, ?3)";
        let name = sound::line(&teller.name);
        connection.execute(sql, params![room, teller.id, name])?;
        changed += keep(connection, room, teller, told)?;
    }
    Ok(changed)
}

/// Keeps a mark, or forgets one that was taken back or makes no sense.
fn keep(
    connection: &Connection,
    room: &str,
    teller: &Teller,
    told: &Told,
) -> rusqlite::Result<usize> {
    let form = told.form.as_deref().filter(|form| form.len() <= FORM);
    let Some((form, mark)) = form.and_then(|form| Some((form, read(form)?))) else {
        let sql = "DELETE FROM heard WHERE room = ?1 AND reader = ?2 AND uid = ?3";
        return connection.execute(sql, params![room, teller.id, told.uid]);
    };
    let sql = "INSERT INTO heard (room, reader, uid, edition, form) VALUES (?1, ?2, ?3, ?4, ?5)
        ON CONFLICT (room, reader, uid) DO UPDATE SET edition = excluded.edition, form = excluded.form
            WHERE form <> excluded.form";
    connection.execute(
        sql,
        params![room, teller.id, told.uid, mark.edition.key, form],
    )
}

fn read(form: &str) -> Option<SoundMark> {
    let form: MarkForm = serde_json::from_str(form).ok()?;
    sound::mark(form)
}

/// The marks that `choice`, a condition of SQL, leaves, of every room. Those that came from the reader's own library on another
/// machine are the reader's, and what a reader tells from several machines is told once.
pub(in crate::library) fn marks(
    connection: &Connection,
    choice: &str,
    parameters: impl rusqlite::Params,
) -> rusqlite::Result<Vec<Mark>> {
    let sql = format!(
        "SELECT max(h.id), o.name, e.origin, h.form
         FROM heard h JOIN other o USING (room, reader) LEFT JOIN edition e ON e.key = h.edition
         WHERE {choice} AND h.uid NOT IN (SELECT uid FROM mark) GROUP BY o.name, h.uid ORDER BY 1"
    );
    let mut statement = connection.prepare(&sql)?;
    let found = statement.query_map(parameters, mark)?;
    found.filter_map(Result::transpose).collect()
}

/// The marks of one edition.
pub(in crate::library) fn marks_of(
    connection: &Connection,
    key: &Key,
) -> rusqlite::Result<Vec<Mark>> {
    marks(connection, "h.edition = ?1", [key.as_str()])
}

/// A mark as it is shown. It is made sound again: the file may have come from anywhere.
fn mark(row: &Row<'_>) -> rusqlite::Result<Option<Mark>> {
    let Some(mark) = read(row.get_ref(3)?.as_str()?) else {
        return Ok(None);
    };
    let name: String = row.get(1)?;
    let origin: Option<String> = row.get(2)?;
    let key = Key::stored(mark.edition.key);
    let entry = Entry {
        origin: origin.unwrap_or_else(|| origin_of(&key)),
        key,
        paper: mark.edition.paper,
        date: mark.edition.date,
    };
    Ok(Some(Mark {
        id: row.get::<_, i64>(0)?.saturating_neg(),
        uid: mark.uid,
        reader: Some(sound::line(&name)),
        edition_title: entry.title(),
        edition: entry.key,
        origin: entry.origin,
        paper: entry.paper,
        date: entry.date,
        draft: mark.draft,
        made: mark.made,
        changed: mark.changed,
    }))
}
