//! The counter over which sources come in: files, what folders and archives hold, standard input. It reads them in
//! batches, side by side, and remembers what each was.

use std::path::Path;

use super::bundle::{self, Bundle};
use super::{Delivery, Failure, Issue, Pictures, Reason, file, folder, sample, shown};
use crate::edition::Note;
use crate::library::{Fingerprint, Key};
use crate::read::unpack::{self, Package};
use crate::read::{self, Reading, Refusal, Source};

/// Most bytes of all sources together.
const ALL_BYTES: usize = 512 << 20;

/// Bytes that wait until they are read together.
const BATCH_BYTES: usize = 32 << 20;

/// How deep archives may lie in archives.
const NESTED: usize = 3;

/// What was taken so far.
#[derive(Default)]
pub(super) struct Counter {
    waiting: Vec<Parcel>,
    waiting_bytes: usize,
    readings: Vec<Reading>,
    fingerprints: Vec<Fingerprint>,
    bytes: usize,
    failures: Vec<Failure>,
    notes: Vec<Note>,
    pictures: Pictures,
}

/// A source on the counter.
struct Parcel {
    /// What it is called to the reader.
    shown: String,
    /// Path inside its bundle, or its name.
    name: String,
    bytes: Vec<u8>,
    fingerprint: Fingerprint,
    /// Whether it came in a bundle, where what is no page is passed over.
    bundled: bool,
}

/// Where a source lies.
struct Whence<'a> {
    shown: &'a str,
    name: &'a str,
    /// How many archives it lies in; `None` for what was asked for by itself.
    depth: Option<usize>,
}

impl Counter {
    pub(super) fn take_file(&mut self, path: &Path) {
        let name = shown(path.file_name().map(Path::new).unwrap_or(path));
        self.pictures.beside(path);
        let whence = Whence {
            shown: &shown(path),
            name: &name,
            depth: None,
        };
        self.take(&whence, file::read(path));
    }

    pub(super) fn take_input(&mut self) {
        let bytes = file::bounded(std::io::stdin().lock(), 0);
        let whence = Whence {
            shown: "standard input",
            name: "-",
            depth: None,
        };
        self.take(&whence, bytes);
    }

    pub(super) fn take_sample(&mut self) {
        for &(name, bytes) in sample::PAGES {
            let whence = Whence {
                shown: name,
                name,
                depth: None,
            };
            self.take(&whence, Ok(bytes.to_vec()));
        }
    }

    pub(super) fn take_folder(&mut self, path: &Path) {
        let folder = match folder::look_through(path) {
            Ok(folder) => folder,
            Err(reason) => return self.fail(&shown(path), reason),
        };
        self.pictures.in_folder(path);
        self.failures.extend(folder.failures);
        let bundle = Bundle::of(&folder.names);
        self.take_bundle(&shown(path), &bundle, 0, |index| {
            file::read(&path.join(&folder.paths[index]))
        });
    }

    /// Takes the pages of a folder or an archive.
    fn take_bundle(
        &mut self,
        shown: &str,
        bundle: &Bundle,
        depth: usize,
        mut read: impl FnMut(usize) -> Result<Vec<u8>, Reason>,
    ) {
        let before = self.readings.len() + self.waiting.len() + self.failures.len();
        let mut passed_over = bundle.passed_over;
        for &index in bundle.pages.iter().take(bundle::MOST_PAGES) {
            let name = &bundle.names[index];
            let whence = Whence {
                shown: &format!("{shown}/{name}"),
                name,
                depth: Some(depth),
            };
            match read(index) {
                Ok(bytes) if !bundle.takes(name, read::sniff(&bytes)) => passed_over += 1,
                bytes => self.take(&whence, bytes),
            }
        }
        let left_out = bundle.pages.len().saturating_sub(bundle::MOST_PAGES);
        if left_out > 0 {
            self.fail(shown, Reason::TooMany(left_out));
        }
        passed_over += self.read_waiting();
        // Where each of its files has failed, that has been told.
        if self.readings.len() + self.failures.len() <= before {
            self.fail(shown, Reason::NoPage);
        }
        if passed_over > 0 {
            let what = format!("{passed_over} files that are no pages were passed over");
            self.note(shown, what);
        }
    }

    /// Takes one source: an archive is opened, everything else waits for its batch.
    fn take(&mut self, whence: &Whence<'_>, bytes: Result<Vec<u8>, Reason>) {
        let bytes = match bytes {
            Ok(bytes) => bytes,
            Err(reason) => return self.fail(whence.shown, reason),
        };
        let source = Source {
            name: whence.name,
            bytes: &bytes,
        };
        match unpack::open(source) {
            Ok(None) => self.put(whence, bytes),
            Ok(Some(package)) => self.take_package(whence, package),
            Err(refusal) => self.fail(whence.shown, refusal.into()),
        }
    }

