//! Looking whether all of the shelf is there and found, and taking what can be read out of a damaged file.

use std::path::Path;

use rusqlite::{Connection, OpenFlags};

use super::{Shelf, file, take};
use crate::library::LibraryError;
use crate::library::archive::{Filing, Health, Outcome};

/// Most numbers of editions that are tried where a file cannot say how many it has.
const MOST: i64 = 1_000_000;

/// What was taken out of a damaged file.
#[derive(Debug, Default)]
pub(in crate::library) struct Salvaged {
    /// How many editions.
    pub editions: usize,
    /// How many could not be read.
    pub lost: usize,
}

impl Shelf {
    /// Looks at the shelf and its index; what is not indexed is, an index that is damaged is made anew.
    pub(super) fn health(&mut self) -> Result<Health, LibraryError> {
        let mut health = Health::new();
        let (editions, told, standing) = self.counts()?;
        health.push(match told == standing {
            true => (
                Outcome::Sound,
                format!("{editions} editions, {standing} stories"),
            ),
            false => (
                Outcome::Broken,
                format!("{editions} editions have {told} stories, and {standing} are there"),
            ),
        });
        health.push(self.index_health(standing)?);
        Ok(health)
    }

    /// How many editions there are, how many stories they should have, and how many there are.
    fn counts(&self) -> Result<(u64, u64, u64), LibraryError> {
        let sql = "SELECT (SELECT count(*) FROM edition), (SELECT coalesce(sum(stories), 0) FROM edition),
                   (SELECT count(*) FROM story)";
        let counts = self
            .connection
            .query_row(sql, [], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)));
        Ok(counts?)
    }

    fn index_health(&mut self, stories: u64) -> Result<(Outcome, String), LibraryError> {
        let found = self.index_mut().and_then(|index| {
            let damaged = index.damaged()?;
            Ok((damaged, index.stories()))
        });
        let why = match found {
            Ok((0, known)) if known == stories => {
                return Ok((
                    Outcome::Sound,
                    format!("the index finds all of {stories} stories"),
                ));
            }
            Ok((0, known)) if known < stories => {
                use crate::library::archive::Archive;
                self.index(&mut |_, _| {})?;
                let now = self.index_mut()?.stories();
                if now == stories {
                    let missing = stories - known;
                    let said = format!("{missing} stories were not in the index yet, and are now");
                    return Ok((Outcome::Repaired, said));
                }
                format!("it had {now} of {stories} stories")
            }
            Ok((0, known)) => format!("it had {known} stories, and there are {stories}"),
            Ok((damaged, _)) => format!("{damaged} of its files were damaged"),
            Err(LibraryError::IndexBusy) => return Err(LibraryError::IndexBusy),
            Err(error) => error.to_string(),
        };
        use crate::library::archive::Archive;
        self.reindex(&mut |_, _| {})?;
        Ok((Outcome::Repaired, format!("the index was made anew: {why}")))
    }
}

/// Files all that can be read of a damaged shelf into a new one.
pub(in crate::library) fn salvage(damaged: &Path, new: &Path) -> Result<Salvaged, LibraryError> {
    let mut salvaged = Salvaged::default();
    let into = super::connect(new)?;
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    if let Ok(from) = Connection::open_with_flags(damaged, flags) {
        for number in 1..=last(&from) {
            match read(&from, number) {
                Ok(Some((filing, filed))) => {
                    file::file(&into, &[filing], filed)?;
                    salvaged.editions += 1;
                }
                Ok(None) => {}
                Err(_) => salvaged.lost += 1,
            }
        }
    }
    into.pragma_update(None, "journal_mode", "DELETE")?;
    into.close().map_err(|(_, error)| error)?;
    Ok(salvaged)
}

/// The largest number of an edition, as far as the file can say.
fn last(from: &Connection) -> i64 {
    let asked = [
        "SELECT seq FROM sqlite_sequence WHERE name = 'edition'",
        "SELECT max(id) FROM edition",
        "SELECT max(id) >> 20 FROM story",
    ];
    let answers = asked.iter().filter_map(|sql| {
        let answer = from.query_row(sql, [], |row| row.get::<_, Option<i64>>(0));
        answer.ok().flatten()
    });
    answers.max().unwrap_or(0).min(MOST)
}

/// An edition of a damaged file, whole or not at all, and when it was filed; its source files as far as they can be read.
fn read(from: &Connection, number: i64) -> Result<Option<(Filing, i64)>, LibraryError> {
    let Some(frame) = take::frame(from, number)? else {
        return Ok(None);
    };
    let sql = "SELECT stories, filed FROM edition WHERE id = ?1";
    let (told, filed): (usize, i64) =
        from.query_row(sql, [number], |row| Ok((row.get(0)?, row.get(1)?)))?;
    let mut edition = frame.edition;
    edition.stories = take::stories(from, number)?;
    if edition.stories.len() != told {
        return Err(LibraryError::Corrupt);
    }
    let originals = take::originals(from, &frame.key).unwrap_or_default();
    let filing = Filing {
        edition,
        key: frame.key,
        paper: frame.paper,
        origin: frame.origin,
        originals: originals.into(),
    };
    Ok(Some((filing, filed)))
}
