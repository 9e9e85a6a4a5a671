//! The guest: every question of yuebao to a site goes through it. It opens each gate before each step, takes its turn, asks,
//! and asks again where that is worth it. What the bytes mean is no concern of it.

use std::collections::HashMap;
use std::fmt;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use ureq::http::HeaderMap;
use url::Url;

use super::answer::{Answer, Ask, Validators, content_type};
use super::cookies::Jar;
use super::lanes::{self, Lanes, NoTurn, Turn};
use super::manners::Manners;
use super::robots::Robots;
use super::rules::Rules;
use super::verdict::{self, Verdict};
use super::wire::{Reply, Sending, Wire};
use super::{Refused, address, admission, basic, limits, retry, shown};

/// A polite guest, shared by all threads of a run.
pub struct Guest {
    manners: Manners,
    wire: Wire,
    lanes: Lanes,
    rules: Rules,
    jars: Mutex<HashMap<String, Jar>>,
    asked: AtomicUsize,
}

/// One step on the way to an answer.
struct Step<'a> {
    ask: &'a Ask<'a>,
    url: Url,
    /// Whether this is where the question began.
    first: bool,
    /// Whether the way led to another site at any time: from then on nobody is told who the reader is.
    left: bool,
    /// Whether this is robots.txt, of which the beginning is enough.
    robots: bool,
}

impl fmt::Debug for Guest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Guest").finish_non_exhaustive()
    }
}

impl Guest {
    /// A guest with these manners. It connects to nothing yet.
    pub fn new(manners: Manners) -> Self {
        Self {
            wire: Wire::new(&manners),
            manners,
            lanes: Lanes::default(),
            rules: Rules::default(),
            jars: Mutex::default(),
            asked: AtomicUsize::new(0),
        }
    }

    /// Asks, and waits for the answer: for a turn at the host, for its bytes, for a better moment.
    ///
    /// # Errors
    /// It is not given, may not be asked for, or was not had in time; `Refused::is_lasting` tells which.
    pub fn get(&self, ask: &Ask<'_>) -> Result<Answer, Refused> {
        let mut step = Step::begin(ask, ask.url.clone(), false);
        for _ in 0..=limits::REDIRECTS {
            let pause = self.admit(&step)?;
            match self.visit(&step, pause)? {
                Ok(answer) => return Ok(answer),
                Err(next) => step.go_on(next)?,
            }
        }
        let shown = shown::url(ask.url);
        Err(Refused::Circling { shown })
    }

    /// Breaks off everything that is going on, in all threads; nothing is asked any more.
    pub fn leave(&self) {
        self.wire.close();
    }

    /// Opens every gate before a step; the answer is the pause to keep at that host.
    fn admit(&self, step: &Step<'_>) -> Result<Duration, Refused> {
        self.check(step)?;
        if !self.manners.robots {
            return Ok(self.manners.pause);
        }
        let origin = step.url.origin().ascii_serialization();
        let rules = self.rules.of(origin, step.ask.stop, || self.robots(step))?;
        if !rules.allows(&step.path()) {
            let shown = shown::url(&step.url);
            return Err(Refused::Robots { shown });
        }
        let delay = rules.delay.unwrap_or_default().min(limits::CRAWL_DELAY);
        Ok(delay.max(self.manners.pause))
    }

    fn check(&self, step: &Step<'_>) -> Result<(), Refused> {
        admission::check(&step.url, step.ask.home)?;
        if self.wire.is_proxy(&step.url) {
            let host = shown::host(&step.url);
            return Err(Refused::Private { host });
        }
        Ok(())
    }

    /// The rules of the site of a step. Its redirects are followed, wherever they lead that yuebao goes.
    fn robots(&self, step: &Step<'_>) -> Result<Robots, Refused> {
        let Ok(url) = step.url.join("/robots.txt") else {
            return Ok(Robots::default());
        };
        let left = step.left;
        let mut step = Step::begin(step.ask, url, true);
        step.left = left;
        for _ in 0..=limits::REDIRECTS {
            self.check(&step)?;
            match self.visit(&step, self.manners.pause) {
                Ok(Ok(answer)) => return Ok(read_robots(&answer.body.unwrap_or_default())),
                Ok(Err(next)) => step.go_on(next)?,
                Err(refused) => return without_robots(refused, &step.url),
            }
        }
        Ok(Robots::default())
    }

    /// Takes a turn at a host and asks, again and again where that is worth it: an answer, or where it leads.
    fn visit(&self, step: &Step<'_>, pause: Duration) -> Result<Result<Answer, Url>, Refused> {
        let spot = address::spot(&step.url);
        let turn = self
            .lanes
            .turn(&spot, pause, self.manners.patience, step.ask.stop);
        let turn = turn.map_err(|none| no_turn(none, &step.url))?;
        let mut tried = 1;
        loop {
            match self.ask_once(step) {
                Ok(outcome) => return Ok(outcome),
                Err((refused, time)) => {
                    self.rest(step, &turn, tried, refused, time.unwrap_or_default(), pause)?
                }
            }
            tried += 1;
        }
    }

    /// Waits before another try, or gives up.
    fn rest(
        &self,
        step: &Step<'_>,
        turn: &Turn,
        tried: u32,
        refused: Refused,
        time: Duration,
        pause: Duration,
    ) -> Result<(), Refused> {
        let hopeless = !refused.is_worth_a_try() || tried >= self.manners.tries;
        if hopeless || time > self.manners.patience {
            turn.leave_alone(time);
            return Err(refused);
        }
        let rest = retry::backoff(self.manners.backoff, tried)
            .max(time)
            .max(pause);
        lanes::nap(rest, step.ask.stop).map_err(|_| Refused::Stopped)
    }

