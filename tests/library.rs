//! The library from outside: what it keeps, beside a second copy, through kill -9, and when the disk is against it.

#![allow(clippy::unwrap_used)] // A test that finds no value has failed.

use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Command, Stdio};

use tempfile::tempdir;
use yuebao::edition::{Place, Slot};
use yuebao::library::{Draft, Key, Library, LibraryError};

fn key(name: &str) -> Key {
    Key::of([name.as_bytes()])
}

fn place(story: usize, block: usize, byte: usize) -> Place {
    Place {
        story,
        slot: Slot::Block(block),
        byte,
    }
}

fn draft(story: usize, title: &str) -> Draft {
    Draft {
        place: place(story, 1, 6),
        title: title.into(),
        excerpt: "雨还没有下".into(),
        note: None,
    }
}

#[test]
fn what_is_set_is_there_when_it_is_opened_again() {
    let folder = tempdir().unwrap();
    let paper = key("paper");
    {
        let library = Library::open(&folder.path().join("deep/er")).unwrap();
        let fresh = library.enter(&paper, "阅报", "/a.txt").unwrap();
        assert_eq!(fresh, yuebao::library::Remembered::default());
        library.set_read(&paper, "s1", true).unwrap();
        library.set_read(&paper, "s2", true).unwrap();
        library.set_read(&paper, "s2", false).unwrap();
        library.set_position(&paper, "s1", place(0, 3, 9)).unwrap();
        library.set_position(&paper, "s2", place(1, 0, 0)).unwrap();
        let bookmark = library.add_bookmark(&paper, &draft(4, "雨")).unwrap();
        library.set_note(bookmark.id, Some("再看")).unwrap();
    }
    let library = Library::open(&folder.path().join("deep/er")).unwrap();
    let again = library.enter(&paper, "阅报", "/b.txt").unwrap();
    assert_eq!(again.read.into_iter().collect::<Vec<_>>(), ["s1"]);
    assert_eq!(again.positions["s1"], place(0, 3, 9));
    assert_eq!(again.last.as_deref(), Some("s2"));
    let [bookmark] = again.bookmarks.as_slice() else {
        panic!("{:?}", again.bookmarks)
    };
    assert_eq!(bookmark.draft.note.as_deref(), Some("再看"));
    assert_eq!(
        (bookmark.draft.place, bookmark.origin.as_str()),
        (place(4, 1, 6), "/b.txt")
    );
}

#[test]
fn a_removed_bookmark_comes_back_as_it_was() {
    let folder = tempdir().unwrap();
    let library = Library::open(folder.path()).unwrap();
    library.enter(&key("p"), "P", "/p").unwrap();
    let bookmark = library.add_bookmark(&key("p"), &draft(0, "A")).unwrap();
    library.remove_bookmark(bookmark.id).unwrap();
    assert_eq!(library.bookmarks().unwrap(), []);
    library.restore_bookmark(bookmark.id).unwrap();
    assert_eq!(library.bookmarks().unwrap(), [bookmark]);
}

#[test]
fn a_bookmark_that_is_not_there_cannot_be_changed() {
    let folder = tempdir().unwrap();
    let library = Library::open(folder.path()).unwrap();
    assert!(library.remove_bookmark(7).is_err());
    assert!(library.set_note(7, None).is_err());
    assert!(library.set_read(&key("never entered"), "s1", true).is_err());
}

#[test]
fn lists_are_in_their_order_and_editions_apart() {
    let folder = tempdir().unwrap();
    let library = Library::open(folder.path()).unwrap();
    for paper in ["p", "q"] {
        library.enter(&key(paper), paper, paper).unwrap();
        library
            .add_bookmark(&key(paper), &draft(5, "later"))
            .unwrap();
        library
            .add_bookmark(&key(paper), &draft(2, "earlier"))
            .unwrap();
    }
    let ids: Vec<i64> = library.bookmarks().unwrap().iter().map(|b| b.id).collect();
    assert_eq!(ids, [4, 3, 2, 1], "newest first");
    let of_p = library.enter(&key("p"), "p", "p").unwrap().bookmarks;
    let titles: Vec<&str> = of_p.iter().map(|b| b.draft.title.as_str()).collect();
    assert_eq!(titles, ["earlier", "later"], "in reading order");
    assert_eq!(
        library.last_origin().unwrap().as_deref(),
        Some("p"),
        "entered last"
    );
}

#[test]
fn two_copies_write_at_once_and_lose_nothing() {
    let folder = tempdir().unwrap();
    let write = |name: &str| {
        // Opened in the thread: two copies may well make the file at the same moment.
        let library = Library::open(folder.path()).unwrap();
        library.enter(&key("p"), name, name).unwrap();
        for story in 0..40 {
            library
                .add_bookmark(&key("p"), &draft(story, name))
                .unwrap();
            library
                .set_position(&key("p"), &format!("{name}{story}"), place(story, 0, 0))
                .unwrap();
        }
    };
    std::thread::scope(|scope| {
        for name in ["a", "b", "c"] {
            scope.spawn(move || write(name));
        }
    });
    let library = Library::open(folder.path()).unwrap();
    assert_eq!(library.bookmarks().unwrap().len(), 120);
    assert_eq!(
        library.enter(&key("p"), "p", "p").unwrap().positions.len(),
        120
    );
}

