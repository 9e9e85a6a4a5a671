//! How the guest behaves: one connection a host, pauses, hosts side by side, a name of its own.

use std::sync::{Arc, Barrier};
use std::time::Duration;

use yuebao::delivery::web::{Guest, Manners};

use crate::site::{Asked, Reply, Routes, Site};
use crate::{brisk, careful, get, home, outcome};

fn page() -> Reply {
    Reply::html("page")
}

fn anything() -> Routes {
    Routes::new().otherwise(|_| page())
}

/// Each request began when this was over since the answer before it.
#[track_caller]
fn apart(log: &[Asked], pause: Duration) {
    for two in log.windows(2) {
        let between = two[1].begun - two[0].answered.unwrap();
        assert!(between >= pause, "{between:?}: {two:?}");
    }
}

#[test]
fn eight_threads_are_one_guest() {
    let site = Site::start(anything());
    let pause = Duration::from_millis(20);
    let guest = Guest::new(Manners { pause, ..brisk() });
    std::thread::scope(|scope| {
        for thread in 0..8 {
            let (guest, site) = (&guest, &site);
            scope.spawn(move || {
                for page in 0..3 {
                    let address = site.at(&format!("/{thread}/{page}"));
                    assert_eq!(
                        outcome(get(guest, &home(site), &address)),
                        Ok("page".into())
                    );
                }
            });
        }
    });
    let log = site.log();
    assert_eq!(
        (log.len(), site.most_open(), site.connections()),
        (24, 1, 1)
    );
    apart(&log, pause);
}

#[test]
fn a_try_more_is_a_request_like_any_other() {
    let site = Site::start(Routes::new().by("/", |asked| match asked.times {
        1 | 2 => Reply::status(502),
        _ => page(),
    }));
    let pause = Duration::from_millis(60);
    let guest = Guest::new(Manners { pause, ..brisk() });
    assert!(get(&guest, &home(&site), &site.at("/")).is_ok());
    assert_eq!(site.log().len(), 3);
    apart(&site.log(), pause);
}

#[test]
fn redirects_and_robots_keep_the_pause_too() {
    let site = Site::start(
        Routes::new()
            .on("/", Reply::redirect(302, "/there"))
            .on("/there", page()),
    );
    let pause = Duration::from_millis(60);
    let guest = Guest::new(Manners { pause, ..careful() });
    assert!(get(&guest, &home(&site), &site.at("/")).is_ok());
    assert_eq!(site.paths(), ["/robots.txt", "/", "/there"]);
    apart(&site.log(), pause);
}

#[test]
fn hosts_do_not_wait_for_each_other() {
    // Nobody is answered before all four have been asked.
    let all = Arc::new(Barrier::new(4));
    let site = || {
        let all = all.clone();
        Site::start(Routes::new().by("/", move |_| {
            all.wait();
            page()
        }))
    };
    let sites: Vec<Site> = (0..4).map(|_| site()).collect();
    let guest = Guest::new(Manners {
        tries: 1,
        ..brisk()
    });
    std::thread::scope(|scope| {
        for site in &sites {
            let guest = &guest;
            scope.spawn(move || assert!(get(guest, &home(site), &site.at("/")).is_ok()));
        }
    });
}

#[test]
fn small_answers_that_nobody_wants_keep_the_connection() {
    let routes = Routes::new()
        .on(
            "/gone",
            Reply::page("text/html", "not here").header("X", "y"),
        )
        .by("/404", |_| Reply::status(404))
        .on("/", Reply::redirect(302, "/gone"));
    let (site, guest) = (Site::start(routes), Guest::new(brisk()));
    for path in ["/404", "/", "/gone"] {
        let _ = get(&guest, &home(&site), &site.at(path));
    }
    assert_eq!((site.log().len(), site.connections()), (4, 1));
}

#[test]
fn the_guest_says_its_name_and_nothing_of_the_reader() {
    let site = Site::start(anything());
    assert!(get(&Guest::new(brisk()), &home(&site), &site.at("/")).is_ok());
    let asked = &site.log()[0];
    let mut names: Vec<&str> = asked
        .headers
        .iter()
        .map(|(name, _)| name.as_str())
        .collect();
    names.sort_unstable();
    assert_eq!(names, ["accept", "accept-encoding", "host", "user-agent"]);
    let name = asked.header("user-agent").unwrap();
    assert!(
        name.starts_with(concat!("yuebao/", env!("CARGO_PKG_VERSION"))),
        "{name}"
    );
    assert_eq!(asked.header("accept-encoding"), Some("gzip, br"));
}