    fn take_package(&mut self, whence: &Whence<'_>, mut package: Package<'_>) {
        let depth = whence.depth.map_or(0, |depth| depth + 1);
        if depth >= NESTED {
            return self.fail(whence.shown, Reason::TooDeep(NESTED));
        }
        for note in std::mem::take(&mut package.notes) {
            self.note(whence.shown, note);
        }
        let bundle = Bundle::of(package.names());
        self.take_bundle(whence.shown, &bundle, depth, |index| {
            Ok(package.read(index)?)
        });
    }

    fn put(&mut self, whence: &Whence<'_>, bytes: Vec<u8>) {
        let total = self.bytes.saturating_add(bytes.len());
        if total > ALL_BYTES {
            return self.fail(whence.shown, Reason::TooMuch(ALL_BYTES >> 20));
        }
        let fingerprint = Fingerprint::of(&bytes);
        let known = |parcel: &Parcel| parcel.fingerprint == fingerprint;
        if self.fingerprints.contains(&fingerprint) || self.waiting.iter().any(known) {
            let what = "has the same text as a page before it and was passed over";
            return self.note(whence.shown, what.into());
        }
        self.bytes = total;
        self.waiting_bytes += bytes.len();
        self.waiting.push(Parcel {
            shown: whence.shown.to_owned(),
            name: whence.name.to_owned(),
            bytes,
            fingerprint,
            bundled: whence.depth.is_some(),
        });
        if self.waiting_bytes > BATCH_BYTES {
            let passed_over = self.read_waiting();
            if passed_over > 0 {
                self.note(
                    whence.shown,
                    format!("{passed_over} files that are no pages were passed over"),
                );
            }
        }
    }

    /// Reads what waits; answers with how many files of bundles are no pages after all.
    fn read_waiting(&mut self) -> usize {
        let parcels = std::mem::take(&mut self.waiting);
        self.waiting_bytes = 0;
        let sources: Vec<Source<'_>> = parcels
            .iter()
            .map(|parcel| Source {
                name: &parcel.name,
                bytes: &parcel.bytes,
            })
            .collect();
        let mut passed_over = 0;
        for (parcel, answer) in parcels.iter().zip(read::read_each(&sources)) {
            match answer {
                Ok(reading) => {
                    self.readings.push(reading);
                    self.fingerprints.push(parcel.fingerprint);
                }
                Err(refusal) if parcel.bundled && is_no_page(&refusal) => {
                    passed_over += 1;
                    self.bytes -= parcel.bytes.len();
                }
                Err(refusal) => self.fail(&parcel.shown, refusal.into()),
            }
        }
        passed_over
    }

    fn note(&mut self, at: &str, what: String) {
        let at = at.to_owned();
        self.notes.push(Note { at, what });
    }

    fn fail(&mut self, name: &str, reason: Reason) {
        let name = name.to_owned();
        self.failures.push(Failure { name, reason });
    }

    pub(super) fn close(mut self, name: &str, origin: &str) -> Delivery {
        self.read_waiting();
        let opened = self.readings.len();
        let gathered = read::gather(self.readings);
        let several = gathered.len() > 1;
        let fingerprints = &self.fingerprints;
        let mut issues: Vec<Issue> = gathered
            .into_iter()
            .map(|gathered| {
                let sources = gathered
                    .sources
                    .iter()
                    .filter_map(|&at| fingerprints.get(at));
                let issue = Issue {
                    key: Key::from_fingerprints(sources.copied()),
                    edition: gathered.edition,
                    name: name.to_owned(),
                    origin: origin.to_owned(),
                };
                if several { told_apart(issue) } else { issue }
            })
            .collect();
        if let Some(first) = issues.first_mut() {
            first.edition.notes.extend(self.notes);
        }
        Delivery {
            issues,
            opened,
            failures: self.failures,
            pictures: self.pictures,
        }
    }
}

/// One of several editions of one origin: its key tells which.
fn told_apart(mut issue: Issue) -> Issue {
    issue.origin = format!("{}\nissue {}", issue.origin, issue.key.as_str());
    issue
}

fn is_no_page(refusal: &Refusal) -> bool {
    use Refusal::{Binary, Empty, Unsupported};
    matches!(refusal, Binary | Empty | Unsupported(_))
}
