//! Everything that can happen to the reader's screen, in one closed enum.

use super::effect::Topic;
use super::key::Stroke;
use crate::delivery::{Output, ProgramError, Progress, Subscribed};
use crate::library::archive::{Found, Paper, Standing};
use crate::library::{Mark, Remembered, Stats};
use crate::text::width::Ambiguous;

/// Something happened.
#[derive(Clone, Debug)]
pub enum Msg {
    /// A key was pressed.
    Key(Stroke),
    /// Text was pasted.
    Paste(String),
    /// The mouse did something.
    Mouse(Mouse),
    /// The window has a new size, in cells.
    Resize(u16, u16),
    /// The terminal draws otherwise than the first frame took for granted.
    Widths(Widths),
    /// The library is open; this is what it remembers of the edition.
    Remembered(Box<Remembered>),
    /// The library's marks, of every edition.
    Listed(Vec<Mark>),
    /// The library's account of what was read.
    Counted(Box<Stats>),
    /// The library has committed something.
    Stored(Stored),
    /// The library could not do something.
    Failed(String),
    /// The archive has answered the question of this number.
    Answered(u64, Topic, Result<Answer, String>),
    /// The papers that are subscribed to, or why they cannot be told.
    Subscribed(Result<Vec<Subscribed>, String>),
    /// Something happened while papers were fetched.
    Progress(Progress),
    /// A round has ended, or could not be.
    Fetched(Result<(), String>),
    /// The command of this number has ended, or could not be run.
    Ran(u64, Result<Output, ProgramError>),
    /// A signal arrived.
    Signal(Signal),
    /// The terminal is gone: no key will ever come.
    Hangup,
    /// A worker thread died; the terminal is restored already.
    Broken,
}

impl Msg {
    /// Whether it answers for the library, and so is about one paper only.
    pub fn is_of_library(&self) -> bool {
        matches!(
            self,
            Self::Remembered(_)
                | Self::Listed(_)
                | Self::Counted(_)
                | Self::Stored(_)
                | Self::Failed(_)
        )
    }
}

/// How wide the terminal draws characters of ambiguous width, by its own answer.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Widths {
    /// Those of text (… “ —): wide where all of them are.
    pub text: Ambiguous,
    /// Those that rules are made of (─).
    pub rules: Ambiguous,
}

/// What the mouse did, at a cell of the window.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mouse {
    /// What.
    pub deed: Deed,
    /// Cells from the left.
    pub x: u16,
    /// Cells from the top.
    pub y: u16,
}

/// What a mouse can do here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Deed {
    /// The wheel turned up.
    WheelUp,
    /// The wheel turned down.
    WheelDown,
    /// The left button was pressed.
    Click,
}

/// What the library has committed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Stored {
    /// A new mark.
    Added(Box<Mark>),
    /// A mark is gone.
    Removed(i64),
    /// A removed mark is back.
    Restored(i64),
    /// A mark has another note.
    Noted(i64, Option<String>),
    /// A mark has other tags.
    Tagged(i64, Vec<String>),
}

/// What the archive answers.
#[derive(Clone, Debug)]
pub enum Answer {
    /// Every paper.
    Papers(Vec<Paper>),
    /// Every edition of a paper, by day.
    Editions(Vec<Standing>),
    /// Stories, those after the first so many.
    Stories(usize, Found),
    /// How many stories a query is true of.
    Count(usize),
    /// Every mark of other readers.
    Others(Vec<Mark>),
}

/// A signal that concerns the screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Signal {
    /// Leave; the number is the signal's (SIGTERM, SIGHUP, SIGINT).
    Leave(i32),
    /// Step into the background (SIGTSTP).
    Stop,
    /// Back in the foreground (SIGCONT).
    Continue,
}
