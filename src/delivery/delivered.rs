//! From what was asked for to an edition: each source is read on its own, and what could be read is joined.

use std::path::{Path, PathBuf};

use super::{Failure, Reason, file, folder, sample, shown};
use crate::edition::{Edition, Note};
use crate::library::{Fingerprint, Key};
use crate::read::{self, Reading, Source};

/// Most bytes of all sources together.
const ALL_BYTES: usize = 512 << 20;

/// Something to be opened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Wanted {
    /// A file or a folder.
    Path(PathBuf),
    /// Standard input.
    Input,
    /// The sample edition that the program carries.
    Sample,
}

impl Wanted {
    /// From [`Delivered::origin`], as the library keeps it.
    ///
    /// Empty where nothing of it can be opened again: what came from standard input is gone, and files move.
    pub fn again(origin: &str) -> Vec<Self> {
        let wanted = origin.split('\n').filter_map(|line| match line {
            sample::ORIGIN => Some(Self::Sample),
            path if Path::new(path).is_absolute() && Path::new(path).exists() => {
                Some(Self::Path(path.into()))
            }
            _ => None,
        });
        wanted.collect()
    }
}

/// What was delivered.
#[derive(Debug)]
pub struct Delivered {
    /// The edition: every source that could be read, joined. Without one it is empty.
    pub edition: Edition,
    /// Its key in the library.
    pub key: Key,
    /// A name for it where it has no masthead, safe to print.
    pub name: String,
    /// Where it came from, to open it again (separated by `\n`; names as the system gave them, not cleaned).
    pub origin: String,
    /// How many sources were opened.
    pub opened: usize,
    /// What was asked for and could not be opened.
    pub failures: Vec<Failure>,
}

/// Opens what is wanted, as the pages of one edition in this order.
pub fn deliver(wanted: &[Wanted]) -> Delivered {
    let mut counter = Counter::default();
    for wanted in wanted {
        match wanted {
            Wanted::Path(path) if path.is_dir() => counter.take_folder(path),
            Wanted::Path(path) => counter.take_file(path, &shown(path)),
            Wanted::Input => counter.take_input(),
            Wanted::Sample => counter.take_sample(),
        }
    }
    let origins: Vec<String> = wanted.iter().map(origin_of).collect();
    counter.close(name_of(wanted), origins.join("\n"))
}

/// The counter over which sources come in: what was taken so far.
#[derive(Default)]
struct Counter {
    readings: Vec<Reading>,
    fingerprints: Vec<Fingerprint>,
    bytes: usize,
    failures: Vec<Failure>,
    notes: Vec<Note>,
}

impl Counter {
    fn take_file(&mut self, path: &Path, shown: &str) {
        let bytes = file::read(path);
        let name = path.file_name().map(Path::new).unwrap_or(path);
        self.take(shown, &super::shown(name), bytes);
    }

    fn take_input(&mut self) {
        let bytes = file::bounded(std::io::stdin().lock(), 0);
        self.take("standard input", "-", bytes);
    }

    fn take_sample(&mut self) {
        for (name, bytes) in sample::PAGES {
            self.take(name, name, Ok(bytes.to_vec()));
        }
    }

    fn take_folder(&mut self, path: &Path) {
        let contents = match folder::look_through(path) {
            Ok(contents) => contents,
            Err(reason) => return self.fail(&shown(path), reason),
        };
        self.failures.extend(contents.failures);
        if contents.pages.is_empty() {
            self.fail(&shown(path), Reason::NoPage);
        }
        let mut passed_over = contents.passed_over;
        for page in &contents.pages {
            // The sniff let it through and the reader did not: in a folder that is a file that is no page.
            let before = self.failures.len();
            self.take_file(page, &shown(page));
            if self.failures.last().is_some_and(is_no_page) && self.failures.len() > before {
                self.failures.pop();
                passed_over += 1;
            }
        }
        if passed_over > 0 {
            self.note(
                &shown(path),
                format!("{passed_over} files that are no pages were passed over"),
            );
        }
    }

    fn take(&mut self, shown: &str, name: &str, bytes: Result<Vec<u8>, Reason>) {
        let reading = bytes.and_then(|bytes| self.read(name, &bytes));
        match reading {
            Ok(Some(reading)) => self.readings.push(reading),
            Ok(None) => self.note(
                shown,
                "has the same text as a page before it and was passed over".into(),
            ),
            Err(reason) => self.fail(shown, reason),
        }
    }

    /// Reads one source; `None` where the same bytes were read before.
    fn read(&mut self, name: &str, bytes: &[u8]) -> Result<Option<Reading>, Reason> {
        let total = self.bytes.saturating_add(bytes.len());
        if total > ALL_BYTES {
            return Err(Reason::TooMuch(ALL_BYTES >> 20));
        }
        let fingerprint = Fingerprint::of(bytes);
        if self.fingerprints.contains(&fingerprint) {
            return Ok(None);
        }
        let reading = read::read(Source { name, bytes })?;
        self.bytes = total;
        self.fingerprints.push(fingerprint);
        Ok(Some(reading))
    }

    fn note(&mut self, at: &str, what: String) {
        let at = at.to_owned();
        self.notes.push(Note { at, what });
    }

    fn fail(&mut self, name: &str, reason: Reason) {
        let name = name.to_owned();
        self.failures.push(Failure { name, reason });
    }

    fn close(self, name: String, origin: String) -> Delivered {
        let opened = self.readings.len();
        let mut edition = read::join(self.readings);
        edition.notes.extend(self.notes);
        Delivered {
            edition,
            key: Key::from_fingerprints(self.fingerprints),
            name,
            origin,
            opened,
            failures: self.failures,
        }
    }
}

fn is_no_page(failure: &Failure) -> bool {
    use crate::read::Refusal::{Binary, Empty, Unsupported};
    matches!(
        failure.reason,
        Reason::Refused(Binary | Empty | Unsupported(_))
    )
}

fn origin_of(wanted: &Wanted) -> String {
    match wanted {
        Wanted::Path(path) => std::path::absolute(path)
            .unwrap_or_else(|_| path.clone())
            .to_string_lossy()
            .into_owned(),
        Wanted::Input => "-".into(),
        Wanted::Sample => sample::ORIGIN.into(),
    }
}

/// A file's name without its ending, a folder's name whole; of several the first.
fn name_of(wanted: &[Wanted]) -> String {
    let Some(Wanted::Path(path)) = wanted.first() else {
        return "yuebao".into();
    };
    // A path such as `.` has no name of its own, but the folder it means has one.
    let whole = std::path::absolute(path).unwrap_or_else(|_| path.clone());
    let name = if path.is_dir() {
        whole.file_name()
    } else {
        whole.file_stem()
    };
    shown(Path::new(name.unwrap_or(path.as_os_str())))
}
