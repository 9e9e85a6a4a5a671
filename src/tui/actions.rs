//! What a reader can do: one table for the keymap, the help screen, the footer, the README and the tests.
//!
//! A new action is one row here, its words in every table of `data/strings/`, and one arm in
//! [`super::update`], which the compiler asks for.

/// A surface that can have the keyboard. Which one has it is computed from the state, never stored.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Surface {
    /// The list of sections.
    Sections,
    /// The list of a section's stories.
    Stories,
    /// The text of a story.
    Text,
    /// The list of bookmarks.
    Bookmarks,
    /// The help screen.
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
    /// Bookmarks, notes, read marks.
    Marks,
    /// How the text is set.
    Setting,
    /// The program itself.
    Program,
}

impl Group {
    /// All, in the order of the help screen.
    pub const ALL: [Self; 6] = [
        Self::Moving,
        Self::Paper,
        Self::Searching,
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
            Self::Marks => "marks",
            Self::Setting => "setting",
            Self::Program => "program",
        }
    }
}

/// Something a reader can do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[allow(missing_docs)] // Every one is documented for readers in `data/strings`, which a test checks.
pub enum Action {
    Down,
    Up,
    HalfDown,
    HalfUp,
    PageDown,
    PageUp,
    ReadOn,
    Top,
    Bottom,
    Open,
    Back,
    Close,
    NextStory,
    PreviousStory,
    NextSection,
    PreviousSection,
    NextIssue,
    PreviousIssue,
    Follow,
    Return,
    Alone,
    Search,
    NextHit,
    PreviousHit,
    Bookmark,
    BookmarkNote,
    Bookmarks,
    EditNote,
    Remove,
    ToggleRead,
    Star,
    Tags,
    Highlight,
    Longer,
    Shorter,
    Later,
    Earlier,
    Copy,
    Undo,
    Ruby,
    Script,
    Columns,
    Vertical,
    Autospace,
    Hang,
    Justify,
    Help,
    Redraw,
    Suspend,
    Accept,
    Cancel,
    Quit,
}

/// A row of the table.
#[derive(Debug)]
pub struct Row {
    /// What is done.
    pub action: Action,
    /// Its name in configuration files and tables of words.
    pub name: &'static str,
    /// The heading it stands under.
    pub group: Group,
    /// Where it can be done.
    pub surfaces: &'static [Surface],
    /// Keys, in the notation of [`super::key`].
    pub keys: &'static [&'static str],
    /// Whether a number typed before it repeats it.
    pub count: bool,
}

use Group::{Marks, Moving, Paper, Program, Searching, Setting};
use Surface::{Bookmarks, Field, Help, Passage, Sections, Stories, Text};

const EVERY: &[Surface] = &[Sections, Stories, Text, Bookmarks, Help];
const HELPED: &[Surface] = &[Sections, Stories, Text, Bookmarks, Help, Passage];
const PAPER: &[Surface] = &[Sections, Stories, Text];
const ANYWHERE: &[Surface] = &[Sections, Stories, Text, Bookmarks, Help, Passage, Field];

