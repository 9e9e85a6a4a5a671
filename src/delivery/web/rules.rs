//! The robots.txt of every site of a run, each fetched once. It says who waits for whom; `guest` does the fetching.

use std::collections::HashMap;
use std::sync::atomic::AtomicBool;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, TryLockError};
use std::time::{Duration, Instant};

use super::lanes::{self, NoTurn};
use super::robots::Robots;
use super::{Refused, limits};

/// How often somebody looks whether the file that another fetches has come.
const LOOK: Duration = Duration::from_millis(20);

type Verdict = Result<Arc<Robots>, Refused>;
type Slot = Mutex<Option<(Instant, Verdict)>>;

/// What is known of all sites, by scheme, host and port.
#[derive(Default)]
pub struct Rules {
    slots: Mutex<HashMap<String, Arc<Slot>>>,
}

impl Rules {
    /// The rules of a site, fetched where they are not known or too old.
    ///
    /// # Errors
    /// They could not be had, now or a short while ago, so that nothing may be asked of the site.
    pub fn of(
        &self,
        origin: String,
        stop: &AtomicBool,
        fetch: impl FnOnce() -> Result<Robots, Refused>,
    ) -> Verdict {
        let slot = self.slot(origin);
        let Ok(mut known) = wait_for(&slot, stop) else {
            return Err(Refused::Stopped);
        };
        if let Some((_, verdict)) = known
            .as_ref()
            .filter(|(since, verdict)| is_fresh(*since, verdict))
        {
            return verdict.clone();
        }
        let verdict = fetch().map(Arc::new);
        let counts = verdict.as_ref().err().is_none_or(is_of_the_site);
        *known = counts.then(|| (Instant::now(), verdict.clone()));
        verdict
    }

    fn slot(&self, origin: String) -> Arc<Slot> {
        let mut slots = self.slots.lock().unwrap_or_else(PoisonError::into_inner);
        slots.entry(origin).or_default().clone()
    }
}

/// Whether a refusal says something of the site, and not only of who asked, and when.
fn is_of_the_site(refused: &Refused) -> bool {
    use Refused::{Downgrade, Enough, Private, Stopped};
    !matches!(
        refused,
        Stopped | Enough | Private { .. } | Downgrade { .. }
    )
}

fn is_fresh(since: Instant, verdict: &Verdict) -> bool {
    let age = if verdict.is_ok() {
        limits::ROBOTS_AGE
    } else {
        limits::ROBOTS_AWAY
    };
    since.elapsed() < age
}

fn wait_for<'a>(
    slot: &'a Slot,
    stop: &AtomicBool,
) -> Result<MutexGuard<'a, Option<(Instant, Verdict)>>, NoTurn> {
    loop {
        match slot.try_lock() {
            Ok(guard) => return Ok(guard),
            Err(TryLockError::Poisoned(poisoned)) => return Ok(poisoned.into_inner()),
            Err(TryLockError::WouldBlock) => lanes::nap(LOOK, stop)?,
        }
    }
}
