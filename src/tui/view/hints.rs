//! The keys that the footer names: those that matter most where the reader is, and the way to all the others last.

use super::brush::Brush;
use crate::tui::actions::{Action, Surface, row_of};
use crate::tui::state::{App, Listing, Screen};

/// Cells between two hints.
const BETWEEN: u16 = 3;

/// What the footer names on a surface, the most wanted first; [`Action::Help`] comes after them, whatever the room.
fn wanted(app: &App) -> Vec<Action> {
    let all: &[Action] = match app.surface() {
        Surface::Sections | Surface::Stories => &[
            Action::Open,
            Action::Close,
            Action::PreviousIssue,
            Action::NextIssue,
            Action::NextSection,
            Action::Shelf,
            Action::Bookmarks,
        ],
        Surface::Text => &[
            Action::Return,
            Action::Follow,
            Action::Changes,
            Action::ReadOn,
            Action::Bookmark,
            Action::Search,
            Action::Close,
        ],
        Surface::Marks => &[
            Action::Open,
            Action::Close,
            Action::Filter,
            Action::NextKind,
            Action::EditNote,
            Action::Tags,
            Action::Remove,
        ],
        Surface::List => &[Action::Open, Action::Fetch, Action::Close, Action::Filter],
        Surface::Days => &[
            Action::Accept,
            Action::Close,
            Action::PreviousMonth,
            Action::NextMonth,
            Action::NextYear,
        ],
        Surface::Passage => &[
            Action::Accept,
            Action::Longer,
            Action::Later,
            Action::BookmarkNote,
            Action::Pipe,
            Action::Copy,
            Action::Cancel,
        ],
        Surface::Pane => &[Action::Close, Action::ReadOn, Action::Copy],
        Surface::Help => &[Action::Close, Action::ReadOn],
        Surface::Field => &[Action::Accept, Action::Cancel],
    };
    let all = all.iter().copied();
    all.filter(|action| is_possible(app, *action)).collect()
}

fn is_possible(app: &App, action: Action) -> bool {
    match action {
        Action::Return => !app.trail.is_empty() || app.came_from.is_some(),
        Action::NextIssue => app.beside[1].is_some(),
        Action::PreviousIssue => app.beside[0].is_some(),
        Action::Follow => app.jumps(),
        Action::Changes => is_changed(app),
        Action::Pipe => !app.habits.commands.is_empty(),
        Action::Fetch => app.screen == Screen::List(Listing::Papers) && app.paper_here().is_some(),
        Action::EditNote | Action::Tags | Action::Remove | Action::NextKind => {
            !app.marks.is_empty()
        }
        Action::Open => match app.screen {
            Screen::List(listing) => !app.lists.roll(listing).rows.is_empty(),
            _ => true,
        },
        _ => true,
    }
}

fn is_changed(app: &App) -> bool {
    let story = app.open().and_then(|index| app.story(index));
    story.is_some_and(|story| !story.earlier.is_empty())
}

/// An action's first key and what it does.
fn hint(app: &App, action: Action) -> Option<String> {
    let row = row_of(action)?;
    let hint = app.habits.words.hint(row.name)?;
    Some(format!("{} {hint}", key(app, action)?))
}

fn key(app: &App, action: Action) -> Option<String> {
    let keys = app.habits.keymap.keys_of(action);
    Some(app.habits.words.key(keys.first()?))
}

/// The way to all keys: as it stands in the footer, and as it stands where there is no room for that.
pub fn help(app: &App) -> [String; 2] {
    [
        hint(app, Action::Help).unwrap_or_default(),
        key(app, Action::Help).unwrap_or_default(),
    ]
}

/// As many hints as `room` cells hold, then the way to all keys.
pub fn line(app: &App, brush: &Brush, room: u16) -> String {
    let [whole, short] = help(app);
    let help = if brush.cells(&whole) <= room {
        whole
    } else {
        short
    };
    let left = room.saturating_sub(brush.cells(&help) + BETWEEN);
    let named = named(app, brush, left);
    if named.is_empty() {
        return help;
    }
    format!("{named}{}{help}", " ".repeat(usize::from(BETWEEN)))
}

/// As many hints as `room` cells hold, the most wanted first.
pub fn named(app: &App, brush: &Brush, room: u16) -> String {
    let mut line = String::new();
    for hint in wanted(app)
        .into_iter()
        .filter_map(|action| hint(app, action))
    {
        let gap = if line.is_empty() { 0 } else { BETWEEN };
        if brush.cells(&line) + gap + brush.cells(&hint) > room {
            break;
        }
        line += &" ".repeat(usize::from(gap));
        line += &hint;
    }
    line
}
