//! Measuring: a row of text as pieces that a line takes whole, each with its width in cells.

use std::ops::Range;

use super::style::Manner;
use crate::text::breaks;
use crate::text::width::width;

/// A stretch of text between two break opportunities.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Piece {
    /// Byte of the shown text where it ends, blanks included.
    pub(super) end: u32,
    /// Cells without the blanks at its end; [`u16::MAX`] means that many or more.
    pub(super) ink: u16,
    /// Cells of the blanks at its end; they count only when another piece follows on the line.
    pub(super) blank: u16,
}

/// Text that begins on a line of its own: a paragraph, a line of verse, an item, or one cell of a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Row {
    /// Bytes of the shown text, without its line end.
    pub(super) text: Range<u32>,
    /// Its pieces among those of the story.
    pub(super) pieces: Range<u32>,
}

/// Cuts `text[row]` at its break opportunities, measures what lies between, and adds it to `pieces`.
pub(super) fn measure(text: &str, row: Range<usize>, manner: Manner, pieces: &mut Vec<Piece>) {
    let Some(words) = text.get(row.clone()) else {
        return;
    };
    let mut from = 0;
    breaks::each(words, manner.breaking(), |end| {
        pieces.push(piece(&words[from..end], row.start + end, manner));
        from = end;
    });
}

fn piece(text: &str, end: usize, manner: Manner) -> Piece {
    let end = saturate(end);
    // Most pieces end with no blank, and asking their last character alone is quicker.
    if !text.chars().next_back().is_some_and(is_blank) {
        let ink = cells(text, manner);
        return Piece { end, ink, blank: 0 };
    }
    let (ink, blank) = text.split_at(text.trim_end_matches(is_blank).len());
    Piece {
        end,
        ink: cells(ink, manner),
        blank: cells(blank, manner),
    }
}

fn cells(text: &str, manner: Manner) -> u16 {
    u16::try_from(width(text, manner.ambiguous)).unwrap_or(u16::MAX)
}

/// Blanks that vanish at a line's end. No-break blanks are none of them.
pub(super) fn is_blank(c: char) -> bool {
    matches!(c, ' ' | '\t' | '\u{1680}' | '\u{2000}'..='\u{2006}' | '\u{2008}'..='\u{200A}' | '\u{205F}' | '\u{3000}')
}

/// Offsets fit by construction: [`super::display::Display`] cuts what is longer.
pub(super) fn saturate(offset: usize) -> u32 {
    u32::try_from(offset).unwrap_or(u32::MAX)
}
