//! Why something was not had from a site, in sentences that say what and what to do. A refusal is lasting (asking again
//! is of no use until somebody changes something) or passing.

use jiff::Timestamp;
use thiserror::Error;

/// Why there is no answer. Texts in it are cleaned and short, and hold no secret.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum Refused {
    /// Not an address that yuebao goes to: another scheme, no host, too long.
    #[error("{shown} is no address that yuebao fetches ({why})")]
    Address {
        /// The address.
        shown: String,
        /// What is wrong with it.
        why: &'static str,
    },
    /// An address of the reader's own network or machine, to which a site may not send yuebao.
    #[error(
        "{host} is an address of a private network, and you have not subscribed to it there; nothing was asked"
    )]
    Private {
        /// The host.
        host: String,
    },
    /// robots.txt says no.
    #[error("{shown} is closed to programs by the site's robots.txt; open it in a browser")]
    Robots {
        /// The address.
        shown: String,
    },
    /// robots.txt could not be had because the site is in trouble, so the site counts as closed for now.
    #[error(
        "{host} gave no robots.txt ({status}), so nothing more was asked of it; try again later"
    )]
    RobotsAway {
        /// The host.
        host: String,
        /// What it answered.
        status: u16,
    },
    /// There is no such thing, or no longer (404, 410).
    #[error(
        "{shown} is not there (the site answered {status}); if it was moved, subscribe to its new address"
    )]
    Gone {
        /// The address.
        shown: String,
        /// 404 or 410.
        status: u16,
    },
    /// The site wants to know who asks, or does not want to answer (401, 402, 403, 407, 451).
    #[error(
        "{shown} is not given to yuebao (the site answered {status}); it may want a subscription or a password"
    )]
    Denied {
        /// The address.
        shown: String,
        /// The answer.
        status: u16,
    },
    /// Any other answer that is no page.
    #[error("{shown} was answered with {status}, which is no page")]
    Answer {
        /// The address.
        shown: String,
        /// The answer.
        status: u16,
    },
    /// The site failed, each time it was asked.
    #[error("{shown} failed on the site's side ({status}); try again later")]
    Failing {
        /// The address.
        shown: String,
        /// The answer.
        status: u16,
    },
    /// The site asks to be left alone (429, 503 with `Retry-After`).
    #[error("{host} asks to be left alone{}", until(.back))]
    Later {
        /// The host.
        host: String,
        /// When it may be asked again.
        back: Option<Timestamp>,
    },
    /// More redirects than are followed, or in a circle.
    #[error("{shown} leads on and on; the site's redirects do not end")]
    Circling {
        /// The first address.
        shown: String,
    },
    /// A redirect from https to http while the reader's password or cookies are in play.
    #[error(
        "{shown} leads from a safe connection to an open one; it was not followed, because you are signed in there"
    )]
    Downgrade {
        /// Where it led.
        shown: String,
    },
    /// The certificate does not prove that this is the site.
    #[error("{host} cannot prove that it is {host} ({why}); nothing was asked of it")]
    Certificate {
        /// The host.
        host: String,
        /// What is wrong with it.
        why: String,
    },
    /// The name means nothing now: there is no network, or no such host.
    #[error("{host} was not found; check the address and the network")]
    NotFound {
        /// The host.
        host: String,
    },
    /// Nobody answered there, or the connection broke.
    #[error("{host} cannot be reached ({why}); try again later")]
    Unreachable {
        /// The host.
        host: String,
        /// What the system said.
        why: String,
    },
    /// Too slow, or without an end.
    #[error("{shown} took too long; try again later")]
    Slow {
        /// The address.
        shown: String,
    },
    /// It broke off before its end.
    #[error("{shown} broke off before its end; try again later")]
    Truncated {
        /// The address.
        shown: String,
    },
    /// Larger than was asked for, unpacked.
    #[error("{shown} is larger than yuebao takes ({most} bytes)")]
    TooLarge {
        /// The address.
        shown: String,
        /// Bytes.
        most: usize,
    },
    /// Not HTTP, or damaged beyond use.
    #[error("{host} does not speak proper HTTP ({why})")]
    Garbled {
        /// The host.
        host: String,
        /// What is wrong.
        why: String,
    },
    /// The proxy does not do what it is asked.
    #[error("the proxy failed ({why}); check HTTPS_PROXY, HTTP_PROXY and NO_PROXY")]
    Proxy {
        /// What it said.
        why: String,
    },
    /// This run has asked for as much as one run may.
    #[error("this run has asked for as much as one run may; the rest is for the next")]
    Enough,
    /// The reader stopped it.
    #[error("stopped")]
    Stopped,
}

impl Refused {
    /// Whether asking again is of no use before the site or the reader changes something.
    pub fn is_lasting(&self) -> bool {
        use Refused::*;
        match self {
            Address { .. } | Private { .. } | Robots { .. } | Gone { .. } | Denied { .. } => true,
            Answer { .. } | Circling { .. } | Downgrade { .. } => true,
            Certificate { .. } | TooLarge { .. } => true,
            RobotsAway { .. } | Failing { .. } | Later { .. } | NotFound { .. } => false,
            Unreachable { .. } | Slow { .. } | Truncated { .. } | Garbled { .. } => false,
            Proxy { .. } | Enough | Stopped => false,
        }
    }

    /// Whether another try in this run may do better.
    pub(super) fn is_worth_a_try(&self) -> bool {
        use Refused::*;
        matches!(
            self,
            Failing { .. } | Later { .. } | Unreachable { .. } | Truncated { .. } | Garbled { .. }
        )
    }
}

fn until(back: &Option<Timestamp>) -> String {
    match back {
        Some(time) => format!(" until {}", time.strftime("%Y-%m-%d %H:%M:%S UTC")),
        None => " for now; try again later".to_owned(),
    }
}
