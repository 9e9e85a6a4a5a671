//! The line over everything: the paper's name, its day, and how much there is to read.

use ratatui::layout::Rect;

use super::brush::Brush;
use crate::tui::state::App;
use crate::tui::state::contents::Kind;
use crate::tui::words::fill;

/// Draws it.
pub fn draw(app: &App, brush: &mut Brush, area: Rect) {
    let name = brush.put(area, 1, &app.name, brush.theme.masthead.style());
    let furniture = brush.theme.furniture.style();
    let date = app.edition.date.map(|date| app.habits.words.date(date));
    let date = date.unwrap_or_default();
    let inner = Rect {
        width: area.width.saturating_sub(1),
        ..area
    };
    let after = name + 2 + brush.cells(&date);
    let counts = counts(app);
    let room = |text: &&String| after + 2 + brush.cells(text) <= inner.width;
    if let Some(text) = counts.iter().find(room) {
        let text = text.clone();
        brush.put_right(inner, name + 1, &text, furniture);
    }
    brush.put(inner, name + 2, &date, furniture);
}

/// Pages, stories and unread ones; and what is left of that in a narrow window.
fn counts(app: &App) -> [String; 2] {
    let pages = app.contents.shelves.iter();
    let pages = pages.filter(|shelf| shelf.kind == Kind::Page).count();
    let printed = app.contents.printed;
    let values = [
        ("pages", &*pages.to_string()),
        ("stories", &*printed.to_string()),
        ("unread", &*app.marks.unread(printed).to_string()),
    ];
    let words = &app.habits.words.masthead;
    [
        fill(&words.counts, &values),
        fill(&words.counts_short, &values),
    ]
}
