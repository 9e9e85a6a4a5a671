//! What can still be read of a damaged file goes into a new one, row by row, from both ends of every table.

use std::fs;
use std::path::Path;

use rusqlite::types::{Value, ValueRef};
use rusqlite::{Connection, OpenFlags, Row, params_from_iter};

use crate::library::{LibraryError, schema};

/// Makes a new library of the same form at `part`, with every row of the damaged one that can be read.
pub(super) fn salvage(damaged: &Path, part: &Path) -> Result<(), LibraryError> {
    let _ = fs::remove_file(part);
    let new = Connection::open(part)?;
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let old = Connection::open_with_flags(damaged, flags);
    let form = old
        .as_ref()
        .map_or(0, |old| schema::version(old).unwrap_or(0));
    if form == 0 || schema::check(form, damaged).is_err() {
        return Ok(());
    }
    schema::make(&new, form)?;
    // Rows come in any order, and some of those they belong to may be lost.
    new.pragma_update(None, "foreign_keys", false)?;
    if let Ok(old) = old {
        let transaction = new.unchecked_transaction()?;
        for table in names(
            &new,
            "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'",
        )? {
            carry(&old, &transaction, &table)?;
        }
        transaction.commit()?;
    }
    Ok(())
}

fn names(file: &Connection, sql: &str) -> rusqlite::Result<Vec<String>> {
    let mut statement = file.prepare(sql)?;
    statement.query_map([], |row| row.get(0))?.collect()
}

/// Carries the rows of a table over: from its beginning, and where that breaks off also from its end.
fn carry(old: &Connection, new: &Connection, table: &str) -> rusqlite::Result<()> {
    let columns = |rest: &str| {
        names(
            new,
            &format!("SELECT name FROM pragma_table_info('{table}') {rest}"),
        )
    };
    let (all, key) = (columns("")?, columns("WHERE pk > 0 ORDER BY pk")?);
    let holes = vec!["?"; all.len()].join(", ");
    let (all, count) = (all.join(", "), all.len());
    let mut insert = new.prepare(&format!(
        "INSERT OR IGNORE INTO {table} ({all}) VALUES ({holes})"
    ))?;
    for direction in ["ASC", "DESC"] {
        let order: Vec<String> = key
            .iter()
            .map(|column| format!("{column} {direction}"))
            .collect();
        let sql = format!("SELECT {all} FROM {table} ORDER BY {}", order.join(", "));
        let mut read = || -> rusqlite::Result<()> {
            let mut statement = old.prepare(&sql)?;
            let mut rows = statement.query([])?;
            while let Some(row) = rows.next()? {
                // A row that makes no sense in its table is passed over.
                let _ = insert.execute(params_from_iter(values(row, count)?));
            }
            Ok(())
        };
        if read().is_ok() {
            break;
        }
    }
    Ok(())
}

/// The values of a row; text that is not UTF-8 any more is made so.
fn values(row: &Row<'_>, count: usize) -> rusqlite::Result<Vec<Value>> {
    let value = |column| {
        Ok(match row.get_ref(column)? {
            ValueRef::Null => Value::Null,
            ValueRef::Integer(number) => Value::Integer(number),
            ValueRef::Real(number) => Value::Real(number),
            ValueRef::Text(text) => Value::Text(String::from_utf8_lossy(text).into_owned()),
            ValueRef::Blob(bytes) => Value::Blob(bytes.to_vec()),
        })
    };
    (0..count).map(value).collect()
}

/// Enters the editions that marks, positions and sessions are of and that are not there; drops tags of no mark. Answers
/// with how many editions there were.
pub(super) fn adopt(library: &Connection) -> rusqlite::Result<usize> {
    library.execute(
        "DELETE FROM tag WHERE mark NOT IN (SELECT id FROM mark)",
        [],
    )?;
    library.execute(
        "INSERT INTO edition (key, title, origin, opened, turn)
         SELECT DISTINCT edition, '', '', 0, 0 FROM (
             SELECT edition FROM mark UNION SELECT edition FROM finished
             UNION SELECT edition FROM position UNION SELECT edition FROM session)
         WHERE edition NOT IN (SELECT key FROM edition)",
        [],
    )
}
