//! What an answer's status and headers mean for the question: an answer, a way to go on, or a refusal. Pure.

use std::time::Duration;

use url::Url;

use super::wire::Reply;
use super::{Refused, retry, shown};

/// What to make of a reply.
pub enum Verdict {
    /// It is what was asked for.
    Here,
    /// It has not changed since.
    Unchanged,
    /// It is elsewhere.
    Elsewhere(Url),
    /// It is not given: why, and how long the site wants to be left alone if it says so.
    Not(Refused, Option<Duration>),
}

/// Judges a reply to a question for `url`; `conditional` where the question named a version.
pub fn judge(reply: &Reply, url: &Url, conditional: bool) -> Verdict {
    let header = |name: &str| {
        reply
            .headers
            .get(name)
            .and_then(|value| value.to_str().ok())
    };
    match reply.status {
        200..=299 => Verdict::Here,
        304 if conditional => Verdict::Unchanged,
        301 | 302 | 303 | 307 | 308 => elsewhere(url, reply),
        429 | 503 => {
            let time = header("retry-after").and_then(retry::retry_after);
            Verdict::Not(later(url, time), time)
        }
        status => Verdict::Not(refuse(status, shown::url(url)), None),
    }
}

fn elsewhere(url: &Url, reply: &Reply) -> Verdict {
    let location = reply.headers.get("location").map(|value| value.as_bytes());
    // Sites write addresses in their own letters, and mostly in UTF-8.
    let location = location.map(String::from_utf8_lossy);
    match location.and_then(|location| url.join(location.trim()).ok()) {
        Some(mut next) => {
            next.set_fragment(None);
            Verdict::Elsewhere(next)
        }
        None => Verdict::Not(answered(url, reply.status), None),
    }
}

fn answered(url: &Url, status: u16) -> Refused {
    Refused::Answer {
        shown: shown::url(url),
        status,
    }
}

/// The refusal that says when the site may be asked again.
pub fn later(url: &Url, time: Option<Duration>) -> Refused {
    let back = time.and_then(retry::back);
    Refused::Later {
        host: shown::host(url),
        back,
    }
}

fn refuse(status: u16, shown: String) -> Refused {
    match status {
        404 | 410 => Refused::Gone { shown, status },
        401 | 402 | 403 | 407 | 451 => Refused::Denied { shown, status },
        408 | 425 | 500.. => Refused::Failing { shown, status },
        _ => Refused::Answer { shown, status },
    }
}
