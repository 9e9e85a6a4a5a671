//! Where the lines of a row can begin and end, as sums over its pieces: the width of any line is a difference of two.
//!
//! Of use where no space depends on what stands before it on its line. What a line costs is told by the caller.

use super::fill::Fill;
use super::piece::Piece;

/// The place before a piece, or after the last one.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Stop {
    /// Cells of the row before a line that begins here.
    begin: u32,
    /// Cells of the row up to the end of a line that ends here.
    end: u32,
    /// Spaces between scripts in `begin`, and in `end`; a row of so many pieces that they need more is filled greedily.
    spaces: [u16; 2],
    /// What a line that ends here costs beside its width.
    pub(super) penalty: u16,
    /// Cells that its last mark may hang.
    hang: u8,
    flags: u8,
}

impl Stop {
    /// A line may end here only where there is no other way.
    const EMERGENCY: u8 = 1;
    /// A hyphen stands at the end of a line that ends here.
    const HYPHEN: u8 = 2;
    /// Blanks follow, which begin no line.
    const BLANK: u8 = 4;

    pub(super) fn is_emergency(self) -> bool {
        self.flags & Self::EMERGENCY != 0
    }

    pub(super) fn takes_hyphen(self) -> bool {
        self.flags & Self::HYPHEN != 0
    }

    pub(super) fn begins_line(self) -> bool {
        self.flags & Self::BLANK == 0
    }

    /// Cells of the line from `begin` to here, before anything is pushed in.
    pub(super) fn natural(self, begin: Self) -> u32 {
        self.end.saturating_sub(begin.begin) + u32::from(self.takes_hyphen())
    }

    /// Spaces between scripts on that line.
    pub(super) fn spaces(self, begin: Self) -> u16 {
        self.spaces[1].saturating_sub(begin.spaces[0])
    }

    /// The most cells it may take in `room` before it is pushed in.
    pub(super) fn limit(self, begin: Self, room: u32) -> u32 {
        room + u32::from(self.hang) + u32::from(self.spaces(begin))
    }

    /// Whether the line fits without its hyphen, so that a longer one might.
    pub(super) fn is_within(self, begin: Self, room: u32) -> bool {
        self.end.saturating_sub(begin.begin) <= self.limit(begin, room)
    }

    /// Tells how a line ends here whose last piece with ink is `last`.
    fn end_with(&mut self, last: &Piece, fill: &Fill<'_>) {
        self.hang = u8::try_from(last.edges.hang(fill.hang)).unwrap_or(0);
        let flag = |is_set: bool, flag: u8| if is_set { flag } else { 0 };
        self.flags |= flag(last.edges.is_emergency(), Self::EMERGENCY)
            | flag(last.edges.takes_hyphen(), Self::HYPHEN);
    }
}

/// The stops of a row: one before each piece and one after the last. `penalty` tells what a line costs beside its width that
/// ends with a piece before another.
pub(super) fn sum(fill: &Fill<'_>, penalty: impl Fn(&Piece, &Piece) -> u32, stops: &mut Vec<Stop>) {
    stops.clear();
    let Some(mut last) = fill.pieces.first() else {
        return;
    };
    stops.reserve(fill.pieces.len() + 1);
    let (mut begin, mut end, mut spaces) = (0u32, 0u32, [0u16; 2]);
    for piece in fill.pieces {
        let is_spaced = piece.edges.is_spaced();
        begin += u32::from(is_spaced);
        spaces[0] = spaces[0].saturating_add(u16::from(is_spaced));
        let mut stop = Stop {
            begin,
            end,
            spaces,
            penalty: u16::try_from(penalty(last, piece)).unwrap_or(u16::MAX),
            hang: 0,
            flags: if piece.ink == 0 { Stop::BLANK } else { 0 },
        };
        stop.end_with(last, fill);
        stops.push(stop);
        begin += u32::from(piece.ink);
        if piece.ink > 0 {
            (last, end, spaces[1]) = (piece, begin, spaces[0]);
        }
        begin += u32::from(piece.blank);
    }
    let mut stop = Stop {
        begin,
        end,
        spaces,
        ..Stop::default()
    };
    stop.end_with(last, fill);
    stops.push(stop);
}
