//! A disk that is full, and one that may not be written: told clearly, and nothing of what was there is lost.

#![cfg(target_os = "linux")]

use std::fs;

use tempfile::tempdir;
use yuebao::library::doctor::{Outcome, of_library};
use yuebao::library::{Library, LibraryError};

use super::disks::{Disk, mount};
use super::{all, draft, filled, key};

#[test]
fn what_was_stored_before_the_disk_was_full_is_there() {
    let Some(disk) = Disk::of(1024) else { return };
    let library = filled(disk.path(), 0..1);
    let mut stored = 1;
    let error = loop {
        match library.add_mark(&key("p"), &draft(stored, &"长".repeat(2000))) {
            Ok(_) => stored += 1,
            Err(error) => break error,
        }
    };
    assert!(matches!(error, LibraryError::Full), "{error:?}");
    assert!(error.to_string().contains("the disk is full"), "{error}");
    assert_eq!(all(&library).len(), stored);
    drop(library);
    disk.fill();
    let library = Library::open(disk.path()).unwrap();
    assert_eq!(all(&library).len(), stored, "and can still be read");
    let error = library.backup(&disk.path().join("copy")).unwrap_err();
    assert!(matches!(error, LibraryError::Full), "{error:?}");
    let names: Vec<_> = fs::read_dir(disk.path())
        .unwrap()
        .flatten()
        .map(|file| file.file_name())
        .collect();
    assert!(
        !names
            .iter()
            .any(|name| name.to_string_lossy().contains("copy")),
        "{names:?}"
    );
    drop(library);
    let found = of_library(disk.path()).run();
    assert!(
        found
            .iter()
            .any(|finding| finding.outcome == Outcome::Broken),
        "{found:?}"
    );
    fs::remove_file(disk.path().join("ballast")).unwrap();
    let library = Library::open(disk.path()).unwrap();
    assert_eq!(all(&library).len(), stored);
}

#[test]
fn a_copy_that_finds_no_room_leaves_the_one_before() {
    let (Some(disk), folder) = (Disk::of(1024), tempdir().unwrap()) else {
        return;
    };
    let copy = disk.path().join("copy");
    let library = filled(folder.path(), 0..10);
    library.backup(&copy).unwrap();
    disk.fill();
    let error = library.backup(&copy).unwrap_err();
    assert!(matches!(error, LibraryError::Full), "{error:?}");
    let other = tempdir().unwrap();
    Library::restore(other.path(), &copy).unwrap();
    assert_eq!(Library::open(other.path()).unwrap().count().unwrap(), 10);
    let error = Library::restore(&disk.path().join("data"), &copy).unwrap_err();
    assert!(
        error.to_string().contains("full") || error.to_string().contains("space"),
        "{error}"
    );
}

#[test]
fn a_disk_that_may_not_be_written_is_said_to_be() {
    let Some(disk) = Disk::of(1024) else { return };
    let marks = all(&filled(disk.path(), 0..3));
    assert!(mount(&["-o", "remount,ro"], disk.path()));
    let error = Library::open(disk.path()).unwrap_err();
    assert!(
        matches!(error, LibraryError::Unwritable { .. }),
        "{error:?}"
    );
    let error = Library::restore(disk.path(), &disk.path().join("library.sqlite3"));
    assert!(error.is_err());
    let found = of_library(disk.path()).run();
    assert!(
        found
            .iter()
            .any(|finding| finding.said.contains("cannot be written")),
        "{found:?}"
    );
    assert!(mount(&["-o", "remount,rw"], disk.path()));
    assert_eq!(all(&Library::open(disk.path()).unwrap()), marks);
}
