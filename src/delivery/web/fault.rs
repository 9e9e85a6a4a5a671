//! What went wrong on the way, from the words of `ureq`, `rustls` and the system into ours.

use std::io::{Error as IoError, ErrorKind};

use ureq::{Error, Timeout};
use url::Url;

use super::gate::Forbidden;
use super::{Refused, shown};

/// Characters of what others say that are shown.
const WORDS: usize = 120;

/// What begins every complaint of rustls about a certificate.
const CERTIFICATE: &str = "invalid peer certificate";

/// Which part of an answer was waited for.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// The status and the headers, or the connection itself.
    Head,
    /// The body.
    Body,
}

/// Says an error that came while asking for this address.
pub fn say(error: Error, url: &Url, part: Part) -> Refused {
    let host = || shown::host(url);
    let shown = || shown::url(url);
    match error {
        Error::Io(error) => say_io(&error, url, part),
        Error::Timeout(Timeout::Resolve) => Refused::NotFound { host: host() },
        Error::Timeout(_) => Refused::Slow { shown: shown() },
        Error::HostNotFound => Refused::NotFound { host: host() },
        Error::Other(error) if error.is::<Forbidden>() => Refused::Private { host: host() },
        Error::Rustls(error) => say_tls(&error.to_string(), url),
        Error::Decompress(_, error) if is_short(&error) => Refused::Truncated { shown: shown() },
        Error::ConnectProxyFailed(why) => Refused::Proxy {
            why: shown::text(&why, WORDS),
        },
        Error::InvalidProxyUrl => Refused::Proxy {
            why: "its address is none".into(),
        },
        Error::BadUri(_) | Error::Http(_) => Refused::Address {
            shown: shown(),
            why: "it cannot be written as HTTP wants it",
        },
        other => Refused::Garbled {
            host: host(),
            why: shown::text(&other.to_string(), WORDS),
        },
    }
}

fn say_io(error: &IoError, url: &Url, part: Part) -> Refused {
    let why = error.to_string();
    match error.kind() {
        _ if why.contains(CERTIFICATE) => say_tls(&why, url),
        ErrorKind::TimedOut | ErrorKind::WouldBlock => Refused::Slow {
            shown: shown::url(url),
        },
        _ if part == Part::Body => Refused::Truncated {
            shown: shown::url(url),
        },
        ErrorKind::InvalidData => Refused::Garbled {
            host: shown::host(url),
            why: shown::text(&why, WORDS),
        },
        ErrorKind::UnexpectedEof => unreachable(url, "it closed the connection without an answer"),
        _ => unreachable(url, &why),
    }
}

fn unreachable(url: &Url, why: &str) -> Refused {
    let (host, why) = (shown::host(url), shown::text(why, WORDS));
    Refused::Unreachable { host, why }
}

/// rustls says more than a reader wants, names and times; the sort of fault is enough for him.
fn say_tls(error: &str, url: &Url) -> Refused {
    let why = match error {
        _ if error.contains("expired") => "its certificate has expired",
        _ if error.contains("not valid yet") => {
            "its certificate is not valid yet; is the clock right?"
        }
        _ if error.contains("not valid for name") => "its certificate is for another name",
        _ if error.contains("UnknownIssuer") => {
            "nobody that this system trusts has signed its certificate"
        }
        _ if error.contains("No CA certificates") => {
            "this system has no root certificates; install ca-certificates"
        }
        _ if error.contains(CERTIFICATE) => "its certificate is not valid",
        other => {
            return Refused::Garbled {
                host: shown::host(url),
                why: shown::text(other, WORDS),
            };
        }
    };
    Refused::Certificate {
        host: shown::host(url),
        why: why.to_owned(),
    }
}

fn is_short(error: &IoError) -> bool {
    error.kind() == ErrorKind::UnexpectedEof
}
