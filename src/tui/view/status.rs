//! The line under everything: where the reader is and what is left, then what was just said, or keys that help here.

use ratatui::layout::{Position, Rect};
use unicode_segmentation::UnicodeSegmentation;

use super::brush::Brush;
use super::{hints, standing};
use crate::tui::state::search::{Prompt, Purpose};
use crate::tui::state::{App, Listing, Screen};
use crate::tui::words::fill;

/// Cells between the place and what stands at the right, at least.
const AIR: u16 = 2;

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
    let furniture = brush.theme.furniture.style();
    // The way to the keys has its room before anything else, then a word of fetching as short as it can be.
    let [_, help] = hints::help(app);
    let short = app.quiet().pop().unwrap_or_default();
    let kept = [&help, &short].map(|text| match brush.cells(text) {
        0 => 0,
        cells => cells + AIR,
    });
    let room = area.width.saturating_sub(kept.iter().sum());
    let place = standing::told(app, brush, room);
    let after = brush.put(area, 0, &place, furniture);
    let from = after + AIR;
    if let Some(typed) = typed(app) {
        brush.put_right(area, from, &typed, brush.theme.text.style());
    } else if let Some(said) = &app.said {
        draw_said(brush, area, from, said);
    } else {
        draw_hints(app, brush, area, from);
    }
    None
}

/// The quiet word of fetching, as long as there is room for it and the way to the keys, then the keys that help here.
fn draw_hints(app: &App, brush: &mut Brush, area: Rect, from: u16) {
    let furniture = brush.theme.furniture.style();
    let room = area.width.saturating_sub(from);
    let [_, help] = hints::help(app);
    let left = room.saturating_sub(brush.cells(&help) + AIR);
    let mut words = app.quiet().into_iter();
    let quiet = words.find(|word| brush.cells(word) <= left);
    let quiet = quiet.unwrap_or_default();
    let taken = match brush.cells(&quiet) {
        0 => 0,
        cells => cells + AIR,
    };
    let hints = hints::line(app, brush, room.saturating_sub(taken));
    let at = brush.put_right(area, 0, &hints, furniture);
    let before = Rect {
        width: at.saturating_sub(AIR),
        ..area
    };
    let ink = match app.deliveries.grown {
        true => brush.theme.said.style(),
        false => furniture,
    };
    brush.put_right(before, from, &quiet, ink);
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

fn typed(app: &App) -> Option<String> {
    let count = app.typed.count.map(|count| count.to_string());
    let strokes = app.typed.strokes.iter().map(ToString::to_string);
    let all: Vec<String> = count.into_iter().chain(strokes).collect();
    (!all.is_empty()).then(|| all.join(" "))
}

fn draw_prompt(app: &App, brush: &mut Brush, area: Rect, prompt: &Prompt) -> Position {
    let words = &app.habits.words.prompt;
    let label = match prompt.purpose {
        Purpose::Search { .. } => &words.search,
        Purpose::NewNote(_) | Purpose::Note(_) => &words.note,
        Purpose::Tags { .. } => &words.tags,
        Purpose::Filter if app.screen == Screen::List(Listing::Found) => &words.query,
        Purpose::Filter => &words.filter,
    };
    let mut field = area;
    let free = brush.put_right(
        area,
        12,
        &beside(app, brush, area, prompt),
        brush.theme.furniture.style(),
    );
    field.width = free.saturating_sub(2 * u16::from(free < area.width));
    let from = brush.put(field, 0, label, brush.theme.furniture.style());
    let room = field.width.saturating_sub(from);
    let (shown, cursor) = window(brush, prompt, room);
    brush.put(field, from, &shown, brush.theme.text.style());
    Position::new(field.x + from + cursor, field.y)
}

/// What stands at the right of a field: how much was found, and the keys that end the field where there is room.
fn beside(app: &App, brush: &Brush, area: Rect, prompt: &Prompt) -> String {
    let hits = match prompt.purpose {
        Purpose::Search { .. } => hits(app).unwrap_or_default(),
        Purpose::Filter => standing::nth(app),
        Purpose::NewNote(_) | Purpose::Note(_) | Purpose::Tags { .. } => String::new(),
    };
    let keys = hints::named(app, brush, area.width);
    let both = format!("{hits}   {keys}");
    match brush.cells(&both) <= area.width / 3 {
        true => both,
        false => hits,
    }
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
