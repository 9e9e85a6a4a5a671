//! Measuring: a row of text as pieces that a line takes whole, each with its width in cells.

use std::ops::Range;

use super::map::saturate;
use super::measure::length;
use super::reading::Reading;
use super::style::{Direction, Manner};
use crate::text::breaks;
use crate::text::spacing::Autospace;
use crate::text::spacing::{belongs_between, hang, has_blank_before, is_ideograph};
use crate::text::vertical::{is_inside_square, laid};

/// A stretch of text between two break opportunities.
///
/// Eight bytes, for a story has nearly as many pieces as characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Piece {
    /// Byte of the shown text where it ends, blanks included.
    pub(super) end: u32,
    /// Cells without the blanks at its end; [`u16::MAX`] means that many or more.
    pub(super) ink: u16,
    /// Cells of the blanks at its end; they count only when another piece follows on the line.
    pub(super) blank: u8,
    /// What its edges allow.
    pub(super) edges: Edges,
}

/// What the edges of a piece allow, packed into a byte.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Edges(u8);

impl Edges {
    /// Cells that its last mark may hang, two bits.
    const HANG: u8 = 3;
    /// It begins with a mark whose left half is blank.
    const TRIM: u8 = 1 << 2;
    /// A space between scripts stands before it, unless it begins a line.
    const SPACE: u8 = 1 << 3;
    /// The space before it only brings the line back to the grid.
    const GRID: u8 = 1 << 4;
    /// A hyphen is set where a line ends after it.
    const HYPHEN: u8 = 1 << 5;
    /// A line ends after it only where there is no other way.
    const EMERGENCY: u8 = 1 << 6;
    /// It begins with a dash or an ellipsis, which looks poor at a line's head.
    const DASH: u8 = 1 << 7;

    /// Of a piece that ends where a word is divided.
    pub(super) fn hyphen() -> Self {
        Self(Self::HYPHEN)
    }

    /// Cells that its last mark may hang of `most`.
    pub(super) fn hang(self, most: u16) -> u16 {
        u16::from(self.0 & Self::HANG).min(most)
    }

    pub(super) fn is_trimmed(self) -> bool {
        self.0 & Self::TRIM != 0
    }

    pub(super) fn is_spaced(self) -> bool {
        self.0 & Self::SPACE != 0
    }

    pub(super) fn is_of_grid(self) -> bool {
        self.0 & Self::GRID != 0
    }

    pub(super) fn takes_hyphen(self) -> bool {
        self.0 & Self::HYPHEN != 0
    }

    pub(super) fn is_dash(self) -> bool {
        self.0 & Self::DASH != 0
    }

    pub(super) fn is_emergency(self) -> bool {
        self.0 & Self::EMERGENCY != 0
    }

    /// The edges of a part of the piece: its head if it is `first`, its tail if it is `last`; and how it ends otherwise.
    pub(super) fn of_part(self, first: bool, last: bool, hyphen: bool) -> Self {
        let head = if first { self.0 & !Self::HANG } else { 0 };
        let tail = match (last, hyphen) {
            (true, _) => self.0 & (Self::HANG | Self::HYPHEN | Self::EMERGENCY),
            (false, true) => Self::HYPHEN,
            (false, false) => Self::EMERGENCY,
        };
        Self(head | tail)
    }
}

/// Text that begins on a line of its own: a paragraph, a line of verse, an item, or one cell of a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Row {
    /// Bytes of the shown text, without its line end.
    pub(super) text: Range<u32>,
    /// Its pieces among those of the story.
    pub(super) pieces: Range<u32>,
}

/// Cuts `text[row]` at its break opportunities, measures what lies between, and adds it to `pieces`. `readings` are those
/// of the whole text.
pub(super) fn measure(
    text: &str,
    row: Range<usize>,
    readings: &[Reading],
    manner: Manner,
    pieces: &mut Vec<Piece>,
) {
    let Some(words) = text.get(row.clone()) else {
        return;
    };
    let first = readings.partition_point(|reading| (reading.base.0 as usize) < row.start);
    let mut readings = readings.get(first..).unwrap_or(&[]).iter().peekable();
    let mut from = 0;
    let mut before = None;
    // Cells that readings add to the piece in the making.
    let mut extra = 0u16;
    breaks::each(words, manner.breaking(), |end| {
        let at = row.start + end;
        while let Some(reading) = readings.next_if(|reading| reading.base.1 as usize <= at) {
            extra = extra.saturating_add(reading.extra());
        }
        // What is read as one stands on one line.
        if readings
            .peek()
            .is_some_and(|reading| (reading.base.0 as usize) < at)
        {
            return;
        }
        let cut = &words[from..end];
        push(cut, at, before, std::mem::take(&mut extra), manner, pieces);
        before = if manner.autospace == Autospace::Off {
            None
        } else {
            base_at_end(cut)
        };
        from = end;
    });
}

