//! What goes wrong at a site: each fault ends as a whole answer or as the refusal that says so, after as many tries as it
//! is worth, and never as half of an answer.

use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use yuebao::delivery::web::{Guest, Manners};

use crate::site::{Reply, Routes, Site};
use crate::{MOST, brisk, get, hasty, home, outcome, sort, url};

/// Ten thousand zeros, packed by brotli.
const ZEROS: [u8; 13] = [31, 15, 39, 248, 39, 0, 226, 177, 64, 32, 217, 3, 0];

/// Asks for `/` of a site that answers each time as it is told, the last way for ever after.
#[track_caller]
fn check(replies: Vec<Reply>, expected: Result<&str, &str>, asked: usize) {
    check_of(brisk(), replies, expected, asked);
}

#[track_caller]
fn check_of(manners: Manners, replies: Vec<Reply>, expected: Result<&str, &str>, asked: usize) {
    let told = format!("{replies:?}").chars().take(200).collect::<String>();
    let site = Site::start(Routes::new().by("/", move |asked| {
        replies[(asked.times - 1).min(replies.len() - 1)].clone()
    }));
    let found = outcome(get(&Guest::new(manners), &home(&site), &site.at("/")));
    let found = found.as_deref().map_err(String::as_str);
    assert_eq!((found, site.log().len()), (expected, asked), "{told}");
}

fn good() -> Reply {
    Reply::html("whole")
}

fn large(size: usize) -> Reply {
    Reply::text(&"x".repeat(size))
}

#[test]
fn good_answers_come_whole() {
    let most = "x".repeat(MOST);
    check(vec![good()], Ok("whole"), 1);
    check(vec![good().gzip()], Ok("whole"), 1);
    check(vec![good().chunked(2)], Ok("whole"), 1);
    check(vec![good().gzip().chunked(3)], Ok("whole"), 1);
    check(vec![large(MOST)], Ok(&most), 1);
    let brotli = Reply::page("text/plain", ZEROS).header("Content-Encoding", "br");
    check(vec![brotli], Ok(&"\0".repeat(10_000)), 1);
    check(vec![large(MOST).gzip()], Ok(&most), 1);
    check(vec![Reply::status(204)], Ok(""), 1);
    // Without a length the end of the connection is the end of the body.
    check(
        vec![Reply::raw("HTTP/1.0 200 OK\r\n\r\nwhole")],
        Ok("whole"),
        1,
    );
}

#[test]
fn what_is_lasting_is_asked_once() {
    for (status, expected) in [
        (404, "Gone"),
        (410, "Gone"),
        (401, "Denied"),
        (403, "Denied"),
        (451, "Denied"),
        (418, "Answer"),
        (304, "Answer"),
        (302, "Answer"),
    ] {
        check(vec![Reply::status(status)], Err(expected), 1);
    }
}

#[test]
fn what_is_passing_is_asked_again_and_not_for_ever() {
    let failing = |status| Reply::status(status);
    check(vec![failing(500)], Err("Failing"), 3);
    check(vec![failing(502), failing(504), good()], Ok("whole"), 3);
    check(vec![failing(503)], Err("Later"), 3);
    check(vec![good().cut()], Err("Unreachable"), 3);
    check(vec![good().cut(), good()], Ok("whole"), 2);
}

#[test]
fn half_an_answer_is_none() {
    let long = || large(5_000);
    check(vec![long().truncated(4_999)], Err("Truncated"), 3);
    check(vec![long().truncated(0)], Err("Truncated"), 3);
    check(vec![long().truncated_chunks(4_992)], Err("Truncated"), 3);
    check(vec![long().truncated(64), good()], Ok("whole"), 2);
    // The length is right, and the packed bytes break off.
    let torn = b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 14\r\n\r\n\x1f\x8b\x08\0\0\0\0\0\0\xff\xcb\x48\xcd\xc9";
    check(vec![Reply::raw(*torn)], Err("Truncated"), 3);
    check(
        vec![large(50).header("Content-Encoding", "gzip")],
        Err("Garbled"),
        3,
    );
}

#[test]
fn what_is_slow_or_endless_ends() {
    check_of(
        hasty(),
        vec![large(50).drip(Duration::from_millis(100))],
        Err("Slow"),
        1,
    );
    check_of(
        hasty(),
        vec![good().silent(Duration::from_secs(30))],
        Err("Slow"),
        1,
    );
    check(vec![large(1_000).endless()], Err("TooLarge"), 1);
    check(
        vec![Reply::redirect(302, "/").endless()],
        Err("Circling"),
        9,
    );
}

