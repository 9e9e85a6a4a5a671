//! Cutting what is wider than a whole line: words with a hyphen, everything else between graphemes.

use std::borrow::Cow;

use super::map::saturate;
use super::measure::{length, reach, steps};
use super::piece::{Edges, Piece, is_blank};
use super::style::Manner;
use crate::text::kinsoku::{never_ends, never_starts};
use crate::text::vertical::laid;

/// The pieces of a row that begins at byte `start`, those wider than `room` cells cut so that each fits or is a single
/// grapheme: words where their language divides them, everything else between graphemes.
pub(super) fn split<'a>(
    text: &str,
    start: usize,
    pieces: &'a [Piece],
    room: u16,
    manner: Manner,
) -> Cow<'a, [Piece]> {
    let is_wide = |piece: &Piece| piece.ink > room || piece.ink == u16::MAX;
    if !pieces.iter().any(is_wide) {
        return Cow::Borrowed(pieces);
    }
    let mut cutter = Cutter {
        room,
        manner,
        out: Vec::with_capacity(pieces.len() + 8),
    };
    let mut from = start;
    for piece in pieces {
        let end = piece.end as usize;
        match text.get(from..end) {
            Some(words) if is_wide(piece) => {
                let ink = words.trim_end_matches(is_blank);
                cutter.divide(ink, from, *piece, &manner.hyphens.points(ink));
            }
            _ => cutter.out.push(*piece),
        }
        from = end;
    }
    Cow::Owned(cutter.out)
}

struct Cutter {
    room: u16,
    manner: Manner,
    out: Vec<Piece>,
}

impl Cutter {
    /// Divides a piece, the text `ink` from byte `from` on and blanks, at `points`.
    fn divide(&mut self, ink: &str, from: usize, piece: Piece, points: &[usize]) {
        let first = self.out.len();
        let mut start = 0;
        for end in points.iter().copied().chain([ink.len()]) {
            let part = ink.get(start..end).unwrap_or("");
            let hyphen = u16::from(end < ink.len());
            let cells = length(part, self.manner);
            if cells.saturating_add(hyphen) <= self.room {
                self.push(from + end, cells, 0);
            } else {
                self.clumps(part, from + start);
            }
            if let Some(last) = self.out.last_mut().filter(|_| hyphen > 0) {
                last.edges = Edges::hyphen();
            }
            start = end;
        }
        let last = self.out.len().saturating_sub(1);
        for (at, part) in self.out.iter_mut().enumerate().skip(first) {
            part.edges = piece
                .edges
                .of_part(at == first, at == last, part.edges.takes_hyphen());
        }
        if let Some(last) = self.out.last_mut() {
            (last.end, last.blank) = (piece.end, piece.blank);
        }
    }

    /// Cuts a text at its graphemes, if it can be not before a mark that may not begin a line or after one that may not
    /// end it.
    fn clumps(&mut self, text: &str, from: usize) {
        // Cells of the clump, those of the blanks after it, and the character it ends with.
        let (mut ink, mut blank, mut before) = (0u16, 0u16, None);
        // A word inside a longer piece, as a part of an address, stays whole where it has room.
        let mut whole = false;
        for (at, grapheme) in steps(text, self.manner) {
            let own = reach(grapheme, self.manner);
            // What takes no room after a blank does not keep the blank on the line.
            if grapheme.chars().all(is_blank) || (own == 0 && blank > 0) {
                blank = blank.saturating_add(own);
                continue;
            }
            let next = grapheme.chars().next().map(laid);
            let is_held = before.is_some_and(never_ends) || next.is_some_and(never_starts);
            let is_inside_word = before.is_some_and(is_word) && next.is_some_and(is_word);
            if !is_inside_word && next.is_some_and(is_word) {
                let held = if is_held { ink } else { 0 };
                whole = word_length(&text[at..], self.room).saturating_add(held) <= self.room;
            }
            let is_kept = is_held || (is_inside_word && whole);
            let together = ink.saturating_add(blank).saturating_add(own);
            // Blanks before the first letter stand alone where the letter has no room beside them.
            let is_full = together > self.room && ink.saturating_add(blank) > 0;
            if own > 0 && (is_full || (ink > 0 && !is_kept)) {
                self.push(from + at, ink, blank);
                ink = own;
            } else {
                ink = together;
            }
            blank = 0;
            before = grapheme.chars().next_back().map(laid);
        }
        self.push(from + text.len(), ink, blank);
    }

    fn push(&mut self, end: usize, ink: u16, blank: u16) {
        self.out.push(Piece {
            end: saturate(end),
            ink,
            blank: u8::try_from(blank).unwrap_or(u8::MAX),
            edges: Edges::default(),
        });
    }
}

fn is_word(c: char) -> bool {
    c.is_ascii_alphanumeric()
}

/// Letters and digits at the start of a text, with the marks that may not be parted from them; not counted much beyond
/// `most`.
fn word_length(text: &str, most: u16) -> u16 {
    let mut in_word = true;
    let belongs = |&c: &char| {
        in_word &= is_word(c);
        in_word || never_starts(c)
    };
    let chars = text.chars().take(usize::from(most) + 1);
    u16::try_from(chars.take_while(belongs).count()).unwrap_or(u16::MAX)
}
