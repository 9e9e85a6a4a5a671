//! Cutting what is wider than a whole line, between graphemes.

use std::borrow::Cow;

use unicode_segmentation::UnicodeSegmentation;

use super::piece::{Edges, Piece, is_blank, saturate};
use crate::text::kinsoku::{never_ends, never_starts};
use crate::text::width::{Ambiguous, cells};

/// The pieces of a row that begins at byte `start`, those wider than `room` cells cut so that each fits or is a single
/// grapheme.
pub(super) fn split<'a>(
    text: &str,
    start: usize,
    pieces: &'a [Piece],
    room: u16,
    ambiguous: Ambiguous,
) -> Cow<'a, [Piece]> {
    let is_wide = |piece: &Piece| piece.ink > room || piece.ink == u16::MAX;
    if !pieces.iter().any(is_wide) {
        return Cow::Borrowed(pieces);
    }
    let mut cut = Vec::with_capacity(pieces.len() + 8);
    let mut from = start;
    for piece in pieces {
        let end = piece.end as usize;
        match text.get(from..end) {
            Some(words) if is_wide(piece) => {
                clumps(words, from, *piece, room, ambiguous, &mut cut);
            }
            _ => cut.push(*piece),
        }
        from = end;
    }
    Cow::Owned(cut)
}

/// Cuts a piece at its graphemes, if it can be not before a mark that may not begin a line or after one that may not
/// end it.
fn clumps(
    text: &str,
    from: usize,
    piece: Piece,
    room: u16,
    ambiguous: Ambiguous,
    out: &mut Vec<Piece>,
) {
    let first = out.len();
    // Cells of the clump, those of the blanks after it, and the character it ends with.
    let (mut width, mut blank, mut before) = (0u16, 0u16, None);
    let ink = text.trim_end_matches(is_blank);
    for (at, grapheme) in ink.grapheme_indices(true) {
        let own = cells(grapheme, ambiguous);
        if grapheme.chars().all(is_blank) {
            blank = blank.saturating_add(own);
            continue;
        }
        let next = grapheme.chars().next();
        let may_break = !before.is_some_and(never_ends) && !next.is_some_and(never_starts);
        let together = width.saturating_add(blank).saturating_add(own);
        if width > 0 && own > 0 && (may_break || together > room) {
            out.push(Piece {
                end: saturate(from + at),
                ink: width,
                blank: u8::try_from(blank).unwrap_or(u8::MAX),
                edges: Edges::default(),
            });
            width = own;
        } else {
            width = together;
        }
        blank = 0;
        before = grapheme.chars().next_back();
    }
    out.push(Piece {
        ink: width,
        ..piece
    });
    let last = out.len() - 1;
    for (at, part) in out.iter_mut().enumerate().skip(first) {
        part.edges = piece.edges.of_part(at == first, at == last, false);
    }
}
