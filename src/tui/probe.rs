//! How wide this terminal draws characters of ambiguous width: it is asked, and the answer is waited for beside the first
//! frame, never before it.
//!
//! Each character is written at the beginning of the first line and the cursor's position asked for (CPR); the end of
//! the answers is that to the request for device attributes (DA1), which every terminal knows. Then crossterm's reader
//! may start: it would swallow the replies. It does swallow those that come too late, so that none is taken for keys.

use std::io::{self, IsTerminal, stdout};
use std::os::fd::OwnedFd;
use std::sync::mpsc::{Sender, channel};
use std::time::{Duration, Instant};

use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::io::Errno;

use super::codes::Sent;
use super::look::is_plain;
use super::message::{Msg, Widths};
use super::terminal::{Stage, keyboard};
use super::wire::Wire;
use crate::text::width::Ambiguous;

/// Longest wait for the terminal's answer.
const PATIENCE: Duration = Duration::from_millis(400);
/// Longest wait for the rest of a reply that began in time.
const GRACE: Duration = Duration::from_millis(200);
/// Longest wait for what follows an ESC, before it is the key.
const ESCAPE: Duration = Duration::from_millis(50);

/// What is written: four characters, each followed by its question, then nothing where they stood.
const QUESTION: &str = concat!(
    "\x1b[H…\x1b[6n",
    "\x1b[H“\x1b[6n",
    "\x1b[H—\x1b[6n",
    "\x1b[H─\x1b[6n",
    "\x1b[H\x1b[2K\x1b[c",
);

/// Characters that are asked about.
const ASKED: usize = 4;

/// What the columns say that the cursor was in after … “ — ─; nothing, unless they are four, and each what a character
/// of one or two cells brings about.
///
/// A terminal that draws some of … “ — wide and some narrow counts as narrow, as one that does not answer: whatever is
/// taken for granted, some of its lines are ragged.
fn widths(columns: &[u16]) -> Option<Widths> {
    let cells = columns.iter().map(|column| match column {
        2 => Some(Ambiguous::Narrow),
        3 => Some(Ambiguous::Wide),
        _ => None,
    });
    let cells: Option<Vec<Ambiguous>> = cells.collect();
    let [text @ .., rules]: [Ambiguous; ASKED] = cells?.try_into().ok()?;
    let text = match text {
        [Ambiguous::Wide, Ambiguous::Wide, Ambiguous::Wide] => Ambiguous::Wide,
        _ => Ambiguous::Narrow,
    };
    Some(Widths { text, rules })
}

/// A question that is under way.
pub struct Probe {
    keyboard: OwnedFd,
    /// Closed with the probe: then no answer is to come.
    _over: Sender<()>,
}

impl Probe {
    /// Asks with the next frame; nothing, where there is nobody to answer.
    pub fn ask(stage: &mut Stage) -> Option<Self> {
        let term = std::env::var("TERM").unwrap_or_default();
        if term.is_empty() || is_plain(&term) || !stdout().is_terminal() {
            return None;
        }
        let keyboard = keyboard().ok()?;
        let (over, closed) = channel();
        stage.ask(QUESTION, closed, PATIENCE + 2 * GRACE).ok()?;
        Some(Self {
            keyboard,
            _over: over,
        })
    }

    /// Hears the answer, until it is whole or too late. Tells it if it is other than narrow, and meanwhile sends on
    /// whatever else comes, as it comes.
    pub fn hear(self, to: &Sender<Msg>) {
        let mut hearing = Hearing {
            to,
            wire: Wire::default(),
            columns: Vec::new(),
            deadline: Instant::now() + PATIENCE,
            over: false,
            late: false,
        };
        while let Some(wait) = hearing.wait() {
            match read(&self.keyboard, wait) {
                Ok(Some(bytes)) => hearing.take(&bytes),
                Ok(None) => hearing.silence(),
                // Crossterm's reader finds out what is wrong.
                Err(_) => break,
            }
        }
        let answer = widths(&hearing.columns).filter(|widths| *widths != Widths::default());
        if let Some(widths) = answer {
            let _ = to.send(Msg::Widths(widths));
        }
    }
}

/// What was heard so far.
struct Hearing<'a> {
    to: &'a Sender<Msg>,
    wire: Wire,
    columns: Vec<u16>,
    deadline: Instant,
    /// The answer is whole.
    over: bool,
    /// The time for it was up when nothing came last.
    late: bool,
}

