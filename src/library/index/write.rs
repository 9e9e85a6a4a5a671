//! Following the shelf's journal: what came is indexed, what went is taken out.

use std::time::{Duration, Instant, SystemTime};

use rusqlite::Connection;
use tantivy::directory::error::LockError;
use tantivy::indexer::{IndexWriterOptions, LogMergePolicy};
use tantivy::schema::Field;
use tantivy::{IndexWriter, TantivyError, Term};

use super::fields::Fields;
use super::pieces::Pieces;
use super::waiting::{Story, Waiting};
use super::{Index, trouble};
use crate::edition::Edition;
use crate::library::LibraryError;
use crate::library::archive::{Document, documents};
use crate::library::shelf::{frame, stories};
use crate::text::fold::Folded;

/// Memory of all threads that index, in bytes: the more, the fewer pieces the index is in at first.
const MEMORY: usize = 176 << 20;
/// For a morning's papers less does, and is made ready sooner.
const LITTLE_MEMORY: usize = 24 << 20;
/// Stories above which indexing is worth every core.
const MANY: u64 = 4_000;
/// Stories that are indexed before they are committed: what a killed program has to do again.
const COMMIT: u64 = 250_000;
/// Pieces of about one size that are made one: that writes all their stories anew, and a search hardly notices how many
/// pieces there are.
const MERGED: usize = 16;
/// Stories below which all pieces are of one size: a day's papers. Those of a great many are not merged for them.
const SMALL: u32 = 1_000;
/// The logarithm, to the base 2, of how far sizes of one kind are apart.
const APART: f64 = 2.0;
/// How long it waits for another copy of the program that writes the index; who has more patience asks again.
const PATIENCE: Duration = Duration::from_secs(1);

type Writer = IndexWriter<Story>;

/// An entry of the journal.
struct Entry {
    turn: i64,
    edition: i64,
    gone: bool,
}

impl Index {
    /// Brings the index up to the shelf. `progress` hears how many stories are done, and of how many.
    ///
    /// # Errors
    /// Another program has been writing it for longer than [`PATIENCE`]; the disk is full.
    pub(in crate::library) fn follow(
        &mut self,
        shelf: &Connection,
        progress: &mut dyn FnMut(u64, u64),
    ) -> Result<(), LibraryError> {
        if ahead(shelf, self.turn()?)?.0 == 0 {
            return self.refresh();
        }
        let began = Instant::now();
        let (mut writer, all) = loop {
            // Asked again under the lock: another copy may have done it.
            let (turns, all) = ahead(shelf, self.turn()?)?;
            if turns == 0 {
                return self.refresh();
            }
            match self.writer(all) {
                Ok(writer) => break (writer, ahead(shelf, self.turn()?)?.1),
                Err(TantivyError::LockFailure(LockError::LockBusy, _))
                    if began.elapsed() < PATIENCE =>
                {
                    std::thread::sleep(Duration::from_millis(20));
                }
                Err(TantivyError::LockFailure(..)) => return Err(LibraryError::IndexBusy),
                Err(error) => return Err(trouble(&error)),
            }
        };
        self.take_entries(shelf, &mut writer, all, progress)?;
        self.refresh()?;
        writer
            .wait_merging_threads()
            .map_err(|error| trouble(&error))?;
        self.refresh()
    }

    fn writer(&self, stories: u64) -> Result<Writer, TantivyError> {
        let cores = std::thread::available_parallelism().map_or(1, usize::from);
        let (threads, memory) = match stories > MANY {
            true => (cores.min(4), MEMORY),
            false => (1, LITTLE_MEMORY),
        };
        let options = IndexWriterOptions::builder()
            .num_worker_threads(threads)
            .memory_budget_per_thread(memory / threads)
            .num_merge_threads(1)
            .build();
        let writer = self.engine.writer_with_options(options)?;
        let mut policy = LogMergePolicy::default();
        policy.set_min_num_segments(MERGED);
        policy.set_min_layer_size(SMALL);
        policy.set_level_log_size(APART);
        writer.set_merge_policy(Box::new(policy));
        Ok(writer)
    }

