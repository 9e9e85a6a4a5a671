//! Stage two: lines, and the map between places and cells.

use super::prepare::Prepared;
use super::style::Style;
use crate::edition::Slot;

/// What a line belongs to, for whoever colours it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Role {
    /// Kicker.
    Kicker,
    /// Headline.
    Headline,
    /// Deck.
    Deck,
    /// Byline.
    Byline,
    /// A jump line, either way.
    Jump,
    /// Running text.
    Paragraph,
    /// Subhead.
    Subhead,
    /// Quotation.
    Quote,
    /// List item.
    List,
    /// Table row.
    Table,
    /// Caption and credit.
    Caption,
    /// Thematic break, drawn by whoever draws.
    Rule,
    /// Verbatim text.
    Verbatim,
    /// Air between parts.
    Blank,
}

/// One set line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// What it is.
    pub role: Role,
    /// The part it shows; blank lines belong to the part above them.
    pub slot: Slot,
    /// Bytes of the part's text that stand on it.
    pub start: usize,
    /// End of those bytes.
    pub end: usize,
    /// Cells before its first glyph.
    pub x: u16,
    /// Cells its glyphs take, trailing blanks not counted.
    pub width: u16,
}

/// One grapheme on a line, as it is to be drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Glyph<'a> {
    /// What to print.
    pub text: &'a str,
    /// Cell from the left edge of the measure.
    pub x: u16,
    /// Cells it takes: 1 or 2.
    pub width: u16,
    /// Byte of the part's text it stands for.
    pub byte: usize,
}

/// A story set to a measure.
#[derive(Clone, Debug, Default)]
pub struct Layout {
    lines: Vec<Line>,
}

impl Layout {
    /// The lines from top to bottom.
    pub fn lines(&self) -> &[Line] {
        &self.lines
    }

    /// What stands on a line, from left to right; nothing for a line that is not there.
    pub fn glyphs<'a>(&self, _prepared: &'a Prepared, _line: usize) -> Vec<Glyph<'a>> {
        Vec::new()
    }

    /// Line and cell of a position (part and byte); the nearest one where the part is not set.
    pub fn cell_of(&self, _prepared: &Prepared, _slot: Slot, _byte: usize) -> (usize, u16) {
        (0, 0)
    }

    /// Part and byte at a cell of a line: the grapheme under it, or the nearest on that line.
    pub fn position_at(
        &self,
        _prepared: &Prepared,
        _line: usize,
        _x: u16,
    ) -> Option<(Slot, usize)> {
        None
    }
}

/// Breaks a prepared story into lines of a measure.
pub fn lay_out(_prepared: &Prepared, _style: &Style) -> Layout {
    Layout::default()
}
