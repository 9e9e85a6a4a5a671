//! Which marks of the reader's own a room has yet to be told, and that it was.

use rusqlite::{Connection, params};

use crate::library::archive::Told;
use crate::library::exchange::export::form_of;
use crate::library::marks::rows;

/// Most marks that are told at once.
const SOME: usize = 500;

/// A mark that has to be told.
pub(super) struct Due {
    id: i64,
    pub(super) told: Told,
}

/// Marks whose form differs from the one that was told. Those that are removed or have the tag `private` are taken back
/// where they were told, and not spoken of where not.
const DUE: &str = "
    SELECT id, shows, changed FROM (
        SELECT id, changed, removed IS NULL
            AND NOT EXISTS (SELECT 1 FROM tag WHERE mark = m.id AND name = ?2) AS shows
        FROM mark m) AS own
    LEFT JOIN (SELECT mark, changed AS was, shown FROM told WHERE room = ?1) ON mark = id
    WHERE max(shows, coalesce(shown, 0)) AND (was IS NOT changed OR shown IS NOT shows)
    ORDER BY id LIMIT ?3";

/// Some of what is due to a room.
pub(super) fn due(
    connection: &Connection,
    room: &str,
    private: &str,
) -> rusqlite::Result<Vec<Due>> {
    let mut statement = connection.prepare(DUE)?;
    let found = statement.query_map(params![room, private, rows::number(SOME)], |row| {
        Ok((row.get(0)?, row.get(1)?, row.get(2)?))
    })?;
    found
        .map(|row| {
            let (id, shows, changed): (i64, bool, i64) = row?;
            let told = told(connection, id, shows, changed)?;
            Ok(Due { id, told })
        })
        .collect()
}

fn told(connection: &Connection, id: i64, shows: bool, changed: i64) -> rusqlite::Result<Told> {
    let sql = "SELECT uid FROM mark WHERE id = ?1";
    let uid = connection.query_row(sql, [id], |row| row.get(0))?;
    let mark = match shows {
        true => rows::marks(connection, "WHERE m.id = ?1", [id])?.pop(),
        false => None,
    };
    let form = mark.map(|mark| {
        let mut form = form_of(mark);
        // Where the reader keeps files is nobody's business.
        form.files.clear();
        form
    });
    Ok(Told {
        uid,
        changed,
        form: form.and_then(|form| serde_json::to_string(&form).ok()),
    })
}

/// Notes that a room has them.
pub(super) fn note(connection: &Connection, room: &str, due: &[Due]) -> rusqlite::Result<()> {
    let mut statement = connection.prepare(
        "INSERT OR REPLACE INTO told (room, mark, changed, shown) VALUES (?1, ?2, ?3, ?4)",
    )?;
    for Due { id, told } in due {
        statement.execute(params![room, id, told.changed, told.form.is_some()])?;
    }
    Ok(())
}
