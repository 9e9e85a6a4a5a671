//! The library from outside: what it keeps, beside a second copy, through kill -9, and when the disk is against it.

#![allow(clippy::unwrap_used)] // A test that finds no value has failed.

#[path = "../common/deflated.rs"]
mod deflated;
mod depot;
mod disk;
#[cfg(target_os = "linux")]
#[path = "../common/disk.rs"]
mod disks;
mod doctor;
mod exchange;
mod keep;
mod killed;
#[path = "../common/killed.rs"]
mod killing;
mod marks;
mod refused;

use tempfile::tempdir;
use yuebao::edition::{Place, Slot};
use yuebao::library::{Draft, Entry, Key, Library, Mark, Session, Wanted};

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
        ..Draft::default()
    }
}

fn entry(name: &str, origin: &str) -> Entry {
    Entry {
        key: key(name),
        paper: name.into(),
        date: None,
        origin: origin.into(),
    }
}

/// A library with so many bookmarks in a paper "p", each with a note and a tag.
fn filled(folder: &std::path::Path, marks: std::ops::Range<usize>) -> Library {
    let library = Library::open(folder).unwrap();
    library.enter(&entry("p", "/p")).unwrap();
    for number in marks {
        let draft = Draft {
            note: Some(format!("批注 {number} {}", "长".repeat(200))),
            tags: vec![format!("t{number}")],
            ..draft(number, &format!("标题 {number}"))
        };
        library.add_mark(&key("p"), &draft).unwrap();
    }
    library
}

fn all(library: &Library) -> Vec<Mark> {
    library.marks(&Wanted::default()).unwrap()
}

#[test]
fn what_is_set_is_there_when_it_is_opened_again() {
    let folder = tempdir().unwrap();
    let paper = key("paper");
    {
        let library = Library::open(&folder.path().join("deep/er")).unwrap();
        let fresh = library.enter(&entry("paper", "/a.txt")).unwrap();
        assert_eq!(fresh, yuebao::library::Remembered::default());
        library.set_read(&paper, "s1", true).unwrap();
        library.set_read(&paper, "s2", true).unwrap();
        library.set_read(&paper, "s2", false).unwrap();
        library.set_position(&paper, "s1", place(0, 3, 9)).unwrap();
        library.set_position(&paper, "s2", place(1, 0, 0)).unwrap();
        let bookmark = library.add_mark(&paper, &draft(4, "雨")).unwrap();
        library.set_note(bookmark.id, Some("再看")).unwrap();
    }
    let library = Library::open(&folder.path().join("deep/er")).unwrap();
    let again = library.enter(&entry("paper", "/b.txt")).unwrap();
    assert_eq!(again.read.into_iter().collect::<Vec<_>>(), ["s1"]);
    assert_eq!(again.positions["s1"], place(0, 3, 9));
    assert_eq!(again.last.as_deref(), Some("s2"));
    let [bookmark] = again.marks.as_slice() else {
        panic!("{:?}", again.marks)
    };
    assert_eq!(bookmark.draft.note.as_deref(), Some("再看"));
    assert_eq!(
        (bookmark.draft.place, bookmark.origin.as_str()),
        (place(4, 1, 6), "/b.txt")
    );
}

#[test]
fn what_was_read_is_counted_by_day_and_by_paper() {
    let folder = tempdir().unwrap();
    let library = Library::open(folder.path()).unwrap();
    assert_eq!(
        library.stats(None).unwrap(),
        yuebao::library::Stats::default()
    );
    let session = |story: &str, day: i64, seconds| Session {
        story: story.into(),
        // Noon in most of the world, so that the day is the same in it.
        started: 1_783_598_400 + day * 86_400,
        seconds,
    };
    for paper in ["日报", "晚报"] {
        library.enter(&entry(paper, paper)).unwrap();
        library
            .set_session(&key(paper), &session("s1", 0, 60))
            .unwrap();
    }
    library
        .set_session(&key("晚报"), &session("s1", 0, 90))
        .unwrap();
    library
        .set_session(&key("晚报"), &session("s1", 0, 30))
        .unwrap();
    library
        .set_session(&key("晚报"), &session("s2", 1, 600))
        .unwrap();
    let stats = library.stats(None).unwrap();
    assert_eq!(stats.total.seconds, 60 + 90 + 600);
    let days: Vec<u64> = stats.days.iter().map(|(_, day)| day.seconds).collect();
    assert_eq!(days, [150, 600]);
    let papers: Vec<_> = stats
        .papers
        .iter()
        .map(|(p, t)| (p.as_str(), t.minutes()))
        .collect();
    assert_eq!(papers, [("晚报", 12), ("日报", 1)]);
    let since = library.stats(Some(stats.days[1].0)).unwrap();
    assert_eq!((since.total.seconds, since.papers.len()), (600, 1));
    library.set_read(&key("日报"), "s1", true).unwrap();
    library.set_read(&key("日报"), "s1", true).unwrap();
    assert_eq!(library.stats(None).unwrap().total.stories, 1);
}

#[test]
fn two_copies_write_at_once_and_lose_nothing() {
    let folder = tempdir().unwrap();
    let write = |name: &str| {
        // Opened in the thread: two copies may well make the file at the same moment.
        let library = Library::open(folder.path()).unwrap();
        library.enter(&entry("p", name)).unwrap();
        for story in 0..40 {
            library.add_mark(&key("p"), &draft(story, name)).unwrap();
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
    assert_eq!(all(&library).len(), 120);
    assert_eq!(
        library.enter(&entry("p", "p")).unwrap().positions.len(),
        120
    );
}

#[test]
fn what_one_copy_sets_the_other_sees() {
    let folder = tempdir().unwrap();
    let [one, two] = [(); 2].map(|()| Library::open(folder.path()).unwrap());
    one.enter(&entry("p", "p")).unwrap();
    two.enter(&entry("p", "p")).unwrap();
    one.set_read(&key("p"), "s9", true).unwrap();
    assert!(two.enter(&entry("p", "p")).unwrap().read.contains("s9"));
}
