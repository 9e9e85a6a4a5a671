//! Distributing: the graphemes of a line get their cells.

use unicode_segmentation::UnicodeSegmentation;

use super::display::Display;
use super::line::{Glyph, Line};
use super::piece::is_blank;
use crate::text::width::{Ambiguous, cells};

/// Cells where the columns of a table begin.
pub(super) type Stops = Vec<u16>;

/// Glyphs of a line from left to right. A tab leads to the next of `stops`.
pub(super) fn glyphs<'a>(
    display: &'a Display,
    line: &Line,
    stops: &[u16],
    ambiguous: Ambiguous,
) -> Vec<Glyph<'a>> {
    let (start, end) = (display.shown(line.start), display.shown(line.end));
    let text = display.text.get(start..end).unwrap_or("");
    let mut glyphs = Vec::with_capacity(text.len() / 2);
    let mut from = start;
    for (column, cell) in text.split('\t').enumerate() {
        let stop = column.checked_sub(1).and_then(|column| stops.get(column));
        let mut x = stop.copied().unwrap_or(line.x);
        for (at, text) in cell.trim_end_matches(is_blank).grapheme_indices(true) {
            let width = cells(text, ambiguous);
            if width > 0 {
                let byte = display.source(from + at);
                glyphs.push(Glyph {
                    text,
                    x,
                    width,
                    byte,
                });
                x = x.saturating_add(width);
            }
        }
        from += cell.len() + 1;
    }
    glyphs
}
