//! A consistent copy of a library, written beside its place, checked, and renamed.

use std::fs::{self, File};
use std::path::{Path, PathBuf};

use rusqlite::{Connection, OpenFlags, OptionalExtension};

use crate::library::{Library, LibraryError, schema};

/// Complaints of SQLite that are told of one file.
const COMPLAINTS: usize = 3;

impl Library {
    /// Copies the library to `path`, as it is at this moment, whoever else writes to it. A copy that stands there is
    /// replaced, anything else is left alone.
    pub fn backup(&self, path: &Path) -> Result<(), LibraryError> {
        if path.exists() {
            inspect(path)?;
        }
        let part = part_of(path);
        copy(self.connection(), &part)?;
        settle(&part, path)
    }
}

/// The name beside a file that it is written under.
pub(in crate::library) fn part_of(path: &Path) -> PathBuf {
    let mut name = path.file_name().unwrap_or_default().to_owned();
    name.push(format!(".{}.part", std::process::id()));
    path.with_file_name(name)
}

/// Copies what a connection shows to a new file, and checks it. What fails leaves no file.
pub(in crate::library) fn copy(from: &Connection, to: &Path) -> Result<(), LibraryError> {
    // One of a process of the same number that was killed.
    let _ = fs::remove_file(to);
    let done = write(from, to);
    if done.is_err() {
        let _ = fs::remove_file(to);
    }
    done
}

fn write(from: &Connection, to: &Path) -> Result<(), LibraryError> {
    let name = to
        .to_str()
        .ok_or_else(|| no_copy(to, "its name is not UTF-8"))?;
    from.execute("VACUUM INTO ?1", [name])?;
    // So that it is one file and needs no other beside it.
    let copy = Connection::open(to)?;
    copy.pragma_update(None, "journal_mode", "DELETE")?;
    drop(copy);
    inspect(to)?;
    let synced = File::open(to).and_then(|file| file.sync_all());
    synced.map_err(|error| LibraryError::folder(to, error))
}

/// Gives a file that was written beside it its place.
pub(super) fn settle(part: &Path, path: &Path) -> Result<(), LibraryError> {
    let done = fs::rename(part, path).and_then(|()| sync_folder(path));
    done.map_err(|error| {
        let _ = fs::remove_file(part);
        LibraryError::folder(path, error)
    })
}

/// Has a new name in its folder survive a power cut.
pub(super) fn sync_folder(path: &Path) -> std::io::Result<()> {
    let folder = path
        .parent()
        .filter(|folder| !folder.as_os_str().is_empty());
    match cfg!(unix) {
        true => File::open(folder.unwrap_or(Path::new(".")))?.sync_all(),
        false => Ok(()),
    }
}

/// Sees that a file is a sound library of a form that this program knows.
pub(in crate::library) fn inspect(path: &Path) -> Result<(), LibraryError> {
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let told = |error| LibraryError::at(path, error);
    // SQLite would wait for ever for what comes out of a FIFO.
    let meta = fs::metadata(path).map_err(|error| LibraryError::folder(path, error))?;
    if !meta.is_file() {
        return Err(no_copy(path, "it is no file"));
    }
    let file = Connection::open_with_flags(path, flags).map_err(told)?;
    let version = schema::version(&file).map_err(told)?;
    let table = "SELECT 1 FROM sqlite_schema WHERE name = 'edition'";
    let found = file.query_row(table, [], |_| Ok(())).optional();
    if found.map_err(told)?.is_none() || version == 0 {
        return Err(no_copy(path, "it is no library"));
    }
    schema::check(version, path)?;
    match complaints(&file).map_err(told)?.as_slice() {
        [] => Ok(()),
        some => Err(no_copy(path, &some.join("; "))),
    }
}

/// What SQLite has to say against a database; nothing where it is sound.
pub(in crate::library) fn complaints(file: &Connection) -> rusqlite::Result<Vec<String>> {
    let mut statement = file.prepare("PRAGMA integrity_check")?;
    let rows = statement.query_map([], |row| row.get::<_, String>(0))?;
    let mut said: Vec<String> = rows.take(COMPLAINTS).collect::<Result<_, _>>()?;
    said.retain(|line| line != "ok");
    Ok(said)
}

fn no_copy(path: &Path, why: &str) -> LibraryError {
    LibraryError::NoCopy {
        path: path.display().to_string(),
        why: why.to_owned(),
    }
}