#[test]
fn what_is_too_large_is_refused() {
    check(vec![large(MOST + 1)], Err("TooLarge"), 1);
    check(vec![large(MOST + 1).chunked(1_000)], Err("TooLarge"), 1);
    check(vec![Reply::bomb(50 << 20)], Err("TooLarge"), 1);
    check(
        vec![good().header("X-Huge", "x".repeat(100_000))],
        Err("Garbled"),
        3,
    );
    let endless = b"HTTP/1.1 200 OK\r\nX: "
        .iter()
        .copied()
        .chain(vec![b'x'; 300_000]);
    check(
        vec![Reply::raw(endless.collect::<Vec<u8>>())],
        Err("Garbled"),
        3,
    );
    check(
        vec![Reply::raw("SSH-2.0-OpenSSH_9.9\r\n")],
        Err("Garbled"),
        3,
    );
}

#[test]
fn who_asks_for_time_has_it() {
    check(vec![Reply::busy(429, "0"), good()], Ok("whole"), 2);
    check(
        vec![Reply::busy(503, "Sun, 06 Nov 1994 08:49:37 GMT"), good()],
        Ok("whole"),
        2,
    );
    check(vec![Reply::busy(429, "86400")], Err("Later"), 1);
    check(
        vec![Reply::busy(503, "Fri, 31 Dec 2100 23:59:59 GMT")],
        Err("Later"),
        1,
    );
    check(vec![Reply::busy(429, "soon"), good()], Ok("whole"), 2);
    let site = Site::start(Routes::new().by("/", |asked| match asked.times {
        1 => Reply::busy(429, "1"),
        _ => good(),
    }));
    assert!(get(&Guest::new(brisk()), &home(&site), &site.at("/")).is_ok());
    let log = site.log();
    assert!(log[1].begun - log[0].begun >= Duration::from_secs(1));
}

#[test]
fn a_site_that_is_left_alone_is_not_asked_for_other_things() {
    let routes = Routes::new()
        .on("/", Reply::busy(429, "3600"))
        .on("/other", good());
    let (site, guest) = (Site::start(routes), Guest::new(brisk()));
    for path in ["/", "/other"] {
        let refused = get(&guest, &home(&site), &site.at(path)).unwrap_err();
        assert!(
            refused
                .to_string()
                .contains("asks to be left alone until 20"),
            "{refused}"
        );
        assert!(!refused.is_lasting());
    }
    assert_eq!(site.paths(), ["/"]);
}

#[test]
fn nobody_there() {
    let site = Site::start(Routes::new());
    let (address, own) = (site.at("/"), home(&site));
    drop(site);
    let refused = get(&Guest::new(brisk()), &own, &address).unwrap_err();
    assert_eq!(
        (sort(&refused).as_str(), refused.is_lasting()),
        ("Unreachable", false)
    );
    let strange = "http://no-such-host.invalid/";
    let refused = get(&Guest::new(brisk()), &own, strange).unwrap_err();
    assert_eq!(
        (sort(&refused).as_str(), refused.is_lasting()),
        ("NotFound", false)
    );
}

#[test]
fn whoever_stops_waits_for_nothing() {
    let site = Site::start(
        Routes::new()
            .on("/", Reply::status(500))
            .on("/endless", large(100).endless()),
    );
    let (guest, stop) = (
        Guest::new(Manners {
            backoff: Duration::from_secs(600),
            ..brisk()
        }),
        AtomicBool::new(false),
    );
    let (address, endless) = (url(&site.at("/")), url(&site.at("/endless")));
    let own = home(&site);
    let ask = |url| {
        guest.get(&yuebao::delivery::web::Ask {
            url,
            known: None,
            home: &own,
            most: usize::MAX,
            stop: &stop,
        })
    };
    std::thread::scope(|scope| {
        scope.spawn(|| {
            std::thread::sleep(Duration::from_millis(100));
            stop.store(true, Ordering::Relaxed);
        });
        assert_eq!(sort(&ask(&address).unwrap_err()), "Stopped");
        stop.store(false, Ordering::Relaxed);
        scope.spawn(|| {
            std::thread::sleep(Duration::from_millis(100));
            stop.store(true, Ordering::Relaxed);
        });
        assert_eq!(sort(&ask(&endless).unwrap_err()), "Stopped");
    });
}

#[test]
fn who_leaves_leaves_at_once() {
    let site = Site::start(Routes::new().on("/", good().silent(Duration::from_secs(600))));
    let patient = Manners {
        between: Duration::from_secs(600),
        whole: Duration::from_secs(600),
        tries: 1,
        ..brisk()
    };
    let guest = Guest::new(patient);
    std::thread::scope(|scope| {
        let asking = scope.spawn(|| get(&guest, &home(&site), &site.at("/")));
        while site.log().is_empty() {
            std::thread::sleep(Duration::from_millis(5));
        }
        guest.leave();
        assert!(asking.join().unwrap().is_err());
    });
    assert!(get(&guest, &home(&site), &site.at("/")).is_err());
}
