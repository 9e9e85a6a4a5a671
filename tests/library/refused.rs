//! What stands in the way of a library is told, and left as it is.

use tempfile::tempdir;
use yuebao::library::{Library, LibraryError};

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
