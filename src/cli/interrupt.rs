//! Ctrl-C and SIGTERM while a long command runs: it is told to stop, so that nothing it has started is left behind, and ends
//! as the signal would have ended it.

use std::io;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicI32, Ordering};
#[cfg(unix)]
use std::time::Duration;

/// How long a command has to end by itself: enough to end programs and to file what is here, but no site is waited for.
#[cfg(unix)]
const FAREWELL: Duration = Duration::from_secs(1);

/// What waits for a signal.
#[derive(Default)]
pub(super) struct Interrupt {
    stop: AtomicBool,
    signal: AtomicI32,
}

impl Interrupt {
    /// Waits for signals from now on, on a thread of its own; where there are none, for nothing.
    pub(super) fn listen() -> io::Result<Arc<Self>> {
        let interrupt = Arc::new(Self::default());
        #[cfg(unix)]
        interrupt.hear_all()?;
        Ok(interrupt)
    }

    /// Set once the command is to stop.
    pub(super) fn stop(&self) -> &AtomicBool {
        &self.stop
    }

    /// Ends the process as the signal would have, if there was one.
    pub(super) fn obey(&self) {
        match self.signal.load(Ordering::Relaxed) {
            0 => {}
            signal => die_of(signal),
        }
    }

    #[cfg(unix)]
    fn hear_all(self: &Arc<Self>) -> io::Result<()> {
        use signal_hook::consts::{SIGINT, SIGTERM};
        let mut signals = signal_hook::iterator::Signals::new([SIGINT, SIGTERM])?;
        let heard = Arc::clone(self);
        let wait = move || signals.forever().for_each(|signal| heard.hear(signal));
        std::thread::Builder::new()
            .name("signals".into())
            .spawn(wait)?;
        Ok(())
    }

    #[cfg(unix)]
    fn hear(self: &Arc<Self>, signal: i32) {
        self.signal.store(signal, Ordering::Relaxed);
        if self.stop.swap(true, Ordering::Relaxed) {
            // Whoever asks twice does not want to wait.
            return self.obey();
        }
        let late = Arc::clone(self);
        std::thread::spawn(move || {
            std::thread::sleep(FAREWELL);
            late.obey();
        });
    }
}

/// Ends the process as a signal would.
#[cfg(unix)]
fn die_of(signal: i32) {
    // It fails for signals that are no reason to end, and these two are.
    let _ = signal_hook::low_level::emulate_default_handler(signal);
}

/// There is none to die of.
#[cfg(not(unix))]
fn die_of(_: i32) {}
