//! What sites do wrong is named and bounded, and never half of a page is shown.

use super::*;
use crate::press::Family;

/// An issue of which one path answers otherwise.
#[track_caller]
fn check(path: impl Fn(&Issue) -> String, reply: Reply, reason: &str, missing: &[usize]) {
    let issue = Issue::new(Family::Layout, day(), 4, 12, 5);
    let site = Site::start(routes(&issue).on(path(&issue), reply));
    let desk = desk();
    subscribe(&desk, "syrb", &issue, &site);
    let said = desk.run(&["fetch", "--quiet"]);
    assert_eq!(said.code, Some(1), "{}", said.err);
    assert!(said.err.contains(reason), "{}", said.err);
    let edition = edition(&desk, "syrb");
    let pages = edition["sections"].as_array().unwrap();
    let gone: Vec<usize> = (0..pages.len())
        .filter(|&at| pages[at].get("missing").is_some())
        .collect();
    assert_eq!(gone, missing, "{edition:#}");
    let whole: Vec<_> = shown(&edition);
    for (at, page) in whole.iter().enumerate() {
        match missing.contains(&at) {
            true => assert!(page.is_empty()),
            false => assert_eq!(*page, issue.pages[at]),
        }
    }
    assert_eq!(paper(&desk, "syrb")["state"], "partly");
    assert_eq!(paper(&desk, "syrb")["pages"], 4 - missing.len());
}

#[test]
fn an_issue_of_a_day_to_come_hides_none_that_follows() {
    let issue = Issue::new(Family::Layout, jiff::civil::date(2099, 1, 1), 1, 2, 6);
    let site = site(&issue);
    let desk = desk();
    subscribe(&desk, "syrb", &issue, &site);
    let said = desk.run(&["fetch", "--quiet"]).complaint();
    assert!(
        said.contains("2099-01-01, which is a day to come"),
        "{said}"
    );
    assert_eq!(paper(&desk, "syrb")["day"], Value::Null);
}

#[test]
fn a_page_that_is_not_whole_is_missing_with_its_reason() {
    let story = |issue: &Issue| issue.story_path(1, 0);
    let page = |issue: &Issue| issue.page_path(2);
    check(story, Reply::status(404), "404", &[1]);
    check(story, Reply::status(500), "500", &[1]);
    check(page, Reply::status(410), "410", &[2]);
    check(
        page,
        Reply::html("<html><p>nothing of the kind</p></html>"),
        "no page of an e-paper",
        &[2],
    );
    check(
        story,
        Reply::html("<p>half of it, and then").truncated(10),
        "broke off",
        &[1],
    );
    check(
        story,
        Reply::page(
            "image/jpeg",
            vec![0xff, 0xd8, 0xff, 0xe0, 0, 16, b'J', b'F'],
        ),
        "JPEG",
        &[1],
    );
    check(
        story,
        Reply::redirect(302, "file:///etc/passwd"),
        "no address",
        &[1],
    );
    check(
        story,
        Reply::redirect(302, "http://10.0.0.1/"),
        "private network",
        &[1],
    );
}

#[test]
fn what_was_missing_comes_with_the_next_run_and_the_rest_is_not_asked_again() {
    let issue = Issue::new(Family::Classic, day(), 3, 9, 6);
    let path = issue.story_path(1, 1);
    let files: Vec<_> = issue.files();
    let body = files
        .iter()
        .find(|file| file.path == path)
        .unwrap()
        .bytes
        .clone();
    let site = Site::start(
        routes(&issue).by(path.clone(), move |asked| match asked.times {
            1..=3 => Reply::status(500),
            _ => Reply::page("text/html", body.clone()),
        }),
    );
    let desk = desk();
    subscribe(&desk, "syrb", &issue, &site);
    assert_eq!(desk.run(&["fetch", "--quiet"]).code, Some(1));
    let asked = site.paths().len();
    desk.run(&["fetch", "--quiet"]).good();
    assert_eq!(shown(&edition(&desk, "syrb")), issue.pages);
    let again = site.paths().split_off(asked);
    assert!(again.contains(&path));
    assert_eq!(
        again.len(),
        4,
        "robots.txt, the entry, the front, and what was missing: {again:?}"
    );
}

#[test]
fn a_site_that_gives_nothing_is_told_and_the_others_come() {
    let issue = Issue::new(Family::PaperIndex, day(), 2, 4, 7);
    let (well, ill) = (site(&issue), Site::start(Routes::new()));
    let desk = desk();
    subscribe(&desk, "well", &issue, &well);
    subscribe(&desk, "ill", &issue, &ill);
    let said = desk.run(&["fetch", "--all"]);
    assert_eq!(said.code, Some(1));
    assert!(
        said.out.contains("试印日报well 2026-11-24: new, 4 stories"),
        "{}",
        said.out
    );
    assert!(said.err.contains("试印日报ill: failed"), "{}", said.err);
    assert_eq!(paper(&desk, "ill")["state"], "failed");
    assert_eq!(paper(&desk, "well")["state"], "whole");
}

#[test]
fn a_site_that_is_closed_to_programs_is_left_alone() {
    let issue = Issue::new(Family::Layout, day(), 2, 4, 8);
    let robots = Reply::text("User-agent: *\nDisallow: /pc/\n");
    let site = Site::start(routes(&issue).on("/robots.txt", robots));
    let desk = desk();
    subscribe(&desk, "syrb", &issue, &site);
    let said = desk.run(&["fetch"]);
    assert_eq!(said.code, Some(1));
    assert!(said.err.contains("robots.txt"), "{}", said.err);
    assert_eq!(site.paths(), ["/robots.txt"]);
}

#[test]
fn a_site_that_asks_for_patience_is_given_it() {
    let issue = Issue::new(Family::Layout, day(), 2, 4, 9);
    let (story, page) = (issue.story_path(0, 0), issue.page_path(1));
    let body = |path: &str| {
        let file = issue.files().into_iter().find(|file| file.path == path);
        Reply::page("text/html", file.unwrap().bytes)
    };
    let (story_now, page_now) = (body(&story), body(&page));
    let routes = routes(&issue)
        .by(story, move |asked| match asked.times {
            1 => Reply::busy(429, "1"),
            _ => story_now.clone(),
        })
        .by(page, move |asked| match asked.times {
            1 => Reply::status(502),
            2 => page_now.clone().truncated(50),
            _ => page_now.clone(),
        });
    let site = Site::start(routes);
    let desk = desk();
    subscribe(&desk, "syrb", &issue, &site);
    desk.run(&["fetch", "--quiet"]).good();
    assert_eq!(shown(&edition(&desk, "syrb")), issue.pages);
}
