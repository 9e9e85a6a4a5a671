//! The files in a folder and in the folders inside it. What of them is a page is for `bundle` to say.

use std::ffi::OsStr;
use std::fs::DirEntry;
use std::path::{Path, PathBuf};

use super::{Failure, Reason, shown};

/// Most names of one folder that are looked at.
const MOST_NAMES: usize = 100_000;
/// Folders in folders: a saved site has its pages under `html/2026-11/24/`, and years of it under one more.
const DEEP: usize = 8;

/// What a folder holds.
#[derive(Debug, Default)]
pub(super) struct Contents {
    /// Its files, as paths inside it.
    pub(super) paths: Vec<PathBuf>,
    /// The same as names, safe to print, `/` between folders.
    pub(super) names: Vec<String>,
    /// What could not be looked into.
    pub(super) failures: Vec<Failure>,
}

/// Looks through a folder.
pub(super) fn look_through(folder: &Path) -> Result<Contents, Reason> {
    let mut contents = Contents::default();
    let mut ahead = contents.list(folder, Path::new(""))?;
    for _ in 1..DEEP {
        for inner in std::mem::take(&mut ahead) {
            match contents.list(folder, &inner) {
                Ok(more) => ahead.extend(more),
                Err(reason) => contents.fail(&folder.join(inner), reason),
            }
        }
    }
    let name = |path: &PathBuf| shown(path).replace('\\', "/");
    contents.names = contents.paths.iter().map(name).collect();
    Ok(contents)
}

impl Contents {
    /// Adds the files of a folder inside `root` and answers with the folders in it; hidden ones are left alone, and so are
    /// links to folders, which may lead in a circle.
    fn list(&mut self, root: &Path, inner: &Path) -> Result<Vec<PathBuf>, Reason> {
        let mut folders = Vec::new();
        for entry in std::fs::read_dir(root.join(inner))?.take(MOST_NAMES) {
            let entry = entry?;
            if is_hidden(&entry.file_name()) {
                continue;
            }
            let path = inner.join(entry.file_name());
            if entry.file_type()?.is_dir() {
                folders.push(path);
            } else if !links_to_folder(&entry) && self.paths.len() < MOST_NAMES {
                self.paths.push(path);
            }
        }
        Ok(folders)
    }

    fn fail(&mut self, path: &Path, reason: Reason) {
        self.failures.push(Failure {
            name: shown(path),
            reason,
        });
    }
}

fn links_to_folder(entry: &DirEntry) -> bool {
    entry.file_type().is_ok_and(|kind| kind.is_symlink()) && entry.path().is_dir()
}

fn is_hidden(name: &OsStr) -> bool {
    name.as_encoded_bytes().starts_with(b".")
}