/// Every action there is.
pub const ACTIONS: &[Row] = &[
    counted(Action::Down, "down", Moving, EVERY, &["j", "down"]),
    counted(Action::Up, "up", Moving, EVERY, &["k", "up"]),
    counted(Action::HalfDown, "half-down", Moving, EVERY, &["ctrl-d"]),
    counted(Action::HalfUp, "half-up", Moving, EVERY, &["ctrl-u"]),
    row(Action::ReadOn, "read-on", Moving, EVERY, &["space"]),
    counted(
        Action::PageDown,
        "page-down",
        Moving,
        EVERY,
        &["pagedown", "ctrl-f"],
    ),
    counted(
        Action::PageUp,
        "page-up",
        Moving,
        EVERY,
        &["pageup", "b", "ctrl-b"],
    ),
    counted(Action::Top, "top", Moving, EVERY, &["g g", "home"]),
    counted(Action::Bottom, "bottom", Moving, EVERY, &["G", "end"]),
    row(
        Action::Open,
        "open",
        Paper,
        &[Sections, Stories, Bookmarks],
        &["enter", "l", "right"],
    ),
    row(Action::Back, "back", Paper, EVERY, &["h", "left", "esc"]),
    row(Action::Close, "close", Paper, EVERY, &["q"]),
    counted(Action::NextStory, "next-story", Paper, PAPER, &["J", "]"]),
    counted(
        Action::PreviousStory,
        "previous-story",
        Paper,
        PAPER,
        &["K", "["],
    ),
    counted(
        Action::NextSection,
        "next-section",
        Paper,
        PAPER,
        &["L", "tab"],
    ),
    counted(
        Action::PreviousSection,
        "previous-section",
        Paper,
        PAPER,
        &["H", "backtab"],
    ),
    row(Action::NextIssue, "next-issue", Paper, PAPER, &[">"]),
    row(
        Action::PreviousIssue,
        "previous-issue",
        Paper,
        PAPER,
        &["<"],
    ),
    row(Action::Follow, "follow", Paper, &[Text], &["enter"]),
    row(Action::Return, "return", Paper, PAPER, &["backspace"]),
    row(Action::Alone, "alone", Paper, &[Text], &["z"]),
    row(Action::Search, "search", Searching, &[Text], &["/"]),
    counted(Action::NextHit, "next-hit", Searching, &[Text], &["n"]),
    counted(
        Action::PreviousHit,
        "previous-hit",
        Searching,
        &[Text],
        &["N"],
    ),
    row(Action::Bookmark, "bookmark", Marks, &[Text], &["m"]),
    row(
        Action::BookmarkNote,
        "bookmark-note",
        Marks,
        &[Text, Passage],
        &["M"],
    ),
    row(Action::Bookmarks, "bookmarks", Marks, PAPER, &["B", "'"]),
    row(Action::EditNote, "edit-note", Marks, &[Bookmarks], &["e"]),
    row(
        Action::Remove,
        "remove",
        Marks,
        &[Bookmarks, Passage],
        &["d", "delete"],
    ),
    row(
        Action::ToggleRead,
        "toggle-read",
        Marks,
        &[Stories, Text],
        &["x", "r"],
    ),
    row(Action::Star, "star", Marks, &[Stories, Text], &["s"]),
    row(Action::Tags, "tags", Marks, &[Stories, Text], &["#"]),
    row(Action::Highlight, "highlight", Marks, &[Text], &["v"]),
    counted(Action::Longer, "longer", Marks, &[Passage], &["j", "down"]),
    counted(Action::Shorter, "shorter", Marks, &[Passage], &["k", "up"]),
    counted(Action::Later, "later", Marks, &[Passage], &["l", "right"]),
    counted(
        Action::Earlier,
        "earlier",
        Marks,
        &[Passage],
        &["h", "left"],
    ),
    row(
        Action::Copy,
        "copy",
        Marks,
        &[Stories, Text, Passage],
        &["y"],
    ),
    row(
        Action::Undo,
        "undo",
        Marks,
        &[Sections, Stories, Text, Bookmarks],
        &["u"],
    ),
    row(Action::Ruby, "ruby", Setting, PAPER, &["t r"]),
    row(Action::Script, "script", Setting, PAPER, &["t s"]),
    row(Action::Columns, "columns", Setting, PAPER, &["t c"]),
    row(Action::Vertical, "vertical", Setting, PAPER, &["t v"]),
    row(Action::Autospace, "autospace", Setting, PAPER, &["t a"]),
    row(Action::Hang, "hang", Setting, PAPER, &["t h"]),
    row(Action::Justify, "justify", Setting, PAPER, &["t j"]),
    row(
        Action::Accept,
        "accept",
        Program,
        &[Passage, Field],
        &["enter"],
    ),
    row(
        Action::Cancel,
        "cancel",
        Program,
        &[Passage, Field],
        &["esc"],
    ),
    row(Action::Help, "help", Program, HELPED, &["?", "f1"]),
    row(Action::Redraw, "redraw", Program, ANYWHERE, &["ctrl-l"]),
    row(Action::Suspend, "suspend", Program, ANYWHERE, &["ctrl-z"]),
    row(Action::Quit, "quit", Program, ANYWHERE, &["Q", "ctrl-c"]),
];

const fn row(
    action: Action,
    name: &'static str,
    group: Group,
    surfaces: &'static [Surface],
    keys: &'static [&'static str],
) -> Row {
    Row {
        action,
        name,
        group,
        surfaces,
        keys,
        count: false,
    }
}

const fn counted(
    action: Action,
    name: &'static str,
    group: Group,
    surfaces: &'static [Surface],
    keys: &'static [&'static str],
) -> Row {
    Row {
        count: true,
        ..row(action, name, group, surfaces, keys)
    }
}

/// The row of an action.
pub fn row_of(action: Action) -> Option<&'static Row> {
    ACTIONS.iter().find(|row| row.action == action)
}
