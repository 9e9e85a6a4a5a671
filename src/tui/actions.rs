//! What a reader can do: one table for the keymap, the help screen, the footer, the README and the tests.
//!
//! A new action is one row here, its words in every table of `data/strings/`, and one arm in
//! [`super::update`], which the compiler asks for.

use super::surfaces::{
    ANYWHERE, CHOSEN, COPIED, DAYS, DONE, EVERY, HELPED, LEVELS, LIST, LISTS, PAPER, PAPERS, PIPED,
    ROWS, STORY,
};
pub use super::surfaces::{Group, Surface};

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
    Pipe,
    Changes,
    Original,
    Search,
    NextHit,
    PreviousHit,
    Pick,
    Filter,
    Shelf,
    Fetch,
    FetchAll,
    Reload,
    SearchAll,
    Alike,
    Same,
    SameByline,
    SameKicker,
    NextDay,
    PreviousDay,
    NextMonth,
    PreviousMonth,
    NextYear,
    PreviousYear,
    Bookmark,
    BookmarkNote,
    Bookmarks,
    NextKind,
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
    Stats,
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

use Group::{Moving, Paper, Program, Searching, Setting};
use Surface::{List, Passage, Sections, Stories, Text};

const MARKS: Group = Group::Marks;
const SHELF: Group = Group::Shelf;

/// Every action there is.
pub const ACTIONS: &[Row] = &[
    counted(Action::Down, "down", Moving, ROWS, &["j", "down", "ctrl-n"]),
    counted(Action::Up, "up", Moving, ROWS, &["k", "up", "ctrl-p"]),
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
        &[Sections, Stories, Surface::Marks, List],
        &["enter", "l", "right"],
    ),
    row(Action::Back, "back", Paper, LEVELS, &["h", "left", "esc"]),
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
    row(Action::Pipe, "pipe", Paper, PIPED, &["|"]),
    row(Action::Changes, "changes", Paper, STORY, &["g c"]),
    row(Action::Original, "original", Paper, PIPED, &["o"]),
    row(Action::Search, "search", Searching, &[Text], &["/"]),
    counted(Action::NextHit, "next-hit", Searching, &[Text], &["n"]),
    counted(
        Action::PreviousHit,
        "previous-hit",
        Searching,
        &[Text],
        &["N"],
    ),
    row(Action::Pick, "pick", Searching, PAPER, &["f"]),
    row(Action::Filter, "filter", Searching, LISTS, &["/"]),
    row(Action::Shelf, "shelf", SHELF, EVERY, &["S"]),
    row(Action::Fetch, "fetch", SHELF, PAPERS, &["R"]),
    row(Action::FetchAll, "fetch-all", SHELF, EVERY, &["g R"]),
    row(Action::Reload, "reload", SHELF, PAPER, &["ctrl-r"]),
    row(Action::SearchAll, "search-all", SHELF, EVERY, &["F", "\\"]),
    row(Action::Alike, "alike", SHELF, STORY, &["g l"]),
    row(Action::Same, "same", SHELF, STORY, &["g s"]),
    row(Action::SameByline, "same-byline", SHELF, STORY, &["g b"]),
    row(Action::SameKicker, "same-kicker", SHELF, STORY, &["g k"]),
    counted(Action::NextDay, "next-day", SHELF, DAYS, &["l", "right"]),
    counted(
        Action::PreviousDay,
        "previous-day",
        SHELF,
        DAYS,
        &["h", "left"],
    ),
    counted(Action::NextMonth, "next-month", SHELF, DAYS, &[">"]),
    counted(Action::PreviousMonth, "previous-month", SHELF, DAYS, &["<"]),
    counted(Action::NextYear, "next-year", SHELF, DAYS, &["}"]),
    counted(Action::PreviousYear, "previous-year", SHELF, DAYS, &["{"]),
    row(Action::Bookmark, "bookmark", MARKS, &[Text], &["m"]),
    row(
        Action::BookmarkNote,
        "bookmark-note",
        MARKS,
        &[Text, Passage],
        &["M"],
    ),
    row(Action::Bookmarks, "bookmarks", MARKS, PAPER, &["B", "'"]),
    row(Action::NextKind, "next-kind", MARKS, LIST, &["tab"]),
    row(Action::EditNote, "edit-note", MARKS, LIST, &["e"]),
    row(
        Action::Remove,
        "remove",
        MARKS,
        &[Surface::Marks, Passage],
        &["d", "delete"],
    ),
    row(Action::ToggleRead, "toggle-read", MARKS, STORY, &["x", "r"]),
    row(Action::Star, "star", MARKS, STORY, &["s"]),
    row(
        Action::Tags,
        "tags",
        MARKS,
        &[Stories, Text, Surface::Marks],
        &["#"],
    ),
    row(Action::Highlight, "highlight", MARKS, &[Text], &["v"]),
    counted(Action::Longer, "longer", MARKS, CHOSEN, &["j", "down"]),
    counted(Action::Shorter, "shorter", MARKS, CHOSEN, &["k", "up"]),
    counted(Action::Later, "later", MARKS, CHOSEN, &["l", "right"]),
    counted(Action::Earlier, "earlier", MARKS, CHOSEN, &["h", "left"]),
    row(Action::Copy, "copy", MARKS, COPIED, &["y"]),
    row(
        Action::Undo,
        "undo",
        MARKS,
        &[Sections, Stories, Text, Surface::Marks],
        &["u"],
    ),
    row(Action::Stats, "stats", MARKS, EVERY, &["g S"]),
    row(Action::Ruby, "ruby", Setting, PAPER, &["t r"]),
    row(Action::Script, "script", Setting, PAPER, &["t s"]),
    row(Action::Columns, "columns", Setting, PAPER, &["t c"]),
    row(Action::Vertical, "vertical", Setting, PAPER, &["t v"]),
    row(Action::Autospace, "autospace", Setting, PAPER, &["t a"]),
    row(Action::Hang, "hang", Setting, PAPER, &["t h"]),
    row(Action::Justify, "justify", Setting, PAPER, &["t j"]),
    row(Action::Accept, "accept", Program, DONE, &["enter"]),
    row(Action::Cancel, "cancel", Program, DONE, &["esc"]),
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
