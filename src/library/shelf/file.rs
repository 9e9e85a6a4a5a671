//! Putting editions on the shelf and taking them off it.

use std::sync::mpsc;
use std::thread::{self, Scope};

use rusqlite::{Connection, OptionalExtension, Transaction, TransactionBehavior, params};

use super::schema::{MOST_STORIES, story_number};
use crate::edition::Edition;
use crate::library::archive::{Filed, Filing, Original, print_of, section_of};
use crate::library::packed::{compress, pack};
use crate::library::{Key, LibraryError};

/// What a filing is packed into.
struct Packed {
    frame: Vec<u8>,
    stories: Vec<PackedStory>,
}

struct PackedStory {
    print: Option<i64>,
    section: Option<String>,
    body: Vec<u8>,
}

/// Files editions, all of them or none.
pub(super) fn file(
    connection: &Connection,
    filings: &[Filing],
    now: i64,
) -> Result<Vec<Filed>, LibraryError> {
    let known = filings
        .iter()
        .map(|filing| number_of(connection, &filing.key));
    let known: Vec<Option<i64>> = known.collect::<Result<_, _>>()?;
    let new = filings
        .iter()
        .zip(&known)
        .filter(|(_, known)| known.is_none());
    let new: Vec<&Filing> = new.map(|(filing, _)| filing).collect();
    thread::scope(|scope| {
        let mut packed = packed_each(scope, &new);
        let transaction = Transaction::new_unchecked(connection, TransactionBehavior::Immediate)?;
        let mut filed = Vec::with_capacity(filings.len());
        for (filing, known) in filings.iter().zip(&known) {
            filed.push(match known {
                Some(_) => Filed::Known,
                None => {
                    let packed = packed.next().ok_or_else(unpacked)??;
                    put(&transaction, filing, &packed, now)?
                }
            });
        }
        transaction.commit()?;
        Ok(filed)
    })
}

/// A thread that packs has panicked: nothing of the batch is filed.
fn unpacked() -> LibraryError {
    LibraryError::Archive("an edition could not be packed".into())
}

/// Packs filings on all cores and gives them in their order, while those before them are entered.
fn packed_each<'scope, 'env>(
    scope: &'scope Scope<'scope, 'env>,
    filings: &'env [&'env Filing],
) -> impl Iterator<Item = Result<Packed, LibraryError>> {
    let cores = thread::available_parallelism().map_or(1, usize::from);
    let lanes = (0..cores.min(filings.len())).map(|lane| {
        let (sender, packed) = mpsc::sync_channel(1);
        scope.spawn(move || {
            for filing in filings.iter().skip(lane).step_by(cores) {
                // Nobody takes it where one before could not be entered.
                if sender.send(packed_of(filing)).is_err() {
                    break;
                }
            }
        });
        packed
    });
    let lanes: Vec<_> = lanes.collect();
    let turns = (0..lanes.len()).cycle();
    turns.map_while(move |lane| lanes.get(lane)?.recv().ok())
}

fn packed_of(filing: &Filing) -> Result<Packed, LibraryError> {
    let edition = &filing.edition;
    if edition.stories.len() > MOST_STORIES {
        let many = format!("{} has more than {MOST_STORIES} stories", filing.title());
        return Err(LibraryError::Archive(many));
    }
    let frame = Edition {
        stories: Vec::new(),
        masthead: edition.masthead.clone(),
        language: edition.language.clone(),
        url: edition.url.clone(),
        sections: edition.sections.clone(),
        loose: edition.loose.clone(),
        notes: edition.notes.clone(),
        date: edition.date,
        vertical: edition.vertical,
    };
    let stories = edition.stories.iter();
    Ok(Packed {
        frame: pack(&frame)?,
        stories: stories
            .map(|story| {
                Ok(PackedStory {
                    print: print_of(story),
                    section: section_of(edition, story).map(str::to_owned),
                    body: pack(story)?,
                })
            })
            .collect::<Result<_, LibraryError>>()?,
    })
}

/// Puts one edition on the shelf, unless it or all its stories stand there.
fn put(
    connection: &Connection,
    filing: &Filing,
    packed: &Packed,
    now: i64,
) -> Result<Filed, LibraryError> {
    // Asked again under the lock: another copy may have filed it meanwhile.
    if number_of(connection, &filing.key)?.is_some() {
        return Ok(Filed::Known);
    }
    let paper = paper_number(connection, &filing.paper)?;
    let day = day_of(filing);
    if is_within(connection, paper, &day, packed)? {
        return Ok(Filed::Within);
    }
    enter(connection, filing, packed, (paper, &day), now)?;
    Ok(Filed::New)
}

