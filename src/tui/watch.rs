//! How long a story is read: the time between what the reader does, except for what is longer than one looks at a screen.

use std::time::{Duration, Instant};

use crate::library::Session;

/// Longest time that a reader is taken to read without doing anything.
const ATTENTION: Duration = Duration::from_secs(120);

/// Measures the open story.
#[derive(Debug, Default)]
pub struct Watch {
    open: Option<Open>,
}

#[derive(Debug)]
struct Open {
    story: String,
    started: i64,
    counted: Duration,
    last: Instant,
}

impl Watch {
    /// The reader has done something.
    pub fn tick(&mut self, now: Instant) {
        if let Some(open) = &mut self.open {
            open.counted += now.duration_since(open.last).min(ATTENTION);
            open.last = now;
        }
    }

    /// Another story is open from now on, or none is; `started` are seconds since 1970.
    pub fn turn_to(&mut self, story: Option<String>, now: Instant, started: i64) {
        self.open = story.map(|story| Open {
            story,
            started,
            counted: Duration::ZERO,
            last: now,
        });
    }

    /// What was read of the open story so far; `None` before a second has passed.
    pub fn session(&self) -> Option<Session> {
        let open = self.open.as_ref()?;
        let seconds = open.counted.as_secs();
        (seconds > 0).then(|| Session {
            story: open.story.clone(),
            started: open.started,
            seconds,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_rests_are_not_counted_whole() {
        let began = Instant::now();
        let at = |seconds| began + Duration::from_secs(seconds);
        let mut watch = Watch::default();
        watch.tick(at(0));
        assert_eq!(watch.session(), None);
        watch.turn_to(Some("s1".into()), at(10), 1000);
        assert_eq!(watch.session(), None);
        watch.tick(at(40));
        watch.tick(at(4000));
        let session = watch.session().expect("a session");
        assert_eq!((session.started, session.seconds), (1000, 30 + 120));
        watch.turn_to(None, at(4001), 5000);
        assert_eq!(watch.session(), None);
    }
}
