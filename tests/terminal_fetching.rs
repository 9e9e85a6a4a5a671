//! Fetching on a real terminal: a courier that never rests keeps nobody from reading, and leaving does not wait for it.

#![allow(clippy::unwrap_used)] // A test that finds no value has failed.
#![cfg(unix)]

mod common;
#[path = "common/terminal.rs"]
mod terminal;

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use common::Desk;
use terminal::{Session, command};
use yuebao::delivery::{Courier, Progress, State, Subscribed, Wanted, deliver};
use yuebao::library::{Library, LibraryError};
use yuebao::tui::{Paper, run};

/// Tells of pages as fast as it can, and never ends by itself.
struct Restless;

fn paper() -> Subscribed {
    Subscribed {
        id: "rmrb".into(),
        name: "人民日报".into(),
        day: None,
        is_today: false,
        key: None,
        state: State::Never,
        stories: 0,
        read: 0,
        tried: None,
    }
}

impl Courier for Restless {
    fn subscribed(&mut self) -> Result<Vec<Subscribed>, LibraryError> {
        Ok(vec![paper()])
    }

    fn fetch(
        &mut self,
        _: &[String],
        tell: &mut dyn FnMut(Progress),
        stop: &AtomicBool,
    ) -> Result<(), LibraryError> {
        let id = String::from("rmrb");
        tell(Progress::Began { id: id.clone() });
        for pages in 0.. {
            if stop.load(Ordering::Relaxed) {
                break;
            }
            let (id, what) = (id.clone(), format!("第{pages}版"));
            tell(Progress::Came {
                id,
                pages,
                of: 1 << 40,
                what,
            });
        }
        // What it writes last takes a while; nobody waits for that who leaves.
        std::thread::sleep(Duration::from_secs(2));
        Ok(())
    }

    fn look_into_folders(&mut self) -> Result<Vec<Subscribed>, LibraryError> {
        Ok(Vec::new())
    }
}

/// Not a test of its own but the child of the others: a desk with a courier that never rests.
#[test]
#[ignore = "runs only as the child of another test"]
fn child_that_fetches() {
    let Some(folder) = std::env::var_os("FETCHING_ON_A_TERMINAL") else {
        return;
    };
    let mut issues = deliver(&[Wanted::Sample]).issues;
    let issue = issues.remove(0);
    let paper = Paper {
        edition: issue.edition,
        key: issue.key,
        name: issue.name,
        origin: issue.origin,
        beside: [None, None],
    };
    let desk = yuebao::tui::Desk {
        open_library: Arc::new(move || Library::open(std::path::Path::new(&folder))),
        open_archive: Arc::new(|| Err(LibraryError::NoHome)),
        share: None,
        open_courier: Arc::new(|| Ok(Box::new(Restless))),
        setting: Default::default(),
        screen: Default::default(),
        tools: Default::default(),
        locale: "zh-Hans".into(),
    };
    run(paper, desk, &mut |_| None).unwrap();
}

fn session() -> (Desk, Session) {
    let desk = Desk::new();
    let itself = std::env::current_exe().unwrap();
    let arguments = ["--exact", "child_that_fetches", "--ignored", "--nocapture"];
    let mut command = command(itself.to_str().unwrap(), desk.environment(), &arguments);
    command.env("FETCHING_ON_A_TERMINAL", desk.path("data"));
    let session = Session::start(80, 24, command);
    session.assert_taken();
    session.settled();
    (desk, session)
}

#[test]
fn keys_are_answered_while_papers_come_and_leaving_waits_for_nobody() {
    let (_desk, mut session) = session();
    let slowest = |session: &mut Session| {
        let standing = |n: usize| format!("1 要闻  {n}/");
        let keys = [("j", 2), ("j", 3), ("j", 4), ("k", 3), ("k", 2), ("k", 1)];
        let times = keys.map(|(key, n)| {
            let began = Instant::now();
            session.type_keys(key);
            session.shows(&standing(n));
            began.elapsed()
        });
        times.into_iter().max().unwrap()
    };
    // The first time every story is set.
    let first = slowest(&mut session);
    let alone = slowest(&mut session);
    session.type_keys("gR");
    session.shows("收报 人民日报");
    let beside = slowest(&mut session);
    println!("the slowest key took {first:?}, then {alone:?}, and while papers came {beside:?}");
    assert!(beside < Duration::from_secs(1), "{beside:?}");
    session.type_keys("S");
    session.shows("正在收");
    let began = Instant::now();
    session.type_keys("Q");
    assert!(session.end().success());
    assert!(
        began.elapsed() < Duration::from_millis(1500),
        "{:?}",
        began.elapsed()
    );
}

#[test]
fn a_round_is_stopped_by_the_key_that_began_it() {
    let (_desk, mut session) = session();
    session.type_keys("gR");
    session.shows("收报 人民日报");
    session.type_keys("gR");
    session.shows("正在停下");
    session.type_keys("j");
    session.shows("收报已停");
    session.type_keys("Q");
    assert!(session.end().success());
    session.assert_given_back();
}
