//! A disk that is full, and one that may not be written: said clearly, and what was filed before is there and found.

#![cfg(target_os = "linux")]

use yuebao::library::archive::Archive;
use yuebao::library::{LibraryError, Shelf};

use crate::articles::Articles;
use crate::disks::{Disk, mount};
use crate::{city, found, indexed, shelf};

#[test]
fn what_was_filed_before_the_disk_was_full_is_there_and_found() {
    let Some(disk) = Disk::of(4096) else { return };
    let mut articles = Articles::of(1);
    let mut shelf = indexed(disk.path(), &city());
    let mut filed = 3;
    let error = loop {
        let edition = articles.edition_of(40);
        match shelf
            .file(&[edition])
            .and_then(|_| shelf.index(&mut |_, _| {}))
        {
            Ok(()) => filed += 1,
            Err(error) => break error,
        }
    };
    assert!(error.to_string().contains("full"), "{error}");
    drop(shelf);
    disk.fill();
    let mut shelf = Shelf::open(disk.path()).expect("can be read");
    let editions: usize = shelf
        .papers()
        .expect("asked")
        .iter()
        .map(|paper| paper.editions)
        .sum();
    assert!(editions >= filed, "{editions} of {filed}");
    assert_eq!(found(&mut shelf, "养老").len(), 3);
    drop(shelf);
    std::fs::remove_file(disk.path().join("ballast")).expect("room again");
    let mut shelf = crate::shelf(disk.path());
    let stories: usize = shelf
        .papers()
        .expect("asked")
        .iter()
        .map(|paper| paper.stories)
        .sum();
    if shelf.index(&mut |_, _| {}).is_ok() {
        let there = found(&mut shelf, "date:2000").len() + found(&mut shelf, "养老").len();
        // Five stories of the city, three of them found by the word.
        assert_eq!(there, stories - 2);
    }
}

#[test]
fn a_shelf_that_may_not_be_written_says_so() {
    let Some(disk) = Disk::of(4096) else { return };
    drop(indexed(disk.path(), &city()[..1]));
    if !mount(&["-o", "remount,ro"], disk.path()) {
        return println!("skipped: no file system can be mounted here");
    }
    let refused = Shelf::open(disk.path()).and_then(|mut shelf| shelf.file(&city()).map(|_| ()));
    let error = refused.expect_err("nothing can be written");
    assert!(
        matches!(
            error,
            LibraryError::Unwritable { .. } | LibraryError::Database(_)
        ),
        "{error:?}"
    );
    assert!(mount(&["-o", "remount,rw"], disk.path()));
    assert_eq!(found(&mut shelf(disk.path()), "养老").len(), 1);
}
