//! Filling lines with pieces: greedy, each line taking as many as it can hold.
//!
//! It knows pieces, widths and room; the text itself is looked at only where one piece is wider than a whole line.

use unicode_segmentation::UnicodeSegmentation;

use super::piece::{Piece, is_blank};
use crate::text::kinsoku::{never_ends, never_starts};
use crate::text::width::{Ambiguous, cells};

/// What is to be broken.
#[derive(Clone, Copy)]
pub(super) struct Fill<'a> {
    /// The shown text of the part.
    pub(super) text: &'a str,
    /// The pieces of one row.
    pub(super) pieces: &'a [Piece],
    /// Byte where the row begins.
    pub(super) start: usize,
    /// Width of ambiguous characters.
    pub(super) ambiguous: Ambiguous,
    /// Whether a row that needs more than one line is broken at its blanks before anywhere else, as headlines
    /// are: the blank stands where the page broke them.
    pub(super) at_blanks: bool,
}

/// A line: bytes of the shown text, blanks at its end left out of `width` but not of `end`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Cut {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) width: usize,
}

impl Fill<'_> {
    /// Calls `line` with every line, in order. `room` is the cells of the first line and of the others; a line
    /// holds at least one grapheme, however little room there is.
    pub(super) fn lines(&self, room: [u16; 2], mut line: impl FnMut(Cut)) {
        let mut start = self.start;
        let mut next = 0;
        let mut room_here = room[0];
        while next < self.pieces.len() {
            let (cut, following) = self.line(start, next, usize::from(room_here));
            line(cut);
            start = cut.end;
            next = following;
            room_here = room[1];
        }
    }

    /// The line that begins at byte `start`, in or at the beginning of piece `first`; and the piece the next
    /// line begins in.
    fn line(&self, start: usize, first: usize, room: usize) -> (Cut, usize) {
        let head = self.head(start, first, room);
        if head.end < self.end_of(first) {
            return (head, first);
        }
        let mut best = (head, first + 1);
        let mut after_blank = None;
        let mut total = head.width + self.blank_of(first);
        for (index, piece) in self.pieces.iter().enumerate().skip(first + 1) {
            if self.blank_of(index - 1) > 0 {
                after_blank = Some(best);
            }
            let reach = total + usize::from(piece.ink);
            // Blanks never begin a line: those that find no room vanish at the end of this one.
            if piece.ink > 0 && (reach > room || piece.ink == u16::MAX) {
                let kept = after_blank.filter(|_| self.at_blanks);
                return kept.unwrap_or(best);
            }
            let width = if piece.ink > 0 { reach } else { best.0.width };
            let end = piece.end as usize;
            total = reach + usize::from(piece.blank);
            best = (Cut { start, end, width }, index + 1);
        }
        best
    }

    /// What the line takes of its first piece: all of it, or as many graphemes as there is room for.
    fn head(&self, start: usize, first: usize, room: usize) -> Cut {
        let end = self.end_of(first);
        let begins = first
            .checked_sub(1)
            .map_or(self.start, |before| self.end_of(before));
        let ink = self.pieces.get(first).map_or(0, |piece| piece.ink);
        if start == begins && usize::from(ink) <= room && ink < u16::MAX {
            let width = usize::from(ink);
            return Cut { start, end, width };
        }
        self.emergency(start, end, room)
    }

    /// Breaks inside a piece wider than its line: at a grapheme, and if it can be, not before a mark that may
    /// not begin a line or after one that may not end it.
    fn emergency(&self, start: usize, end: usize, room: usize) -> Cut {
        let text = self.text.get(start..end).unwrap_or("");
        let (mut total, mut width) = (0, 0);
        let mut good = None;
        let mut before = None;
        for (at, grapheme) in text.trim_end_matches(is_blank).grapheme_indices(true) {
            let next = grapheme.chars().next();
            total += usize::from(cells(grapheme, self.ambiguous));
            // Blanks that find no room vanish at the line's end.
            if !grapheme.chars().all(is_blank) {
                let here = Cut {
                    start,
                    end: start + at,
                    width,
                };
                let allowed = !before.is_some_and(never_ends) && !next.is_some_and(never_starts);
                good = if at > 0 && allowed { Some(here) } else { good };
                if at > 0 && total > room {
                    return good.unwrap_or(here);
                }
                width = total;
            }
            before = grapheme.chars().next_back();
        }
        Cut { start, end, width }
    }

    fn end_of(&self, piece: usize) -> usize {
        self.pieces
            .get(piece)
            .map_or(self.text.len(), |piece| piece.end as usize)
    }

    fn blank_of(&self, piece: usize) -> usize {
        self.pieces
            .get(piece)
            .map_or(0, |piece| usize::from(piece.blank))
    }
}
