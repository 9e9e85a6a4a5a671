//! What is sent to whom: passwords to the very home and nowhere else, cookies to who set them and only if they are wanted.

use yuebao::delivery::web::{Credentials, Guest, Home, Secret};

use crate::site::{Asked, Reply, Routes, Site};
use crate::{brisk, careful, get, home, outcome, url};

fn known(home: Home) -> Home {
    home.with_credentials(Credentials {
        user: Secret::new("hidden-user"),
        password: Secret::new("hidden-word"),
    })
}

/// `hidden-user:hidden-word`
const SENT: &str = "Basic aGlkZGVuLXVzZXI6aGlkZGVuLXdvcmQ=";

fn sent(log: &[Asked], name: &str) -> Vec<Option<String>> {
    log.iter()
        .map(|asked| asked.header(name).map(str::to_owned))
        .collect()
}

#[test]
fn a_password_goes_home_and_nowhere_else() {
    let other = Site::start(Routes::new().otherwise(|_| Reply::text("other")));
    let back = Site::start(Routes::new().by("/", |asked| {
        Reply::redirect(302, &format!("{}/own", asked.path))
    }));
    let routes = Routes::new()
        .on("/own", Reply::text("own"))
        .on("/inside", Reply::redirect(302, "/own"))
        .on("/away", Reply::redirect(302, &other.at("/")))
        .on("/round", Reply::redirect(302, &back.at("/")));
    let site = Site::start(routes);
    let own = known(home(&site))
        .private(&url(&other.address))
        .private(&url(&back.address));
    let guest = Guest::new(careful());
    for path in ["/own", "/inside", "/away"] {
        assert!(get(&guest, &own, &site.at(path)).is_ok(), "{path}");
    }
    assert!(
        sent(&site.log(), "authorization")
            .iter()
            .all(|sent| sent.as_deref() == Some(SENT))
    );
    assert!(get(&guest, &own, &other.at("/")).is_ok());
    let to_other = sent(&other.log(), "authorization");
    assert_eq!(to_other, [None, None, None], "{:?}", other.paths());
}

#[test]
fn who_was_led_away_is_not_known_on_coming_back() {
    let site = Site::start(Routes::new().otherwise(|_| Reply::text("own")));
    let (there, home_address) = (site.at("/own"), site.address.clone());
    let away = Site::start(Routes::new().on("/", Reply::redirect(302, &there)));
    let own = known(Home::new(&url(&home_address))).private(&url(&away.address));
    let guest = Guest::new(careful());
    assert_eq!(outcome(get(&guest, &own, &away.at("/"))), Ok("own".into()));
    assert_eq!(sent(&site.log(), "authorization"), [None, None]);
}

#[test]
fn no_message_tells_a_secret() {
    let site = Site::start(
        Routes::new()
            .on("/", Reply::status(403))
            .on("/cut", Reply::text("").cut()),
    );
    let (own, guest) = (known(home(&site)).with_cookies(), Guest::new(brisk()));
    for path in ["/", "/cut", "/none"] {
        let refused = get(&guest, &own, &site.at(path)).unwrap_err();
        let said = format!("{refused} {refused:?} {guest:?} {own:?}");
        assert!(!said.contains("hidden") && !said.contains("aGlk"), "{said}");
    }
}

#[test]
fn cookies_are_for_who_wants_them() {
    let routes = || {
        Routes::new()
            .on("/", Reply::text("a").cookie("id=7; Path=/; HttpOnly"))
            .on("/b", Reply::text("b"))
    };
    for wanted in [false, true] {
        let site = Site::start(routes());
        let own = if wanted {
            home(&site).with_cookies()
        } else {
            home(&site)
        };
        let guest = Guest::new(brisk());
        for path in ["/", "/b"] {
            assert!(get(&guest, &own, &site.at(path)).is_ok());
        }
        let expected = wanted.then(|| "id=7".to_owned());
        assert_eq!(sent(&site.log(), "cookie"), [None, expected]);
        // Another run knows nothing of them, nor does another subscription of the same site.
        assert!(get(&Guest::new(brisk()), &own, &site.at("/b")).is_ok());
        assert!(get(&guest, &home(&site), &site.at("/b")).is_ok());
        assert_eq!(sent(&site.log(), "cookie")[2..], [None, None]);
    }
}

#[test]
fn a_wall_of_cookies_opens_for_who_takes_them() {
    let site = Site::start(Routes::new().by("/", |asked| match asked.header("cookie") {
        Some(_) => Reply::text("inside"),
        None => Reply::redirect(302, "/").cookie("seen=1"),
    }));
    let guest = Guest::new(brisk());
    assert_eq!(
        outcome(get(&guest, &home(&site), &site.at("/"))),
        Err("Circling".into())
    );
    let own = home(&site).with_cookies();
    assert_eq!(
        outcome(get(&guest, &own, &site.at("/"))),
        Ok("inside".into())
    );
}
