//! robots.txt at the door: asked for once, kept to, and what its absence means. How it is read is tested beside the code.

use std::time::Duration;

use yuebao::delivery::web::{Guest, Manners, limits};

use crate::site::{Reply, Routes, Site};
use crate::{careful, get, home, outcome};

/// A site with this for robots.txt and pages at every path: what comes of asking for `/a` and then `/b`.
#[track_caller]
fn check(robots: Reply, a: Result<&str, &str>, b: Result<&str, &str>) {
    let told = format!("{robots:?}").chars().take(160).collect::<String>();
    let routes = Routes::new()
        .on("/robots.txt", robots)
        .on("/moved.txt", Reply::text("user-agent: *\ndisallow: /a"));
    let (site, guest) = (
        Site::start(routes.otherwise(|_| Reply::text("page"))),
        Guest::new(careful()),
    );
    for (path, expected) in [("/a", a), ("/b", b)] {
        let found = outcome(get(&guest, &home(&site), &site.at(path)));
        assert_eq!(
            found.as_deref().map_err(String::as_str),
            expected,
            "{path} of {told}"
        );
    }
}

const CLOSED: Result<&str, &str> = Err("Robots");
const OPEN: Result<&str, &str> = Ok("page");

#[test]
fn what_is_closed_is_not_asked_for() {
    check(Reply::text("user-agent: *\ndisallow: /a"), CLOSED, OPEN);
    check(
        Reply::text("user-agent: yuebao\ndisallow: /b\n\nuser-agent: *\ndisallow: /"),
        OPEN,
        CLOSED,
    );
    check(
        Reply::text("user-agent: *\ndisallow: /a").gzip(),
        CLOSED,
        OPEN,
    );
    check(Reply::redirect(301, "/moved.txt"), CLOSED, OPEN);
    check(Reply::html("<h1>Not found</h1>"), OPEN, OPEN);
}

#[test]
fn a_site_without_one_is_open() {
    for status in [400, 401, 403, 404, 410, 418] {
        check(Reply::status(status), OPEN, OPEN);
    }
    check(Reply::redirect(302, "/robots.txt"), OPEN, OPEN);
    check(Reply::status(302), OPEN, OPEN);
}

#[test]
fn a_site_in_trouble_is_closed_for_now() {
    check(Reply::status(500), Err("RobotsAway"), Err("RobotsAway"));
    check(Reply::busy(503, "3600"), Err("Later"), Err("Later"));
    check(Reply::status(429), Err("Later"), Err("Later"));
    check(
        Reply::text("").cut(),
        Err("Unreachable"),
        Err("Unreachable"),
    );
    let lines = "user-agent: *\ndisallow: /a\n";
    check(
        Reply::text(lines).truncated(5),
        Err("Truncated"),
        Err("Truncated"),
    );
}

#[test]
fn of_a_vast_one_the_beginning_counts() {
    let vast = format!(
        "user-agent: *\ndisallow: /a\n{}disallow: /b\n",
        "# nothing\n".repeat(60_000)
    );
    check(Reply::text(&vast), CLOSED, OPEN);
    check(Reply::text(&vast).chunked(9_000), CLOSED, OPEN);
    check(
        Reply::text(&"user-agent: *\ndisallow: /a\n".repeat(40)).endless(),
        CLOSED,
        OPEN,
    );
}

#[test]
fn a_rule_that_was_cut_in_two_is_none() {
    let head = "user-agent: *\ndisallow: /a\n";
    let rule = "disallow: /private\n";
    // The limit lies behind the slash.
    let filler = limits::ROBOTS - head.len() - "disallow: /".len() - 1;
    let vast = format!("{head}{}\n{rule}", "#".repeat(filler));
    check(Reply::text(&vast), CLOSED, OPEN);
}

#[test]
fn trouble_is_not_looked_for_again_at_once() {
    let site = Site::start(Routes::new().otherwise(|_| Reply::status(500)));
    let guest = Guest::new(careful());
    for path in ["/a", "/b", "/c"] {
        assert!(get(&guest, &home(&site), &site.at(path)).is_err());
    }
    assert_eq!(site.paths(), ["/robots.txt"; 3]);
}

#[test]
fn it_is_asked_for_once_by_all_threads() {
    let routes = Routes::new().on(
        "/robots.txt",
        Reply::text("user-agent: *\ndisallow: /closed"),
    );
    let (site, guest) = (
        Site::start(routes.otherwise(|_| Reply::text("page"))),
        Guest::new(careful()),
    );
    std::thread::scope(|scope| {
        for thread in 0..8 {
            let (guest, site) = (&guest, &site);
            scope.spawn(move || {
                let open = site.at(&format!("/{thread}"));
                assert!(get(guest, &home(site), &open).is_ok());
                let refused = get(guest, &home(site), &site.at("/closed/1?q=1")).unwrap_err();
                assert!(refused.is_lasting() && refused.to_string().contains("robots.txt"));
            });
        }
    });
    let paths = site.paths();
    assert_eq!(paths[0], "/robots.txt");
    assert_eq!(
        paths.iter().filter(|path| *path == "/robots.txt").count(),
        1
    );
    assert_eq!((paths.len(), site.most_open()), (9, 1));
}

#[test]
fn it_counts_for_every_site_on_the_way() {
    let closed = Routes::new().on("/robots.txt", Reply::text("user-agent: *\ndisallow: /"));
    let closed = Site::start(closed.otherwise(|_| Reply::text("page")));
    let site = Site::start(Routes::new().on("/", Reply::redirect(302, &closed.at("/x"))));
    let both = home(&site).private(&crate::url(&closed.address));
    assert_eq!(
        outcome(get(&Guest::new(careful()), &both, &site.at("/"))),
        Err("Robots".into())
    );
    assert_eq!(closed.paths(), ["/robots.txt"]);
}

#[test]
fn its_pause_is_kept() {
    let routes = Routes::new().on(
        "/robots.txt",
        Reply::text("user-agent: *\ncrawl-delay: 0.2\n"),
    );
    let (site, guest) = (
        Site::start(routes.otherwise(|_| Reply::text("page"))),
        Guest::new(careful()),
    );
    for _ in 0..2 {
        assert!(get(&guest, &home(&site), &site.at("/")).is_ok());
    }
    let log = site.log();
    assert!(log[2].begun - log[1].answered.unwrap() >= Duration::from_millis(200));
}

#[test]
fn who_does_not_want_it_does_without() {
    let site = Site::start(Routes::new().otherwise(|_| Reply::text("user-agent: *\ndisallow: /")));
    let guest = Guest::new(Manners {
        robots: false,
        ..careful()
    });
    assert!(get(&guest, &home(&site), &site.at("/")).is_ok());
    assert_eq!(site.paths(), ["/"]);
}
