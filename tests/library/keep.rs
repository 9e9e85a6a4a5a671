//! Copies: made, kept, put back, and what is refused.

use std::fs;
use std::path::PathBuf;

use tempfile::tempdir;
use yuebao::library::{Library, LibraryError};

use super::{all, draft, filled, key};

#[test]
fn a_copy_is_the_library_as_it_was_and_comes_back() {
    let folder = tempdir().unwrap();
    let copy = folder.path().join("copy.sqlite3");
    let data = folder.path().join("data");
    let library = filled(&data, 0..30);
    let then = all(&library);
    library.backup(&copy).unwrap();
    library.add_mark(&key("p"), &draft(99, "later")).unwrap();
    library
        .backup(&folder.path().join("other.sqlite3"))
        .unwrap();
    library
        .backup(&folder.path().join("other.sqlite3"))
        .unwrap();
    drop(library);
    let kept = Library::restore(&data, &copy).unwrap().unwrap();
    let library = Library::open(&data).unwrap();
    assert_eq!(all(&library), then);
    drop(library);
    assert_eq!(kept, data.join("library.sqlite3.before-restore"));
    let again = Library::restore(&data, &kept).unwrap().unwrap();
    assert!(again.ends_with("library.sqlite3.before-restore-2"));
    assert_eq!(all(&Library::open(&data).unwrap()).len(), 31);
    let parts = fs::read_dir(&data).unwrap().flatten();
    let parts: Vec<PathBuf> = parts.map(|entry| entry.path()).collect();
    assert!(
        !parts
            .iter()
            .any(|path| path.extension().is_some_and(|end| end == "part")),
        "{parts:?}"
    );
}

#[test]
fn a_copy_comes_back_where_there_is_no_library() {
    let folder = tempdir().unwrap();
    let copy = folder.path().join("copy.sqlite3");
    filled(&folder.path().join("a"), 0..3)
        .backup(&copy)
        .unwrap();
    assert_eq!(
        Library::restore(&folder.path().join("b/c"), &copy).unwrap(),
        None
    );
    assert_eq!(
        all(&Library::open(&folder.path().join("b/c")).unwrap()).len(),
        3
    );
}

#[test]
fn what_is_no_copy_is_refused_and_the_library_left_alone() {
    let folder = tempdir().unwrap();
    let path = |name: &str| folder.path().join(name);
    let data = path("data");
    let then = all(&filled(&data, 0..3));
    fs::write(path("text"), "no database ".repeat(200)).unwrap();
    fs::write(path("empty"), "").unwrap();
    fs::create_dir(path("folder")).unwrap();
    rusqlite::Connection::open(path("other"))
        .unwrap()
        .execute_batch("CREATE TABLE t (x)")
        .unwrap();
    let newer = rusqlite::Connection::open(path("newer")).unwrap();
    newer
        .execute_batch("CREATE TABLE edition (key); PRAGMA user_version = 99")
        .unwrap();
    let copy = path("copy");
    filled(&data, 0..0).backup(&copy).unwrap();
    let mut torn = fs::read(&copy).unwrap();
    fs::write(path("short"), &torn[..torn.len() / 2]).unwrap();
    torn[4096..8192].fill(0x41);
    fs::write(path("torn"), torn).unwrap();
    for name in [
        "text", "empty", "folder", "other", "newer", "torn", "short", "none",
    ] {
        let error = Library::restore(&data, &path(name)).unwrap_err();
        assert!(error.to_string().contains(name), "{name}: {error}");
    }
    let library = Library::open(&data).unwrap();
    assert_eq!(all(&library), then);
    for name in ["text", "other", "newer"] {
        let before = fs::read(path(name)).unwrap();
        assert!(library.backup(&path(name)).is_err(), "{name}");
        assert_eq!(
            fs::read(path(name)).unwrap(),
            before,
            "{name} is left alone"
        );
    }
}

#[test]
fn a_library_that_is_open_elsewhere_is_not_replaced() {
    let folder = tempdir().unwrap();
    let copy = folder.path().join("copy");
    let data = folder.path().join("data");
    let library = filled(&data, 0..3);
    library.backup(&copy).unwrap();
    let error = Library::restore(&data, &copy).unwrap_err();
    assert!(matches!(error, LibraryError::InUse), "{error}");
    library
        .add_mark(&key("p"), &draft(9, "and goes on"))
        .unwrap();
    assert_eq!(all(&library).len(), 4);
    drop(library);
    assert_eq!(all(&Library::open(&data).unwrap()).len(), 4);
}

#[test]
fn one_copy_a_day_is_made_and_the_last_seven_are_kept() {
    let folder = tempdir().unwrap();
    let library = filled(folder.path(), 0..3);
    let made = library.keep_copy().unwrap().unwrap();
    assert_eq!(library.keep_copy().unwrap(), None, "one a day");
    let copies = folder.path().join("backups");
    for day in 1..=9 {
        fs::copy(
            &made,
            copies.join(format!("library-2020-01-0{day}.sqlite3")),
        )
        .unwrap();
    }
    fs::write(copies.join("mine.txt"), "").unwrap();
    fs::remove_file(&made).unwrap();
    library.keep_copy().unwrap().unwrap();
    let names = fs::read_dir(&copies)
        .unwrap()
        .flatten()
        .map(|entry| entry.file_name());
    let mut names: Vec<String> = names.map(|name| name.into_string().unwrap()).collect();
    names.sort();
    assert_eq!(names.len(), 7 + 1, "{names:?}");
    assert_eq!(names[0], "library-2020-01-04.sqlite3");
    assert_eq!(names[7], "mine.txt", "what is not ours is left alone");
}
