//! Marks of every kind: made, found, changed, taken away and brought back.

use tempfile::tempdir;
use yuebao::edition::Slot;
use yuebao::library::{Draft, Entry, Kind, Library, Wanted, tags_in};

use super::{all, draft, entry, key};

#[test]
fn a_removed_bookmark_comes_back_as_it_was() {
    let folder = tempdir().unwrap();
    let library = Library::open(folder.path()).unwrap();
    library.enter(&entry("p", "/p")).unwrap();
    let bookmark = library.add_mark(&key("p"), &draft(0, "A")).unwrap();
    library.remove_mark(bookmark.id).unwrap();
    assert_eq!(all(&library), []);
    library.restore_mark(bookmark.id).unwrap();
    // Each change is later than the one before, even within one second.
    assert!(all(&library)[0].changed >= bookmark.changed + 2);
    let mut back = all(&library);
    back[0].changed = bookmark.changed;
    assert_eq!(back, [bookmark]);
}

#[test]
fn a_mark_of_every_kind_comes_back_whole_and_is_found_by_what_it_is() {
    let folder = tempdir().unwrap();
    let library = Library::open(folder.path()).unwrap();
    let paper = Entry {
        date: Some(jiff::civil::date(2026, 7, 9)),
        ..entry("太原日报", "/a\n/b")
    };
    library.enter(&paper).unwrap();
    let made = Kind::ALL.map(|kind| {
        let draft = Draft {
            kind,
            story: "s3".into(),
            end: (kind == Kind::Highlight).then_some((Slot::Block(2), 9)),
            page: Some("02".into()),
            byline: Some("记者 甘棠".into()),
            tags: tags_in("公园 #养老"),
            ..draft(2, "雨")
        };
        let mark = library.add_mark(&paper.key, &draft).unwrap();
        assert_eq!(mark.draft, draft);
        assert_eq!((mark.paper.as_str(), mark.date), ("太原日报", paper.date));
        mark
    });
    let found = |wanted: Wanted| library.marks(&wanted).unwrap().len();
    let kind = Some(Kind::Highlight);
    assert_eq!(
        found(Wanted {
            kind,
            ..Wanted::default()
        }),
        1
    );
    for (tag, marks) in [("养老", 4), ("养", 0)] {
        let tag = Some(tag.into());
        assert_eq!(
            found(Wanted {
                tag,
                ..Wanted::default()
            }),
            marks
        );
    }
    for (paper, marks) in [("太原", 4), ("晚报", 0)] {
        let paper = Some(paper.into());
        assert_eq!(
            found(Wanted {
                paper,
                ..Wanted::default()
            }),
            marks
        );
    }
    library.set_tags(made[0].id, &tags_in("别的")).unwrap();
    let tags = library.tags().unwrap();
    let tags: Vec<(&str, usize)> = tags.iter().map(|(tag, n)| (tag.as_str(), *n)).collect();
    assert_eq!(tags, [("公园", 3), ("养老", 3), ("别的", 1)]);
}

#[test]
fn a_story_is_starred_once_however_many_copies_of_the_program_do_it() {
    let folder = tempdir().unwrap();
    let [one, two] = [(); 2].map(|()| Library::open(folder.path()).unwrap());
    one.enter(&entry("p", "p")).unwrap();
    let star = |tags| Draft {
        kind: Kind::Star,
        story: "s1".into(),
        tags: tags_in(tags),
        ..draft(0, "A")
    };
    let first = one.add_mark(&key("p"), &star("a")).unwrap();
    let second = two.add_mark(&key("p"), &star("b")).unwrap();
    assert_eq!(first.id, second.id);
    assert_eq!(second.draft.tags, ["a", "b"]);
    one.remove_mark(first.id).unwrap();
    let third = two.add_mark(&key("p"), &star("")).unwrap();
    assert_ne!(third.id, first.id, "what was removed stays removed");
    assert_eq!(all(&one), [third]);
}

#[test]
fn a_bookmark_that_is_not_there_cannot_be_changed() {
    let folder = tempdir().unwrap();
    let library = Library::open(folder.path()).unwrap();
    assert!(library.remove_mark(7).is_err());
    assert!(library.set_note(7, None).is_err());
    assert!(library.set_read(&key("never entered"), "s1", true).is_err());
}

#[test]
fn lists_are_in_their_order_and_editions_apart() {
    let folder = tempdir().unwrap();
    let library = Library::open(folder.path()).unwrap();
    for paper in ["p", "q"] {
        library.enter(&entry(paper, paper)).unwrap();
        library.add_mark(&key(paper), &draft(5, "later")).unwrap();
        library.add_mark(&key(paper), &draft(2, "earlier")).unwrap();
    }
    let ids: Vec<i64> = all(&library).iter().map(|b| b.id).collect();
    assert_eq!(ids, [4, 3, 2, 1], "newest first");
    let of_p = library.enter(&entry("p", "p")).unwrap().marks;
    let titles: Vec<&str> = of_p.iter().map(|b| b.draft.title.as_str()).collect();
    assert_eq!(titles, ["earlier", "later"], "in reading order");
    assert_eq!(
        library.last_origin().unwrap().as_deref(),
        Some("p"),
        "entered last"
    );
}
