//! Programs that mean well, and programs that do not.

#![allow(clippy::unwrap_used)] // A test that finds no value has failed.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use super::{Limits, Output, Piped, Program, ProgramError, Status};

const LIMITS: Limits = Limits {
    bytes: 1 << 20,
    time: Duration::from_secs(20),
};

fn shell(script: &str, input: &[u8], limits: Limits) -> Result<Output, ProgramError> {
    let argv = ["sh", "-c", script].map(str::to_owned);
    Program::new(argv.into()).run(input, limits, &AtomicBool::new(false))
}

/// Whether a process of this number is there, in whatever state.
fn is_there(pid: &str) -> bool {
    let kill = std::process::Command::new("kill")
        .args(["-0", pid])
        .output();
    kill.is_ok_and(|output| output.status.success())
}

#[test]
fn both_streams_and_the_code_are_told() {
    let output = shell("cat; echo 不好 >&2; exit 3", "报纸".as_bytes(), LIMITS).unwrap();
    assert_eq!(output.bytes, "报纸".as_bytes());
    assert_eq!(output.errors, "不好\n".as_bytes());
    assert_eq!(output.status, Status::Code(3));
    let output = shell("kill -9 $$", b"", LIMITS).unwrap();
    assert_eq!(output.status, Status::Signal(9));
}

#[test]
fn much_goes_through_both_ways_at_once() {
    let input = "一二三四五六七八九十\n".repeat(20_000);
    let script = "tee /dev/stderr";
    let output = shell(script, input.as_bytes(), LIMITS).unwrap();
    assert_eq!(output.bytes.len(), input.len());
    assert_eq!(output.errors.len(), input.len());
}

#[test]
fn input_that_nobody_reads_is_no_trouble() {
    let input = vec![b'x'; 1 << 20];
    let output = shell("exec <&-; echo done", &input, LIMITS).unwrap();
    assert_eq!(output.bytes, b"done\n");
}

#[test]
fn a_flood_is_cut_and_a_flood_of_errors_drained() {
    let limits = Limits {
        bytes: 1000,
        ..LIMITS
    };
    let output = shell("yes 阅报", b"", limits).unwrap();
    assert_eq!((output.bytes.len(), output.status), (1000, Status::Cut));
    let output = shell("head -c 500000 /dev/zero >&2; echo ok", b"", limits).unwrap();
    assert_eq!(output.bytes, b"ok\n");
    assert_eq!(
        (output.errors.len(), output.status),
        (1000, Status::Code(0))
    );
}

#[test]
fn time_ends_it_with_all_it_started() {
    let file = tempfile::NamedTempFile::new().unwrap();
    let path = file.path().display();
    let script = format!("sleep 600 & echo $! > {path}; trap '' TERM HUP; sleep 600");
    let limits = Limits {
        time: Duration::from_millis(500),
        ..LIMITS
    };
    let began = Instant::now();
    let error = shell(&script, b"", limits).unwrap_err();
    assert_eq!(error, ProgramError::Late(limits.time));
    assert!(began.elapsed() < Duration::from_secs(5));
    let pid = std::fs::read_to_string(file.path()).unwrap();
    let gone = (0..100).any(|_| {
        std::thread::sleep(Duration::from_millis(20));
        !is_there(pid.trim())
    });
    assert!(gone, "{pid} is still there");
}

#[test]
fn what_it_leaves_running_holds_nobody_up() {
    let began = Instant::now();
    let output = shell("sleep 600 & echo done", b"", LIMITS).unwrap();
    assert_eq!(output.bytes, b"done\n");
    assert!(began.elapsed() < Duration::from_secs(5));
}

#[test]
fn it_is_stopped_at_once_and_leaves_no_zombie() {
    let stop = Arc::new(AtomicBool::new(false));
    let file = tempfile::NamedTempFile::new().unwrap();
    let script = format!("echo $$ > {}; exec sleep 600", file.path().display());
    let from_outside = Arc::clone(&stop);
    let program = std::thread::spawn(move || {
        let argv = ["sh", "-c", &script].map(str::to_owned);
        Program::new(argv.into()).run(b"", LIMITS, &stop)
    });
    let pid = loop {
        let pid = std::fs::read_to_string(file.path()).unwrap();
        if pid.ends_with('\n') {
            break pid;
        }
        std::thread::sleep(Duration::from_millis(5));
    };
    let began = Instant::now();
    from_outside.store(true, Ordering::Relaxed);
    assert_eq!(program.join().unwrap(), Err(ProgramError::Stopped));
    assert!(began.elapsed() < Duration::from_secs(2));
    // A zombie would still be there.
    assert!(!is_there(pid.trim()));
}

#[test]
fn there_is_no_terminal_to_read_and_no_shell_to_trick() {
    let output = shell("test -t 0 || echo none", b"", LIMITS).unwrap();
    assert_eq!(output.bytes, b"none\n");
    let piped = Piped {
        headline: "$(touch x) `id` ; '\"".into(),
        text: "全文".into(),
        ..Piped::default()
    };
    let template = ["printf", "%s|", "{headline}", "{text}"].map(str::to_owned);
    let program = Program::filled(&template, &piped).unwrap();
    let output = program.run(b"", LIMITS, &AtomicBool::new(false)).unwrap();
    let printed = String::from_utf8(output.bytes).unwrap();
    assert_eq!(printed, "$(touch x) `id` ; '\"|全文|");
}

#[test]
fn a_file_lives_as_long_as_its_program() {
    let piped = Piped {
        text: "全文".into(),
        ..Piped::default()
    };
    let template = ["cat", "{file}"].map(str::to_owned);
    let program = Program::filled(&template, &piped).unwrap();
    let path = program.argv[1].clone();
    let output = program.run(b"", LIMITS, &AtomicBool::new(false)).unwrap();
    assert_eq!(output.bytes, "全文".as_bytes());
    drop(program);
    assert!(!std::path::Path::new(&path).exists());
}

#[test]
fn what_cannot_be_started_is_told() {
    let run = |argv: Vec<String>| Program::new(argv).run(b"", LIMITS, &AtomicBool::new(false));
    assert_eq!(run(Vec::new()), Err(ProgramError::Unnamed));
    for name in ["no-such-program-anywhere", "a\0b"] {
        let error = run(vec![name.into()]).unwrap_err();
        assert!(matches!(error, ProgramError::Start { .. }), "{error}");
    }
    let long = run(vec!["true".into(), "长".repeat(1 << 20)]);
    assert!(matches!(long, Err(ProgramError::Start { .. })), "{long:?}");
}
