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

/// The first pieces of a line.
#[derive(Clone, Copy, Debug, Default)]
struct Walked {
    count: usize,
    /// Cells, those of the blanks at the end included.
    total: usize,
    /// Cells of a line that ends there.
    natural: usize,
    spaces: u16,
    hyphen: bool,
}

/// Cells of a line in which its end is looked for first.
const NEAR: usize = 8;

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
        if self.at_blanks {
            return self.longest_from(first, Walked::default()).0;
        }
        // Only the last ends count, unless none of them is a good one.
        match self.longest_from(first, self.surely(first)) {
            (end, true) => end,
            _ => self.longest_from(first, Walked::default()).0,
        }
    }

    /// The same among the ends after some pieces of the line; and whether it is one that needs no other way.
    fn longest_from(&self, first: usize, walked: Walked) -> (End, bool) {
        let (mut good, mut last, mut after_blank) = (None, None, None);
        let mut all = false;
        self.ends_after(first, walked, |end| {
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
        let end = kept.or(last).unwrap_or_else(|| self.alone(first));
        (end, kept.is_some())
    }

    /// What of a line has room without a look at how it ends, all but [`NEAR`] cells of it.
    fn surely(&self, first: usize) -> Walked {
        let enough = self.room(first).saturating_sub(NEAR);
        let mut walked = Walked::default();
        let pieces = self.pieces.get(first..).unwrap_or(&[]);
        let all_but_last = pieces.split_last().map_or(&[][..], |(_, pieces)| pieces);
        let mut last = None;
        for piece in all_but_last {
            let is_space = walked.count > 0 && piece.edges.is_spaced();
            let cells = usize::from(piece.ink) + usize::from(piece.blank) + usize::from(is_space);
            if walked.total + cells > enough || piece.ink == 0 || piece.edges.is_of_grid() {
                break;
            }
            walked.total += cells;
            walked.count += 1;
            walked.spaces += u16::from(is_space);
            last = Some(piece);
        }
        if let Some(last) = last {
            walked.hyphen = last.edges.takes_hyphen();
            walked.natural = walked.total - usize::from(last.blank) + usize::from(walked.hyphen);
        }
        walked
    }

    /// Calls `found` with every end that a line can have, the nearest first.
    #[inline]
    pub(super) fn ends(&self, first: usize, found: impl FnMut(End)) {
        self.ends_after(first, Walked::default(), found);
    }

    /// The same for the ends after some pieces of the line.
    #[inline]
    fn ends_after(&self, first: usize, walked: Walked, mut found: impl FnMut(End)) {
        let room = self.room(first);
        let Walked {
            count,
            mut total,
            mut natural,
            mut spaces,
            mut hyphen,
        } = walked;
        let begin = first + count;
        let mut pieces = self
            .pieces
            .get(begin..)
            .unwrap_or(&[])
            .iter()
            .zip(begin + 1..)
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

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::piece;
    use super::super::split::split;
    use super::super::style::Manner;
    use super::*;
    use crate::text::language::Language;
    use crate::text::spacing::Autospace;

    proptest! {
        /// Looking for a line's end near its room first finds the end that looking everywhere finds.
        #[test]
        fn the_near_end_is_the_end(text in "([汉字、。（”—1\u{3000}\u{301}]{1,20}|[a-z]{1,20}| ){1,12}", room in 1u16..60, hang in 0u16..3, way in 0usize..3) {
            let autospace = [Autospace::Off, Autospace::On, Autospace::Parity][way];
            let manner = Manner { language: Language::ZhHans, autospace, ..Manner::PLAIN };
            let mut pieces = Vec::new();
            piece::measure(&text, 0..text.len(), &[], manner, &mut pieces);
            let fill = Fill {
                pieces: &split(&text, 0, &pieces, room, manner),
                start: 0,
                room: [room; 2],
                hang,
                gutter: 0,
                stands: false,
                at_blanks: false,
            };
            let mut first = 0;
            while first < fill.pieces.len() {
                let everywhere = fill.longest_from(first, Walked::default()).0;
                prop_assert_eq!(fill.longest(first), everywhere);
                first = everywhere.next;
            }
        }
    }
}