impl Hearing<'_> {
    /// How long to wait for the next bytes; `None` when there is nothing to wait for.
    fn wait(&self) -> Option<Duration> {
        let left = self.deadline.saturating_duration_since(Instant::now());
        let over = self.over || left.is_zero();
        match (over, self.wire.is_escape()) {
            (true, _) if !self.wire.is_within() => None,
            (true, false) => Some(GRACE),
            (true, true) => Some(ESCAPE),
            (false, true) => Some(left.min(ESCAPE)),
            (false, false) => Some(left),
        }
    }

    fn take(&mut self, bytes: &[u8]) {
        for &byte in bytes {
            let Some(sent) = self.wire.take(byte) else {
                continue;
            };
            self.sort(sent);
        }
    }

    /// Nothing came for as long as there was to wait. What has begun is the key, or the rest of it will not come.
    fn silence(&mut self) {
        let given_up = self.over || self.late || self.wire.is_escape();
        self.late = self.deadline <= Instant::now();
        if let Some(sent) = given_up.then(|| self.wire.cut()).flatten() {
            self.sort(sent);
        }
    }

    /// Replies are for us, everything else for the reader. Who listens no more is told so by crossterm's reader's end.
    fn sort(&mut self, sent: Sent) {
        let msg = match sent {
            Sent::Column(column) if self.columns.len() <= ASKED => {
                return self.columns.push(column);
            }
            Sent::Column(_) => return,
            Sent::Attributes => return self.over = true,
            Sent::Key(stroke) => Msg::Key(stroke),
            Sent::Paste(text) => Msg::Paste(text),
            Sent::Mouse(mouse) => Msg::Mouse(mouse),
        };
        let _ = self.to.send(msg);
    }
}

/// What comes within `wait`; `None` when nothing does.
fn read(keyboard: &OwnedFd, wait: Duration) -> io::Result<Option<Vec<u8>>> {
    let mut ready = [PollFd::new(keyboard, PollFlags::IN)];
    let timeout = Timespec::try_from(wait).map_err(io::Error::other)?;
    match poll(&mut ready, Some(&timeout)) {
        Ok(0) => return Ok(None),
        Ok(_) if ready[0].revents().contains(PollFlags::IN) => {}
        Ok(_) => return Err(io::ErrorKind::Unsupported.into()),
        Err(Errno::INTR) => return Ok(Some(Vec::new())),
        Err(error) => return Err(error.into()),
    }
    let mut bytes = [0; 1024];
    match rustix::io::read(keyboard, &mut bytes) {
        Ok(0) => Err(io::ErrorKind::UnexpectedEof.into()),
        Ok(count) => Ok(Some(bytes[..count].to_vec())),
        Err(Errno::INTR | Errno::AGAIN) => Ok(Some(Vec::new())),
        Err(error) => Err(error.into()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(columns: &[u16], expected: Option<(Ambiguous, Ambiguous)>) {
        let found = widths(columns).map(|widths| (widths.text, widths.rules));
        assert_eq!(found, expected, "{columns:?}");
    }

    #[test]
    fn columns_tell_the_widths() {
        use Ambiguous::{Narrow, Wide};
        check(&[2, 2, 2, 2], Some((Narrow, Narrow)));
        check(&[3, 3, 3, 3], Some((Wide, Wide)));
        check(&[3, 3, 3, 2], Some((Wide, Narrow)));
        check(&[2, 2, 2, 3], Some((Narrow, Wide)));
    }

    #[test]
    fn characters_that_disagree_count_as_narrow() {
        use Ambiguous::{Narrow, Wide};
        check(&[2, 3, 3, 3], Some((Narrow, Wide)));
        check(&[3, 2, 3, 3], Some((Narrow, Wide)));
        check(&[3, 3, 2, 2], Some((Narrow, Narrow)));
    }

    #[test]
    fn anything_else_is_no_answer() {
        check(&[], None);
        check(&[3, 3, 3], None);
        check(&[3, 3, 3, 3, 3], None);
        check(&[1, 3, 3, 3], None);
        // Three bytes, each a character of its own to a terminal that does not know UTF-8.
        check(&[4, 4, 4, 4], None);
        check(&[0, 65535, 3, 3], None);
    }
}
