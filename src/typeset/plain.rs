//! Set text as plain text: rows of a layout, pages of it, and a paragraph without a story through the same pipeline.

use super::layout::Layout;
use super::line::Role;
use super::prepare::{Prepared, prepare};
use super::set::lay_out;
use super::style::{Manner, Style};
use super::window::Window;
use crate::edition::{Block, Story};

/// Sets one paragraph and answers its lines as plain text, indents as blanks. A paragraph of nothing but blanks
/// has no line.
pub fn set_paragraph(text: &str, manner: Manner, style: &Style) -> Vec<String> {
    let story = Story {
        blocks: vec![Block::paragraph(text)],
        ..Story::default()
    };
    let prepared = prepare(&story, manner);
    text_lines(&prepared, &lay_out(&prepared, style)).collect()
}

/// The rows of a layout as plain text, from top to bottom.
pub fn text_lines(prepared: &Prepared, layout: &Layout) -> impl Iterator<Item = String> {
    (0..layout.height()).map(|row| layout.to_text(prepared, row))
}

/// A layout as pages of plain text, each what `window` shows at once: rows of the screen, without blanks at their ends or
/// blank ones below the last. A rule that runs down is of bars.
pub fn pages<'a>(
    prepared: &'a Prepared,
    layout: &'a Layout,
    window: Window,
) -> impl Iterator<Item = Vec<String>> {
    // No page begins with a blank line.
    let top = |from: usize| {
        let line = layout.line_below(from);
        line.and_then(|line| layout.lines().get(line))
            .map(|line| line.row as usize)
    };
    let tops = std::iter::successors(top(0), move |above| top(above + window.rows()));
    tops.map(move |top| page(prepared, layout, Window { top, ..window }))
}

fn page(prepared: &Prepared, layout: &Layout, window: Window) -> Vec<String> {
    let mut cells: Vec<(u16, u16, &str, u16)> = Vec::new();
    for index in (window.top..window.top + window.rows()).flat_map(|row| layout.on_row(row)) {
        let Some(line) = layout.lines().get(index) else {
            continue;
        };
        let row = line.row as usize;
        let mut put = |x: u16, text, width| {
            cells.extend(
                window
                    .cell(row, x)
                    .map(|(across, down)| (down, across, text, width)),
            );
        };
        if line.role == Role::Rule {
            (line.x..line.x.saturating_add(line.width)).for_each(|x| put(x, "|", 1));
        }
        for glyph in layout.glyphs(prepared, index) {
            put(glyph.x, glyph.text, glyph.cells);
        }
    }
    cells.sort_unstable_by_key(|&(down, across, ..)| (down, across));
    written(&cells)
}

/// Texts at their rows and cells, in order, as lines.
fn written(cells: &[(u16, u16, &str, u16)]) -> Vec<String> {
    let height = cells.last().map_or(0, |&(down, ..)| usize::from(down) + 1);
    let mut rows = vec![String::new(); height];
    let mut at = (0, 0);
    for &(down, across, text, width) in cells {
        let from = if at.0 == down { at.1 } else { 0 };
        if let Some(row) = rows.get_mut(usize::from(down)) {
            row.extend(std::iter::repeat_n(
                ' ',
                usize::from(across - from.min(across)),
            ));
            row.push_str(text);
        }
        at = (down, across.saturating_add(width));
    }
    for row in &mut rows {
        row.truncate(row.trim_end_matches(' ').len());
    }
    rows
}
