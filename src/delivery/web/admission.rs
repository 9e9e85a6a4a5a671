//! Which addresses a site may send yuebao to: http and https, no user in it, and nothing of the reader's own network.
//! Literal addresses are judged here; what a name resolves to is judged by `gate`, when the connection is made.

use std::net::IpAddr;

use url::{Host, Url};

use super::address::{is_local_name, may_connect, spot};
use super::home::Home;
use super::{Refused, limits, shown};

/// Judges an address before anything is asked.
///
/// # Errors
/// It is none that yuebao goes to, whatever its name resolves to.
pub fn check(url: &Url, home: &Home) -> Result<(), Refused> {
    if let Some(why) = flaw(url) {
        let shown = shown::url(url);
        return Err(Refused::Address { shown, why });
    }
    let is_own = match url.host() {
        Some(Host::Ipv4(v4)) => Some(IpAddr::V4(v4)),
        Some(Host::Ipv6(v6)) => Some(IpAddr::V6(v6)),
        _ => None,
    };
    let open = home.is_private_at(&spot(url));
    let fine = match is_own {
        Some(address) => may_connect(address, open),
        None => open || !is_local_name(url),
    };
    let host = || shown::host(url);
    if fine {
        Ok(())
    } else {
        Err(Refused::Private { host: host() })
    }
}

fn flaw(url: &Url) -> Option<&'static str> {
    if !matches!(url.scheme(), "http" | "https") {
        return Some("only http and https are fetched");
    }
    if !url.username().is_empty() || url.password().is_some() {
        return Some("it has a user or a password in it");
    }
    if url.as_str().len() > limits::URL {
        return Some("it is too long");
    }
    let nowhere = url.host_str().is_none_or(str::is_empty) || url.port() == Some(0);
    nowhere.then_some("it names no host")
}
