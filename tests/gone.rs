//! The program on a terminal that goes away under it, and under signals that come too early.

#![allow(clippy::unwrap_used)] // A test that finds no value has failed.
#![cfg(unix)]

mod common;
#[path = "common/terminal.rs"]
mod terminal;

use std::io::Read;
use std::time::Duration;

use common::{Desk, PAGE};
use portable_pty::{CommandBuilder, PtySize, native_pty_system};
use terminal::{Session, command};

fn paper(desk: &Desk) -> CommandBuilder {
    desk.file("page.txt", PAGE);
    let line = "exec \"$0\" page.txt 2>complaints";
    let yuebao = env!("CARGO_BIN_EXE_yuebao");
    let mut command = command("sh", desk.environment(), &["-c", line, yuebao]);
    command.cwd(desk.path(""));
    command
}

fn complaints(desk: &Desk) -> String {
    std::fs::read_to_string(desk.path("complaints")).unwrap_or_default()
}

#[test]
fn nothing_is_said_to_a_terminal_that_is_gone() {
    let desk = Desk::new();
    let pair = native_pty_system().openpty(PtySize::default()).unwrap();
    let mut child = pair.slave.spawn_command(paper(&desk)).unwrap();
    drop(pair.slave);
    let mut reader = pair.master.try_clone_reader().unwrap();
    let mut seen = Vec::new();
    let mut bytes = [0; 4096];
    let wanted = "help".as_bytes();
    while !seen.windows(wanted.len()).any(|piece| piece == wanted) {
        let count = reader.read(&mut bytes).unwrap();
        assert!(count > 0, "{}", String::from_utf8_lossy(&seen));
        seen.extend_from_slice(&bytes[..count]);
    }
    drop((reader, pair.master));
    child.wait().unwrap();
    assert_eq!(complaints(&desk), "");
}

#[test]
fn a_signal_gives_the_terminal_back_however_early_it_comes() {
    for wait in 0..12 {
        let desk = Desk::new();
        let mut session = Session::start(80, 24, paper(&desk));
        std::thread::sleep(Duration::from_millis(wait));
        session.signal("TERM");
        session.end();
        session.assert_given_back();
        assert_eq!(complaints(&desk), "", "{wait} ms");
    }
}
