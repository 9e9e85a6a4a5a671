//! How far a long command is, on standard error, where that is a terminal.

use std::time::Duration;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

/// A bar, or nothing where nobody looks.
pub(super) struct Progress {
    bar: ProgressBar,
}

impl Progress {
    /// Begins; nothing is shown where `shown` is false.
    pub(super) fn begin(shown: bool) -> Self {
        let target = match shown && !super::out::is_dumb() {
            true => ProgressDrawTarget::stderr(),
            false => ProgressDrawTarget::hidden(),
        };
        let bar = ProgressBar::with_draw_target(Some(0), target);
        let style = ProgressStyle::with_template("{prefix:9} {bar:24} {pos}/{len} {eta:>4}  {msg}");
        if let Ok(style) = style {
            bar.set_style(style.progress_chars("=> "));
        }
        bar.enable_steady_tick(Duration::from_millis(200));
        Self { bar }
    }

    /// Something new begins, of so many steps.
    pub(super) fn expect(&self, what: &'static str, steps: u64) {
        self.bar.set_prefix(what);
        self.bar.set_message("");
        self.bar.set_length(steps);
        self.bar.reset();
    }

    /// So many steps are done.
    pub(super) fn tell(&self, done: u64, message: &str) {
        self.bar.set_position(done);
        self.bar.set_message(message.to_owned());
    }

    /// So many of all are done.
    pub(super) fn tell_of(&self, done: u64, all: u64) {
        self.bar.set_length(all);
        self.bar.set_position(done);
    }

    /// Does what writes to the terminal, with the bar out of its way.
    pub(super) fn beside(&self, write: impl FnOnce()) {
        self.bar.suspend(write);
    }

    /// Takes the bar away.
    pub(super) fn end(&self) {
        self.bar.finish_and_clear();
    }
}
