//! Turns at a host: one request at a time, a pause between two, nothing before the time that the site named. All threads
//! of a program wait here; it knows nothing of HTTP.

use std::collections::HashMap;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use super::address::Spot;
use super::limits;

/// How often somebody who waits looks whether to stop.
const LOOK: Duration = Duration::from_millis(50);

/// Why there is no turn.
#[derive(Debug, PartialEq, Eq)]
pub enum NoTurn {
    /// The reader stopped it.
    Stopped,
    /// The site wants to be left alone for longer than is waited for: this long.
    LeftAlone(Duration),
    /// This run speaks to as many hosts as one run may.
    TooManyHosts,
}

/// The lanes of all hosts.
#[derive(Default)]
pub struct Lanes {
    lanes: Mutex<HashMap<Spot, Arc<Lane>>>,
}

#[derive(Default)]
struct Lane {
    state: Mutex<State>,
    freed: Condvar,
}

#[derive(Default)]
struct State {
    busy: bool,
    ended: Option<Instant>,
    until: Option<Instant>,
}

/// A turn at a host. The next begins when this is dropped and the pause is over.
pub struct Turn {
    lane: Arc<Lane>,
}

impl Lanes {
    /// Waits for a turn at a host: until nobody else has it, `pause` is over since the last one, and the site may be asked
    /// again, if that is within `patience`.
    ///
    /// # Errors
    /// There will be no turn in this run.
    pub fn turn(
        &self,
        spot: &Spot,
        pause: Duration,
        patience: Duration,
        stop: &AtomicBool,
    ) -> Result<Turn, NoTurn> {
        let lane = self.lane(spot)?;
        let turn = lane.occupy(stop)?;
        let (since, until) = turn.lane.times();
        if until > patience {
            return Err(NoTurn::LeftAlone(until));
        }
        let rest = since.map_or(Duration::ZERO, |since| pause.saturating_sub(since));
        nap(rest.max(until), stop)?;
        Ok(turn)
    }

    fn lane(&self, spot: &Spot) -> Result<Arc<Lane>, NoTurn> {
        let mut lanes = self.lanes.lock().unwrap_or_else(PoisonError::into_inner);
        if lanes.len() >= limits::HOSTS && !lanes.contains_key(spot) {
            return Err(NoTurn::TooManyHosts);
        }
        Ok(lanes.entry(spot.clone()).or_default().clone())
    }
}

impl Lane {
    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn occupy(self: &Arc<Self>, stop: &AtomicBool) -> Result<Turn, NoTurn> {
        let mut state = self.state();
        while state.busy {
            if stop.load(Ordering::Relaxed) {
                return Err(NoTurn::Stopped);
            }
            let woken = self.freed.wait_timeout(state, LOOK);
            state = woken.unwrap_or_else(PoisonError::into_inner).0;
        }
        state.busy = true;
        Ok(Turn { lane: self.clone() })
    }

    /// The time since the last turn ended, and the time until the site may be asked again.
    fn times(&self) -> (Option<Duration>, Duration) {
        let (now, state) = (Instant::now(), self.state());
        let until = state
            .until
            .map(|until| until.saturating_duration_since(now));
        (
            state.ended.map(|ended| now - ended),
            until.unwrap_or_default(),
        )
    }
}

impl Turn {
    /// Nobody asks this host before the time is over.
    pub fn leave_alone(&self, time: Duration) {
        let until = Instant::now().checked_add(time);
        self.lane.state().until = until;
    }
}

impl Drop for Turn {
    fn drop(&mut self) {
        let mut state = self.lane.state();
        state.busy = false;
        // A turn that only learnt that there is nothing to do counts as one, too: it is the safe side.
        state.ended = Some(Instant::now());
        drop(state);
        self.lane.freed.notify_one();
    }
}

/// Waits, and looks whether to stop.
///
/// # Errors
/// The reader stopped it.
pub fn nap(time: Duration, stop: &AtomicBool) -> Result<(), NoTurn> {
    let begun = Instant::now();
    loop {
        if stop.load(Ordering::Relaxed) {
            return Err(NoTurn::Stopped);
        }
        let left = time.saturating_sub(begun.elapsed());
        if left.is_zero() {
            return Ok(());
        }
        std::thread::sleep(left.min(LOOK));
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
    use std::time::{Duration, Instant};

    use super::{Lanes, NoTurn, limits};

    const MINUTE: Duration = Duration::from_secs(60);

    #[test]
    fn turns_come_one_by_one_and_apart() {
        let (lanes, go, inside) = (
            Lanes::default(),
            AtomicBool::new(false),
            AtomicUsize::new(0),
        );
        let pause = Duration::from_millis(15);
        let begun = Instant::now();
        std::thread::scope(|scope| {
            for _ in 0..6 {
                scope.spawn(|| {
                    let turn = lanes.turn(&("a".into(), 80), pause, MINUTE, &go).unwrap();
                    assert_eq!(inside.fetch_add(1, Ordering::SeqCst), 0);
                    inside.fetch_sub(1, Ordering::SeqCst);
                    drop(turn);
                });
            }
        });
        assert!(begun.elapsed() >= pause * 5);
    }

    #[test]
    fn who_is_stopped_waits_no_longer() {
        let (lanes, stop, spot) = (
            Lanes::default(),
            AtomicBool::new(false),
            ("a".to_owned(), 80),
        );
        let turn = lanes.turn(&spot, MINUTE, MINUTE, &stop).unwrap();
        stop.store(true, Ordering::Relaxed);
        let second = lanes.turn(&spot, MINUTE, MINUTE, &stop);
        assert_eq!(second.err(), Some(NoTurn::Stopped));
        drop(turn);
        assert_eq!(
            lanes.turn(&spot, MINUTE, MINUTE, &stop).err(),
            Some(NoTurn::Stopped)
        );
    }

    #[test]
    fn a_host_that_wants_rest_has_it() {
        let (lanes, go, spot) = (
            Lanes::default(),
            AtomicBool::new(false),
            ("a".to_owned(), 80),
        );
        let turn = lanes.turn(&spot, Duration::ZERO, MINUTE, &go).unwrap();
        turn.leave_alone(2 * MINUTE);
        drop(turn);
        let next = lanes.turn(&spot, Duration::ZERO, MINUTE, &go);
        assert!(matches!(next.err(), Some(NoTurn::LeftAlone(time)) if time > MINUTE));
    }

    #[test]
    fn hosts_are_counted() {
        let (lanes, go) = (Lanes::default(), AtomicBool::new(false));
        let turn = |name: usize| lanes.turn(&(name.to_string(), 80), Duration::ZERO, MINUTE, &go);
        assert!((0..limits::HOSTS).all(|name| turn(name).is_ok()));
        assert_eq!(turn(limits::HOSTS).err(), Some(NoTurn::TooManyHosts));
        assert!(turn(0).is_ok());
    }
}
