//! The doctor on the shelf and its index.

use std::path::Path;

use yuebao::library::archive::{Archive, Filing};
use yuebao::library::doctor::{Outcome, of_archive};

use crate::articles::Articles;
use crate::{city, indexed, shelf};

/// What the doctor says of the shelf, line by line.
fn examined(folder: &Path) -> Vec<(Outcome, String)> {
    let found = of_archive(folder, None).run();
    found
        .into_iter()
        .map(|finding| (finding.outcome, finding.said))
        .collect()
}

#[test]
fn the_doctor_finds_a_sound_shelf_sound_and_indexes_what_is_not() {
    let folder = tempfile::tempdir().expect("a folder");
    assert_eq!(examined(folder.path()).len(), 1);
    let mut shelf = indexed(folder.path(), &city()[..1]);
    assert!(
        examined(folder.path())
            .iter()
            .all(|(outcome, _)| *outcome == Outcome::Sound)
    );
    shelf.file(&city()).expect("filed");
    let found = examined(folder.path());
    let repaired: Vec<_> = found
        .iter()
        .filter(|(outcome, _)| *outcome == Outcome::Repaired)
        .collect();
    assert_eq!(repaired.len(), 1, "{found:?}");
    assert_eq!(
        crate::found(&mut crate::shelf(folder.path()), "养老").len(),
        3
    );
}

#[test]
fn whatever_of_the_index_is_damaged_it_is_made_anew() {
    let folder = tempfile::tempdir().expect("a folder");
    drop(indexed(folder.path(), &city()));
    let files = std::fs::read_dir(folder.path().join("index-2")).expect("an index");
    let files: Vec<_> = files.map(|file| file.expect("a file").path()).collect();
    for file in files
        .iter()
        .filter(|file| file.metadata().is_ok_and(|meta| meta.len() > 0))
    {
        let Ok(mut bytes) = std::fs::read(file) else {
            continue;
        };
        let middle = bytes.len() / 2;
        bytes[middle] ^= 0x55;
        if std::fs::write(file, bytes).is_err() {
            continue;
        }
        let found = examined(folder.path());
        assert!(
            found.iter().all(|(outcome, _)| *outcome != Outcome::Broken),
            "{file:?}: {found:?}"
        );
        let mut shelf = shelf(folder.path());
        assert_eq!(
            crate::found(&mut shelf, "养老").len(),
            3,
            "{file:?}: {found:?}"
        );
    }
}

/// Bytes of a page of the file.
const PAGE: usize = 16_384;

#[test]
fn of_a_damaged_shelf_all_is_kept_that_can_be_read() {
    let mut articles = Articles::of(3);
    let filings: Vec<Filing> = (0..4).map(|_| articles.edition_of(20)).collect();
    let folder = tempfile::tempdir().expect("a folder");
    drop(indexed(folder.path(), &filings));
    let path = folder.path().join("shelf.sqlite3");
    let whole = std::fs::read(&path).expect("a file");
    let pages = whole.len() / PAGE;
    let (mut kept, mut rounds) = (0, 0);
    for page in (0..pages).step_by(pages / 9 + 1) {
        let mut bytes = whole.clone();
        bytes[page * PAGE..(page + 1) * PAGE].fill(0xA5);
        std::fs::write(&path, bytes).expect("written");
        let found = examined(folder.path());
        assert!(
            found
                .iter()
                .any(|(outcome, _)| *outcome == Outcome::Repaired),
            "page {page}: {found:?}"
        );
        let mut shelf = shelf(folder.path());
        let there = filings.iter().filter(|filing| {
            let back = shelf.edition(&filing.key).expect("asked");
            back.is_some_and(|back| back.edition == filing.edition)
        });
        kept += there.count();
        rounds += 1;
        drop(shelf);
        let aside = std::fs::read_dir(folder.path())
            .expect("a folder")
            .flatten();
        let mut aside = aside.map(|entry| entry.file_name().to_string_lossy().into_owned());
        assert!(
            aside.any(|name| name.contains("damaged")),
            "the damaged file is kept"
        );
        // What was lost is filed again from where it came.
        assert_eq!(
            crate::found(&mut indexed(folder.path(), &filings), "date:2000").len(),
            80
        );
    }
    // Where the list of tables or the page of all editions is gone, so is everything; a page of stories is one edition.
    assert!(kept >= rounds * 2, "{kept} editions in {rounds} rounds");
}
