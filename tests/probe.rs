//! The program on terminals that are asked how wide they draw “ ” — …: they answer this or that, late, badly or never, and
//! keys are typed meanwhile.

#![allow(clippy::unwrap_used)] // A test that finds no value has failed.
#![cfg(unix)]

mod common;
#[path = "common/terminal.rs"]
mod terminal;

use std::io::Write;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::channel;
use std::time::{Duration, Instant};

use common::Desk;
use terminal::{Keyboard, Session, Shown, command};

/// What stands for a character that this terminal draws in two cells, as the emulator does not.
const TWINS: &[(char, char)] = &[
    ('…', '點'),
    ('“', '左'),
    ('”', '右'),
    ('—', '橫'),
    ('─', '線'),
];
const ALL: &str = "…“”—─";
const NONE: &str = "";

/// What is typed or sent, after so many milliseconds.
type Pieces = Vec<(u64, String)>;

/// A terminal's way of answering: the true reply in, what is sent out.
type Way = Box<dyn FnMut(&str) -> Pieces + Send>;

fn at_once(reply: &str) -> Pieces {
    vec![(0, reply.into())]
}

fn never(_: &str) -> Pieces {
    Vec::new()
}

fn is_position(reply: &str) -> bool {
    reply.ends_with('R')
}

/// An emulator that draws the characters `wide` in two cells, and answers.
struct Fake {
    wide: &'static str,
    way: Way,
    asked: Arc<AtomicUsize>,
    held: Vec<u8>,
}

impl Fake {
    fn shown(mut self, keyboard: Keyboard) -> Shown {
        let (to, pieces) = channel::<(u64, String)>();
        std::thread::spawn(move || {
            for (pause, piece) in pieces {
                std::thread::sleep(Duration::from_millis(pause));
                let mut keyboard = keyboard.lock().unwrap();
                // The program may have ended.
                let _ = keyboard.write_all(piece.as_bytes());
                let _ = keyboard.flush();
            }
        });
        Box::new(move |bytes, screen| {
            self.held.extend_from_slice(bytes);
            while let Some(reply) = self.show(screen) {
                self.asked.fetch_add(1, Ordering::SeqCst);
                for piece in (self.way)(&reply) {
                    to.send(piece).unwrap();
                }
            }
        })
    }

    /// Shows what came as far as the next question; answers with the reply to it.
    fn show(&mut self, screen: &mut vt100::Parser) -> Option<String> {
        let find = |what: &[u8]| self.held.windows(what.len()).position(|at| at == what);
        let questions = [b"\x1b[6n".as_slice(), b"\x1b[c"];
        let first = questions.map(|what| find(what).map(|at| (at, what.len())));
        let first = first.into_iter().flatten().min();
        let (shown, taken) = match first {
            Some((at, length)) => (at, at + length),
            None => {
                let whole = whole(&self.held);
                (whole, whole)
            }
        };
        let drawn = String::from_utf8_lossy(&self.held[..shown]);
        let twin = |c: char| {
            let twin = TWINS.iter().find(|(own, _)| *own == c);
            twin.filter(|_| self.wide.contains(c))
                .map_or(c, |(_, twin)| *twin)
        };
        screen.process(drawn.chars().map(twin).collect::<String>().as_bytes());
        self.held.drain(..taken);
        let (row, column) = screen.screen().cursor_position();
        first.map(|(_, length)| match length {
            4 => format!("\x1b[{};{}R", row + 1, column + 1),
            _ => "\x1b[?62;22c".into(),
        })
    }
}

/// Bytes before a character or a question that is not whole yet.
fn whole(held: &[u8]) -> usize {
    let valid = match std::str::from_utf8(held) {
        Ok(text) => text.len(),
        Err(error) => error.valid_up_to(),
    };
    let escape = held[..valid].iter().rposition(|&byte| byte == 0x1b);
    escape.filter(|at| valid - at < 4).unwrap_or(valid)
}

/// A story of forty paragraphs with quotes, dashes and ellipses in them.
fn page() -> String {
    let mut page = String::from("河岸上的一天\n\n记者 申波\n\n");
    for number in 1..=40 {
        page.push_str(&format!(
            "　　第{number:02}段写的是“河岸”——第{number:02}件事……船工看了看天，说“今天不会下雨”，大家就接着干活。\n\n"
        ));
    }
    page + "(申波)\n"
}