    fn ask_once(
        &self,
        step: &Step<'_>,
    ) -> Result<Result<Answer, Url>, (Refused, Option<Duration>)> {
        let known = step.known();
        let reply = self.send(step, &known).map_err(|refused| (refused, None))?;
        let body = match verdict::judge(&reply, &step.url, !known.is_empty()) {
            Verdict::Here => Some(reply.body),
            Verdict::Unchanged => None,
            Verdict::Elsewhere(next) => return Ok(Err(next)),
            Verdict::Not(refused, time) => return Err((refused, time)),
        };
        let kept: &[_] = if body.is_none() { &known } else { &[] };
        Ok(Ok(Answer {
            validators: Validators::of_answer(&reply.headers, &step.url, kept),
            content_type: content_type(&reply.headers),
            url: step.url.clone(),
            body,
        }))
    }

    /// One request, with everything that the home lets it carry.
    fn send(&self, step: &Step<'_>, known: &[(&str, &str)]) -> Result<Reply, Refused> {
        if self.asked.fetch_add(1, Ordering::Relaxed) >= limits::REQUESTS {
            return Err(Refused::Enough);
        }
        let home = step.ask.home;
        let who = home.credentials_for(&step.url).filter(|_| !step.left);
        let own = [
            ("authorization", who.map(basic::header)),
            ("cookie", self.cookies(step)),
        ];
        let own = own
            .iter()
            .filter_map(|(name, value)| Some((*name, value.as_deref()?)));
        let headers: Vec<(&str, &str)> = known.iter().copied().chain(own).collect();
        let reply = self.wire.send(&Sending {
            url: &step.url,
            headers: &headers,
            open: home.is_private_at(&address::spot(&step.url)),
            most: if step.robots {
                limits::ROBOTS
            } else {
                step.ask.most
            },
            cut: step.robots,
            stop: step.ask.stop,
        })?;
        self.keep_cookies(step, &reply.headers);
        Ok(reply)
    }

    fn cookies(&self, step: &Step<'_>) -> Option<String> {
        let name = step.ask.home.jar()?;
        let jars = self.jars.lock().unwrap_or_else(PoisonError::into_inner);
        jars.get(&name)?.header(&step.url)
    }

    fn keep_cookies(&self, step: &Step<'_>, headers: &HeaderMap) {
        let Some(name) = step.ask.home.jar() else {
            return;
        };
        let mut jars = self.jars.lock().unwrap_or_else(PoisonError::into_inner);
        let jar = jars.entry(name).or_default();
        let set = headers.get_all("set-cookie").iter();
        set.filter_map(|value| value.to_str().ok())
            .for_each(|value| jar.take(value, &step.url));
    }
}

impl<'a> Step<'a> {
    fn begin(ask: &'a Ask<'a>, mut url: Url, robots: bool) -> Self {
        url.set_fragment(None);
        Self {
            ask,
            url,
            first: true,
            left: false,
            robots,
        }
    }

    /// Goes where a redirect leads.
    fn go_on(&mut self, next: Url) -> Result<(), Refused> {
        let opens = self.url.scheme() == "https" && next.scheme() == "http";
        if opens && self.ask.home.is_signed_in() {
            let shown = shown::url(&next);
            return Err(Refused::Downgrade { shown });
        }
        self.left |= next.origin() != self.url.origin();
        self.first = false;
        self.url = next;
        Ok(())
    }

    /// The headers that ask only for what is new.
    fn known(&self) -> Vec<(&'static str, &'a str)> {
        let known = self.ask.known.filter(|_| !self.robots);
        known
            .map(|known| known.headers(&self.url, self.first))
            .unwrap_or_default()
    }

    /// The path with its query, as robots.txt speaks of it.
    fn path(&self) -> String {
        let query = self.url.query().map(|query| format!("?{query}"));
        format!("{}{}", self.url.path(), query.unwrap_or_default())
    }
}

/// Reads a robots.txt, of which the end may have been cut off: half of `Disallow: /private` would close everything.
fn read_robots(bytes: &[u8]) -> Robots {
    let is_end = |byte: &u8| matches!(byte, b'\n' | b'\r');
    let whole = match bytes.iter().rposition(is_end) {
        Some(end) if bytes.len() >= limits::ROBOTS => &bytes[..end],
        _ => bytes,
    };
    Robots::parse(whole)
}

/// What a robots.txt that is not given means (RFC 9309 §2.3.1): where there is none, everything is open; where the site
/// is in trouble, nothing is for now.
fn without_robots(refused: Refused, url: &Url) -> Result<Robots, Refused> {
    match refused {
        Refused::Gone { .. } | Refused::Denied { .. } | Refused::Answer { .. } => {
            Ok(Robots::default())
        }
        Refused::Failing { status, .. } => {
            let host = shown::host(url);
            Err(Refused::RobotsAway { host, status })
        }
        other => Err(other),
    }
}

fn no_turn(none: NoTurn, url: &Url) -> Refused {
    match none {
        NoTurn::Stopped => Refused::Stopped,
        NoTurn::TooManyHosts => Refused::Enough,
        NoTurn::LeftAlone(time) => verdict::later(url, Some(time)),
    }
}
