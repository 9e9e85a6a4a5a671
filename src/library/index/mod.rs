//! The full-text index over a shelf: what makes every story found in milliseconds, by one letter as by a phrase.
//!
//! It holds nothing of its own: it follows the shelf's journal, knows how far it has come, and can be thrown away at any
//! time. One program at a time writes it; any number search it meanwhile.

mod alike;
mod ask;
mod fields;
mod pieces;
mod steady;
mod stream;
mod waiting;
mod write;

pub(super) use ask::Matches;

use std::error::Error;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::SystemTime;

use tantivy::directory::MmapDirectory;
use tantivy::{Index as Engine, IndexReader, ReloadPolicy};

use super::LibraryError;
use fields::{Fields, schema, tokenizers};
use pieces::Pieces;

/// The form of the index. One of an earlier form is thrown away and made anew.
const FORM: u32 = 2;

/// Most threads that answer one query.
const SEARCHERS: usize = 4;

/// How the name of an index that was thrown away begins.
const GONE: &str = "index-gone-";

/// An index, open.
pub(super) struct Index {
    engine: Engine,
    fields: Fields,
    reader: IndexReader,
    pieces: Pieces,
    folder: PathBuf,
    /// When what is searched was committed.
    seen: Option<SystemTime>,
}

impl std::fmt::Debug for Index {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Index")
            .field("folder", &self.folder)
            .finish_non_exhaustive()
    }
}

impl Index {
    /// Opens or makes the index of a shelf in `folder`.
    ///
    /// # Errors
    /// It is damaged, or the folder may not be written.
    pub(super) fn open(folder: &Path) -> Result<Self, LibraryError> {
        let shelf = folder;
        let folder = of_form(shelf, FORM);
        if !folder.exists() {
            for form in 1..FORM {
                // What cannot be thrown away is in nobody's way.
                let _ = throw_away(shelf, form);
            }
        }
        std::fs::create_dir_all(&folder).map_err(|source| LibraryError::Folder {
            path: folder.display().to_string(),
            source,
        })?;
        let directory = MmapDirectory::open(&folder).map_err(|error| trouble(&error))?;
        let (schema, fields) = schema();
        let mut engine = Engine::builder()
            .schema(schema)
            .open_or_create(directory)
            .map_err(|error| trouble(&error))?;
        engine.set_tokenizers(tokenizers());
        let cores = std::thread::available_parallelism().map_or(1, usize::from);
        engine
            .set_multithread_executor(cores.min(SEARCHERS))
            .map_err(|error| trouble(&error))?;
        let reader: IndexReader = engine
            .reader_builder()
            .reload_policy(ReloadPolicy::Manual)
            .try_into()
            .map_err(|error: tantivy::TantivyError| trouble(&error))?;
        let pieces = Pieces::of(reader.searcher()).map_err(|error| trouble(&error))?;
        Ok(Self {
            engine,
            fields,
            reader,
            pieces,
            folder,
            seen: None,
        })
    }

    /// Throws the index in `folder` away.
    pub(super) fn forget(folder: &Path) -> Result<(), LibraryError> {
        throw_away(folder, FORM)
    }

    /// How many stories it finds.
    pub(super) fn stories(&self) -> u64 {
        self.pieces.searcher.num_docs()
    }

    /// Does the same work on many things, in their order, with all threads that search.
    pub(super) fn share_out<A: Send, R: Send>(
        &self,
        things: Vec<A>,
        work: impl Fn(A) -> R + Sync,
    ) -> Result<Vec<R>, LibraryError> {
        let pool = self.engine.search_executor();
        let done = pool.map(|thing| Ok(work(thing)), things.into_iter());
        done.map_err(|error| trouble(&error))
    }

    /// How many of its files are damaged.
    pub(super) fn damaged(&self) -> Result<usize, LibraryError> {
        let damaged = self.engine.validate_checksum();
        Ok(damaged.map_err(|error| trouble(&error))?.len())
    }

    /// How far in the shelf's journal it has come.
    pub(super) fn turn(&self) -> Result<i64, LibraryError> {
        let meta = self.engine.load_metas().map_err(|error| trouble(&error))?;
        let payload = meta.payload.unwrap_or_default();
        Ok(payload.parse().unwrap_or(0))
    }
}

/// Where the index of a form lies.
fn of_form(shelf: &Path, form: u32) -> PathBuf {
    shelf.join(format!("index-{form}"))
}

/// Throws the index of a form away: it has gone at once, so that nobody who is killed meanwhile leaves half of one.
fn throw_away(shelf: &Path, form: u32) -> Result<(), LibraryError> {
    let index = of_form(shelf, form);
    let gone = shelf.join(format!("{GONE}{}", std::process::id()));
    match std::fs::rename(&index, &gone) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => {
            return Err(LibraryError::folder(&index, error));
        }
        _ => clear(shelf),
    }
    Ok(())
}

/// Deletes what was thrown away, by this program or one that was killed; what cannot be deleted now is by the next.
fn clear(folder: &Path) {
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        if entry.file_name().to_string_lossy().starts_with(GONE) {
            let _ = std::fs::remove_dir_all(entry.path());
        }
    }
}

/// An error of the engine, said with what to do about it.
fn trouble(error: &(dyn Error + 'static)) -> LibraryError {
    let causes = std::iter::successors(Some(error as &dyn Error), |error| (*error).source());
    let mut io = causes.filter_map(|cause| {
        let shared = cause.downcast_ref::<Arc<io::Error>>().map(Arc::as_ref);
        shared.or_else(|| cause.downcast_ref::<io::Error>())
    });
    match io.any(|cause| cause.kind() == io::ErrorKind::StorageFull) || said_full(error) {
        true => LibraryError::Full,
        false => LibraryError::Index(error.to_string()),
    }
}

/// The engine's own threads hand their errors on as words.
fn said_full(error: &dyn Error) -> bool {
    let full = io::Error::from_raw_os_error(28).to_string();
    error
        .to_string()
        .contains(full.split(" (").next().unwrap_or(&full))
}
