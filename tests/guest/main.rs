//! The guest against a site that behaves badly: faults, defences, politeness, secrets. No test asks that anything be quick.

#![allow(clippy::unwrap_used)] // A test that finds no value has failed.

#[path = "../common/site.rs"]
mod site;
#[path = "../common/tls.rs"]
mod tls;

mod faults;
mod gates;
mod polite;
mod robots;
mod secrets;
mod trust;
mod versions;

use std::sync::atomic::AtomicBool;
use std::time::Duration;

use url::Url;
use yuebao::delivery::web::{Answer, Ask, Guest, Home, Manners, Refused};

use site::Site;

/// Bytes that tests take at most.
const MOST: usize = 100_000;

/// Manners that waste no time, and ask for no robots.txt.
fn brisk() -> Manners {
    Manners {
        pause: Duration::ZERO,
        robots: false,
        backoff: Duration::from_millis(2),
        patience: Duration::from_secs(5),
        connect: Duration::from_secs(5),
        between: Duration::from_secs(20),
        whole: Duration::from_secs(60),
        proxies: false,
        ..Manners::default()
    }
}

/// Manners that wait for nobody.
fn hasty() -> Manners {
    Manners {
        between: Duration::from_millis(300),
        whole: Duration::from_millis(900),
        ..brisk()
    }
}

/// Brisk, and with robots.txt.
fn careful() -> Manners {
    Manners {
        robots: true,
        ..brisk()
    }
}

fn url(address: &str) -> Url {
    Url::parse(address).unwrap()
}

fn home(site: &Site) -> Home {
    Home::new(&url(&site.address))
}

fn get(guest: &Guest, home: &Home, address: &str) -> Result<Answer, Refused> {
    let (url, stop) = (url(address), AtomicBool::new(false));
    guest.get(&Ask {
        url: &url,
        known: None,
        home,
        most: MOST,
        stop: &stop,
    })
}

/// The body of an answer as text.
fn body(answer: Answer) -> String {
    String::from_utf8(answer.body.unwrap()).unwrap()
}

/// What sort of refusal it is.
fn sort(refused: &Refused) -> String {
    let name = format!("{refused:?}");
    name.chars().take_while(|c| c.is_alphanumeric()).collect()
}

/// The body, or the sort of the refusal. Every refusal is one short line.
fn outcome(answer: Result<Answer, Refused>) -> Result<String, String> {
    answer.map(body).map_err(|refused| {
        let said = refused.to_string();
        assert!(
            !said.contains(char::is_control) && said.chars().count() < 400,
            "{said:?}"
        );
        sort(&refused)
    })
}
