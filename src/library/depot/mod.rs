//! The depot: what was fetched of papers that are subscribed to and how each of them stands, in `depot.sqlite3`.
//!
//! A piece (a page, an article, a feed) comes in whole or not at all, so a fetch that was killed goes on where it stopped.
//! Everything here can be fetched again: what the reader made is in the library, and editions stand on the shelf.

mod pieces;
mod record;
mod schema;

pub use pieces::Piece;
pub use record::{Miss, Record};

use std::path::{Path, PathBuf};

use rusqlite::Connection;

use super::keep::{part_of, replace};
use super::{LibraryError, sqlite, store};

/// The file's name in the data folder.
pub(super) const FILE: &str = "depot.sqlite3";

/// The depot, open.
#[derive(Debug)]
pub struct Depot {
    connection: Connection,
}

impl Depot {
    /// Opens or makes the depot in `folder`, making the folder too. One that cannot be opened because it is damaged is put aside.
    ///
    /// # Errors
    /// The folder cannot be made, the file may not be written, or comes from a newer yuebao.
    pub fn open(folder: &Path) -> Result<Self, LibraryError> {
        std::fs::create_dir_all(folder).map_err(|source| LibraryError::folder(folder, source))?;
        let path = folder.join(FILE);
        let open = || sqlite::open(&path, schema::STEPS);
        let connection = match open() {
            // Nothing is lost that cannot be fetched again, and at night nobody calls the doctor.
            Err(LibraryError::Damaged { .. }) => renew(&path).and_then(|_| open())?,
            opened => opened?,
        };
        // What a power cut takes can be fetched again; a killed process loses nothing either way.
        connection.pragma_update(None, "synchronous", "NORMAL")?;
        Ok(Self { connection })
    }
}

/// Puts an empty depot in the place of a damaged one; answers with where that is kept.
pub(super) fn renew(path: &Path) -> Result<PathBuf, LibraryError> {
    let part = part_of(path);
    make_empty(&part)?;
    let kept = replace(&part, path, &format!(".damaged-{}", store::now()))?;
    Ok(kept.unwrap_or_default())
}

/// Makes an empty depot, in one file.
fn make_empty(path: &Path) -> Result<(), LibraryError> {
    let _ = std::fs::remove_file(path);
    let connection = sqlite::open(path, schema::STEPS)?;
    connection.close().map_err(|(_, error)| error.into())
}
