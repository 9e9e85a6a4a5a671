//! Commands on a real terminal: a story is piped to a program and its answer shown, a program is given the terminal and
//! gives it back, and one that does not end is ended.

#![allow(clippy::unwrap_used)] // A test that finds no value has failed.
#![cfg(unix)]

mod common;
#[path = "common/terminal.rs"]
mod terminal;

use common::Desk;
use terminal::{Session, command};

const PAGE: &str = r#"{ "masthead": "汾水晚报", "date": "2026-07-09", "language": "zh-Hans",
    "sections": [ { "label": "01", "title": "要闻", "stories": ["s1"] } ],
    "stories": [ { "id": "s1", "page": "01", "headline": "桥下装上了阻车杆", "url": "https://paper.example/1.htm",
        "blocks": [ { "kind": "paragraph", "text": "雨还没有来。杆子先立起来了。" } ] } ] }"#;

fn open(config: &str) -> (Desk, Session) {
    let desk = Desk::new();
    desk.file("config/config.toml", config);
    desk.file("page.json", PAGE);
    let yuebao = env!("CARGO_BIN_EXE_yuebao");
    let mut command = command(yuebao, desk.environment(), &["page.json"]);
    command.cwd(desk.path(""));
    for name in ["BROWSER", "DISPLAY", "WAYLAND_DISPLAY"] {
        command.env_remove(name);
    }
    let session = Session::start(80, 24, command);
    session.assert_taken();
    session.shows("桥下装上了阻车杆");
    session.settled();
    (desk, session)
}

#[test]
fn a_passage_is_piped_to_a_command_and_its_answer_shown() {
    let config = r#"
        [[command]]
        name = "reversed"
        run = ["rev"]
        [[command]]
        name = "counted"
        run = ["sh", "-c", "wc -m < \"$1\"; echo \"$2\"", "sh", "{file}", "{paper} $(id) {page}"]
    "#;
    let (_desk, mut session) = open(config);
    session.type_keys("\rv|");
    session.shows("counted");
    session.type_keys("\r");
    session.shows("。来有没还雨");
    session.type_keys("q|j\r");
    session.shows("汾水晚报 $(id) 01");
    session.type_keys("qo");
    session.shows("https://paper.example/1.htm");
    session.leave();
}

#[test]
fn a_command_that_never_ends_is_ended_by_escape_and_by_leaving() {
    let (_desk, mut session) = open("[[command]]\nname = \"slow\"\nrun = [\"sleep\", \"600\"]\n");
    session.type_keys("|");
    session.shows("running");
    session.type_keys("\x1b");
    session.shows("stopped");
    session.type_keys("q|");
    session.shows("running");
    session.leave();
}

#[test]
fn a_program_with_a_screen_of_its_own_has_the_terminal_and_gives_it_back() {
    let script = r#"printf 'yours now: '; read -r line; printf 'got %s. ' \"$line\"; read -r line"#;
    let config = format!(
        "[[command]]\nname = \"asks\"\nrun = [\"sh\", \"-c\", \"{script}\", \"sh\", \"{{file}}\"]\nterminal = true\n"
    );
    let (_desk, mut session) = open(&config);
    session.type_keys("|");
    session.wait("the shell's screen", |screen| {
        !screen.alternate_screen() && screen.contents().contains("yours now: ")
    });
    // Every key is the program's, as a line, and what interrupts does not reach the paper.
    session.type_keys("QjQ\r");
    session.shows("got QjQ. ");
    session.type_keys("\x03");
    session.assert_taken();
    session.shows("桥下装上了阻车杆");
    session.type_keys("\r");
    session.shows("100%");
    session.leave();
}