#[test]
fn what_one_copy_sets_the_other_sees() {
    let folder = tempdir().unwrap();
    let [one, two] = [(); 2].map(|()| Library::open(folder.path()).unwrap());
    one.enter(&key("p"), "p", "p").unwrap();
    two.enter(&key("p"), "p", "p").unwrap();
    one.set_read(&key("p"), "s9", true).unwrap();
    assert!(two.enter(&key("p"), "p", "p").unwrap().read.contains("s9"));
}

/// Not a test of its own: the child that [`nothing_acknowledged_is_lost_to_kill_9`] kills. It adds bookmarks without end
/// and tells each one once it is stored.
#[test]
#[ignore = "runs only as the child of another test"]
fn child_that_is_killed() {
    let Some(folder) = std::env::var_os("LIBRARY_OF_THE_KILLED") else {
        return;
    };
    let library = Library::open(Path::new(&folder)).unwrap();
    library.enter(&key("p"), "p", "p").unwrap();
    loop {
        let bookmark = library.add_bookmark(&key("p"), &draft(1, "x")).unwrap();
        println!("stored {}", bookmark.id);
    }
}

#[test]
fn nothing_acknowledged_is_lost_to_kill_9() {
    let folder = tempdir().unwrap();
    let mut acknowledged: Vec<i64> = Vec::new();
    for round in 0..20 {
        acknowledged.extend(killed_after(folder.path(), 1 + round % 7));
        let library = Library::open(folder.path()).unwrap();
        let kept: std::collections::BTreeSet<i64> =
            library.bookmarks().unwrap().iter().map(|b| b.id).collect();
        let lost: Vec<_> = acknowledged
            .iter()
            .filter(|id| !kept.contains(id))
            .collect();
        assert_eq!(lost, Vec::<&i64>::new(), "round {round}");
    }
    assert!(acknowledged.len() >= 20);
}

/// Ids that a child acknowledged before and while it was killed.
fn killed_after(folder: &Path, bookmarks: usize) -> Vec<i64> {
    let mut child = Command::new(std::env::current_exe().unwrap())
        .args([
            "--exact",
            "child_that_is_killed",
            "--ignored",
            "--nocapture",
        ])
        .env("LIBRARY_OF_THE_KILLED", folder)
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let mut ids = Vec::new();
    for line in BufReader::new(child.stdout.take().unwrap()).lines() {
        // A line may follow what the harness prints without a line end.
        let id: Option<i64> = line
            .unwrap()
            .rsplit_once("stored ")
            .and_then(|(_, id)| id.parse().ok());
        ids.extend(id);
        if ids.len() == bookmarks {
            child.kill().unwrap();
        }
    }
    child.wait().unwrap();
    ids
}

#[test]
fn a_file_that_is_no_library_is_refused_and_left_alone() {
    let folder = tempdir().unwrap();
    let file = folder.path().join("library.sqlite3");
    let text = "this was never a database, ".repeat(200);
    std::fs::write(&file, &text).unwrap();
    let error = Library::open(folder.path()).unwrap_err();
    assert!(matches!(error, LibraryError::Damaged { .. }), "{error}");
    assert!(error.to_string().contains("library.sqlite3"), "{error}");
    assert_eq!(std::fs::read_to_string(&file).unwrap(), text);
}

#[test]
fn a_library_of_a_newer_program_is_refused() {
    let folder = tempdir().unwrap();
    drop(Library::open(folder.path()).unwrap());
    let file = folder.path().join("library.sqlite3");
    let database = rusqlite::Connection::open(&file).unwrap();
    database.pragma_update(None, "user_version", 99).unwrap();
    drop(database);
    let error = Library::open(folder.path()).unwrap_err();
    assert!(
        matches!(error, LibraryError::Newer { found: 99, .. }),
        "{error}"
    );
}

#[test]
fn a_folder_that_cannot_be_made_is_named() {
    let folder = tempdir().unwrap();
    let file = folder.path().join("file");
    std::fs::write(&file, "").unwrap();
    let error = Library::open(&file.join("data")).unwrap_err();
    assert!(matches!(error, LibraryError::Folder { .. }), "{error}");
}

/// Permissions do not bind the superuser, so there this proves only that opening does not panic.
#[cfg(unix)]
#[test]
fn a_folder_that_may_not_be_written_is_said_to_be() {
    use std::os::unix::fs::PermissionsExt;
    let folder = tempdir().unwrap();
    let set = |mode| {
        std::fs::set_permissions(folder.path(), std::fs::Permissions::from_mode(mode)).unwrap();
    };
    set(0o555);
    let opened = Library::open(folder.path());
    set(0o755);
    if let Err(error) = opened {
        assert!(matches!(error, LibraryError::Unwritable { .. }), "{error}");
    }
}

/// The same for anyone, the superuser included: a folder where the file should be.
#[test]
fn a_library_that_cannot_be_opened_is_named() {
    let folder = tempdir().unwrap();
    std::fs::create_dir(folder.path().join("library.sqlite3")).unwrap();
    let error = Library::open(folder.path()).unwrap_err();
    assert!(matches!(error, LibraryError::Unwritable { .. }), "{error}");
    assert!(error.to_string().contains("library.sqlite3"), "{error}");
}
