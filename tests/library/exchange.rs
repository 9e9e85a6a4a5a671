//! Out and in again: nothing is lost on the way, and nothing that is only here.

use proptest::prelude::*;
use tempfile::tempdir;
use yuebao::edition::Slot;
use yuebao::library::{Draft, Export, Imported, Kind, Library, MarkForm, Session, Wanted, tags_in};

use super::{all, draft, entry, filled, key, place};

fn export(library: &Library) -> Export {
    library.export(&Wanted::default()).unwrap()
}

/// A library with something of everything.
fn rich(folder: &std::path::Path) -> Library {
    let library = filled(folder, 0..3);
    let p = key("p");
    for kind in Kind::ALL {
        let draft = Draft {
            kind,
            story: "s1".into(),
            end: (kind == Kind::Highlight).then_some((Slot::Block(2), 9)),
            page: Some("02".into()),
            byline: Some("记者 甘棠".into()),
            tags: tags_in("公园 养老"),
            ..draft(2, "雨")
        };
        library.add_mark(&p, &draft).unwrap();
    }
    library.set_read(&p, "s1", true).unwrap();
    library.set_position(&p, "s1", place(0, 2, 3)).unwrap();
    let session = Session {
        story: "s1".into(),
        started: 1_783_598_400,
        seconds: 90,
    };
    library.set_session(&p, &session).unwrap();
    library
}

#[test]
fn what_goes_out_comes_in_as_it_was_and_twice_is_once() {
    let folder = tempdir().unwrap();
    let [a, b] = ["a", "b"].map(|name| folder.path().join(name));
    let library = rich(&a);
    let json = serde_json::to_string(&export(&library)).unwrap();
    let other = Library::open(&b).unwrap();
    let read = || serde_json::from_str::<Export>(&json).unwrap();
    let imported = other.import(read()).unwrap();
    assert_eq!((imported.new, imported.senseless), (7, 0));
    let again = other.import(read()).unwrap();
    assert_eq!((again.new, again.changed, again.known), (0, 0, 7));
    let (mut here, there) = (export(&library), export(&other));
    here.marks.sort_by(|x, y| x.uid.cmp(&y.uid));
    let mut marks = there.marks.clone();
    marks.sort_by(|x, y| x.uid.cmp(&y.uid));
    assert_eq!(marks, here.marks);
    assert_eq!(there.editions, here.editions);
    assert!(b.join("backups/before-import.sqlite3").exists());
}

#[test]
fn of_two_forms_of_a_mark_the_later_stays() {
    let folder = tempdir().unwrap();
    let library = rich(folder.path());
    let mut other = export(&library);
    for mark in &mut other.marks {
        mark.note = Some("from elsewhere".into());
        mark.tags = vec!["elsewhere".into()];
    }
    let hour = jiff::SignedDuration::from_hours(1);
    for (number, mark) in other.marks.iter_mut().enumerate() {
        let by = if number == 0 { hour } else { -hour };
        mark.changed = mark.changed.checked_add(by).unwrap();
    }
    let later = other.marks[0].uid.clone();
    let imported = library.import(other).unwrap();
    assert_eq!((imported.changed, imported.known), (1, 6));
    for mark in all(&library) {
        let elsewhere = mark.draft.note.as_deref() == Some("from elsewhere");
        assert_eq!(elsewhere, mark.uid == later, "{mark:?}");
        assert_eq!(mark.draft.tags == ["elsewhere"], mark.uid == later);
    }
}

#[test]
fn a_mark_that_was_removed_here_stays_removed() {
    let folder = tempdir().unwrap();
    let library = rich(folder.path());
    let before = export(&library);
    let mark = all(&library).remove(0);
    library.remove_mark(mark.id).unwrap();
    library.import(before).unwrap();
    assert_eq!(all(&library).len(), 6);
}

#[test]
fn what_comes_from_outside_is_made_harmless() {
    let folder = tempdir().unwrap();
    let library = Library::open(folder.path()).unwrap();
    let edition = "ab".repeat(32);
    let json = serde_json::json!({
        "novelty": [1, 2],
        "marks": [
            { "uid": "one", "kind": "bookmark", "edition": edition, "paper": "日报\u{1b}[31m\n二",
              "headline": "题\u{202e}", "note": "注\u{1b}]0;x\u{7}", "tags": ["a b", "#c"], "later": {},
              "files": ["/ok", "/bad\nname"], "excerpt": "长".repeat(200_000), "changed": "2999-01-01T00:00:00Z" },
            { "uid": "two", "kind": "scratch", "edition": edition },
            { "uid": "", "kind": "star", "edition": edition },
            { "uid": "three", "kind": "star", "edition": "'; DROP TABLE mark; --" },
            {},
        ],
        "editions": [ { "key": edition, "read": [{ "story": "s1\u{1b}[2J" }, { "story": "s2" }] }, { "key": "x" } ],
    });
    let export: Export = serde_json::from_value(json).unwrap();
    let imported = library.import(export).unwrap();
    let expected = Imported {
        new: 1,
        senseless: 4,
        ..Imported::default()
    };
    assert_eq!(imported, expected);
    let mark = all(&library).remove(0);
    assert_eq!(mark.draft.title, "题");
    assert_eq!(mark.draft.note.as_deref(), Some("注"));
    assert_eq!(mark.draft.tags, ["a", "b", "c"]);
    assert_eq!(mark.draft.excerpt.chars().count(), 100_000);
    let soon = jiff::Timestamp::now().as_second() + 100_000;
    assert!(
        mark.changed < soon,
        "it can still be changed by what comes later"
    );
    let entry = yuebao::library::Entry {
        key: mark.edition,
        ..entry("x", "/x")
    };
    let read = library.enter(&entry).unwrap().read;
    assert_eq!(read.into_iter().collect::<Vec<_>>(), ["s2"]);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    /// Whatever a file says, it is taken in or left out, and what is taken in goes out and in again unchanged.
    #[test]
    fn whatever_comes_in_goes_out_and_in_again(
        texts in prop::collection::vec("\\PC{0,12}|[\u{0}-\u{9f}\u{202e}雨]{0,12}", 10),
        numbers in prop::collection::vec(any::<usize>(), 5),
        times in prop::collection::vec(-9_000_000_000i64..9_000_000_000, 2),
        kind in 0usize..4,
    ) {
        let folder = tempdir().unwrap();
        let library = Library::open(folder.path()).unwrap();
        let [a, b, c, d, e, f, g, h, i, j] = &texts[..] else { unreachable!() };
        let time = |at: usize| jiff::Timestamp::from_second(times[at]).unwrap();
        let mark = MarkForm {
            uid: "uid".into(),
            kind: Kind::ALL[kind].name().into(),
            edition: "0f".repeat(32),
            paper: a.clone(),
            headline: b.clone(),
            excerpt: c.clone(),
            note: Some(d.clone()),
            tags: vec![e.clone(), f.clone()],
            story: g.clone(),
            page: Some(h.clone()),
            byline: Some(i.clone()),
            files: vec![j.clone()],
            place: place(numbers[0], numbers[1], numbers[2]),
            made: time(0),
            changed: time(1),
            ..MarkForm::default()
        };
        let marks = vec![mark];
        prop_assert_eq!(library.import(Export { marks, ..Export::default() }).unwrap().new, 1);
        let once = export(&library);
        let other = Library::open(&folder.path().join("other")).unwrap();
        other.import(once.clone()).unwrap();
        prop_assert_eq!(export(&other), once);
    }
}
