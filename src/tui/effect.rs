//! What `update` wants done outside, as values. Nothing here does anything.

use super::state::landing::Landing;
use crate::config::Command;
use crate::delivery::Piped;
use crate::edition::Place;
use crate::library::Draft;
use crate::library::archive::Which;
use crate::library::query::Query;

/// Something to be done outside the state.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Effect {
    /// Have the library do something; its answer comes as a message.
    Keep(Order),
    /// Open another paper, at a mark or where the reader came from.
    Open {
        /// Where that edition was opened from (files separated by `\n`).
        origin: String,
        /// Where in it.
        landing: Landing,
    },
    /// Ask the archive; its answer comes as a message with the same number.
    Ask(u64, Question),
    /// Send the courier; what comes of it comes as messages.
    Errand(Errand),
    /// Run a command; how it ended comes as a message with the same number.
    Run(u64, Box<Job>),
    /// End the command that runs.
    Break,
    /// Start a program and let it go.
    Launch(Vec<String>),
    /// Have the terminal put a text on the clipboard.
    Copy(String),
    /// Restore the terminal and stop the process until it is continued.
    Suspend,
    /// Take the terminal again and draw every cell anew.
    Redraw,
    /// Leave, once the library has committed what it was sent.
    Quit,
    /// The same, and then end as the signal of this number ends a process.
    Die(i32),
}

impl Order {
    /// Whether it is sent as a matter of course, many times a minute, and not because the reader asked for it.
    pub fn is_small(&self) -> bool {
        matches!(
            self,
            Self::SetPosition { .. } | Self::SetRead { .. } | Self::Attend(_)
        )
    }
}

/// Something for the library.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Order {
    /// Mark a story (by its id) read or unread.
    SetRead {
        /// The story's id.
        story: String,
        /// Read or not.
        read: bool,
    },
    /// Remember the place in a story, and that it was open last.
    SetPosition {
        /// The story's id.
        story: String,
        /// The first part and byte on the screen.
        place: Place,
    },
    /// A story is open from now on, or none is.
    Attend(Option<String>),
    /// Store a mark.
    AddMark(Draft),
    /// Remove a mark.
    RemoveMark(i64),
    /// Bring a removed one back.
    RestoreMark(i64),
    /// Change the note of a mark.
    SetNote(i64, Option<String>),
    /// Change the tags of a mark.
    SetTags(i64, Vec<String>),
    /// Give every mark of every edition.
    ListMarks,
    /// Give what was read.
    ReadStats,
}

/// Something that the archive is asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Question {
    /// Every paper on the shelf.
    Papers,
    /// Every edition of a paper.
    Editions(String),
    /// Stories that a query is true of, those after the first so many.
    Search(Query, usize),
    /// How many stories a query is true of.
    Count(Query),
    /// Stories about the same as one.
    Alike(Which),
    /// Stories of the same text as one.
    Same(Which),
    /// What others marked, telling what this reader did.
    Others,
}

/// A command to be run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Job {
    /// The command.
    pub command: Command,
    /// What is piped to it.
    pub piped: Piped,
}

/// Something for the courier.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Errand {
    /// Tell which papers are subscribed to, and how they stand.
    List,
    /// Fetch the papers with these short names, or all where there is none.
    Fetch(Vec<String>),
    /// Break off what is under way.
    Stop,
}

/// What a question is about. Of one topic only the last question matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Topic {
    /// The papers.
    Papers,
    /// The editions of one of them.
    Editions,
    /// Stories.
    Stories,
    /// How many stories there are.
    Count,
    /// Marks of others.
    Others,
}

impl Question {
    /// What it is about.
    pub fn topic(&self) -> Topic {
        match self {
            Self::Papers => Topic::Papers,
            Self::Editions(_) => Topic::Editions,
            Self::Search(..) | Self::Alike(_) | Self::Same(_) => Topic::Stories,
            Self::Count(_) => Topic::Count,
            Self::Others => Topic::Others,
        }
    }
}
