//! The program on a real terminal: it opens, reads, bookmarks, quits, comes back to the same place, and gives the
//! terminal back however it ends.

#![allow(clippy::unwrap_used)] // A test that finds no value has failed.
#![cfg(unix)]

mod common;
#[path = "common/terminal.rs"]
mod terminal;

use common::{Desk, PAGE};
use terminal::{Session, command};

const FIRST: &str = "下穿通道装上了阻车杆";
const SECOND: &str = "大棚里的账本";

/// A story of sixty numbered paragraphs, and a short one after it.
fn long_page() -> String {
    let mut page = String::from("河岸上的一天\n\n记者 申波\n\n");
    for number in 1..=60 {
        page.push_str(&format!(
            "　　第{number:02}段写的是河岸上的第{number:02}件事，船工看了看天，说今天不会下雨，大家就接着干活。\n\n"
        ));
    }
    page + "(申波)\n\n\n" + PAGE
}

fn open(desk: &Desk, arguments: &[&str], columns: u16, rows: u16) -> Session {
    let yuebao = env!("CARGO_BIN_EXE_yuebao");
    let mut command = command(yuebao, desk.environment(), arguments);
    command.cwd(desk.path(""));
    Session::start(columns, rows, command)
}

fn opened(desk: &Desk, columns: u16, rows: u16) -> Session {
    let session = open(desk, &["page.txt"], columns, rows);
    session.shows("河岸上的一天");
    session.assert_taken();
    // The library opens behind the first frame.
    session.settled();
    session
}

fn desk() -> Desk {
    let desk = Desk::new();
    desk.file("page.txt", long_page());
    desk
}

/// The numbers of the paragraphs on the screen.
fn paragraphs(text: &str) -> Vec<&str> {
    text.match_indices("第")
        .filter_map(|(at, _)| text[at..].get(3..5))
        .filter(|n| n.bytes().all(|b| b.is_ascii_digit()))
        .collect()
}

#[test]
fn it_opens_reads_and_quits() {
    let desk = desk();
    let mut session = opened(&desk, 80, 24);
    let front = session.shows(SECOND);
    assert!(front.contains(FIRST), "{front}");
    session.type_keys("\r");
    session.shows("第01段");
    session.type_keys(" ");
    session.wait("the next screen", |screen| {
        !screen.contents().contains("第01段")
    });
    session.type_keys("Q");
    assert!(session.end().success());
    session.assert_given_back();
    assert_eq!(session.text().trim(), "", "nothing is left on the screen");
}

#[test]
fn it_comes_back_to_the_same_place() {
    let desk = desk();
    let mut session = opened(&desk, 80, 24);
    session.type_keys("\r");
    session.shows("第01段");
    session.type_keys("  jjj");
    session.wait("another screen", |screen| {
        !screen.contents().contains("第06段")
    });
    let left = paragraphs_of(&session.settled());
    assert!(!left.contains(&"01".into()), "{left:?}");
    session.type_keys("Q");
    session.end();
    drop(session);

    let mut session = opened(&desk, 80, 24);
    session.type_keys("\r");
    session.wait("the place that was left", |screen| {
        paragraphs_of(&screen.contents()) == left
    });
}

fn paragraphs_of(text: &str) -> Vec<String> {
    paragraphs(text).into_iter().map(str::to_owned).collect()
}

#[test]
fn a_moved_file_is_the_same_paper() {
    let desk = desk();
    let mut session = opened(&desk, 80, 24);
    session.type_keys("\r");
    session.shows("第01段");
    session.type_keys("m");
    session.shows("Bookmark stored");
    session.type_keys("Q");
    session.end();
    std::fs::rename(desk.path("page.txt"), desk.path("moved.txt")).unwrap();
    let mut session = open(&desk, &["moved.txt"], 80, 24);
    session.shows("河岸上的一天");
    session.type_keys("B");
    session.shows("Marks  1/1");
}

#[test]
fn a_bookmark_is_kept_and_listed_and_led_to() {
    let desk = desk();
    let mut session = opened(&desk, 80, 24);
    session.type_keys("\r");
    session.shows("第01段");
    session.type_keys("   ");
    session.wait("another screen", |screen| {
        !screen.contents().contains("第06段")
    });
    let there = paragraphs_of(&session.settled());
    session.type_keys("m");
    session.shows("Bookmark stored");
    // Killed without a word: what was acknowledged is kept.
    session.signal("KILL");
    session.end();

    let list = desk.run(&["bookmarks"]).good();
    assert!(list.starts_with("河岸上的一天\n"), "{list}");
    // The paragraph at the top, whose beginning may be above the window.
    let [marked] = &paragraphs_of(&list)[..1] else {
        panic!("{list}")
    };
    assert!(*marked <= there[0], "{marked} in {list}, and {there:?}");
    assert_ne!(marked, "01");
    let mut session = opened(&desk, 80, 24);
    session.type_keys("B");
    session.shows(&format!("第{marked}段"));
    session.type_keys("\r");
    session.wait("the bookmarked place", |screen| {
        let contents = screen.contents();
        !contents.contains("Bookmarks") && paragraphs_of(&contents).first() == Some(marked)
    });
}

