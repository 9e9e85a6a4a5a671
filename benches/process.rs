//! The whole process, beside its peers: `yuebao print` and `cat`; the first full frame in a terminal of 80×24, and
//! that of `less`. Run in turn, so that both meet the same noise; medians and their ratio are printed.
//!
//! `cargo bench --bench process [-- PAGE]`. PAGE is a page dump; the sample's second page is taken where none is named.

use std::io::Read;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use portable_pty::{CommandBuilder, PtySize, native_pty_system};

const RUNS: usize = 41;
const YUEBAO: &str = env!("CARGO_BIN_EXE_yuebao");

fn main() {
    let named = std::env::args().skip(1).find(|word| !word.starts_with('-'));
    let page = named
        .unwrap_or_else(|| concat!(env!("CARGO_MANIFEST_DIR"), "/data/sample/02.txt").to_owned());
    let desk = tempfile::tempdir().expect("a temporary folder can be made");
    let desk = desk.path().display().to_string();
    println!("{page}, {RUNS} runs in turn");
    compare(
        "print to standard output",
        || printed(YUEBAO, &["print", &page]),
        "cat",
        || printed("cat", &[&page]),
    );
    compare(
        "export as JSON",
        || printed(YUEBAO, &["export", &page]),
        "cat",
        || printed("cat", &[&page]),
    );
    compare(
        "first full frame",
        || framed(YUEBAO, &page, &desk),
        "less",
        || framed("less", &page, &desk),
    );
}

/// Times two things in turn and prints their medians.
fn compare(
    what: &str,
    mut ours: impl FnMut() -> Option<Duration>,
    peer: &str,
    mut theirs: impl FnMut() -> Option<Duration>,
) {
    let (mut mine, mut other) = (Vec::new(), Vec::new());
    for _ in 0..RUNS {
        mine.extend(ours());
        other.extend(theirs());
    }
    match (median(&mut mine), median(&mut other)) {
        (Some(mine), Some(other)) => {
            let ratio = mine.as_secs_f64() / other.as_secs_f64();
            println!("{what}: yuebao {mine:.2?}, {peer} {other:.2?}, ratio {ratio:.2}");
        }
        _ => println!("{what}: not measured, {peer} is missing"),
    }
}

fn median(times: &mut [Duration]) -> Option<Duration> {
    times.sort_unstable();
    times.get(times.len() / 2).copied()
}

fn printed(program: &str, arguments: &[&str]) -> Option<Duration> {
    let start = Instant::now();
    let mut command = Command::new(program);
    let out = command
        .args(arguments)
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .output()
        .ok()?;
    (out.status.success() && !out.stdout.is_empty()).then(|| start.elapsed())
}

/// From start to the moment when the last row of the screen shows something, and five others do.
fn framed(program: &str, page: &str, desk: &str) -> Option<Duration> {
    const ROWS: u16 = 24;
    const COLUMNS: u16 = 80;
    let size = PtySize {
        rows: ROWS,
        cols: COLUMNS,
        pixel_width: 0,
        pixel_height: 0,
    };
    let pair = native_pty_system().openpty(size).ok()?;
    let mut reader = pair.master.try_clone_reader().ok()?;
    let mut command = CommandBuilder::new(program);
    command.arg(page);
    command.env("TERM", "xterm-256color");
    command.env("LANG", "C.UTF-8");
    command.env("YUEBAO_DATA_DIR", desk);
    command.env("YUEBAO_CONFIG_DIR", desk);
    let start = Instant::now();
    let mut child = pair.slave.spawn_command(command).ok()?;
    let mut screen = vt100::Parser::new(ROWS.try_into().ok()?, COLUMNS.try_into().ok()?, 0);
    let mut bytes = [0; 16384];
    let mut full = None;
    while let Ok(count @ 1..) = reader.read(&mut bytes) {
        screen.process(&bytes[..count]);
        let rows: Vec<String> = screen.screen().rows(0, COLUMNS).collect();
        let shows = |row: &&String| !row.trim().is_empty();
        if rows.last().as_ref().is_some_and(shows) && rows.iter().filter(shows).count() > 5 {
            full = Some(start.elapsed());
            break;
        }
    }
    let _ = child.kill();
    let _ = child.wait();
    full
}
