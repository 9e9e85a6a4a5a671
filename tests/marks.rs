//! The commands about what the reader made: marks and clippings, stats, copies and their return.

#![allow(clippy::unwrap_used)] // A test that finds no value has failed.

mod common;

use common::{Desk, PAGE, json};
use serde_json::Value;
use yuebao::edition::Place;
use yuebao::library::{Draft, Entry, Key, Library};

#[test]
fn marks_are_listed_in_three_forms() {
    let desk = Desk::new();
    assert_eq!(desk.run(&["bookmarks"]).good(), "");
    let none = json(&desk.run(&["marks", "--to", "json"]).good());
    assert_eq!(none["marks"], Value::Array(vec![]));
    bookmark(&desk);
    let text = desk.run(&["bookmarks"]).good();
    assert!(text.starts_with("雨*声\n太原日报 2026-07-09"), "{text}");
    assert!(text.contains("    再看 一遍\n"), "{text}");
    let json = json(&desk.run(&["bookmarks", "--to", "json"]).good());
    assert_eq!(json["marks"][0]["excerpt"], "雨还没有下");
    assert_eq!(json["marks"][0]["files"][1], "/b.txt");
    assert_eq!(json["editions"][0]["paper"], "太原日报");
    let markdown = desk.run(&["marks", "--to", "markdown"]).good();
    let clipping = "> 雨还没有下\n\n— 《太原日报》 2026-07-09 第02版 雨\\*声 记者 甘棠\n\n再看 一遍\n\n\\#公园\n\n";
    assert_eq!(markdown, clipping);
    for (choice, there) in [
        (["--kind", "bookmark"], true),
        (["--kind", "star"], false),
        (["--tag", "公园"], true),
        (["--tag", "别的"], false),
        (["--paper", "太原"], true),
        (["--paper", "晚报"], false),
    ] {
        let listed = desk.run(&[&["marks"][..], &choice].concat()).good();
        assert_eq!(!listed.is_empty(), there, "{choice:?}");
    }
    let stats = desk.run(&["stats", "--since", "2026-01-01"]).good();
    assert_eq!(stats, "  stories     0  minutes     0\n\n");
}

fn bookmark(desk: &Desk) {
    let library = Library::open(&desk.data()).unwrap();
    let key = Key::of([b"x".as_slice()]);
    let entry = Entry {
        key: key.clone(),
        paper: "太原日报".into(),
        date: Some(jiff::civil::date(2026, 7, 9)),
        origin: "/a.txt\n/b.txt".into(),
    };
    library.enter(&entry).unwrap();
    let draft = Draft {
        place: Place::start_of(0),
        title: "雨*声".into(),
        excerpt: "雨还没有下".into(),
        note: Some("再看\n一遍\x1b[31m".into()),
        page: Some("02".into()),
        byline: Some("记者 甘棠".into()),
        tags: vec!["公园".into()],
        ..Draft::default()
    };
    library.add_mark(&key, &draft).unwrap();
}

#[test]
fn a_library_that_cannot_be_used_is_one_clear_line() {
    let desk = Desk::new();
    desk.file("data/library.sqlite3", "no database at all ".repeat(100));
    let complaint = desk.run(&["bookmarks"]).complaint();
    assert!(
        complaint.contains("library.sqlite3 is damaged"),
        "{complaint}"
    );
    desk.run::<&str>(&[]).good();
}

#[test]
fn a_story_is_clipped_with_its_paper_and_page() {
    let desk = Desk::new();
    desk.file("page.txt", PAGE);
    let whole = json(&desk.run(&["export", "page.txt"]).good());
    let clip = ["export", "page.txt", "--story", "s2"];
    let clipping = json(&desk.run(&clip).good());
    assert_eq!(clipping["stories"].as_array().unwrap().len(), 1);
    assert_eq!(clipping["stories"][0], whole["stories"][1]);
    assert_eq!(clipping["sections"][0]["title"], "要闻");
    let markdown = desk
        .run(&[&clip[..], &["--to", "markdown"]].concat())
        .good();
    assert!(
        markdown.contains("## 大棚里的账本") && markdown.contains("申波"),
        "{markdown}"
    );
    assert!(!markdown.contains("阻车杆"), "{markdown}");
    let complaint = desk
        .run(&["export", "page.txt", "--story", "s9"])
        .complaint();
    assert!(
        complaint.contains("no story s9: they are s1 to s2"),
        "{complaint}"
    );
}

#[test]
fn a_copy_is_made_and_put_back_and_the_doctor_tells() {
    let desk = Desk::new();
    bookmark(&desk);
    let said = desk.run(&["backup", "copy.sqlite3"]).good();
    assert_eq!(said, "copied to copy.sqlite3\n");
    let said = desk.run(&["doctor"]).good();
    assert!(
        said.contains("sound     library: opens, is of form 4, has 1 marks\n"),
        "{said}"
    );
    std::fs::write(desk.path("data/library.sqlite3"), "torn ".repeat(1000)).unwrap();
    let doctor = desk.run(&["doctor", "--to", "json"]);
    assert_eq!((doctor.code, doctor.err.as_str()), (Some(1), ""));
    let outcomes = json(&doctor.out);
    let outcomes = outcomes.as_array().unwrap().iter();
    assert!(
        outcomes
            .clone()
            .any(|finding| finding["outcome"] == "repaired")
    );
    assert_eq!(desk.run(&["marks"]).good(), "");
    let said = desk.run(&["restore", "copy.sqlite3"]).good();
    assert!(said.contains("is kept as "), "{said}");
    assert!(desk.run(&["marks"]).good().contains("雨*声"));
    let complaint = desk.run(&["restore", "nothing.sqlite3"]).complaint();
    assert!(complaint.contains("nothing.sqlite3"), "{complaint}");
}

#[test]
fn marks_go_to_another_machine_as_json() {
    let (here, there) = (Desk::new(), Desk::new());
    bookmark(&here);
    let json = here.run(&["marks", "--to", "json"]).good();
    there.file("marks.json", &json);
    let said = there.run(&["import", "marks.json"]).good();
    assert_eq!(said, "1 new, 0 changed, 0 known, 0 without sense\n");
    assert_eq!(there.run(&["marks", "--to", "json"]).good(), json);
    there.file("bad.json", "{ \"marks\": 7 }");
    let complaint = there.run(&["import", "bad.json"]).complaint();
    assert!(
        complaint.contains("bad.json") && complaint.contains("line 1"),
        "{complaint}"
    );
}
