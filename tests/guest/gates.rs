//! Where a site may not send yuebao, on the first step and on every further one.

use std::net::TcpListener;

use yuebao::delivery::web::{Guest, Home};

use crate::site::{Reply, Routes, Site};
use crate::{brisk, get, home, outcome, url};

/// A site whose `/` leads there: what comes of it.
fn led_to(location: &str) -> (Result<String, String>, Vec<String>) {
    let routes = Routes::new()
        .on("/", Reply::redirect(302, location))
        .on("/there", Reply::text("there"));
    let site = Site::start(routes);
    let found = outcome(get(&Guest::new(brisk()), &home(&site), &site.at("/")));
    (found, site.paths())
}

#[track_caller]
fn check(location: &str, expected: Result<&str, &str>) {
    let (found, paths) = led_to(location);
    let found = found.as_deref().map_err(String::as_str);
    assert_eq!(found, expected, "{location}: {paths:?}");
}

#[test]
fn redirects_lead_on_within_the_site() {
    for status in [301, 302, 303, 307, 308] {
        let routes = Routes::new()
            .on("/a/", Reply::redirect(status, "../b?x=1#part"))
            .by("/b?x=1", move |asked| {
                let host = asked.header("host").unwrap_or_default();
                Reply::redirect(status, &format!("//{host}/c"))
            })
            .on("/c", Reply::text("there"));
        let site = Site::start(routes);
        let answer = get(&Guest::new(brisk()), &home(&site), &site.at("/a/"));
        assert_eq!(outcome(answer), Ok("there".into()));
        assert_eq!(site.paths(), ["/a/", "/b?x=1", "/c"]);
    }
    check("/there", Ok("there"));
    check("there", Ok("there"));
}

#[test]
fn the_answer_says_where_it_came_from() {
    let routes = Routes::new()
        .on("/", Reply::redirect(301, "/there#x"))
        .on("/there", Reply::text("there"));
    let site = Site::start(routes);
    let answer = get(&Guest::new(brisk()), &home(&site), &site.at("/#y")).unwrap();
    assert_eq!(answer.url.as_str(), site.at("/there"));
    let direct = get(&Guest::new(brisk()), &home(&site), &site.at("/there?a#b")).unwrap();
    assert_eq!(direct.url.as_str(), site.at("/there?a"));
    assert_eq!(
        answer.content_type.as_deref(),
        Some("text/plain; charset=utf-8")
    );
}

#[test]
fn no_redirect_leads_out_of_the_web() {
    for location in [
        "file:///etc/passwd",
        "ftp://127.0.0.1/x",
        "data:text/html,x",
        "javascript:alert(1)",
        "gopher://127.0.0.1/x",
        "http://user@news.example/",
        "http://user:word@news.example/",
        "http://:word@127.0.0.1/",
        "http://127.0.0.1:0/",
    ] {
        check(location, Err("Address"));
    }
    check("http://", Err("Answer"));
    check(&format!("/{}", "x".repeat(9_000)), Err("Address"));
}

#[test]
fn no_redirect_leads_into_a_private_network() {
    for host in [
        "127.0.0.1",
        "127.1",
        "2130706433",
        "0x7f.0.0.1",
        "0177.0.0.1",
        "0.0.0.0",
        "10.1.2.3",
        "100.64.0.9",
        "169.254.169.254",
        "172.16.0.1",
        "192.168.0.1",
        "224.0.0.1",
        "255.255.255.255",
        "[::1]",
        "[::]",
        "[::ffff:127.0.0.1]",
        "[::ffff:8.8.8.8]",
        "[fc00::1]",
        "[fe80::1]",
        "[ff02::1]",
        "[64:ff9b::7f00:1]",
        "localhost",
        "LOCALHOST.",
        "a.localhost",
    ] {
        check(&format!("http://{host}/"), Err("Private"));
        check(&format!("http://{host}:8765/there"), Err("Private"));
    }
}

#[test]
fn what_the_reader_named_is_open_and_its_neighbours_are_not() {
    let other = Site::start(Routes::new().on("/", Reply::text("other")));
    check(&other.at("/"), Err("Private"));
    assert_eq!(other.connections(), 0);
    let site = Site::start(Routes::new().on("/", Reply::redirect(302, &other.at("/"))));
    let both = home(&site).private(&url(&other.address));
    assert_eq!(
        outcome(get(&Guest::new(brisk()), &both, &site.at("/"))),
        Ok("other".into())
    );
    // A subscription elsewhere opens nothing here.
    let public = Home::new(&url("https://news.example/"));
    let refused = get(&Guest::new(brisk()), &public, &other.at("/")).unwrap_err();
    assert!(
        refused.is_lasting() && refused.to_string().contains("private network"),
        "{refused}"
    );
}

#[test]
fn what_is_open_for_one_subscription_is_not_for_another() {
    let site = Site::start(Routes::new().on("/", Reply::text("own")));
    let (guest, named) = (
        Guest::new(brisk()),
        format!("http://localhost:{}/", site.port()),
    );
    let own = Home::new(&url(&named));
    assert_eq!(outcome(get(&guest, &own, &named)), Ok("own".into()));
    // Even while the connection to it is kept.
    let public = Home::new(&url("https://news.example/"));
    assert_eq!(outcome(get(&guest, &public, &named)), Err("Private".into()));
    assert_eq!(site.log().len(), 1);
}

#[test]
fn an_address_that_is_refused_is_not_even_connected_to() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    listener.set_nonblocking(true).unwrap();
    check(
        &format!("http://{}/", listener.local_addr().unwrap()),
        Err("Private"),
    );
    assert!(listener.accept().is_err());
}

#[test]
fn messages_hold_nothing_that_acts_on_a_terminal_or_tells_a_key() {
    let location = "http://me:hidden@news.example/%1b[31m?key=hidden-hidden-hidden";
    let site = Site::start(Routes::new().on("/", Reply::redirect(302, location)));
    let refused = get(&Guest::new(brisk()), &home(&site), &site.at("/")).unwrap_err();
    let said = format!("{refused} {refused:?}");
    assert!(
        !said.contains("hidden") && !said.contains('\u{1b}'),
        "{said}"
    );
}
