//! The pages in a folder: its files and those of its sub-folders, one level deep, in the order of their names.

use std::ffi::OsStr;
use std::fs::DirEntry;
use std::path::{Path, PathBuf};

use super::{Failure, Reason, file, natural, shown};

/// Most pages of one folder that are opened.
const MOST_PAGES: usize = 2_000;
/// Most names of one folder that are looked at.
const MOST_NAMES: usize = 100_000;
/// Names that pages go by. Where a folder has such files, the others in it are not its pages.
const PAGE_NAMES: &[&str] = &["txt", "text"];

/// What a folder holds.
#[derive(Debug, Default)]
pub(super) struct Contents {
    /// Its pages in natural order.
    pub(super) pages: Vec<PathBuf>,
    /// How many files are no text, or are something else beside the pages.
    pub(super) passed_over: usize,
    /// What could not be looked into.
    pub(super) failures: Vec<Failure>,
}

/// Looks through a folder.
pub(super) fn look_through(folder: &Path) -> Result<Contents, Reason> {
    let mut contents = Contents::default();
    let mut names = Vec::new();
    for subfolder in list(folder, &mut names)? {
        if let Err(reason) = list(&subfolder, &mut names) {
            contents.fail(&subfolder, reason);
        }
    }
    let all = names.len();
    if names.iter().any(|path| is_page_name(path)) {
        names.retain(|path| is_page_name(path));
    }
    contents.passed_over = all - names.len();
    names.sort_by(|a, b| natural::compare(&a.to_string_lossy(), &b.to_string_lossy()));
    let left_out = contents.take_text(names);
    if left_out > 0 {
        contents.fail(folder, Reason::TooMany(left_out));
    }
    Ok(contents)
}

impl Contents {
    /// Takes the pages among the files; answers with how many more there are than may be opened.
    fn take_text(&mut self, names: Vec<PathBuf>) -> usize {
        let mut left_out = 0usize;
        for path in names {
            match file::looks_like_text(&path) {
                Ok(true) if self.pages.len() < MOST_PAGES => self.pages.push(path),
                Ok(true) => left_out += 1,
                Ok(false) => self.passed_over += 1,
                Err(reason) => self.fail(&path, reason),
            }
        }
        left_out
    }

    fn fail(&mut self, path: &Path, reason: Reason) {
        self.failures.push(Failure {
            name: shown(path),
            reason,
        });
    }
}

/// Adds a folder's files to `files` and answers with its sub-folders; hidden ones are left alone, and so are links to
/// folders, which may lead in a circle.
fn list(folder: &Path, files: &mut Vec<PathBuf>) -> Result<Vec<PathBuf>, Reason> {
    let mut subfolders = Vec::new();
    for entry in std::fs::read_dir(folder)?.take(MOST_NAMES) {
        let entry = entry?;
        if is_hidden(&entry.file_name()) {
            continue;
        }
        if entry.file_type()?.is_dir() {
            subfolders.push(entry.path());
        } else if !links_to_folder(&entry) && files.len() < MOST_NAMES {
            files.push(entry.path());
        }
    }
    Ok(subfolders)
}

fn links_to_folder(entry: &DirEntry) -> bool {
    entry.file_type().is_ok_and(|kind| kind.is_symlink()) && entry.path().is_dir()
}

fn is_hidden(name: &OsStr) -> bool {
    name.as_encoded_bytes().starts_with(b".")
}

fn is_page_name(path: &Path) -> bool {
    path.extension()
        .and_then(OsStr::to_str)
        .is_some_and(|end| PAGE_NAMES.iter().any(|name| name.eq_ignore_ascii_case(end)))
}
