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
    let inner = Rect {
        width: area.width.saturating_sub(1),
        ..area
    };
    let room = inner.width.saturating_sub(name + 2);
    let date = date(app, brush, room);
    let after = name + 2 + brush.cells(&date);
    let counts = counts(app);
    let room = |text: &&String| after + 2 + brush.cells(text) <= inner.width;
    if let Some(text) = counts.iter().find(room) {
        let text = text.clone();
        brush.put_right(inner, name + 1, &text, furniture);
    }
    brush.put(inner, name + 2, &date, furniture);
}

/// The day of the issue: in full, or as a number, or not at all, never a piece of it.
fn date(app: &App, brush: &Brush, room: u16) -> String {
    let date = app.edition.date;
    let forms = date.map(|date| [app.habits.words.date(date), date.to_string()]);
    let mut forms = forms.into_iter().flatten();
    let fits = forms.find(|form| brush.cells(form) <= room);
    fits.unwrap_or_default()
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