fn desk(setting: &str) -> Desk {
    let desk = Desk::new();
    desk.file("page.txt", page());
    desk.config(setting);
    desk
}

fn start(
    desk: &Desk,
    wide: &'static str,
    way: impl FnMut(&str) -> Pieces + Send + 'static,
) -> (Session, Arc<AtomicUsize>) {
    start_in(desk, wide, way, "exec \"$0\" page.txt", "xterm-256color")
}

fn start_in(
    desk: &Desk,
    wide: &'static str,
    way: impl FnMut(&str) -> Pieces + Send + 'static,
    line: &str,
    term: &str,
) -> (Session, Arc<AtomicUsize>) {
    let yuebao = env!("CARGO_BIN_EXE_yuebao");
    let mut command = command("sh", desk.environment(), &["-c", line, yuebao]);
    command.cwd(desk.path(""));
    command.env("TERM", term);
    command.env("LC_ALL", "C.UTF-8");
    let asked = Arc::new(AtomicUsize::new(0));
    let fake = Fake {
        wide,
        way: Box::new(way),
        asked: Arc::clone(&asked),
        held: Vec::new(),
    };
    let session = Session::start_on(60, 20, command, |keyboard| fake.shown(keyboard));
    session.assert_taken();
    (session, asked)
}

/// The story's first screen, on a terminal that draws like this.
fn first_screen(setting: &str, wide: &'static str, way: fn(&str) -> Pieces) -> String {
    let desk = desk(setting);
    let (mut session, _) = start(&desk, wide, way);
    session.shows("河岸上的一天");
    session.settled();
    session.type_keys("\r");
    session.shows("第01段");
    // However blank cells were drawn.
    let rows: Vec<String> = session
        .settled()
        .lines()
        .map(|row| row.trim_end().into())
        .collect();
    session.type_keys("Q");
    assert!(session.end().success());
    session.assert_given_back();
    rows.join("\n")
}

const WIDE: &str = "[setting]\nambiguous_width = 2\n";
const NARROW: &str = "[setting]\nambiguous_width = \"narrow\"\n";

/// Without its line ends, and with what this terminal drew in two cells.
fn run_on(text: &str) -> String {
    text.split_whitespace().collect()
}

#[test]
fn a_wide_terminal_is_drawn_on_as_if_it_were_set_so() {
    let screen = first_screen("", ALL, at_once);
    assert_eq!(screen, first_screen(WIDE, ALL, never));
    let first =
        "第01段写的是左河岸右橫橫第01件事點點船工看了看天，说左今天不会下雨右，大家就接着干活。";
    assert!(run_on(&screen).contains(first), "{screen}");
    assert!(
        screen.contains("-----") && !screen.contains('線'),
        "{screen}"
    );
}

#[test]
fn a_narrow_terminal_is_drawn_on_as_before() {
    let screen = first_screen("", NONE, at_once);
    assert_eq!(screen, first_screen(NARROW, NONE, never));
    assert_eq!(screen, first_screen("", NONE, never));
    assert!(screen.contains("─────"), "{screen}");
}

#[test]
fn an_answer_without_an_end_serves() {
    let positions = |reply: &str| match is_position(reply) {
        true => at_once(reply),
        false => Vec::new(),
    };
    assert_eq!(
        first_screen("", ALL, positions),
        first_screen(WIDE, ALL, never)
    );
}

#[test]
fn an_answer_in_small_pieces_serves() {
    let bit_by_bit = |reply: &str| reply.chars().map(|c| (3, c.to_string())).collect();
    assert_eq!(
        first_screen("", ALL, bit_by_bit),
        first_screen(WIDE, ALL, never)
    );
}

#[test]
fn garbage_is_no_answer_and_no_key() {
    let far = |reply: &str| vec![(0, reply.replace(";3R", ";99999R"))];
    let screen = first_screen("", NONE, far);
    assert_eq!(screen, first_screen(NARROW, NONE, never));
    let noisy = |reply: &str| {
        let noise = "\x1b[;R\x1b[>0;276;0c\x1b[99~\x1b[1;2;3R\u{1b}[?1$y".to_owned();
        vec![(0, noise + reply)]
    };
    assert_eq!(first_screen("", ALL, noisy), first_screen(WIDE, ALL, never));
}

