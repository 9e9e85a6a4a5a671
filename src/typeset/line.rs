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
    /// End of those bytes; blanks dropped at the line's end lie between it and the next line's start.
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