    fn take_entries(
        &self,
        shelf: &Connection,
        writer: &mut Writer,
        all: u64,
        progress: &mut dyn FnMut(u64, u64),
    ) -> Result<(), LibraryError> {
        let waiting = Waiting::default();
        let (mut done, mut since) = (0, 0);
        let mut turn = self.turn()?;
        while let Some(entry) = next(shelf, turn)? {
            turn = entry.turn;
            // What was indexed once and not committed, or comes back, is not indexed twice.
            writer.delete_term(Term::from_field_u64(
                self.fields.edition,
                number(entry.edition),
            ));
            let added = match entry.gone {
                true => 0,
                false => self.add(shelf, entry.edition, writer, &waiting)?,
            };
            done += added;
            since += added;
            progress(done, all.max(done));
            if since >= COMMIT {
                commit(writer, turn)?;
                since = 0;
            }
        }
        commit(writer, turn)
    }

    /// Adds the stories of an edition; how many.
    fn add(
        &self,
        shelf: &Connection,
        edition: i64,
        writer: &Writer,
        waiting: &Waiting,
    ) -> Result<u64, LibraryError> {
        // One that has gone meanwhile is taken out by its own entry.
        let Some(frame) = frame(shelf, edition)? else {
            return Ok(0);
        };
        let paper = Folded::new(&frame.paper);
        let whole = Edition {
            stories: stories(shelf, edition)?,
            ..frame.edition
        };
        for (index, document) in documents(&frame.key, &whole).enumerate() {
            let numbers = [
                (self.fields.day, document.rank >> 40),
                (self.fields.rank, document.rank),
                (self.fields.edition, number(edition)),
                (self.fields.story, index as u64),
            ];
            let texts = texts(&self.fields, document, paper.text());
            writer
                .add_document(waiting.join(texts, numbers))
                .map_err(|error| trouble(&error))?;
        }
        Ok(whole.stories.len() as u64)
    }

    /// Searches what was committed last, by this program or another.
    pub(in crate::library) fn refresh(&mut self) -> Result<(), LibraryError> {
        self.seen = self.changed();
        let pieces = self.reader.reload();
        let pieces = pieces.and_then(|()| Pieces::of(self.reader.searcher()));
        self.pieces = pieces.map_err(|error| trouble(&error))?;
        Ok(())
    }

    /// The same where something was committed since.
    pub(in crate::library) fn keep_up(&mut self) -> Result<(), LibraryError> {
        match self.changed() == self.seen {
            true => Ok(()),
            false => self.refresh(),
        }
    }

    /// When the last commit was made.
    fn changed(&self) -> Option<SystemTime> {
        let meta = std::fs::metadata(self.folder.join("meta.json"));
        meta.and_then(|meta| meta.modified()).ok()
    }
}

/// The texts of a story by field; one in no field is empty.
fn texts(fields: &Fields, document: Document, paper: &str) -> Vec<(Field, String)> {
    let texts = [
        (fields.text, document.text),
        (fields.head, document.head),
        (fields.byline, document.byline),
        (fields.kicker, document.kicker),
        (fields.section, document.section),
        (fields.paper, paper.to_owned()),
        (fields.page, document.page),
    ];
    let texts = texts.into_iter();
    texts.filter(|(_, text)| !text.is_empty()).collect()
}

fn number(edition: i64) -> u64 {
    u64::try_from(edition).unwrap_or(0)
}

/// Commits what was done, and how far in the journal that is.
fn commit(writer: &mut Writer, turn: i64) -> Result<(), LibraryError> {
    let mut commit = writer.prepare_commit().map_err(|error| trouble(&error))?;
    commit.set_payload(&turn.to_string());
    commit.commit().map_err(|error| trouble(&error))?;
    Ok(())
}

/// How many entries of the journal, and stories, come after a turn.
fn ahead(shelf: &Connection, turn: i64) -> rusqlite::Result<(u64, u64)> {
    let mut query = shelf.prepare_cached(
        "SELECT count(*), coalesce(sum(e.stories), 0) FROM journal j
         LEFT JOIN edition e ON e.id = j.edition AND j.gone = 0 WHERE j.turn > ?1",
    )?;
    query.query_row([turn], |row| Ok((row.get(0)?, row.get(1)?)))
}

fn next(shelf: &Connection, turn: i64) -> rusqlite::Result<Option<Entry>> {
    let mut query = shelf.prepare_cached(
        "SELECT turn, edition, gone FROM journal WHERE turn > ?1 ORDER BY turn LIMIT 1",
    )?;
    let mut rows = query.query([turn])?;
    let Some(row) = rows.next()? else {
        return Ok(None);
    };
    Ok(Some(Entry {
        turn: row.get(0)?,
        edition: row.get(1)?,
        gone: row.get(2)?,
    }))
}
