//! The list of sections, each with what is unread of it and how many stories it has.

use ratatui::layout::Rect;

use super::brush::Brush;
use crate::tui::state::contents::{Kind, Shelf};
use crate::tui::state::{App, Screen};

/// Draws it.
pub fn draw(app: &App, brush: &mut Brush, area: Rect) {
    for slip in app.shelf_slips(area) {
        let Some(shelf) = app.contents.shelves.get(slip.item) else {
            continue;
        };
        let row = Rect::new(area.x, slip.y, area.width, 1);
        let selected = slip.item == app.spot.shelf;
        draw_row(app, brush, row, shelf, slip.item);
        if selected {
            brush.put(row, 0, ">", brush.theme.text.style());
            if app.screen == Screen::Sections {
                brush.mark(without_edges(row), brush.theme.selected.style());
            }
        }
    }
}

/// A selected line is marked from its text on, and leaves the gutters alone.
fn without_edges(row: Rect) -> Rect {
    Rect {
        x: row.x + 1,
        width: row.width.saturating_sub(2),
        ..row
    }
}

fn draw_row(app: &App, brush: &mut Brush, row: Rect, shelf: &Shelf, index: usize) {
    let (count, unread) = match shelf.kind {
        Kind::Bookmarks => (app.marks.here.len().to_string(), 0),
        Kind::Page | Kind::Unlisted => {
            let (all, unread) = app.counts(index);
            let words = &app.habits.words.shelf;
            match (&shelf.missing, all) {
                (Some(_), 0) => (words.missing.clone(), 0),
                (Some(_), _) => (format!("! {unread}/{all}"), unread),
                (None, _) => (format!("{unread}/{all}"), unread),
            }
        }
        Kind::Loose => (app.edition.loose.len().to_string(), 0),
        Kind::Notes => (app.edition.notes.len().to_string(), 0),
    };
    let furniture = brush.theme.furniture.style();
    let style = match unread {
        0 => brush.theme.read.style(),
        _ => brush.theme.unread.style(),
    };
    let inner = Rect {
        width: row.width.saturating_sub(2),
        ..row
    };
    let room = brush.put_right(inner, 2, &count, furniture);
    let names = Rect {
        width: room.saturating_sub(1),
        ..row
    };
    let after = brush.put(names, 2, &shelf.label, style);
    let from = if shelf.label.is_empty() { 2 } else { after + 1 };
    brush.put(names, from, &shelf.title, style);
}
