//! Whole issues of every publishing system arrive as they were printed, once, and in every order of events.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use super::*;
use crate::press::FAMILIES;

#[test]
fn an_issue_of_every_family_arrives_whole_and_nothing_is_asked_twice() {
    for family in FAMILIES {
        let issue = Issue::new(family, day(), 16, 120, 1);
        let site = site(&issue);
        let desk = desk();
        subscribe(&desk, "syrb", &issue, &site);
        desk.run(&["fetch", "--quiet"]).good();
        let edition = edition(&desk, "syrb");
        assert_eq!(edition["masthead"], "试印日报syrb");
        assert_eq!(edition["date"], "2026-11-24");
        assert_eq!(shown(&edition), issue.pages, "{family:?}");
        let mut paths = site.paths();
        let asked = paths.len();
        paths.sort();
        paths.dedup();
        assert_eq!(paths.len(), asked, "{family:?}: something was asked twice");
        assert_eq!(
            asked,
            1 + 1 + 16 + 120,
            "robots.txt, the entry, pages, stories"
        );
        assert_eq!(site.most_open(), 1, "{family:?}");
        assert_eq!(paper(&desk, "syrb")["state"], "whole");
        // Again: only what may have changed is asked, and all of it has not.
        desk.run(&["fetch", "--quiet"]).good();
        let again = &site.log()[asked..];
        assert_eq!(again.len(), 1 + 1 + 16, "{family:?}");
        let is_cheap = |asked: &&site::Asked| asked.path != "/robots.txt";
        assert!(
            again
                .iter()
                .filter(is_cheap)
                .all(|asked| asked.header("if-none-match").is_some()),
            "{family:?}"
        );
        assert!(desk.run(&["search", "豆浆"]).good().contains("试印日报"));
    }
}

#[test]
fn the_issue_of_a_day_is_had_by_its_day() {
    let issue = Issue::new(press::Family::Nbs, day(), 2, 6, 2);
    let site = site(&issue);
    let desk = desk();
    subscribe(&desk, "syrb", &issue, &site);
    desk.run(&["fetch", "syrb", "--date", "2026-11-24", "--quiet"])
        .good();
    assert_eq!(shown(&edition(&desk, "syrb")), issue.pages);
    let other = desk.run(&["fetch", "syrb", "--date", "2026-11-23"]);
    assert_eq!(other.code, Some(1));
    assert!(other.err.contains("is not there"), "{}", other.err);
}

#[test]
fn a_story_that_was_corrected_remembers_what_it_was() {
    let mut issue = Issue::new(press::Family::Layout, day(), 2, 4, 3);
    let before = issue.pages[0][0].clone();
    let (old, path) = (routes(&issue), issue.story_path(0, 0));
    let first = issue.files().into_iter().find(|file| file.path == path);
    let first = first.unwrap().bytes;
    issue.pages[0][0].paragraphs[0] = "更正：不是三件事，是四件事。".into();
    let corrected = issue.files().into_iter().find(|file| file.path == path);
    let corrected = corrected.unwrap().bytes;
    let is_corrected = Arc::new(AtomicBool::new(false));
    let now = Arc::clone(&is_corrected);
    let site = Site::start(old.by(path, move |_| match now.load(Ordering::SeqCst) {
        true => Reply::page("text/html", corrected.clone()),
        false => Reply::page("text/html", first.clone()),
    }));
    let desk = desk();
    subscribe(&desk, "syrb", &issue, &site);
    desk.run(&["fetch", "--quiet"]).good();
    let key = paper(&desk, "syrb")["key"].clone();
    is_corrected.store(true, Ordering::SeqCst);
    desk.run(&["fetch", "--recheck", "--quiet"]).good();
    let edition = edition(&desk, "syrb");
    assert_eq!(paper(&desk, "syrb")["key"], key, "it is the same edition");
    assert_eq!(shown(&edition), issue.pages);
    let earlier = &edition["stories"][0]["earlier"];
    assert_eq!(
        earlier[0]["blocks"][0]["text"],
        before.paragraphs[0].as_str()
    );
    assert_eq!(edition["stories"][1].get("earlier"), None);
    assert!(desk.run(&["search", "不是三件事"]).good().contains("更正"));
}
