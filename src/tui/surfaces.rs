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
    /// The text of a story while a passage of it is chosen.
    Passage,
    /// A field for a line of text: search, note.
    Field,
}

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
