//! Children of a test that are killed: the test's own program, started for one task, and ended by kill -9 at some moment.
//!
//! `YUEBAO_KILLS=500 cargo test killed` kills each that many times.

#![allow(dead_code, missing_docs)] // Each test binary uses its part of this.
#![allow(clippy::unwrap_used)] // A test that finds no value has failed.

use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Duration;

/// How often each child is killed.
pub fn rounds() -> u64 {
    let asked = std::env::var("YUEBAO_KILLS").ok();
    asked.and_then(|kills| kills.parse().ok()).unwrap_or(30)
}

/// The folder and the task of this process, where it is such a child.
pub fn task() -> Option<(PathBuf, String)> {
    let folder = std::env::var_os("FOLDER_OF_THE_KILLED")?;
    Some((folder.into(), std::env::var("TASK").ok()?))
}

/// Tells the test that something is done.
pub fn say(what: &str) {
    let mut out = std::io::stdout();
    writeln!(out, "\n! {what}")
        .and_then(|()| out.flush())
        .unwrap();
}

/// When a child is killed.
pub struct Moment {
    /// Not before it has said that something is done.
    pub done: bool,
    /// Some time after that, or after it has begun.
    pub after: Duration,
}

impl Moment {
    /// Another for every round, up to `most` milliseconds; in every fourth something is done before.
    pub fn of(round: u64, most: u64) -> Self {
        let scattered = round
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        Self {
            done: round % 4 == 3,
            after: Duration::from_micros((scattered >> 33) % (most * 1000)),
        }
    }
}

/// Has a child do a task and kills it; answers with what it said it had done.
pub fn killed(task: &str, folder: &Path, moment: &Moment) -> Vec<String> {
    let mut child = Command::new(std::env::current_exe().unwrap())
        .args([
            "--exact",
            "killed::child_that_is_killed",
            "--ignored",
            "--nocapture",
        ])
        .env("FOLDER_OF_THE_KILLED", folder)
        .env("TASK", task)
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let lines = BufReader::new(child.stdout.take().unwrap()).lines();
    let mut said = lines.filter_map(|line| Some(line.unwrap().strip_prefix("! ")?.to_owned()));
    assert_eq!(said.next().as_deref(), Some("begun"));
    let first = if moment.done { said.next() } else { None };
    std::thread::sleep(moment.after);
    // It may have ended by itself.
    let _ = child.kill();
    let said = first.into_iter().chain(said).collect();
    child.wait().unwrap();
    said
}
