//! Out of the library.

use std::collections::BTreeMap;

use jiff::Timestamp;
use rusqlite::{Connection, Row};

use super::form::{EditionForm, EndForm, Export, MarkForm, PositionForm, ReadForm, SessionForm};
use crate::library::marks::rows;
use crate::library::{Library, LibraryError, Mark, Wanted};

impl Library {
    /// The marks that are wanted; where all are, with everything else that was made by reading.
    pub fn export(&self, wanted: &Wanted) -> Result<Export, LibraryError> {
        // One transaction: all of it as it was at one moment.
        let transaction = self.connection().unchecked_transaction()?;
        let marks = self.marks(wanted)?.into_iter().map(form_of).collect();
        let editions = match wanted.is_all() {
            true => editions(self.connection())?,
            false => Vec::new(),
        };
        transaction.commit()?;
        Ok(Export { marks, editions })
    }
}

/// A mark as JSON has it.
pub(in crate::library) fn form_of(mark: Mark) -> MarkForm {
    let draft = mark.draft;
    MarkForm {
        uid: mark.uid,
        reader: mark.reader,
        kind: draft.kind.name().to_owned(),
        edition: mark.edition.as_str().to_owned(),
        paper: mark.paper,
        date: mark.date,
        page: draft.page,
        byline: draft.byline,
        headline: draft.title,
        excerpt: draft.excerpt,
        note: draft.note,
        tags: draft.tags,
        story: draft.story,
        place: draft.place,
        end: draft.end.map(|(slot, byte)| EndForm { slot, byte }),
        files: files(&mark.origin),
        made: time(mark.made),
        changed: time(mark.changed),
    }
}

fn editions(connection: &Connection) -> rusqlite::Result<Vec<EditionForm>> {
    let sql = "SELECT key, paper, date, origin, opened, last FROM edition ORDER BY turn";
    let mut statement = connection.prepare(sql)?;
    let found = statement.query_map([], edition)?;
    let mut editions: Vec<EditionForm> = found.collect::<Result<_, _>>()?;
    let at: BTreeMap<String, usize> = (0..)
        .zip(&editions)
        .map(|(at, e)| (e.key.clone(), at))
        .collect();
    let mut each = |sql: &str, take: fn(&mut EditionForm, &Row<'_>) -> rusqlite::Result<()>| {
        let mut statement = connection.prepare(sql)?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            let edition = at.get(row.get_ref(0)?.as_str()?);
            if let Some(edition) = edition.and_then(|&at| editions.get_mut(at)) {
                take(edition, row)?;
            }
        }
        Ok::<_, rusqlite::Error>(())
    };
    each("SELECT edition, story, at FROM finished", read)?;
    each(
        "SELECT edition, story, idx, slot, byte, at FROM position",
        position,
    )?;
    each(
        "SELECT edition, story, started, day, seconds FROM session",
        session,
    )?;
    Ok(editions)
}

fn edition(row: &Row<'_>) -> rusqlite::Result<EditionForm> {
    Ok(EditionForm {
        key: row.get(0)?,
        paper: row.get(1)?,
        date: rows::date(row.get(2)?),
        files: files(row.get_ref(3)?.as_str()?),
        opened: time(row.get(4)?),
        last: row.get(5)?,
        ..EditionForm::default()
    })
}

fn read(edition: &mut EditionForm, row: &Row<'_>) -> rusqlite::Result<()> {
    let (story, at) = (row.get(1)?, time(row.get(2)?));
    edition.read.push(ReadForm { story, at });
    Ok(())
}

fn position(edition: &mut EditionForm, row: &Row<'_>) -> rusqlite::Result<()> {
    edition.positions.push(PositionForm {
        story: row.get(1)?,
        place: rows::place(row, 2)?,
        at: time(row.get(5)?),
    });
    Ok(())
}

fn session(edition: &mut EditionForm, row: &Row<'_>) -> rusqlite::Result<()> {
    edition.sessions.push(SessionForm {
        story: row.get(1)?,
        started: time(row.get(2)?),
        day: rows::date(row.get(3)?),
        seconds: u64::try_from(row.get::<_, i64>(4)?).unwrap_or(0),
    });
    Ok(())
}

fn files(origin: &str) -> Vec<String> {
    origin.lines().map(str::to_owned).collect()
}

fn time(seconds: i64) -> Timestamp {
    Timestamp::from_second(seconds).unwrap_or_default()
}
