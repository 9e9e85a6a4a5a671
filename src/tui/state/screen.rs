//! What the reader can face.

/// What the reader faces.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Screen {
    /// The front view, among the sections.
    Sections,
    /// The front view, among the stories of a section.
    Stories,
    /// A story.
    Text,
    /// A list over the whole window.
    List(Listing),
    /// The calendar of a paper on the shelf.
    Days,
    /// A text that is no story of the paper.
    Pane,
    /// What was read, day by day and paper by paper.
    Stats,
    /// The table of keys.
    Help,
}

/// What a list over the whole window has in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Listing {
    /// The reader's marks.
    Marks,
    /// The papers on the shelf.
    Papers,
    /// The editions that a paper has of one day.
    Issues,
    /// Stories that the archive found.
    Found,
    /// The stories of the open edition.
    Picks,
    /// The commands that stories are piped to.
    Commands,
}

impl Listing {
    /// All there are.
    pub const ALL: [Self; 6] = [
        Self::Marks,
        Self::Papers,
        Self::Issues,
        Self::Found,
        Self::Picks,
        Self::Commands,
    ];
}

impl Screen {
    /// Whether it lies over the front view and the text, and is left for what is under it.
    pub fn lies_over(self) -> bool {
        !matches!(self, Self::Sections | Self::Stories | Self::Text)
    }
}
