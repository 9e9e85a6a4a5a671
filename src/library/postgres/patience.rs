//! Waiting and trying again: a little longer each time, never two feeders in step, and not for ever.

use std::hash::{BuildHasher, Hasher, RandomState};
use std::time::{Duration, Instant};

const FIRST: Duration = Duration::from_millis(50);
const LONGEST: Duration = Duration::from_secs(4);

/// What is left of a patience.
pub(super) struct Patience {
    until: Instant,
    next: Duration,
}

impl Patience {
    /// So long in all.
    pub(super) fn of(all: Duration) -> Self {
        Self {
            until: Instant::now() + all,
            next: FIRST,
        }
    }

    /// Waits until the next try; `false` where no patience is left.
    pub(super) fn wait(&mut self) -> bool {
        let left = self.until.saturating_duration_since(Instant::now());
        let pause = self.next.mul_f64(0.5 + chance()).min(left);
        self.next = (self.next * 2).min(LONGEST);
        std::thread::sleep(pause);
        !left.is_zero()
    }
}

/// A number from 0 to 1, another each time.
fn chance() -> f64 {
    // Every RandomState has keys of its own.
    let any = RandomState::new().build_hasher().finish();
    (any >> 11) as f64 / (1u64 << 53) as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_ends() {
        let mut patience = Patience::of(Duration::from_millis(120));
        let tries = (0..100).take_while(|_| patience.wait()).count();
        assert!((1..=6).contains(&tries), "{tries}");
        assert!((0..100).all(|_| (0.0..1.0).contains(&chance())));
    }
}
