//! The frame, drawn from the state: no boxes, one hairline above and one below, weight before colour.
//!
//! Nothing here changes the state. Every width comes from [`crate::text::width`], every line of a story from its
//! [`crate::typeset::Layout`].

mod brush;
mod days;
mod emphasis;
mod help;
mod hints;
mod list;
mod masthead;
mod pane;
mod sections;
mod standing;
mod stats;
mod status;
mod stories;
mod text;

use ratatui::buffer::Buffer;
use ratatui::layout::Position;

use super::state::lists::SIGNS;
use super::state::{App, Screen};
use brush::Brush;

pub use help::{help_lines, key_table};
pub use stats::stats_lines;

/// Draws a frame. Answers where the terminal's cursor belongs, if a text field is open.
pub fn draw(app: &App, buffer: &mut Buffer) -> Option<Position> {
    let brush = &mut Brush::new(buffer, &app.habits);
    brush.wash();
    let Some(panes) = app.panes() else {
        brush.too_small(&app.habits.words.empty.small, app.size);
        return None;
    };
    if let Some(area) = panes.masthead {
        masthead::draw(app, brush, area);
    }
    for rule in [panes.head_rule, panes.foot_rule].into_iter().flatten() {
        brush.rule(rule);
    }
    if let Some(area) = panes.sections {
        sections::draw(app, brush, area);
    }
    if let Some(area) = panes.notice {
        let lines = app.notice(area.width);
        brush.paragraph(area, SIGNS, &lines, brush.theme.said.style());
    }
    if let Some(area) = panes.stories {
        stories::draw(app, brush, area);
    }
    if let Some(area) = panes.text {
        text::draw(app, brush, area);
    }
    match (panes.whole, app.screen) {
        (Some(area), Screen::List(listing)) => list::draw(app, brush, area, listing),
        (Some(area), Screen::Days) => days::draw(app, brush, area),
        (Some(_), Screen::Pane) => pane::draw(app, brush),
        (Some(area), Screen::Stats) => stats::draw(app, brush, area),
        (Some(area), Screen::Help) => help::draw(app, brush, area),
        _ => {}
    }
    status::draw(app, brush, panes.status)
}