#[test]
fn a_note_is_typed_at_a_real_cursor_and_kept() {
    let desk = desk();
    let mut session = opened(&desk, 80, 24);
    session.type_keys("\r");
    session.shows("第01段");
    session.type_keys("M");
    session.shows("Note:");
    session.type_keys("再看一遍");
    session.shows("再看一遍");
    session.wait("a cursor in the field", |screen| !screen.hide_cursor());
    session.type_keys("\r");
    session.wait("the field closed", vt100::Screen::hide_cursor);
    session.type_keys("Q");
    session.end();
    let list = desk.run(&["bookmarks"]).good();
    assert!(list.contains("再看一遍"), "{list}");
}

#[test]
fn two_copies_read_one_paper() {
    let desk = desk();
    let mut copies = [opened(&desk, 80, 24), opened(&desk, 100, 30)];
    for (session, story) in copies.iter_mut().zip(["\r", "j\r"]) {
        session.type_keys(story);
        session.settled();
        session.type_keys("m");
        session.shows("Bookmark stored");
    }
    for session in &mut copies {
        session.type_keys("Q");
        assert!(session.end().success());
    }
    let list = desk.run(&["bookmarks", "--to", "json"]).good();
    assert_eq!(list.matches("\"excerpt\"").count(), 2, "{list}");
}

#[test]
fn signals_give_the_terminal_back() {
    for name in ["TERM", "HUP", "INT"] {
        let desk = desk();
        let mut session = opened(&desk, 80, 24);
        session.type_keys("\r");
        session.shows("第01段");
        session.type_keys("  ");
        session.wait("the third screen", |screen| {
            !screen.contents().contains("第06段")
        });
        session.signal(name);
        session.end();
        session.assert_given_back();
        drop(session);
        let kept = desk_position(&desk);
        assert!(
            kept > Some(0),
            "the place is kept as after a quit: {kept:?} after {name}"
        );
    }
}

/// Index of the block the library remembers as the place in the first story.
fn desk_position(desk: &Desk) -> Option<i64> {
    let database = rusqlite::Connection::open(desk.data().join("library.sqlite3")).unwrap();
    let sql = "SELECT slot FROM position WHERE story = 's1'";
    database.query_row(sql, [], |row| row.get(0)).ok()
}

#[test]
fn the_background_gets_the_terminal_and_the_foreground_the_paper() {
    let desk = desk();
    let mut session = opened(&desk, 80, 24);
    session.type_keys("\r");
    let before = session.shows("第01段");
    session.type_keys("\x1a");
    session.assert_given_back();
    session.signal("CONT");
    session.assert_taken();
    session.shows("第01段");
    assert_eq!(session.settled().lines().next(), before.lines().next());
    session.type_keys("Q");
    assert!(session.end().success());
    session.assert_given_back();
}

#[test]
fn a_stop_from_outside_is_survived() {
    let desk = desk();
    let mut session = opened(&desk, 80, 24);
    session.signal("TSTP");
    session.assert_given_back();
    session.signal("CONT");
    session.shows(SECOND);
    session.assert_taken();
    session.type_keys("Q");
    assert!(session.end().success());
}

#[test]
fn failures_are_told_after_the_paper_is_closed() {
    let desk = desk();
    let mut session = open(&desk, &["page.txt", "nowhere.txt"], 80, 24);
    let shown = session.shows("河岸上的一天");
    assert!(
        !shown.contains("does not exist"),
        "nothing is printed over the screen"
    );
    session.type_keys("Q");
    assert!(session.end().success());
    session.shows("yuebao: nowhere.txt does not exist");
    session.assert_given_back();
}

#[test]
fn a_broken_library_does_not_keep_the_paper_from_opening() {
    let desk = desk();
    desk.file("data/library.sqlite3", "no database at all ".repeat(100));
    let mut session = opened(&desk, 80, 24);
    session.type_keys("\r");
    session.shows("第01段");
    session.type_keys("Q");
    session.end();
    session.assert_given_back();
}