/// The same of a row that runs down and begins at byte `start`. Breaks are found `across`: in the row as it ran across,
/// character for character.
pub(super) fn measure_down(
    row: &str,
    across: &str,
    start: usize,
    manner: Manner,
    pieces: &mut Vec<Piece>,
) {
    let (mut from, mut at, mut at_across) = (0, 0, 0);
    let mut chars = row.chars().zip(across.chars());
    breaks::each(across, manner.breaking(), |end| {
        while at_across < end
            && let Some((shown, own)) = chars.next()
        {
            at += shown.len_utf8();
            at_across += own.len_utf8();
        }
        if !is_inside_square(row, at) {
            push(&row[from..at], start + at, None, 0, manner, pieces);
            from = at;
        }
    });
}

fn push(
    text: &str,
    end: usize,
    before: Option<char>,
    extra: u16,
    manner: Manner,
    pieces: &mut Vec<Piece>,
) {
    let mut chars = text.chars();
    let first = chars.next();
    let is_horizontal = manner.direction == Direction::Horizontal;
    let is_alone = chars.as_str().is_empty() && before.is_none() && is_horizontal;
    if is_alone && first.is_some_and(is_plain_han) {
        return pieces.push(Piece {
            end: saturate(end),
            ink: extra.saturating_add(2),
            blank: 0,
            edges: Edges::default(),
        });
    }
    let mut last = text.chars().next_back();
    let mut ink = text;
    // Most pieces end with no blank, and asking their last character alone is quicker.
    if last.is_some_and(is_blank) {
        ink = text.trim_end_matches(is_blank);
        last = ink.chars().next_back();
    }
    let edges = match manner.direction {
        Direction::Horizontal => edges(first, last, before, manner),
        Direction::Vertical => edges_down(first, last, manner),
    };
    let mut piece = Piece {
        end: saturate(end),
        ink: length(ink, manner).saturating_add(extra),
        blank: 0,
        edges,
    };
    let blanks = &text[ink.len()..];
    if let Ok(blank) = u8::try_from(length(blanks, manner)) {
        piece.blank = blank;
        return pieces.push(piece);
    }
    // A long run of blanks goes on in pieces without ink.
    piece.end = saturate(end - blanks.len());
    pieces.push(piece);
    let mut at = end - blanks.len();
    for blank in blanks.chars() {
        at += blank.len_utf8();
        let blank = length(blank.encode_utf8(&mut [0; 4]), manner);
        pieces.push(Piece {
            end: saturate(at),
            ink: 0,
            blank: u8::try_from(blank).unwrap_or(u8::MAX),
            edges: Edges::default(),
        });
    }
}

fn edges(first: Option<char>, last: Option<char>, before: Option<char>, manner: Manner) -> Edges {
    // Marks lie below and above the Han characters, which are nearly all there is.
    let is_mark = |c: &char| !('\u{3400}'..='\u{9FFF}').contains(c);
    let mut edges = 0;
    if let Some(last) = last.filter(is_mark) {
        edges |= u8::try_from(hang(last, manner.language, 2)).unwrap_or(0);
    }
    if let Some(first) = first.filter(is_mark) {
        if has_blank_before(first, manner.language) {
            edges |= Edges::TRIM;
        } else if matches!(first, '—' | '―' | '…' | '⋯') {
            edges |= Edges::DASH;
        }
    }
    if let (Some(before), Some(first)) = (before, first)
        && belongs_between(before, first)
    {
        match manner.autospace {
            Autospace::Off => {}
            Autospace::On => edges |= Edges::SPACE,
            Autospace::Parity if is_ideograph(first) => edges |= Edges::SPACE | Edges::GRID,
            Autospace::Parity => {}
        }
    }
    Edges(edges)
}

/// The edges of a piece that runs down: a pause or stop hangs with its square or not at all, nothing is trimmed or spaced.
fn edges_down(first: Option<char>, last: Option<char>, manner: Manner) -> Edges {
    let mut edges = 0;
    if last.is_some_and(|last| hang(laid(last), manner.language, 2) == 2) {
        edges |= 1;
    }
    if first.is_some_and(|first| matches!(first, '︱' | '︙')) {
        edges |= Edges::DASH;
    }
    Edges(edges)
}

/// The Han characters of nearly all text: two cells each, without a mark's ways.
fn is_plain_han(c: char) -> bool {
    matches!(c, '\u{4E00}'..='\u{9FFF}')
}

/// The last character that is no combining mark.
fn base_at_end(text: &str) -> Option<char> {
    let is_base = |&c: &char| unicode_width::UnicodeWidthChar::width(c) != Some(0);
    text.chars().rev().take(8).find(is_base)
}

/// Blanks that vanish at a line's end. No-break blanks are none of them.
pub(super) fn is_blank(c: char) -> bool {
    matches!(c, ' ' | '\t' | '\u{1680}' | '\u{2000}'..='\u{2006}' | '\u{2008}'..='\u{200A}' | '\u{205F}' | '\u{3000}')
}
