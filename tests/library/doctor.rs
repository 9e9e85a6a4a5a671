//! The doctor: what is sound is said to be, and what a damaged file still holds is brought together with its last copy.

use std::fs;
use std::path::Path;

use tempfile::tempdir;
use yuebao::library::doctor::{Finding, Outcome, of_library};
use yuebao::library::{Library, Mark};

use super::{all, draft, filled, key};

fn examine(folder: &Path) -> Vec<Finding> {
    of_library(folder).run()
}

fn worst(found: &[Finding]) -> Outcome {
    found.iter().map(|finding| finding.outcome).max().unwrap()
}

/// Fills a stretch of the library's file with nonsense.
fn damage(folder: &Path, from: usize, length: usize) {
    let path = folder.join("library.sqlite3");
    let mut bytes = fs::read(&path).unwrap();
    let end = (from + length).min(bytes.len());
    bytes[from..end].fill(0xA5);
    fs::write(path, bytes).unwrap();
}

fn titles(marks: &[Mark]) -> Vec<String> {
    let mut titles: Vec<String> = marks.iter().map(|mark| mark.draft.title.clone()).collect();
    titles.sort();
    titles
}

/// A library of which the first marks are in a copy, and the rest, removals included, are not.
fn half_copied(folder: &Path) -> Vec<Mark> {
    let library = filled(folder, 0..120);
    library.keep_copy().unwrap().unwrap();
    drop(library);
    let library = filled(folder, 120..160);
    all(&library)
}

#[test]
fn a_sound_library_is_said_to_be() {
    let folder = tempdir().unwrap();
    assert_eq!(worst(&examine(&folder.path().join("none"))), Outcome::Sound);
    assert_eq!(worst(&examine(folder.path())), Outcome::Sound);
    drop(filled(folder.path(), 0..5));
    let found = examine(folder.path());
    assert_eq!(worst(&found), Outcome::Sound, "{found:?}");
    assert!(
        found.iter().any(|finding| finding.said.contains("5 marks")),
        "{found:?}"
    );
}

#[test]
fn whatever_page_is_damaged_nothing_is_lost_that_the_copy_or_the_rest_has() {
    let folder = tempdir().unwrap();
    let sound = folder.path().join("sound");
    let marks = half_copied(&sound);
    let pages = fs::metadata(sound.join("library.sqlite3")).unwrap().len() as usize / 4096;
    let (mut whole, mut healed) = (0, 0);
    for page in (1..pages).step_by(4) {
        let data = folder.path().join(format!("page {page}"));
        fs::create_dir_all(data.join("backups")).unwrap();
        for name in ["library.sqlite3".into(), backup_of(&sound)] {
            fs::copy(sound.join(&name), data.join(&name)).unwrap();
        }
        damage(&data, page * 4096, 4096);
        let found = examine(&data);
        let again = examine(&data);
        assert_eq!(
            worst(&again),
            Outcome::Sound,
            "page {page}: {found:?} {again:?}"
        );
        healed += usize::from(worst(&found) == Outcome::Repaired);
        let library = Library::open(&data).unwrap();
        let kept = titles(&all(&library));
        whole += usize::from(kept == titles(&marks));
        let copied = titles(&marks)
            .into_iter()
            .filter(|title| number(title) < 120);
        let lost: Vec<String> = copied.filter(|title| !kept.contains(title)).collect();
        assert_eq!(lost, Vec::<String>::new(), "page {page}: {found:?}");
        assert!(
            kept.len() >= 120 + 25,
            "page {page}: {} {found:?}",
            kept.len()
        );
    }
    println!("{pages} pages, {healed} damages repaired, {whole} times nothing lost at all");
    assert!(healed >= 5 && whole >= 5, "{healed} {whole}");
}

fn number(title: &str) -> usize {
    title.rsplit_once(' ').unwrap().1.parse().unwrap()
}

fn backup_of(folder: &Path) -> String {
    let mut copies = fs::read_dir(folder.join("backups")).unwrap().flatten();
    format!(
        "backups/{}",
        copies.next().unwrap().file_name().to_str().unwrap()
    )
}

#[test]
fn of_a_file_that_is_none_the_copy_is_taken_and_it_is_kept() {
    let folder = tempdir().unwrap();
    half_copied(folder.path());
    let nonsense = "no database ".repeat(1000);
    fs::write(folder.path().join("library.sqlite3"), &nonsense).unwrap();
    let found = examine(folder.path());
    assert_eq!(worst(&found), Outcome::Repaired, "{found:?}");
    assert_eq!(all(&Library::open(folder.path()).unwrap()).len(), 120);
    let files = fs::read_dir(folder.path()).unwrap().flatten();
    let kept = files
        .map(|entry| entry.path())
        .find(|path| path.to_str().unwrap().contains("damaged"));
    assert_eq!(fs::read_to_string(kept.unwrap()).unwrap(), nonsense);
}

#[test]
fn what_cannot_be_mended_is_said() {
    let folder = tempdir().unwrap();
    fs::write(
        folder.path().join("library.sqlite3"),
        "nothing ".repeat(1000),
    )
    .unwrap();
    assert_eq!(worst(&examine(folder.path())), Outcome::Broken);
    assert_eq!(
        worst(&examine(folder.path())),
        Outcome::Sound,
        "a new one is there"
    );
    let newer = tempdir().unwrap();
    drop(filled(newer.path(), 0..1));
    let file = rusqlite::Connection::open(newer.path().join("library.sqlite3")).unwrap();
    file.pragma_update(None, "user_version", 99).unwrap();
    drop(file);
    let before = fs::read(newer.path().join("library.sqlite3")).unwrap();
    assert_eq!(worst(&examine(newer.path())), Outcome::Broken);
    assert_eq!(
        fs::read(newer.path().join("library.sqlite3")).unwrap(),
        before
    );
}

#[test]
fn orphans_indexes_and_bad_copies_are_mended() {
    let folder = tempdir().unwrap();
    let library = filled(folder.path(), 0..5);
    let copy = library.keep_copy().unwrap().unwrap();
    drop(library);
    fs::write(&copy, "torn").unwrap();
    let file = rusqlite::Connection::open(folder.path().join("library.sqlite3")).unwrap();
    file.execute_batch("PRAGMA foreign_keys = 0; DELETE FROM edition")
        .unwrap();
    drop(file);
    assert_eq!(all(&Library::open(folder.path()).unwrap()), []);
    let found = examine(folder.path());
    assert_eq!(
        found
            .iter()
            .filter(|f| f.outcome == Outcome::Repaired)
            .count(),
        2,
        "{found:?}"
    );
    assert_eq!(worst(&examine(folder.path())), Outcome::Sound);
    let library = Library::open(folder.path()).unwrap();
    assert_eq!(all(&library).len(), 5);
    library.add_mark(&key("p"), &draft(7, "goes on")).unwrap();
}

#[test]
fn a_library_that_is_in_use_is_examined_and_left_where_it_is() {
    let folder = tempdir().unwrap();
    let library = filled(folder.path(), 0..5);
    assert_eq!(worst(&examine(folder.path())), Outcome::Sound);
    assert_eq!(all(&library).len(), 5);
}
