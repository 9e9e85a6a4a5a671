//! What `update` wants done outside, as values. Nothing here does anything.

use crate::edition::Place;
use crate::library::Draft;

/// Something to be done outside the state.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Effect {
    /// Have the library do something; its answer comes as a message.
    Keep(Order),
    /// Open another paper, at a bookmark or where the reader came from.
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
    /// Store a bookmark.
    AddBookmark(Draft),
    /// Remove a bookmark.
    RemoveBookmark(i64),
    /// Bring a removed one back.
    RestoreBookmark(i64),
    /// Change the note of a bookmark.
    SetNote(i64, Option<String>),
    /// Give every bookmark of every edition.
    ListBookmarks,
}
