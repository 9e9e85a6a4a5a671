//! Nothing that was acknowledged is lost, and nothing half-done is there, when the program is killed: while it marks,
//! copies, restores, imports, mends and brings an old file forward.

use std::path::Path;

use tempfile::tempdir;
use yuebao::library::doctor::{Outcome, of_library};
use yuebao::library::{Export, Library, Wanted};

use super::killing::{Moment, killed, rounds, say, task};
use super::{all, draft, entry, filled, key};

/// Not a test of its own: the child that is killed. It says when it has begun, and what it has done once it is done.
#[test]
#[ignore = "runs only as the child of another test"]
fn child_that_is_killed() {
    let Some((folder, task)) = task() else {
        return;
    };
    let folder = folder.as_path();
    say("begun");
    match task.as_str() {
        "mark" => mark(folder),
        "backup" => back_up(folder),
        "restore" => restore(folder),
        "import" => import(folder),
        "doctor" => drop(of_library(folder).run()),
        other => panic!("no such task: {other}"),
    }
    say("done");
}

fn mark(folder: &Path) {
    let library = Library::open(folder).unwrap();
    library.enter(&entry("p", "p")).unwrap();
    loop {
        let mark = library.add_mark(&key("p"), &draft(1, "x")).unwrap();
        say(&format!("{}", mark.id));
        library.set_note(mark.id, Some("noted")).unwrap();
        library.set_tags(mark.id, &["tagged".into()]).unwrap();
        say(&format!("{} noted", mark.id));
    }
}

fn back_up(folder: &Path) {
    let library = Library::open(folder).unwrap();
    loop {
        library.add_mark(&key("p"), &draft(1, "x")).unwrap();
        library.backup(&folder.join("copy.sqlite3")).unwrap();
        say(&library.count().unwrap().to_string());
    }
}

fn restore(folder: &Path) {
    for copy in ["a", "b"].into_iter().cycle() {
        Library::restore(&folder.join("data"), &folder.join(copy)).unwrap();
        say(copy);
    }
}

fn import(folder: &Path) {
    let json = std::fs::read(folder.join("marks.json")).unwrap();
    let export: Export = serde_json::from_slice(&json).unwrap();
    Library::open(folder).unwrap().import(export).unwrap();
}

fn assert_sound(folder: &Path, round: u64) {
    let found = of_library(folder).run();
    let sound = found
        .iter()
        .all(|finding| finding.outcome == Outcome::Sound);
    assert!(sound, "round {round}: {found:?}");
}

#[test]
fn nothing_acknowledged_is_lost_to_kill_9() {
    let folder = tempdir().unwrap();
    let mut acknowledged: Vec<String> = Vec::new();
    for round in 0..rounds() {
        acknowledged.extend(killed("mark", folder.path(), &Moment::of(round, 120)));
        let library = Library::open(folder.path()).unwrap();
        let marks = all(&library);
        for said in &acknowledged {
            let (id, noted) = said
                .split_once(' ')
                .map_or((said.as_str(), false), |(id, _)| (id, true));
            let mark = marks.iter().find(|mark| mark.id.to_string() == id);
            let draft = &mark
                .unwrap_or_else(|| panic!("round {round}: {id} is lost"))
                .draft;
            let whole = draft.note.is_some() && draft.tags == ["tagged"];
            assert!(whole || !noted, "round {round}: {id} has lost its note");
        }
    }
    assert_sound(folder.path(), rounds());
    assert!(acknowledged.len() as u64 >= rounds() / 4);
}

#[test]
fn a_copy_is_whole_or_the_one_before_when_making_it_is_killed() {
    let folder = tempdir().unwrap();
    drop(filled(folder.path(), 0..40));
    let copy = folder.path().join("copy.sqlite3");
    let mut acknowledged = 0;
    for round in 0..rounds() {
        let said = killed("backup", folder.path(), &Moment::of(round, 120));
        acknowledged = said
            .last()
            .map_or(acknowledged, |said| said.parse().unwrap());
        assert_sound(folder.path(), round);
        if !copy.exists() {
            assert_eq!(acknowledged, 0);
            continue;
        }
        let other = tempdir().unwrap();
        Library::restore(other.path(), &copy).unwrap();
        let there = Library::open(other.path()).unwrap().count().unwrap();
        assert!(
            there >= acknowledged,
            "round {round}: {there} of {acknowledged}"
        );
    }
    assert!(acknowledged > 40);
}

#[test]
fn one_library_or_the_other_is_there_when_restoring_is_killed() {
    let folder = tempdir().unwrap();
    let data = folder.path().join("data");
    for (copy, marks) in [("a", 5), ("b", 9)] {
        let other = tempdir().unwrap();
        filled(other.path(), 0..marks)
            .backup(&folder.path().join(copy))
            .unwrap();
    }
    let mut restored = 0;
    for round in 0..rounds() {
        restored += killed("restore", folder.path(), &Moment::of(round, 100)).len();
        let library = Library::open(&data).unwrap();
        let count = library.count().unwrap();
        assert!(
            [5, 9].contains(&count) || restored == 0,
            "round {round}: {count}"
        );
        drop(library);
        assert_sound(&data, round);
        let kept = std::fs::read_dir(&data).unwrap().flatten();
        for kept in kept.filter(|file| file.file_name() != "library.sqlite3") {
            let _ = std::fs::remove_file(kept.path());
        }
    }
    assert!(restored > 0);
}

#[test]
fn all_marks_or_none_are_there_when_importing_is_killed() {
    let other = tempdir().unwrap();
    let export = filled(other.path(), 0..150)
        .export(&Wanted::default())
        .unwrap();
    let json = serde_json::to_vec(&export).unwrap();
    let mut whole = 0;
    for round in 0..rounds() {
        let folder = tempdir().unwrap();
        std::fs::write(folder.path().join("marks.json"), &json).unwrap();
        let said = killed("import", folder.path(), &Moment::of(round, 250));
        let count = Library::open(folder.path()).unwrap().count().unwrap();
        assert!([0, 150].contains(&count), "round {round}: {count}");
        assert!(said.is_empty() || count == 150, "round {round}: {said:?}");
        whole += usize::from(count > 0);
    }
    println!("{whole} of {} were whole", rounds());
}

#[test]
fn mending_that_was_killed_is_done_again() {
    let sound = tempdir().unwrap();
    let library = filled(sound.path(), 0..60);
    let copy = library.keep_copy().unwrap().unwrap();
    drop(library);
    for round in 0..rounds() {
        let folder = tempdir().unwrap();
        let backups = folder.path().join("backups");
        std::fs::create_dir(&backups).unwrap();
        std::fs::copy(&copy, backups.join(copy.file_name().unwrap())).unwrap();
        std::fs::write(folder.path().join("library.sqlite3"), "torn ".repeat(2000)).unwrap();
        killed("doctor", folder.path(), &Moment::of(round, 250));
        let _ = of_library(folder.path()).run();
        assert_sound(folder.path(), round);
        assert_eq!(Library::open(folder.path()).unwrap().count().unwrap(), 60);
    }
}