#[test]
fn a_dumb_terminal_gets_plain_lines() {
    let desk = desk();
    let yuebao = env!("CARGO_BIN_EXE_yuebao");
    let mut command = command(yuebao, desk.environment(), &["page.txt"]);
    command.cwd(desk.path(""));
    command.env("TERM", "dumb");
    let mut session = Session::start(80, 24, command);
    assert!(session.end().success());
    session.shows(SECOND);
    session.assert_given_back();
}

#[test]
fn print_on_a_terminal_is_bold_and_no_wider_than_it() {
    let desk = desk();
    for (no_color, bold) in [("", true), ("1", false)] {
        let mut command = command(
            env!("CARGO_BIN_EXE_yuebao"),
            desk.environment(),
            &["print", "page.txt", "--story", "s3"],
        );
        command.cwd(desk.path(""));
        command.env("NO_COLOR", no_color);
        let mut session = Session::start(40, 24, command);
        assert!(session.end().success());
        session.shows(SECOND);
        let is_bold = |screen: &vt100::Screen| {
            (0..24).any(|row| screen.cell(row, 0).is_some_and(|cell| cell.bold()))
        };
        session.wait("bold or not", |screen| is_bold(screen) == bold);
        session.wait("no line is too wide", |screen| {
            (0..24).all(|row| !screen.row_wrapped(row))
        });
    }
}

/// Not a test of its own but the child of [`a_panic_gives_the_terminal_back_and_is_told`]: what opens the library panics.
#[test]
#[ignore = "runs only as the child of another test"]
fn child_that_panics() {
    use yuebao::tui::{Desk, Paper, run};
    if std::env::var_os("PANIC_ON_A_TERMINAL").is_none() {
        return;
    }
    let paper = Paper {
        edition: yuebao::edition::Edition::default(),
        key: yuebao::library::Key::of([b"".as_slice()]),
        name: "paper".into(),
        origin: String::new(),
        beside: [None, None],
    };
    let desk = Desk {
        open_library: std::sync::Arc::new(|| {
            std::thread::sleep(std::time::Duration::from_millis(300));
            panic!("the shelf fell down");
        }),
        open_archive: std::sync::Arc::new(|| panic!("nobody asks it")),
        share: None,
        open_courier: std::sync::Arc::new(|| Err(yuebao::library::LibraryError::NoHome)),
        setting: yuebao::config::Setting::default(),
        screen: yuebao::config::Screen::default(),
        tools: Default::default(),
        locale: "en".into(),
    };
    let _ = run(paper, desk, &mut |_| None);
}

#[test]
fn a_panic_gives_the_terminal_back_and_is_told() {
    let desk = Desk::new();
    let itself = std::env::current_exe().unwrap();
    let arguments = ["--exact", "child_that_panics", "--ignored", "--nocapture"];
    let mut command = command(itself.to_str().unwrap(), desk.environment(), &arguments);
    command.env("PANIC_ON_A_TERMINAL", "1");
    command.env("RUST_BACKTRACE", "0");
    let mut session = Session::start(80, 24, command);
    session.assert_taken();
    session.shows("the shelf fell down");
    session.end();
    session.assert_given_back();
}

#[test]
fn a_bookmark_leads_to_its_own_paper_or_says_that_it_is_gone() {
    let desk = desk();
    desk.file("other.txt", PAGE);
    let mut session = opened(&desk, 80, 24);
    session.type_keys("\r   m");
    session.shows("Bookmark stored");
    let there = paragraphs_of(&session.settled());
    session.type_keys("Q");
    session.end();

    let mut session = open(&desk, &["other.txt"], 80, 24);
    session.shows(SECOND);
    session.type_keys("B");
    session.shows("河岸上的一天");
    session.type_keys("\r");
    session.wait("the bookmark in the other paper", |screen| {
        paragraphs_of(&screen.contents()).contains(&there[0])
    });
    // What is marked now is marked in that paper.
    session.type_keys("Gm");
    session.shows("Bookmark stored");
    session.type_keys("\x7f");
    session.shows(" other ");
    session.type_keys("Q");
    assert!(session.end().success());
    session.assert_given_back();
    let list = desk.run(&["bookmarks"]).good();
    assert_eq!(list.matches("第").count() / 2, 2, "{list}");

    std::fs::remove_file(desk.path("page.txt")).unwrap();
    let mut session = open(&desk, &["other.txt"], 80, 24);
    session.shows(SECOND);
    session.type_keys("B");
    session.shows("河岸上的一天");
    session.type_keys("\r");
    session.shows("can no longer be opened");
}
