//! A reading room, in the real program: two desks, one archive on a server.

use crate::common::{Desk, json};
use crate::terminal::Session;

use super::server;

/// An issue as JSON.
const ISSUE: &str = r#"{ "masthead": "汾水晚报", "date": "2026-07-09", "language": "zh-Hans",
    "sections": [ { "label": "01", "title": "要闻", "stories": ["s1"] } ],
    "stories": [ { "id": "s1", "page": "01", "headline": "老厂房里的养老院", "byline": "记者 高原",
        "blocks": [ { "kind": "paragraph", "text": "三号车间停工十二年了。" },
                    { "kind": "paragraph", "text": "公建民营以后添了十九张床，老人们说够用。" } ] } ] }"#;

/// A desk of a reader with a name, at an archive.
fn desk(address: &str, name: &str) -> Desk {
    let desk = Desk::new();
    desk.config(&format!(
        "[shelf]\narchive = \"{address}\"\n[marks]\nshare_as = \"{name}\"\n"
    ));
    desk
}

fn open(desk: &Desk) -> Session {
    Session::open(desk.environment(), &desk.path(""))
}

#[test]
fn what_one_highlights_another_reads_in_the_same_issue() {
    let Some(address) = server::database() else {
        return;
    };
    let [wang, li] = ["老王", "李梅"].map(|name| desk(&address, name));
    wang.file("in.json", ISSUE);
    wang.run(&["add", "in.json"]).good();
    // The issue is opened from the archive: nothing was read yet.
    let mut session = open(&wang);
    session.shows("老厂房里的养老院");
    session.type_keys("\rvllM");
    session.type_keys("床够吗\r");
    session.shows("Highlight stored");
    session.leave();
    // What was not told before the reader left is told now.
    wang.run(&["marks"]).good();

    let mut session = open(&li);
    session.shows("老厂房里的养老院");
    session.type_keys("B");
    session.shows("老王");
    session.shows("床够吗");
    session.type_keys("d");
    session.shows("only 老王 can change it");
    session.type_keys("q\rs");
    session.shows("Story starred");
    session.leave();

    let text = li.run(&["marks", "--everyone"]).good();
    assert!(text.contains("  老王\n") && text.contains("star"), "{text}");
    let own = json(&li.run(&["marks", "--to", "json"]).good());
    assert_eq!(own["marks"].as_array().unwrap().len(), 1);
    let all = json(&li.run(&["marks", "-e", "--to", "json"]).good());
    assert_eq!(all["marks"][1]["reader"], "老王");
    let guest = Desk::new();
    let heard = guest.run(&["marks", "-e", "--archive", &address]).good();
    assert!(heard.contains("老王") && heard.contains("李梅"), "{heard}");
    let told = wang.run(&["marks", "-e", "--to", "markdown"]).good();
    assert!(told.contains("李梅"), "{told}");
    let health = wang.run(&["doctor"]).good();
    assert!(
        health.contains("marks that are shared: 2, by readers: 2"),
        "{health}"
    );
    let left = wang.run(&["marks", "--leave"]).good();
    assert!(left.contains("take share_as out"), "{left}");
    let text = li.run(&["marks", "--everyone"]).good();
    assert!(!text.contains("老王"), "{text}");
}

#[test]
fn marks_are_listed_where_they_cannot_be_shared() {
    let desk = desk("postgres:///nowhere?host=/nowhere", "老王");
    let listed = desk.run(&["marks"]);
    assert_eq!(listed.code, Some(0));
    assert!(
        listed.err.contains("marks are not shared now"),
        "{}",
        listed.err
    );
    let alone = Desk::new();
    let refused = alone.run(&["marks", "--share-as", "老王"]).complaint();
    assert!(refused.contains("--archive postgres://"), "{refused}");
}
