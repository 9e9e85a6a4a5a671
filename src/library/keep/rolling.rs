//! The copies that are made by themselves: one a day, in `backups`, the last seven.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use crate::library::{Library, LibraryError};

/// How many are kept.
const KEPT: usize = 7;
/// How old an unfinished copy is that nobody is writing any more.
const ABANDONED: Duration = Duration::from_secs(3600);

const FOLDER: &str = "backups";
const BEGIN: &str = "library-";
const END: &str = ".sqlite3";

impl Library {
    /// Makes the copy of this day, unless there is one. Answers with where it is.
    pub fn keep_copy(&self) -> Result<Option<PathBuf>, LibraryError> {
        let day: String =
            self.connection()
                .query_row("SELECT date('now', 'localtime')", [], |row| row.get(0))?;
        let folder = made(self.folder())?;
        let path = folder.join(format!("{BEGIN}{day}{END}"));
        if path.exists() {
            return Ok(None);
        }
        self.backup(&path)?;
        clear(&folder, self.folder());
        Ok(Some(path))
    }
}

/// The folder of the copies of a library, made if need be.
pub(super) fn made(of: &Path) -> Result<PathBuf, LibraryError> {
    let folder = of.join(FOLDER);
    fs::create_dir_all(&folder).map_err(|error| LibraryError::folder(&folder, error))?;
    Ok(folder)
}

/// The daily copies of the library in a folder, the latest first.
pub(in crate::library) fn copies(of: &Path) -> Vec<PathBuf> {
    let files = files_in(&of.join(FOLDER));
    let is_copy = |path: &PathBuf| {
        let name = path.file_name().and_then(|name| name.to_str());
        let day = name.and_then(|name| name.strip_prefix(BEGIN)?.strip_suffix(END));
        day.is_some_and(|day| day.parse::<jiff::civil::Date>().is_ok())
    };
    let mut copies: Vec<PathBuf> = files.into_iter().filter(is_copy).collect();
    // Days as they are written stand in their order as text.
    copies.sort_unstable_by(|a, b| b.cmp(a));
    copies
}

/// Removes the copies that are too many, and what was never finished. That some of it remains is no harm.
fn clear(folder: &Path, of: &Path) {
    for old in copies(of).iter().skip(KEPT) {
        let _ = fs::remove_file(old);
    }
    for file in files_in(folder) {
        if file.extension().is_some_and(|end| end == "part") && is_abandoned(&file) {
            let _ = fs::remove_file(file);
        }
    }
}

fn is_abandoned(file: &Path) -> bool {
    let changed = fs::metadata(file).and_then(|meta| meta.modified());
    let age = changed
        .ok()
        .and_then(|at| SystemTime::now().duration_since(at).ok());
    age.is_some_and(|age| age > ABANDONED)
}

fn files_in(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).into_iter().flatten();
    entries.flatten().map(|entry| entry.path()).collect()
}
