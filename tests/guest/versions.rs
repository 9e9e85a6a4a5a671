//! Questions that ask only for what is new.

use std::sync::atomic::AtomicBool;

use yuebao::delivery::web::{Answer, Ask, Guest, Home, Validators};

use crate::site::{Reply, Routes, Site};
use crate::{MOST, brisk, home, url};

fn ask(guest: &Guest, home: &Home, address: &str, known: &Validators) -> Answer {
    let (url, stop) = (url(address), AtomicBool::new(false));
    let ask = Ask {
        url: &url,
        known: Some(known),
        home,
        most: MOST,
        stop: &stop,
    };
    guest.get(&ask).unwrap()
}

const DATE: &str = "Wed, 25 Nov 2026 04:00:00 GMT";

#[test]
fn what_has_not_changed_is_not_sent_again() {
    let page = || Reply::html("one");
    let routes = Routes::new()
        .on("/etag", page().etag("W/\"1\""))
        .on("/date", page().modified(DATE))
        .on("/both", page().etag("\"2\"").modified(DATE))
        .on("/none", page());
    let (site, guest) = (Site::start(routes), Guest::new(brisk()));
    for (path, unchanged) in [
        ("/etag", true),
        ("/date", true),
        ("/both", true),
        ("/none", false),
    ] {
        let first = ask(&guest, &home(&site), &site.at(path), &Validators::default());
        assert!(first.body.is_some());
        // As it would be kept: written and read back.
        let kept = serde_json::to_string(&first.validators).unwrap();
        let known = serde_json::from_str(&kept).unwrap();
        let second = ask(&guest, &home(&site), &site.at(path), &known);
        assert_eq!(
            (second.body.is_none(), &second.validators),
            (unchanged, &known),
            "{path}"
        );
    }
}

#[test]
fn versions_go_back_to_the_address_they_are_of() {
    let routes = Routes::new()
        .on("/", Reply::redirect(302, "/today").etag("\"other\""))
        .on("/today", Reply::html("one").etag("\"1\""));
    let (site, guest) = (Site::start(routes), Guest::new(brisk()));
    let first = ask(&guest, &home(&site), &site.at("/"), &Validators::default());
    let second = ask(&guest, &home(&site), &site.at("/"), &first.validators);
    assert!(second.body.is_none());
    let sent: Vec<_> = site
        .log()
        .iter()
        .map(|asked| asked.header("if-none-match").map(str::to_owned))
        .collect();
    assert_eq!(sent, [None, None, None, Some("\"1\"".to_owned())]);
}

#[test]
fn what_is_no_version_is_not_kept_or_sent() {
    let long = format!("\"{}\"", "x".repeat(2_000));
    let routes = Routes::new()
        .on("/long", Reply::html("one").etag(&long))
        .on("/odd", Reply::html("one").etag("\"ö\""));
    let (site, guest) = (Site::start(routes), Guest::new(brisk()));
    for path in ["/long", "/odd"] {
        let answer = ask(&guest, &home(&site), &site.at(path), &Validators::default());
        assert_eq!(answer.validators.etag, None);
    }
    for etag in ["a\r\nX-Evil: 1", "\u{1b}", &long, " "] {
        let known = Validators {
            etag: Some(etag.into()),
            ..Validators::default()
        };
        ask(&guest, &home(&site), &site.at("/odd"), &known);
        let log = site.log();
        let last = log.last().unwrap();
        assert_eq!(
            (last.header("if-none-match"), last.header("x-evil")),
            (None, None),
            "{etag:?}"
        );
    }
}
