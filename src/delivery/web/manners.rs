//! How yuebao behaves at other people's servers, as far as a reader may choose it. The bounds are in `limits`.

use std::time::Duration;

use super::limits;

/// The manners of a guest.
#[derive(Clone, Debug)]
pub struct Manners {
    /// Time between the end of a request and the next to the same host.
    pub pause: Duration,
    /// Whether robots.txt is asked for and kept to.
    pub robots: bool,
    /// How often one thing is asked for, from 1.
    pub tries: u32,
    /// Time before the second try.
    pub backoff: Duration,
    /// The longest time that a site may ask to be left alone and that is waited for.
    pub patience: Duration,
    /// Time for finding an address, and for connecting.
    pub connect: Duration,
    /// Time in which the next bytes have to come.
    pub between: Duration,
    /// Time for one request as a whole.
    pub whole: Duration,
    /// Whether the proxies of the environment are used (`ALL_PROXY`, `HTTPS_PROXY`, `HTTP_PROXY`, but for `NO_PROXY`).
    pub proxies: bool,
}

impl Default for Manners {
    fn default() -> Self {
        Self {
            pause: Duration::from_secs(1),
            robots: true,
            tries: limits::TRIES,
            backoff: limits::BACKOFF,
            patience: limits::RETRY_AFTER,
            connect: limits::CONNECT,
            between: limits::BETWEEN,
            whole: limits::WHOLE,
            proxies: true,
        }
    }
}