/// Enters an edition and its stories.
fn enter(
    connection: &Connection,
    filing: &Filing,
    packed: &Packed,
    (paper, day): (i64, &str),
    now: i64,
) -> Result<(), LibraryError> {
    connection
        .prepare_cached(
            "INSERT INTO edition (key, paper, day, pages, stories, origin, filed, frame)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
        )?
        .execute(params![
            filing.key.as_str(),
            paper,
            day,
            filing.edition.sections.len(),
            packed.stories.len(),
            filing.origin,
            now,
            packed.frame
        ])?;
    let edition = connection.last_insert_rowid();
    let mut story = connection
        .prepare_cached("INSERT INTO story (id, print, section, body) VALUES (?1, ?2, ?3, ?4)")?;
    for (index, packed) in packed.stories.iter().enumerate() {
        let number = story_number(edition, index);
        story.execute(params![number, packed.print, packed.section, packed.body])?;
    }
    keep_originals(connection, edition, &filing.originals)?;
    connection
        .prepare_cached("INSERT INTO journal (edition, gone) VALUES (?1, 0)")?
        .execute([edition])?;
    Ok(())
}

/// Files an edition in the place of the one of its key.
pub(super) fn replace(
    connection: &Connection,
    filing: &Filing,
    now: i64,
) -> Result<(), LibraryError> {
    let packed = packed_of(filing)?;
    let transaction = Transaction::new_unchecked(connection, TransactionBehavior::Immediate)?;
    take_off(&transaction, &filing.key)?;
    let paper = paper_number(&transaction, &filing.paper)?;
    enter(&transaction, filing, &packed, (paper, &day_of(filing)), now)?;
    Ok(transaction.commit()?)
}

/// The day of an edition as it stands in the file; empty where it has none.
fn day_of(filing: &Filing) -> String {
    let day = filing.edition.date;
    day.map_or(String::new(), |day| day.to_string())
}

/// Keeps the files an edition was read from; those that are kept already are not kept twice.
fn keep_originals(
    connection: &Connection,
    edition: i64,
    originals: &[Original],
) -> Result<(), LibraryError> {
    let mut there = connection.prepare_cached("SELECT 1 FROM original WHERE hash = ?1")?;
    let mut keep = connection
        .prepare_cached("INSERT INTO original (hash, name, bytes) VALUES (?1, ?2, ?3)")?;
    let mut link = connection.prepare_cached(
        "INSERT INTO source (edition, hash) VALUES (?1, ?2) ON CONFLICT DO NOTHING",
    )?;
    for Original { name, bytes, key } in originals {
        if !there.exists([key.as_str()])? {
            keep.execute(params![key.as_str(), name, compress(bytes)?])?;
        }
        link.execute(params![edition, key.as_str()])?;
    }
    Ok(())
}

/// Whether every story stands in an edition of the same paper and day already: a page saved twice, by another way.
fn is_within(
    connection: &Connection,
    paper: i64,
    day: &str,
    packed: &Packed,
) -> Result<bool, LibraryError> {
    if day.is_empty() || packed.stories.is_empty() {
        return Ok(false);
    }
    let mut there = connection.prepare_cached(
        "SELECT 1 FROM story s JOIN edition e ON e.id = s.id >> 20
         WHERE s.print = ?1 AND e.paper = ?2 AND e.day = ?3",
    )?;
    for story in &packed.stories {
        let Some(print) = story.print else {
            return Ok(false);
        };
        if !there.exists(params![print, paper, day])? {
            return Ok(false);
        }
    }
    Ok(true)
}

fn paper_number(connection: &Connection, name: &str) -> rusqlite::Result<i64> {
    connection
        .prepare_cached("INSERT INTO paper (name) VALUES (?1) ON CONFLICT DO NOTHING")?
        .execute([name])?;
    connection
        .prepare_cached("SELECT id FROM paper WHERE name = ?1")?
        .query_row([name], |row| row.get(0))
}

/// The number of an edition by its key.
pub(super) fn number_of(connection: &Connection, key: &Key) -> rusqlite::Result<Option<i64>> {
    connection
        .prepare_cached("SELECT id FROM edition WHERE key = ?1")?
        .query_row([key.as_str()], |row| row.get(0))
        .optional()
}

/// Takes an edition off the shelf, and its originals where no other edition is from them.
pub(super) fn remove(connection: &Connection, key: &Key) -> Result<bool, LibraryError> {
    let transaction = Transaction::new_unchecked(connection, TransactionBehavior::Immediate)?;
    let stood = take_off(&transaction, key)?;
    transaction.commit()?;
    Ok(stood)
}

fn take_off(connection: &Connection, key: &Key) -> Result<bool, LibraryError> {
    let Some(edition) = number_of(connection, key)? else {
        return Ok(false);
    };
    let (first, last) = (story_number(edition, 0), story_number(edition + 1, 0));
    connection.execute(
        "DELETE FROM story WHERE id >= ?1 AND id < ?2",
        [first, last],
    )?;
    connection.execute("DELETE FROM source WHERE edition = ?1", [edition])?;
    connection.execute(
        "DELETE FROM original WHERE hash NOT IN (SELECT hash FROM source)",
        [],
    )?;
    connection.execute("DELETE FROM edition WHERE id = ?1", [edition])?;
    connection.execute(
        "INSERT INTO journal (edition, gone) VALUES (?1, 1)",
        [edition],
    )?;
    Ok(true)
}
