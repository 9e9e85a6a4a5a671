//! Into the library: merged with what is there. Of two forms of one mark the one that was changed last stays; nothing
//! that is only here goes, and the same file twice changes nothing more.

use rusqlite::{Connection, OptionalExtension, params};

use super::form::{EditionForm, Export};
use super::sound::{self, SoundMark};
use crate::library::marks::keeping::{self, Stamp};
use crate::library::marks::rows::number;
use crate::library::{Key, Library, LibraryError};

/// What became of an import.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Imported {
    /// Marks that were not there.
    pub new: usize,
    /// Marks that were there in an earlier form.
    pub changed: usize,
    /// Marks that were there already, or in a later form.
    pub known: usize,
    /// Marks of other readers: they stay theirs.
    pub others: usize,
    /// Marks that make no sense: of no kind, of no edition.
    pub senseless: usize,
}

impl Library {
    /// Takes in what was exported, here or elsewhere, all of it or nothing. The library as it was before is kept among its
    /// copies.
    pub fn import(&self, export: Export) -> Result<Imported, LibraryError> {
        self.keep_before("import")?;
        self.merge(export)
    }

    /// The same without a copy.
    pub(in crate::library) fn merge(&self, export: Export) -> Result<Imported, LibraryError> {
        let export = sound::export(export);
        self.in_one(|connection, _| {
            for edition in &export.editions {
                take_edition(connection, edition)?;
            }
            let mut imported = Imported {
                others: export.others,
                senseless: export.senseless,
                ..Imported::default()
            };
            for mark in &export.marks {
                match take_mark(connection, mark)? {
                    Fate::New => imported.new += 1,
                    Fate::Changed => imported.changed += 1,
                    Fate::Known => imported.known += 1,
                }
            }
            Ok(imported)
        })
    }
}

enum Fate {
    New,
    Changed,
    Known,
}

/// Enters an edition that is not there. It was not opened here, so that it does not count as the one read last.
fn enter(connection: &Connection, edition: &EditionForm) -> rusqlite::Result<()> {
    let title = match edition.date {
        Some(date) => format!("{} {date}", edition.paper),
        None => edition.paper.clone(),
    };
    connection.execute(
        "INSERT OR IGNORE INTO edition (key, title, origin, opened, turn, last, paper, date)
         VALUES (?1, ?2, ?3, ?4, 0, ?5, ?6, ?7)",
        params![
            edition.key,
            title,
            edition.files.join("\n"),
            edition.opened.as_second(),
            edition.last,
            edition.paper,
            edition.date.map(|date| date.to_string()),
        ],
    )?;
    Ok(())
}

fn take_edition(connection: &Connection, edition: &EditionForm) -> rusqlite::Result<()> {
    enter(connection, edition)?;
    let key = &edition.key;
    for read in &edition.read {
        connection.execute(
            "INSERT INTO finished (edition, story, at) VALUES (?1, ?2, ?3)
             ON CONFLICT (edition, story) DO UPDATE SET at = max(at, excluded.at)",
            params![key, read.story, read.at.as_second()],
        )?;
    }
    for position in &edition.positions {
        let place = position.place;
        connection.execute(
            "INSERT INTO position (edition, story, idx, slot, byte, at) VALUES (?1, ?2, ?3, ?4, ?5, ?6)
             ON CONFLICT (edition, story) DO UPDATE SET idx = excluded.idx, slot = excluded.slot,
                 byte = excluded.byte, at = excluded.at WHERE excluded.at > at",
            params![
                key,
                position.story,
                number(place.story),
                place.slot.to_number(),
                number(place.byte),
                position.at.as_second()
            ],
        )?;
    }
    for session in &edition.sessions {
        connection.execute(
            "INSERT INTO session (edition, story, started, paper, day, seconds)
             VALUES (?1, ?2, ?3, ?4, coalesce(?5, date(?3, 'unixepoch', 'localtime')), ?6)
             ON CONFLICT (edition, story, started) DO UPDATE SET seconds = max(seconds, excluded.seconds)",
            params![
                key,
                session.story,
                session.started.as_second(),
                edition.paper,
                session.day.map(|day| day.to_string()),
                i64::try_from(session.seconds).unwrap_or(i64::MAX)
            ],
        )?;
    }
    Ok(())
}

fn take_mark(connection: &Connection, mark: &SoundMark) -> rusqlite::Result<Fate> {
    let SoundMark {
        uid,
        edition,
        draft,
        made,
        changed,
    } = mark;
    let key = Key::stored(edition.key.clone());
    let sql = "SELECT id FROM mark WHERE uid = ?1";
    let known = connection
        .query_row(sql, [uid], |row| row.get(0))
        .optional()?;
    let Some(id) = known.or(keeping::twin(connection, &key, draft)?) else {
        enter(connection, edition)?;
        let stamp = Stamp {
            uid: Some(uid),
            made: *made,
            changed: *changed,
        };
        let id = keeping::insert(connection, &key, draft, &stamp)?;
        keeping::tag(connection, id, &draft.tags)?;
        return Ok(Fate::New);
    };
    let sql =
        "UPDATE mark SET note = ?2, changed = ?3, removed = NULL WHERE id = ?1 AND changed < ?3";
    if connection.execute(sql, params![id, draft.note, changed])? == 0 {
        return Ok(Fate::Known);
    }
    keeping::retag(connection, id, &draft.tags)?;
    Ok(Fate::Changed)
}
