//! What the reader subscribed to: the hosts he named, whether they are private by his own word, who he is there, and
//! whether cookies are wanted. It decides what a request to a host may carry; it asks nothing itself.

use std::fmt;
use std::net::{IpAddr, ToSocketAddrs};

use url::{Origin, Url};

use super::address::{self, Spot};

/// A text that no message, log or debug output shows.
#[derive(Clone, PartialEq, Eq)]
pub struct Secret(String);

impl Secret {
    /// Wraps it.
    pub fn new(text: impl Into<String>) -> Self {
        Self(text.into())
    }

    /// The text itself, for what is sent and nothing else.
    pub(super) fn reveal(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret")
    }
}

/// Who the reader is at a site.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Credentials {
    /// The name.
    pub user: Secret,
    /// The password.
    pub password: Secret,
}

/// A subscription as the network sees it.
#[derive(Clone, Debug)]
pub struct Home {
    origin: Origin,
    private: Vec<Spot>,
    cookies: bool,
    credentials: Option<Credentials>,
}

impl Home {
    /// The home of what the reader subscribed to at this address. Who types a literal private address or `localhost`
    /// has named a private host; of any other name the subscription has to say so (`private`).
    pub fn new(url: &Url) -> Self {
        let home = Self {
            origin: url.origin(),
            private: Vec::new(),
            cookies: false,
            credentials: None,
        };
        if is_private_by_itself(url) {
            home.private(url)
        } else {
            home
        }
    }

    /// The reader named this host, too, and it was private when he did (`is_private_now`). It holds for its port, and
    /// for https where the port is that of http.
    #[must_use]
    pub fn private(mut self, url: &Url) -> Self {
        let (host, port) = address::spot(url);
        if port == 80 {
            self.private.push((host.clone(), 443));
        }
        self.private.push((host, port));
        self
    }

    /// Cookies are kept and sent for this subscription, until the program ends.
    #[must_use]
    pub fn with_cookies(mut self) -> Self {
        self.cookies = true;
        self
    }

    /// The reader is known there; it is told to the home's own scheme, host and port only.
    #[must_use]
    pub fn with_credentials(mut self, credentials: Credentials) -> Self {
        self.credentials = Some(credentials);
        self
    }

    /// Whether a connection to a private address is what the reader asked for there.
    pub(super) fn is_private_at(&self, spot: &Spot) -> bool {
        self.private.contains(spot)
    }

    /// What tells one home's cookies from another's; `None` where none are wanted.
    pub(super) fn jar(&self) -> Option<String> {
        self.cookies.then(|| self.origin.ascii_serialization())
    }

    /// Whether something is sent that a listener could use.
    pub(super) fn is_signed_in(&self) -> bool {
        self.cookies || self.credentials.is_some()
    }

    /// What to send to this address.
    pub(super) fn credentials_for(&self, url: &Url) -> Option<&Credentials> {
        let own = self.origin.is_tuple() && url.origin() == self.origin;
        self.credentials.as_ref().filter(|_| own)
    }
}

fn is_private_by_itself(url: &Url) -> bool {
    let (host, _) = address::spot(url);
    let bare = host.trim_start_matches('[').trim_end_matches(']');
    let literal = bare.parse::<IpAddr>().is_ok_and(address::is_private);
    literal || host == "localhost" || host.ends_with(".localhost")
}

/// Whether the host of an address is private now: asked once, when the reader subscribes, and remembered with the
/// subscription, so that a name that becomes private later is no way into the reader's network. Asks the resolver of
/// the system and may take as long as that does; a name that means nothing is not private.
pub fn is_private_now(url: &Url) -> bool {
    let found = address::spot(url).to_socket_addrs();
    let any = |addresses: Vec<IpAddr>| addresses.into_iter().any(address::is_private);
    is_private_by_itself(url) || found.is_ok_and(|found| any(found.map(|at| at.ip()).collect()))
}

#[cfg(test)]
mod tests {
    use url::Url;

    use super::{Credentials, Home, Secret, is_private_now};

    fn url(text: &str) -> Url {
        Url::parse(text).unwrap()
    }

    #[test]
    fn debug_output_holds_no_secret() {
        let credentials = Credentials {
            user: Secret::new("hidden-user"),
            password: Secret::new("hidden-word"),
        };
        let home = Home::new(&url("https://a.example/")).with_credentials(credentials);
        assert!(!format!("{home:?}").contains("hidden"));
        assert!(home.credentials_for(&url("https://a.example/x")).is_some());
        for elsewhere in [
            "http://a.example/",
            "https://a.example:444/",
            "https://b.a.example/",
        ] {
            assert!(
                home.credentials_for(&url(elsewhere)).is_none(),
                "{elsewhere}"
            );
        }
    }

    #[test]
    fn what_is_typed_as_private_is_private_there_and_only_there() {
        let home = Home::new(&url("http://192.168.1.5:8080/feed"));
        assert!(home.is_private_at(&("192.168.1.5".into(), 8080)));
        assert!(!home.is_private_at(&("192.168.1.5".into(), 22)));
        assert!(!home.is_private_at(&("192.168.1.6".into(), 8080)));
        assert!(!Home::new(&url("http://nas.example/")).is_private_at(&("nas.example".into(), 80)));
        let named = Home::new(&url("http://nas.example/")).private(&url("http://nas.example/"));
        assert!(named.is_private_at(&("nas.example".into(), 443)));
        assert!(Home::new(&url("http://[::1]:81/")).is_private_at(&("[::1]".into(), 81)));
    }

    #[test]
    fn a_host_is_private_by_its_address_or_by_what_its_name_means_now() {
        for (address, private) in [
            ("http://10.0.0.1/", true),
            ("http://[fd00::1]/", true),
            ("http://localhost:631/", true),
            ("http://1.1.1.1/", false),
            ("http://none.invalid/", false),
        ] {
            assert_eq!(is_private_now(&url(address)), private, "{address}");
        }
    }
}
