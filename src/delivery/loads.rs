//! A heap of papers, divided into loads that are opened one after the other: a year of editions is more than is opened at
//! once.
//!
//! A folder is one load while it is small enough, so that pages and articles of an issue come together wherever in it they
//! lie; a larger one is divided by the folders in it.

use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use sha2::{Digest, Sha256};

use super::Wanted;
use super::natural;

/// Most files of a load.
const FILES: usize = 2_000;
/// Most bytes of a load, as far as its names tell.
const BYTES: u64 = 48 << 20;
/// Most names of a folder that are looked at.
const MOST_NAMES: usize = 1_000_000;
/// How deep folders may lie in folders.
const DEEP: usize = 8;

/// What is opened together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Load {
    /// What is wanted.
    pub wanted: Vec<Wanted>,
    /// A name for what it is now: another as soon as one of its files is another. `None` where that cannot be told.
    pub stamp: Option<String>,
}

/// Divides what is wanted into loads.
pub fn loads(paths: &[PathBuf]) -> Vec<Load> {
    let mut loads = Vec::new();
    for path in paths {
        match path.to_str() {
            Some("-") => loads.push(Load {
                wanted: vec![Wanted::Input],
                stamp: None,
            }),
            _ => divide(path, 0, &mut loads),
        }
    }
    loads
}

fn divide(path: &Path, depth: usize, loads: &mut Vec<Load>) {
    let mut heap = Heap::default();
    heap.measure(path, 0);
    if heap.fits() || !path.is_dir() || depth >= DEEP {
        return loads.push(Load {
            wanted: vec![Wanted::Path(path.to_owned())],
            stamp: heap.stamp(),
        });
    }
    let (folders, files) = inside(path);
    for files in files.chunks(FILES) {
        let mut heap = Heap::default();
        files.iter().for_each(|file| heap.measure(file, 0));
        loads.push(Load {
            wanted: files.iter().cloned().map(Wanted::Path).collect(),
            stamp: heap.stamp(),
        });
    }
    for folder in folders {
        divide(&folder, depth + 1, loads);
    }
}

/// The folders and the files of a folder, in natural order; hidden ones and links to folders are left alone.
fn inside(folder: &Path) -> (Vec<PathBuf>, Vec<PathBuf>) {
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    let (mut folders, mut files) = (Vec::new(), Vec::new());
    for entry in entries.take(MOST_NAMES) {
        let hidden = entry.file_name().as_encoded_bytes().starts_with(b".");
        match entry.file_type() {
            _ if hidden => {}
            Ok(kind) if kind.is_dir() => folders.push(entry.path()),
            Ok(kind) if kind.is_file() => files.push(entry.path()),
            _ => {}
        }
    }
    let name = |path: &PathBuf| path.to_string_lossy().into_owned();
    for all in [&mut folders, &mut files] {
        all.sort_by(|one, other| natural::compare(&name(one), &name(other)));
    }
    (folders, files)
}

/// Files, counted and stamped.
#[derive(Default)]
struct Heap {
    files: usize,
    bytes: u64,
    digest: Sha256,
}

impl Heap {
    fn measure(&mut self, path: &Path, depth: usize) {
        if path.is_dir() && depth < DEEP {
            let (folders, files) = inside(path);
            for path in files.iter().chain(&folders) {
                if self.fits() {
                    self.measure(path, depth + 1);
                }
            }
            return;
        }
        let Ok(meta) = std::fs::metadata(path) else {
            return;
        };
        let changed = meta.modified().unwrap_or(SystemTime::UNIX_EPOCH);
        let changed = changed.duration_since(SystemTime::UNIX_EPOCH);
        let changed = changed.map_or(0, |since| since.as_nanos());
        let whole = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
        self.files += 1;
        self.bytes += meta.len();
        self.digest.update(whole.as_os_str().as_encoded_bytes());
        self.digest.update([0]);
        self.digest.update(meta.len().to_le_bytes());
        self.digest.update(changed.to_le_bytes());
    }

    fn fits(&self) -> bool {
        self.files <= FILES && self.bytes <= BYTES
    }

    fn stamp(self) -> Option<String> {
        let digest = self.digest.finalize();
        let mut stamp = String::new();
        for byte in &digest[..16] {
            // Writing to a String cannot fail.
            let _ = write!(stamp, "{byte:02x}");
        }
        (self.files > 0).then_some(stamp)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(loads: &[Load], root: &Path) -> Vec<Vec<String>> {
        let name = |wanted: &Wanted| match wanted {
            Wanted::Path(path) => path.strip_prefix(root).unwrap().display().to_string(),
            other => format!("{other:?}"),
        };
        loads
            .iter()
            .map(|load| load.wanted.iter().map(name).collect())
            .collect()
    }

    #[test]
    fn a_small_folder_is_one_load_and_a_large_one_is_divided() {
        let folder = tempfile::tempdir().unwrap();
        for day in ["2026-07-08", "2026-07-09"] {
            std::fs::create_dir(folder.path().join(day)).unwrap();
            std::fs::write(folder.path().join(day).join("01.txt"), "养老").unwrap();
        }
        let one = loads(&[folder.path().to_owned()]);
        assert_eq!(names(&one, folder.path()), [[""]]);
        for page in 0..=FILES {
            std::fs::write(folder.path().join(format!("2026-07-08/{page}.txt")), "x").unwrap();
        }
        let days = loads(&[folder.path().to_owned()]);
        let days = names(&days, folder.path());
        assert_eq!(days.iter().map(Vec::len).collect::<Vec<_>>(), [FILES, 2, 1]);
        assert_eq!(days[2], ["2026-07-09"]);
    }

    #[test]
    fn a_stamp_is_another_when_a_file_is() {
        let folder = tempfile::tempdir().unwrap();
        let page = folder.path().join("01.txt");
        std::fs::write(&page, "养老").unwrap();
        let stamp = || loads(&[folder.path().to_owned()])[0].stamp.clone();
        let before = stamp();
        assert!(before.is_some());
        assert_eq!(stamp(), before);
        std::fs::write(&page, "养老院").unwrap();
        assert_ne!(stamp(), before);
        assert_eq!(loads(&["-".into()])[0].stamp, None);
    }
}
