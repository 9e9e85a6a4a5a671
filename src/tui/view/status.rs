//! The line under everything: where the reader is and what is left, then what was just said, or keys that help here.

use ratatui::layout::{Position, Rect};
use unicode_segmentation::UnicodeSegmentation;

use super::brush::Brush;
use crate::tui::actions::ACTIONS;
use crate::tui::state::search::{Prompt, Purpose};
use crate::tui::state::{App, Screen};
use crate::tui::words::fill;

/// Draws it. Answers where the cursor belongs, if a text field is open.
pub fn draw(app: &App, brush: &mut Brush, area: Rect) -> Option<Position> {
    let area = Rect {
        x: area.x + 1,
        width: area.width.saturating_sub(2),
        ..area
    };
    if let Some(prompt) = &app.prompt {
        return Some(draw_prompt(app, brush, area, prompt));
    }
    let after = draw_place(app, brush, area);
    let from = after + 3 * u16::from(after > 0);
    if let Some(typed) = typed(app) {
        brush.put_right(area, from, &typed, brush.theme.text.style());
    } else if let Some(said) = &app.said {
        draw_said(brush, area, from, said);
    } else {
        draw_hints(app, brush, area, from);
    }
    None
}

/// What is said is said whole: over the place, when there is no room beside it.
fn draw_said(brush: &mut Brush, area: Rect, from: u16, said: &str) {
    let style = brush.theme.said.style();
    if brush.put_right(area, from, said, style) < area.width {
        return;
    }
    for x in 0..area.width {
        brush.glyph(area.x + x, area.y, " ", 1, brush.theme.page.style());
    }
    brush.put(area, 0, said, style);
}

fn draw_place(app: &App, brush: &mut Brush, area: Rect) -> u16 {
    let furniture = brush.theme.furniture.style();
    let mut at = 0;
    for text in place(app) {
        if at + brush.cells(&text) > area.width {
            break;
        }
        at = brush.put(area, at, &text, furniture) + 2;
    }
    at.saturating_sub(2)
}

/// Section, story 3 of 9, percent, minutes left; in a list what it lists.
fn place(app: &App) -> Vec<String> {
    let words = &app.habits.words;
    let number = |n: usize| n.to_string();
    match app.screen {
        Screen::Help => return vec![words.help.title.clone()],
        Screen::Bookmarks => {
            let at = app.lists.bookmark + usize::from(!app.marks.is_empty());
            let (n, of) = (number(at), number(app.marks.len()));
            let nth = fill(&words.prompt.hits, &[("n", &n), ("of", &of)]);
            return vec![words.list.bookmarks.clone(), nth];
        }
        Screen::Sections | Screen::Stories | Screen::Text => {}
    }
    let mut place = Vec::new();
    if let Some(shelf) = app.contents.shelves.get(app.spot.shelf) {
        let name = format!("{} {}", shelf.label, shelf.title);
        place.push(name.trim().to_owned());
        if !shelf.stories.is_empty() {
            let (n, of) = (number(app.spot.item + 1), number(shelf.stories.len()));
            place.push(fill(&words.status.nth, &[("n", &n), ("of", &of)]));
        }
    }
    if app.screen == Screen::Text {
        place.push(fill(
            &words.status.percent,
            &[("n", &number(app.percent()))],
        ));
        if let Some(left) = minutes_left(app) {
            place.push(fill(&words.status.left, &[("n", &number(left))]));
        }
    }
    place
}

fn minutes_left(app: &App) -> Option<usize> {
    let index = app.open()?;
    let minutes = app
        .pace
        .minutes(index, app.story(index)?, &app.habits.screen);
    let left = (minutes * 100usize.saturating_sub(app.percent())).div_ceil(100);
    (left > 0).then_some(left)
}

fn typed(app: &App) -> Option<String> {
    let count = app.typed.count.map(|count| count.to_string());
    let strokes = app.typed.strokes.iter().map(ToString::to_string);
    let all: Vec<String> = count.into_iter().chain(strokes).collect();
    (!all.is_empty()).then(|| all.join(" "))
}

/// Keys of what can be done here, as many as fit; the way to all of them, help, first of all.
fn draw_hints(app: &App, brush: &mut Brush, area: Rect, from: u16) {
    let surface = app.surface();
    let rows = ACTIONS.iter().filter(|row| row.surfaces.contains(&surface));
    let mut hints: Vec<String> = rows
        .filter_map(|row| {
            let hint = app.habits.words.hint(row.name)?;
            let keys = app.habits.keymap.keys_of(row.action);
            Some(format!("{} {hint}", app.habits.words.key(keys.first()?)))
        })
        .collect();
    let Some(help) = hints.pop() else { return };
    let room = area.width.saturating_sub(from);
    let mut taken = brush.cells(&help);
    let mut line = Vec::new();
    for hint in hints {
        let width = brush.cells(&hint) + 3;
        if taken + width > room {
            break;
        }
        taken += width;
        line.push(hint);
    }
    line.push(help);
    brush.put_right(area, from, &line.join("   "), brush.theme.furniture.style());
}

fn draw_prompt(app: &App, brush: &mut Brush, area: Rect, prompt: &Prompt) -> Position {
    let words = &app.habits.words.prompt;
    let label = match prompt.purpose {
        Purpose::Search { .. } => &words.search,
        Purpose::NewNote(_) | Purpose::Note(_) => &words.note,
    };
    let mut field = area;
    if let (Purpose::Search { .. }, Some(hits)) = (&prompt.purpose, hits(app)) {
        let free = brush.put_right(area, 12, &hits, brush.theme.furniture.style());
        field.width = free.saturating_sub(2 * u16::from(free < area.width));
    }
    let from = brush.put(field, 0, label, brush.theme.furniture.style());
    let room = field.width.saturating_sub(from);
    let (shown, cursor) = window(brush, prompt, room);
    brush.put(field, from, &shown, brush.theme.text.style());
    Position::new(field.x + from + cursor, field.y)
}

fn hits(app: &App) -> Option<String> {
    let search = app
        .search
        .as_ref()
        .filter(|search| !search.query.is_empty())?;
    let n = if search.hits.is_empty() {
        0
    } else {
        search.current + 1
    };
    let (n, of) = (n.to_string(), search.hits.len().to_string());
    Some(fill(
        &app.habits.words.prompt.hits,
        &[("n", &n), ("of", &of)],
    ))
}

/// The piece of a field's text that has its cursor in `room` cells, and the cursor's cell in it.
fn window(brush: &Brush, prompt: &Prompt, room: u16) -> (String, u16) {
    let value = prompt.input.value();
    let before: String = value.chars().take(prompt.input.cursor()).collect();
    let mut begin = 0;
    let mut cursor = brush.cells(&before);
    // The last cell is the cursor's own.
    for (at, grapheme) in before.grapheme_indices(true) {
        if cursor < room {
            break;
        }
        cursor = cursor.saturating_sub(brush.cells(grapheme));
        begin = at + grapheme.len();
    }
    let shown = value.get(begin..).unwrap_or("").to_owned();
    (shown, cursor.min(room.saturating_sub(1)))
}
