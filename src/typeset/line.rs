//! What a layout is made of: lines, the glyphs on them, and what a line belongs to.

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
}

/// One set line: of a paragraph, or of one cell of a table. Several may stand side by side on a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// What it is.
    pub role: Role,
    /// The part it shows.
    pub slot: Slot,
    /// Bytes of the part's text that stand on it.
    pub start: usize,
    /// End of those bytes; blanks dropped at the line's end lie between it and the next line's start.
    pub end: usize,
    /// Row of the layout, from 0; where lines run down, the first at the right.
    pub row: u32,
    /// Cells before its first glyph.
    pub x: u16,
    /// Cells its glyphs take with the space between them, trailing blanks not counted.
    pub width: u16,
    /// Bytes of the shown text.
    pub(super) shown: (u32, u32),
    /// How it came to its width.
    pub(super) fitting: Fitting,
}

impl Line {
    /// Rows above it that belong to it.
    pub(super) fn lead(&self) -> u32 {
        u32::from(self.fitting.readings)
    }
}

/// What was done to a line's natural width.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Fitting {
    /// Cells added between its glyphs.
    pub(super) stretch: u16,
    /// Spaces between East Asian and western letters that were taken back, the last ones first.
    pub(super) shrink: u16,
    /// A hyphen is set at its end that is not in the text.
    pub(super) hyphen: bool,
    /// Readings stand above its characters.
    pub(super) readings: bool,
}

/// One grapheme on a line, as it is to be drawn; or two digits, where they share a square.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Glyph<'a> {
    /// What to print.
    pub text: &'a str,
    /// Cell along the line, from the edge of the layout.
    pub x: u16,
    /// Cells along the line that it takes: 1 or 2; where lines run down, 1 square.
    pub width: u16,
    /// Cells of a screen that it takes: 1 or 2.
    pub cells: u16,
    /// Byte of the part's text it stands for.
    pub byte: usize,
    /// Byte of the part's text after it.
    pub end: usize,
}