#[test]
fn rules_alone_may_be_wide() {
    let screen = first_screen("", "─", at_once);
    assert!(
        screen.contains("-----") && !screen.contains('線'),
        "{screen}"
    );
    let rows = |screen: &str| {
        screen
            .lines()
            .map(|row| row.replace('-', "─"))
            .collect::<Vec<_>>()
    };
    assert_eq!(rows(&screen), rows(&first_screen(NARROW, NONE, never)));
}

#[test]
fn the_first_frame_waits_for_nothing() {
    let desk = desk("");
    let began = Instant::now();
    let mut pauses = [2500, 50, 50, 50, 50].into_iter();
    let (mut session, asked) = start(&desk, ALL, move |reply| {
        vec![(pauses.next().unwrap(), reply.into())]
    });
    session.shows("河岸上的一天");
    assert!(began.elapsed() < Duration::from_millis(2500));
    // Nothing of the answers is taken for keys, however late they are, even where keys are written down.
    session.type_keys("\rM再看");
    session.shows("Note: 再看");
    let before = session.settled();
    std::thread::sleep(Duration::from_millis(3000).saturating_sub(began.elapsed()));
    assert_eq!(session.settled(), before);
    assert_eq!(asked.load(Ordering::SeqCst), 5);
    session.type_keys("报");
    session.shows("Note: 再看报");
}

#[test]
fn what_is_typed_between_the_replies_is_kept_in_order() {
    let desk = desk("");
    let mut keys = ["\r", "M", "再", "看\x7f读\x1b[D", "一"].into_iter();
    let (mut session, asked) = start(&desk, ALL, move |reply| {
        vec![(10, format!("{}{reply}", keys.next().unwrap()))]
    });
    session.wait("the wide text", |screen| screen.contents().contains('橫'));
    session.shows("Note: 再一读");
    assert_eq!(asked.load(Ordering::SeqCst), 5);
    session.type_keys("\r");
    session.shows("Bookmark stored");
}

#[test]
fn what_is_typed_to_a_terminal_that_never_answers_is_kept() {
    let desk = desk("");
    let (mut session, _) = start(&desk, NONE, never);
    for key in "\r|M|再|看|\x7f|读|\x1b[D|一|\x05|！".split('|') {
        session.type_keys(key);
        std::thread::sleep(Duration::from_millis(60));
    }
    session.shows("Note: 再一读！");
    // An escape that nothing follows is the key.
    session.type_keys("\x1b");
    session.wait("the field closed", |screen| {
        !screen.contents().contains("Note:")
    });
}

#[test]
fn a_reader_who_leaves_at_once_leaves_no_reply_behind() {
    let desk = desk("");
    let (mut session, _) = start(&desk, ALL, |reply| match is_position(reply) {
        true => at_once(reply),
        false => vec![(250, reply.into())],
    });
    session.type_keys("Q");
    assert!(session.end().success());
    session.assert_given_back();
    std::thread::sleep(Duration::from_millis(300));
    assert_eq!(session.text().trim(), "", "a reply was typed to the shell");
}

#[test]
fn a_paper_from_standard_input_is_asked_about_all_the_same() {
    let desk = desk("");
    let line = "cat page.txt | \"$0\" -";
    let (session, asked) = start_in(&desk, ALL, at_once, line, "xterm");
    session.wait("the wide text", |screen| screen.contents().contains("----"));
    assert_eq!(asked.load(Ordering::SeqCst), 5);
}

#[test]
fn nobody_is_asked_where_the_reader_has_said_or_the_terminal_is_mute() {
    for (setting, term) in [
        (WIDE, "xterm"),
        (NARROW, "xterm"),
        ("", "linux"),
        ("", "vt100"),
    ] {
        let desk = desk(setting);
        let (session, asked) = start_in(&desk, NONE, at_once, "exec \"$0\" page.txt", term);
        session.shows("河岸上的一天");
        session.settled();
        assert_eq!(asked.load(Ordering::SeqCst), 0, "{setting} {term}");
    }
}

#[test]
fn a_window_resized_meanwhile_is_known() {
    let desk = desk("");
    let (session, _) = start(&desk, NONE, never);
    session.shows("河岸上的一天");
    session.resize(40, 10);
    session.wait("the status line at the new bottom", |screen| {
        screen
            .rows(0, 40)
            .nth(9)
            .is_some_and(|row| row.contains("help"))
    });
}
