//! What `update` wants done outside, as values. Nothing here does anything.

use crate::edition::Place;
use crate::library::Draft;

/// Something to be done outside the state.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Effect {
    /// Have the library do something; its answer comes as a message.
    Keep(Order),
    /// Open another paper, at a mark or where the reader came from.
    Open {
        /// Where that edition was opened from (files separated by `\n`).
        origin: String,
        /// The place in it, with the words to find it by; where the reader left off, otherwise.
        draft: Option<Draft>,
    },
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
}
