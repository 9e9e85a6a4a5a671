//! A fetch that is killed at any moment: what is shown then is whole, and the next run asks only for what is not here.
//!
//! `YUEBAO_KILLS=200 cargo test --test delivery killed` kills it that often.

use std::collections::HashSet;
use std::process::Stdio;
use std::time::Duration;

use yuebao::library::Depot;

use super::*;
use crate::killing::{Moment, rounds};
use crate::press::FAMILIES;

/// What a run asks for each time, because it may have changed.
fn is_asked_always(issue: &Issue, path: &str) -> bool {
    path == "/robots.txt" || path == issue.entry() || path == issue.page_path(0)
}

/// The paths of an issue that the depot holds.
fn kept(desk: &Desk, issue: &Issue, site: &Site) -> HashSet<String> {
    let depot = Depot::open(&desk.data()).unwrap();
    let paths = issue.files().into_iter().map(|file| file.path);
    let is_kept = |path: &String| {
        let piece = depot.piece("syrb", &issue.day.to_string(), &site.at(path));
        piece.unwrap().is_some()
    };
    paths.filter(is_kept).collect()
}

/// Pages that are shown are whole.
fn check_shown(desk: &Desk, issue: &Issue) {
    if paper(desk, "syrb")["key"].is_null() {
        return;
    }
    let edition = edition(desk, "syrb");
    let pages = edition["sections"].as_array().unwrap();
    for (at, page) in shown(&edition).iter().enumerate() {
        match pages[at].get("missing") {
            Some(_) => assert!(page.is_empty(), "{edition:#}"),
            None => assert_eq!(*page, issue.pages[at]),
        }
    }
}

#[test]
fn a_fetch_that_is_killed_shows_whole_pages_and_goes_on_where_it_stopped() {
    const SLOWEST: u64 = 400;
    let mut round = 0;
    let mut times = 0;
    while round < rounds() {
        let family = FAMILIES[times % FAMILIES.len()];
        let issue = Issue::new(family, day(), 6, 36, times);
        times += 1;
        let site = slow_site(&issue);
        let desk = desk();
        subscribe(&desk, "syrb", &issue, &site);
        let mut asked = 0;
        while round < rounds() {
            let before = kept(&desk, &issue, &site);
            let mut fetch = desk.yuebao();
            fetch.args(["fetch", "--quiet"]).stderr(Stdio::null());
            let mut fetch = fetch.spawn().unwrap();
            std::thread::sleep(Moment::of(round, SLOWEST).after);
            let _ = fetch.kill();
            fetch.wait().unwrap();
            round += 1;
            let paths = site.paths();
            for path in paths[asked..]
                .iter()
                .filter(|path| !is_asked_always(&issue, path))
            {
                assert!(!before.contains(path), "{path} was here and was asked for");
            }
            asked = paths.len();
            check_shown(&desk, &issue);
            if paper(&desk, "syrb")["state"] == "whole" {
                break;
            }
        }
        desk.run(&["fetch", "--quiet"]).good();
        assert_eq!(shown(&edition(&desk, "syrb")), issue.pages);
        assert!(desk.run(&["search", "豆浆"]).good().contains("试印日报"));
    }
}

/// A site that takes its time, so that a run can be killed in the midst of it.
fn slow_site(issue: &Issue) -> Site {
    const PAUSE: Duration = Duration::from_millis(8);
    let files = issue.files().into_iter();
    Site::start(files.fold(Routes::new(), |routes, file| {
        routes.by(file.path, move |_| {
            std::thread::sleep(PAUSE);
            Reply::page(file.kind, file.bytes.clone())
        })
    }))
}
