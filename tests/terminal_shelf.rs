//! The shelf on a real terminal: papers are filed, walked to, searched, opened at a hit and marked, and all of it is
//! there the next time.

#![allow(clippy::unwrap_used)] // A test that finds no value has failed.
#![cfg(unix)]

mod common;
#[path = "common/terminal.rs"]
mod terminal;

use common::Desk;
use terminal::Session;

/// An issue as JSON: two stories, the second of which tells of a home for the old.
fn issue(day: &str, beds: u32) -> String {
    format!(
        r#"{{ "masthead": "汾水晚报", "date": "{day}", "language": "zh-Hans",
            "sections": [ {{ "label": "01", "title": "要闻", "stories": ["s1", "s2"] }} ],
            "stories": [
              {{ "id": "s1", "page": "01", "headline": "桥下装上了阻车杆", "byline": "记者 林小舟",
                 "blocks": [ {{ "kind": "paragraph", "text": "雨还没有来，杆子先立起来了，这是{day}的事。" }} ] }},
              {{ "id": "s2", "page": "01", "headline": "老厂房里的养老院", "byline": "记者 高原",
                 "blocks": [ {{ "kind": "paragraph", "text": "三号车间停工十二年了。" }},
                             {{ "kind": "paragraph", "text": "公建民营以后添了{beds}张床，老人们说够用。" }} ] }} ] }}"#
    )
}

fn desk() -> Desk {
    let desk = Desk::new();
    for (day, beds) in [("2026-07-07", 17), ("2026-07-08", 18), ("2026-07-09", 19)] {
        desk.file(&format!("in/{day}.json"), issue(day, beds));
    }
    desk.run(&["add", "in"]).good();
    desk
}

fn open(desk: &Desk) -> Session {
    Session::open(desk.environment(), &desk.path(""))
}

#[test]
fn what_was_filed_is_walked_to_searched_opened_at_the_hit_and_marked() {
    let desk = desk();
    // Nothing was read yet: the latest of the shelf opens.
    let mut session = open(&desk);
    session.shows("Thursday 9 July 2026");

    session.type_keys("S");
    session.shows("The shelf  1/1");
    session.type_keys("/fswb");
    session.shows("editions 3");
    session.type_keys("\r");
    session.shows(">9");
    session.type_keys("h");
    session.shows(">8");
    session.type_keys("\r");
    session.shows("Wednesday 8 July 2026");
    session.type_keys("<");
    session.shows("Tuesday 7 July 2026");

    session.type_keys("F公建民营");
    session.shows("stories 3");
    session.shows("添了19张床");
    session.type_keys("\r");
    session.shows("Thursday 9 July 2026");
    session.shows("老人们说够用");
    session.type_keys("m");
    session.shows("Bookmark stored");
    session.type_keys("\x7f");
    session.shows("stories 3");
    session.type_keys("Q");
    assert!(session.end().success());
    session.assert_given_back();
    let marks = desk.run(&["marks"]).good();
    assert!(marks.contains("老厂房里的养老院"), "{marks}");

    // What was read last opens again, from the shelf, with its mark.
    let mut session = open(&desk);
    session.type_keys("B");
    session.shows("Marks  1/1");
    session.type_keys("\r");
    session.shows("老人们说够用");
    session.type_keys("Q");
    assert!(session.end().success());
}

#[test]
fn a_shelf_that_is_empty_says_what_to_do() {
    let desk = Desk::new();
    let mut session = open(&desk);
    session.type_keys("S");
    session.shows("yuebao add");
    session.type_keys("qF养老");
    session.shows("Nothing on the shelf");
    session.type_keys("\x03");
    session.end();
    session.assert_given_back();
}

#[test]
fn a_shelf_that_is_damaged_keeps_nobody_from_reading() {
    let desk = desk();
    desk.file("data/shelf.sqlite3", "no database at all ".repeat(100));
    let mut session = open(&desk);
    session.type_keys("S");
    session.shows("cannot be asked");
    session.type_keys("qj");
    session.type_keys("Q");
    assert!(session.end().success());
    session.assert_given_back();
}
