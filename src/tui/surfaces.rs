//! Where something can be done, and the headings that actions stand under.

/// A surface that can have the keyboard. Which one has it is computed from the state, never stored.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Surface {
    /// The list of sections.
    Sections,
    /// The list of a section's stories.
    Stories,
    /// The text of a story.
    Text,
    /// The list of marks.
    Marks,
    /// Another list over the whole window.
    List,
    /// The calendar of a paper.
    Days,
    /// The help screen, and what was read.
    Help,
    /// A text that is no story of the paper.
    Pane,
    /// The text of a story while a passage of it is chosen.
    Passage,
    /// A field for a line of text: search, note.
    Field,
}

use Surface::{Days, Field, Help, List, Marks, Pane, Passage, Sections, Stories, Text};

/// Wherever keys are actions, but while a passage is chosen.
pub(super) const EVERY: &[Surface] = &[Sections, Stories, Text, Marks, List, Days, Help, Pane];
/// Wherever keys are actions.
pub(super) const HELPED: &[Surface] = &[
    Sections, Stories, Text, Marks, List, Days, Help, Pane, Passage,
];
/// What has lines to go up and down by; a field may lie over a list.
pub(super) const ROWS: &[Surface] = &[
    Sections, Stories, Text, Marks, List, Days, Help, Pane, Field,
];
/// Everywhere.
pub(super) const ANYWHERE: &[Surface] = &[
    Sections, Stories, Text, Marks, List, Days, Help, Pane, Passage, Field,
];
/// What is left one level at a time.
pub(super) const LEVELS: &[Surface] = &[Sections, Stories, Text, Marks, List, Help, Pane];
/// The paper.
pub(super) const PAPER: &[Surface] = &[Sections, Stories, Text];
/// The paper, and what may be a paper of the shelf.
pub(super) const PAPERS: &[Surface] = &[Sections, Stories, Text, List, Days];
/// A story, selected or open.
pub(super) const STORY: &[Surface] = &[Stories, Text];
/// A story, selected or open, or a passage of it.
pub(super) const PIPED: &[Surface] = &[Stories, Text, Passage];
/// What can be copied.
pub(super) const COPIED: &[Surface] = &[Stories, Text, Passage, Pane];
/// Lists over the window.
pub(super) const LISTS: &[Surface] = &[Marks, List];
/// The calendar.
pub(super) const DAYS: &[Surface] = &[Days];
/// The list of marks.
pub(super) const LIST: &[Surface] = &[Marks];
/// A passage.
pub(super) const CHOSEN: &[Surface] = &[Passage];
/// What is accepted or given up.
pub(super) const DONE: &[Surface] = &[Field, Days, Passage];

/// Heading an action stands under in the help screen and the README.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Group {
    /// Within a list or a text.
    Moving,
    /// From story to story.
    Paper,
    /// Finding words.
    Searching,
    /// The papers that were filed.
    Shelf,
    /// Bookmarks, notes, read marks.
    Marks,
    /// How the text is set.
    Setting,
    /// The program itself.
    Program,
}

impl Group {
    /// All, in the order of the help screen.
    pub const ALL: [Self; 7] = [
        Self::Moving,
        Self::Paper,
        Self::Searching,
        Self::Shelf,
        Self::Marks,
        Self::Setting,
        Self::Program,
    ];

    /// The group's name in the tables of words.
    pub fn name(self) -> &'static str {
        match self {
            Self::Moving => "moving",
            Self::Paper => "paper",
            Self::Searching => "searching",
            Self::Shelf => "shelf",
            Self::Marks => "marks",
            Self::Setting => "setting",
            Self::Program => "program",
        }
    }
}
