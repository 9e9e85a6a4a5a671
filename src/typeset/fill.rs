//! Filling lines with pieces. Here: where a line that begins with a piece can end, and greedy filling, each line taking
//! as much as it can hold. [`super::paragraph`] chooses among the same ends for the least total cost.
//!
//! It knows pieces, widths and room, and never looks at the text: what is wider than a line was cut by [`super::split`].

use super::piece::Piece;

/// What is to be broken.
#[derive(Clone, Copy)]
pub(super) struct Fill<'a> {
    /// The pieces of one row; none is wider than a line, unless it is a single grapheme.
    pub(super) pieces: &'a [Piece],
    /// Byte where the row begins.
    pub(super) start: usize,
    /// Cells of the first line and of the others.
    pub(super) room: [u16; 2],
    /// Cells that a mark at a line's end may stand beyond its room.
    pub(super) hang: u16,
    /// Cells that a bracket at a line's head may stand before it.
    pub(super) gutter: u16,
    /// Whether cells are squares, each twice as long.
    pub(super) stands: bool,
    /// Whether a row that needs more than one line is broken at its blanks before anywhere else, as headlines
    /// are: the blank stands where the page broke them.
    pub(super) at_blanks: bool,
}

/// A line: bytes of the shown text, blanks at its end left out of `width` but not of `end`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Cut {
    pub(super) start: usize,
    pub(super) end: usize,
    /// Cells, those beyond the edges of its room included.
    pub(super) width: usize,
    /// Cells before its room.
    pub(super) trim: u16,
    /// Spaces between scripts that are taken back for its width.
    pub(super) shrink: u16,
    /// A hyphen stands at its end, which the width counts.
    pub(super) hyphen: bool,
    /// No line of the row follows.
    pub(super) is_last: bool,
}

/// Where a line can end.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct End {
    /// The piece that the next line begins with.
    pub(super) next: usize,
    /// Cells before anything is pushed in.
    pub(super) natural: usize,
    /// Spaces between scripts that can be taken back.
    pub(super) spaces: u16,
    /// There is room for the hyphen that a divided word takes.
    pub(super) hyphen: bool,
}

impl Fill<'_> {
    /// Calls `line` with every line, in order, each as full as can be.
    pub(super) fn greedy(&self, mut line: impl FnMut(Cut)) {
        let mut first = 0;
        while first < self.pieces.len() {
            let end = self.longest(first);
            line(self.cut(first, end));
            first = end.next;
        }
    }

    /// Cells of the line that begins with a piece.
    pub(super) fn room(&self, first: usize) -> usize {
        usize::from(self.room[usize::from(first > 0)]) + usize::from(self.trim(first))
    }

    fn trim(&self, first: usize) -> u16 {
        let is_trimmed = self
            .pieces
            .get(first)
            .is_some_and(|piece| piece.edges.is_trimmed());
        if is_trimmed { self.gutter } else { 0 }
    }

    /// The farthest end of a line; where nothing fits, its first piece alone.
    fn longest(&self, first: usize) -> End {
        let (mut good, mut last, mut after_blank) = (None, None, None);
        let mut all = false;
        self.ends(first, |end| {
            let before = end
                .next
                .checked_sub(1)
                .and_then(|before| self.pieces.get(before));
            last = Some(end);
            if before.is_some_and(|piece| !piece.edges.is_emergency()) {
                good = last;
            }
            if self.at_blanks && before.is_some_and(|piece| piece.blank > 0) {
                after_blank = last;
            }
            all = end.next == self.pieces.len();
        });
        let kept = if all { last } else { after_blank.or(good) };
        kept.or(last).unwrap_or_else(|| self.alone(first))
    }

    /// Calls `found` with every end that a line can have, the nearest first.
    #[inline]
    pub(super) fn ends(&self, first: usize, mut found: impl FnMut(End)) {
        let room = self.room(first);
        let (mut total, mut natural, mut spaces, mut hyphen) = (0, 0, 0, false);
        let mut pieces = self
            .pieces
            .get(first..)
            .unwrap_or(&[])
            .iter()
            .zip(first + 1..)
            .peekable();
        while let Some((piece, next)) = pieces.next() {
            if next > first + 1
                && piece.edges.is_spaced()
                && (!piece.edges.is_of_grid() || total % 2 == 1)
            {
                total += 1;
                spaces += u16::from(!piece.edges.is_of_grid());
            }
            total += usize::from(piece.ink);
            if piece.ink > 0 {
                let hang = usize::from(piece.edges.hang(self.hang));
                if total > room + hang + usize::from(spaces) || piece.ink == u16::MAX {
                    return;
                }
                hyphen = piece.edges.takes_hyphen();
                natural = total + usize::from(hyphen);
                if natural > room + hang + usize::from(spaces) {
                    continue;
                }
            }
            total += usize::from(piece.blank);
            // Blanks and what has no width never begin a line.
            if pieces.peek().is_none_or(|(piece, _)| piece.ink > 0) {
                found(End {
                    next,
                    natural,
                    spaces,
                    hyphen,
                });
            }
        }
    }

    /// A piece, with the blanks after it, that is a line of its own whatever its width.
    pub(super) fn alone(&self, first: usize) -> End {
        let after = self.pieces.get(first + 1..).unwrap_or(&[]);
        let blanks = after.iter().take_while(|piece| piece.ink == 0).count();
        End {
            next: first + 1 + blanks,
            natural: self
                .pieces
                .get(first)
                .map_or(0, |piece| usize::from(piece.ink)),
            spaces: 0,
            hyphen: false,
        }
    }

    /// The line from a piece to an end: first its mark hangs, then spaces are taken back (CLREQ 3.1.6.5: push in before
    /// pushing out).
    pub(super) fn cut(&self, first: usize, end: End) -> Cut {
        let before = |piece: usize| {
            piece
                .checked_sub(1)
                .and_then(|before| self.pieces.get(before))
        };
        let start = before(first).map_or(self.start, |piece| piece.end as usize);
        let mut inked = self.pieces.get(first..end.next).unwrap_or(&[]).iter().rev();
        let edges = inked
            .find(|piece| piece.ink > 0)
            .map(|piece| piece.edges)
            .unwrap_or_default();
        let over = end.natural.saturating_sub(self.room(first));
        let shrink = over.saturating_sub(usize::from(edges.hang(self.hang)));
        let shrink = u16::try_from(shrink).unwrap_or(u16::MAX).min(end.spaces);
        Cut {
            start,
            end: before(end.next).map_or(start, |piece| piece.end as usize),
            width: end.natural - usize::from(shrink),
            trim: self.trim(first),
            shrink,
            hyphen: end.hyphen,
            is_last: end.next == self.pieces.len(),
        }
    }
}
