//! How long to wait before asking again: what the site says (`Retry-After`), or longer and longer by itself. It waits for
//! nothing; `lanes` does.

use std::hash::{BuildHasher, RandomState};
use std::time::Duration;

use jiff::Timestamp;

use super::limits;

/// The time a site asks for, in seconds or as the date of HTTP; `None` for what is neither. A time that is over is zero.
pub fn retry_after(value: &str) -> Option<Duration> {
    let value = value.trim();
    if !value.is_empty() && value.bytes().all(|byte| byte.is_ascii_digit()) {
        return Some(Duration::from_secs(value.parse().unwrap_or(u64::MAX)));
    }
    let date = jiff::fmt::rfc2822::parse(value).ok()?;
    let time = date.timestamp().duration_since(Timestamp::now());
    Some(Duration::try_from(time).unwrap_or_default())
}

/// The time before try `tried + 1`, counted from 1: twice as long each time, and somewhere in its upper half, so that
/// those who failed together do not come back together.
pub fn backoff(first: Duration, tried: u32) -> Duration {
    let doubled = first.saturating_mul(1 << tried.saturating_sub(1).min(16));
    let whole = doubled.min(limits::LONGEST_BACKOFF);
    whole / 2 + whole.mul_f64(chance() / 2.0)
}

/// When a time from now will be over.
pub fn back(time: Duration) -> Option<Timestamp> {
    let time = jiff::SignedDuration::try_from(time).ok()?;
    Timestamp::now().checked_add(time).ok()
}

/// Somewhere between 0 and 1.
fn chance() -> f64 {
    let random = RandomState::new().hash_one(0);
    f64::from(u32::try_from(random >> 32).unwrap_or(u32::MAX)) / f64::from(u32::MAX)
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::{backoff, limits, retry_after};

    #[test]
    fn a_site_says_when_in_seconds_or_as_a_date() {
        assert_eq!(retry_after(" 7 "), Some(Duration::from_secs(7)));
        assert_eq!(
            retry_after(&"9".repeat(40)),
            Some(Duration::from_secs(u64::MAX))
        );
        assert_eq!(
            retry_after("Sun, 06 Nov 1994 08:49:37 GMT"),
            Some(Duration::ZERO)
        );
        assert!(retry_after("Fri, 31 Dec 2100 23:59:59 GMT") > Some(Duration::from_secs(1 << 30)));
        for odd in ["", "soon", "-1", "1.5", "Sun, 99 Nov"] {
            assert_eq!(retry_after(odd), None, "{odd}");
        }
    }

    #[test]
    fn waiting_doubles_within_bounds() {
        let first = Duration::from_millis(100);
        for tried in 1..40 {
            let most = (first * 2u32.pow((tried - 1).min(16))).min(limits::LONGEST_BACKOFF);
            let time = backoff(first, tried);
            assert!(time >= most / 2 && time <= most, "{tried}: {time:?}");
        }
    }
}
