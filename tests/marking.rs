//! Marking on a real terminal, from the key to the file and to the clipboard.

#![allow(clippy::unwrap_used)] // A test that finds no value has failed.
#![cfg(unix)]

mod common;
#[path = "common/terminal.rs"]
mod terminal;

use std::sync::{Arc, Mutex};

use common::{Desk, PAGE, json};
use terminal::{Session, Shown, command};

/// A session with the page open in its first story, and all the bytes that it writes.
fn reading(desk: &Desk) -> (Session, Arc<Mutex<Vec<u8>>>) {
    let yuebao = env!("CARGO_BIN_EXE_yuebao");
    desk.file("page.txt", PAGE);
    let mut command = command(yuebao, desk.environment(), &["page.txt"]);
    command.cwd(desk.path(""));
    let written = Arc::new(Mutex::new(Vec::new()));
    let heard = Arc::clone(&written);
    let mut session = Session::start_on(80, 24, command, move |_| -> Shown {
        Box::new(move |bytes, screen| {
            heard.lock().unwrap().extend_from_slice(bytes);
            screen.process(bytes);
        })
    });
    session.shows("下穿通道装上了阻车杆");
    session.settled();
    session.type_keys("\r");
    session.shows("雨还没有下");
    (session, written)
}

#[test]
fn what_is_marked_is_in_the_library_and_on_the_screen_again() {
    let desk = Desk::new();
    let (mut session, _) = reading(&desk);
    for (keys, said) in [
        ("s", "Story starred"),
        ("#防汛 #城事\r", "Tags stored"),
        ("vj\r", "Highlight stored"),
        ("vlMnote\r", "Highlight stored"),
    ] {
        session.type_keys(keys);
        session.shows(said);
        session.type_keys("\x0c");
        session.wait("the line cleared", |screen| {
            !screen.contents().contains(said)
        });
    }
    session.type_keys("Q");
    assert!(session.end().success());
    let marks = json(&desk.run(&["marks", "--to", "json"]).good());
    let marks = marks["marks"].as_array().unwrap();
    let kinds: Vec<&str> = marks
        .iter()
        .filter_map(|mark| mark["kind"].as_str())
        .collect();
    assert_eq!(kinds, ["highlight", "highlight", "tag", "star"]);
    assert_eq!(marks[0]["note"], "note");
    assert_eq!(marks[2]["tags"][1], "防汛");
    assert!(
        marks[1]["excerpt"]
            .as_str()
            .unwrap()
            .starts_with("雨还没有下")
    );
    let clipped = desk
        .run(&["marks", "--kind", "highlight", "--to", "markdown"])
        .good();
    assert!(
        clipped.contains("— 《page》 第2版 下穿通道装上了阻车杆 甘棠"),
        "{clipped}"
    );
    let (session, _) = reading(&desk);
    session.wait("the highlight and the star", |screen| {
        let underlined = (0..24).any(|row| {
            let cell = |column| screen.cell(row, column);
            let mut cells = (0..80).filter_map(cell);
            cells.any(|cell| cell.contents() == "雨" && cell.underline())
        });
        underlined && screen.contents().contains("*")
    });
    assert!(desk.path("data/backups").is_dir(), "the copy of the day");
}

#[test]
fn a_story_goes_to_the_clipboard_of_the_terminal() {
    let desk = Desk::new();
    let (mut session, written) = reading(&desk);
    session.type_keys("y");
    session.shows("Copied");
    let written = written.lock().unwrap().clone();
    let written = String::from_utf8_lossy(&written);
    let (_, rest) = written.split_once("\x1b]52;c;").unwrap();
    let sent = rest.split(['\x1b', '\x07']).next().unwrap();
    assert!(sent.len() > 400, "{sent}");
    assert!(
        sent.bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || b"+/=".contains(&byte))
    );
}

#[test]
fn what_the_screen_calls_stored_is_there_after_kill_9() {
    let desk = Desk::new();
    for (keys, said, marks) in [
        ("s", "Story starred", 1),
        ("vj\r", "Highlight stored", 2),
        ("m", "Bookmark stored", 3),
    ] {
        let (mut session, _) = reading(&desk);
        session.type_keys(keys);
        session.shows(said);
        session.signal("KILL");
        session.end();
        let all = json(&desk.run(&["marks", "--to", "json"]).good());
        assert_eq!(all["marks"].as_array().unwrap().len(), marks, "{said}");
    }
}
