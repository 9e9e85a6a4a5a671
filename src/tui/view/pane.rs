//! A text over the window that is no story of the paper: its name, how it came about, and its lines.

use super::brush::Brush;
use super::text::{Over, draw_row};
use crate::tui::state::App;
use crate::tui::state::pane::Tone;
use crate::tui::theme::{Ink, Theme};

/// Draws it.
pub fn draw(app: &App, brush: &mut Brush) {
    let (Some(pane), Some((title, _))) = (&app.pane, app.pane_areas()) else {
        return;
    };
    let furniture = brush.theme.furniture.style();
    let free = brush.put_right(title, 2, &pane.beside, furniture);
    let mut name = title;
    name.width = free.saturating_sub(2 * u16::from(free < title.width));
    brush.put(name, 0, &pane.title, brush.theme.subhead.style());
    let (Some((_, sheet)), Some(galley)) = (app.pane_sheet(), pane.galley()) else {
        return;
    };
    let ink = |tone| of(brush.theme, tone).style();
    let toned = pane
        .toned
        .iter()
        .map(|(stretch, tone)| (*stretch, ink(*tone)));
    let over = Over {
        story: Some(&pane.story),
        search: None,
        passages: toned.collect(),
        beneath: Vec::new(),
    };
    for row in sheet.rows() {
        draw_row(brush, &sheet, galley, row, &over);
    }
}

fn of(theme: &Theme, tone: Tone) -> Ink {
    match tone {
        Tone::Added => theme.added,
        Tone::Removed => theme.removed,
        Tone::Aside => theme.furniture,
    }
}
