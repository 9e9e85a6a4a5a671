//! Every number that bounds what a site can make yuebao do. Not what a reader chooses: that is `Manners`.

use std::time::Duration;

/// Bytes of a page, unpacked.
pub const PAGE: usize = 8 << 20;

/// Bytes of a picture or a PDF.
pub const FILE: usize = 64 << 20;

/// Bytes of the header of an answer.
pub const HEADER: usize = 64 << 10;

/// Bytes of robots.txt that are read; the rest of a longer one is not there (RFC 9309 §2.5).
pub const ROBOTS: usize = 500 << 10;

/// Bytes of a body that nobody wants and that are read so that the connection can serve again.
pub const REST: usize = 64 << 10;

/// Characters of an address.
pub const URL: usize = 8 << 10;

/// Characters of a validator.
pub const VALIDATOR: usize = 512;

/// Characters of an address in a message.
pub const SHOWN: usize = 160;

/// Characters of a value in the query of an address in a message.
pub const SHOWN_VALUE: usize = 16;

/// Redirects that are followed for one question (RFC 9309 §2.3.1.2 asks for five at least).
pub const REDIRECTS: usize = 8;

/// Time for finding an address and, again, for connecting to it and agreeing on keys.
pub const CONNECT: Duration = Duration::from_secs(15);

/// Time in which the next bytes have to come.
pub const BETWEEN: Duration = Duration::from_secs(20);

/// Time for one request, from the connection to the last byte.
pub const WHOLE: Duration = Duration::from_secs(180);

/// How often one thing is asked for, before yuebao gives up for this run.
pub const TRIES: u32 = 3;

/// Time before the second try; each further one waits twice as long as the one before.
pub const BACKOFF: Duration = Duration::from_millis(600);

/// The longest time between two tries.
pub const LONGEST_BACKOFF: Duration = Duration::from_secs(20);

/// The longest time that a site may ask to be left alone (`Retry-After`) and that is waited for.
pub const RETRY_AFTER: Duration = Duration::from_secs(60);

/// The longest pause that a site may ask for in robots.txt (`Crawl-delay`); longer ones are cut to it.
pub const CRAWL_DELAY: Duration = Duration::from_secs(10);

/// How long a robots.txt counts that could not be had.
pub const ROBOTS_AWAY: Duration = Duration::from_secs(60);

/// How long a robots.txt counts (RFC 9309 §2.4).
pub const ROBOTS_AGE: Duration = Duration::from_secs(24 * 60 * 60);

/// How long a connection is kept for the next request.
pub const IDLE: Duration = Duration::from_secs(30);

/// Hosts that one run speaks to.
pub const HOSTS: usize = 1_000;

/// Requests of one run.
pub const REQUESTS: usize = 50_000;

/// Connections that are kept for the next request, over all hosts.
pub const KEPT: usize = 64;

/// Bytes of a request without its body.
pub const REQUEST: usize = 32 << 10;

/// Bytes of cookies that one request carries; the rest stays at home.
pub const CARRIED: usize = 8 << 10;

/// Cookies that are kept for one subscription, and characters of each.
pub const COOKIES: usize = 50;

/// Characters of one cookie, its name and its value together.
pub const COOKIE: usize = 4_096;
