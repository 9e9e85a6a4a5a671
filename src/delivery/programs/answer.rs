//! What a program may take, what it answers, and why it does not.

use std::time::Duration;

use thiserror::Error;

/// How much a program may take.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Most bytes of its output, and most of what it says on standard error.
    pub bytes: usize,
    /// How long it may run.
    pub time: Duration,
}

/// What a program answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Output {
    /// Its standard output, at most [`Limits::bytes`] of it.
    pub bytes: Vec<u8>,
    /// Its standard error, as far.
    pub errors: Vec<u8>,
    /// How it ended.
    pub status: Status,
}

/// How a program ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    /// By itself, with this exit code; 0 says that all is well.
    Code(i32),
    /// By the signal of this number.
    Signal(i32),
    /// It said more than it may, and was ended.
    Cut,
}

/// Why a program gave no answer.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum ProgramError {
    /// No program is named.
    #[error("no program is named")]
    Unnamed,
    /// It could not be started.
    #[error("{name}: {reason}")]
    Start {
        /// The program.
        name: String,
        /// Why.
        reason: String,
    },
    /// It ran longer than it may, and was ended.
    #[error("not done after {} seconds", .0.as_secs())]
    Late(Duration),
    /// It was ended because nobody waits for it any more.
    #[error("stopped")]
    Stopped,
    /// The system failed in the middle.
    #[error("{0}")]
    Broken(String),
}
