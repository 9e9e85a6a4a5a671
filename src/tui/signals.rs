//! Signals, as messages.

use std::io;
use std::sync::mpsc::Sender;

use signal_hook::consts::{SIGCONT, SIGHUP, SIGINT, SIGTERM, SIGTSTP};
use signal_hook::iterator::Signals;

use super::commands::Gate;
use super::message::{Msg, Signal};

/// Sends signals on from a thread of its own, until nobody listens. While the gate is shut something else has the terminal,
/// and what is typed to interrupt or stop that is not for us.
pub fn listen(to: Sender<Msg>, gate: Gate) -> io::Result<()> {
    let mut signals = Signals::new([SIGTERM, SIGHUP, SIGINT, SIGTSTP, SIGCONT])?;
    std::thread::Builder::new()
        .name("signals".into())
        .spawn(move || {
            for signal in signals.forever() {
                if gate.is_shut() && matches!(signal, SIGINT | SIGTSTP | SIGCONT) {
                    continue;
                }
                let signal = match signal {
                    SIGTSTP => Signal::Stop,
                    SIGCONT => Signal::Continue,
                    other => Signal::Leave(other),
                };
                if to.send(Msg::Signal(signal)).is_err() {
                    return;
                }
            }
        })?;
    Ok(())
}

/// Ends the process as the signal would have, so that whoever sent it sees that it did; for after everything is given
/// back and committed. Returns only if that fails.
pub fn die_of(signal: i32) {
    let _ = signal_hook::low_level::emulate_default_handler(signal);
}
