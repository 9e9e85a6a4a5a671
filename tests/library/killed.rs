//! Nothing that was acknowledged is lost when the program is killed.

use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Command, Stdio};

use tempfile::tempdir;
use yuebao::library::Library;

use super::{all, draft, entry, key};

/// Not a test of its own: the child that [`nothing_acknowledged_is_lost_to_kill_9`] kills. It adds bookmarks without end
/// and tells each one once it is stored.
#[test]
#[ignore = "runs only as the child of another test"]
fn child_that_is_killed() {
    let Some(folder) = std::env::var_os("LIBRARY_OF_THE_KILLED") else {
        return;
    };
    let library = Library::open(Path::new(&folder)).unwrap();
    library.enter(&entry("p", "p")).unwrap();
    loop {
        let bookmark = library.add_mark(&key("p"), &draft(1, "x")).unwrap();
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
        let kept: std::collections::BTreeSet<i64> = all(&library).iter().map(|b| b.id).collect();
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
            "killed::child_that_is_killed",
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
