//! Filling a paragraph as a whole: of all ways to break it, the one with the least total cost (after Knuth and Plass),
//! in integer cells.
//!
//! A line costs by the cells it falls short; pushing in costs less than any of them, an orphan, a hyphen, a dash at a
//! line's head and a break where none should be cost more. From every piece that a line can begin with, only the [`FEW`] farthest ends are tried:
//! what ends earlier is looser than any of them, so the work is linear in the length of the paragraph.

use unicode_width::UnicodeWidthChar;

use super::fill::{Cut, End, Fill};
use super::map::saturate;
use super::piece::Piece;
use super::stops::{self, Stop};

/// Ends tried from each beginning. A property test holds what they find near the best there is.
const FEW: usize = 6;
/// Pieces of a paragraph that is filled as a whole; a longer one, a page without a paragraph's end, is filled greedily.
/// Both ways are linear: this bounds what is held while it is filled, some two dozen bytes a piece.
const LONG: usize = 1 << 16;

/// Cost of a line for each cell it is pushed in.
const PUSHED_IN: u32 = 1;
/// Cost of a hyphen that is not in the text.
const HYPHEN: u32 = 60;
/// Cost of a last line that holds one character and its mark (CLREQ 3.5.1).
const ORPHAN: u32 = 600;
/// Cost of a break inside what should not be broken.
const EMERGENCY: u32 = 5_000;
/// Cost of a dash or an ellipsis at the head of the next line.
const DASH: u32 = 6;
/// Cells beyond which a line cannot get looser.
const LOOSEST: u32 = 60;

/// Memory that is used again from paragraph to paragraph.
#[derive(Debug, Default)]
pub(super) struct Scratch {
    /// For each piece: the least cost of a way that begins a line with it, and where its line before begins.
    best: Vec<Best>,
    stops: Vec<Stop>,
}

impl Scratch {
    /// Calls `line` with every line of a paragraph, in order. A last line that begins after byte `orphan_after` is an
    /// orphan.
    pub(super) fn fill(&mut self, fill: &Fill<'_>, orphan_after: usize, mut line: impl FnMut(Cut)) {
        let pieces = fill.pieces;
        if pieces.len() > LONG {
            return fill.greedy(line);
        }
        let whole = pieces.partition_point(|piece| (piece.end as usize) <= orphan_after);
        let judge = Judge { fill, whole };
        self.begin(pieces.len());
        if pieces.iter().any(|piece| piece.edges.is_of_grid()) {
            self.search_by_walking(judge);
            for (first, next) in self.way() {
                line(fill.cut(first, end_at(fill, first, next)));
            }
        } else {
            self.search(judge);
            for (first, next) in self.way() {
                line(fill.cut(first, self.end(fill, first, next)));
            }
        }
    }

    fn begin(&mut self, pieces: usize) {
        self.best.clear();
        self.best.resize(pieces + 1, Best::NONE);
        self.best[0] = Best::of(0, 0);
    }

    /// Tries every beginning. Widths are differences of sums, for no space depends on what stands before it.
    fn search(&mut self, judge: Judge<'_>) {
        let fill = judge.fill;
        let pieces = fill.pieces.len();
        stops::sum(fill, penalty, &mut self.stops);
        let mut farthest = 0;
        for first in 0..pieces {
            let Some(cost) = self.best[first].cost() else {
                continue;
            };
            // Where the first line is the longest, what it reached is too far for the second.
            let is_after_longest = first > 0 && fill.room[0] > fill.room[1];
            farthest = if is_after_longest {
                first
            } else {
                farthest.max(first)
            };
            let room = saturate(fill.room(first));
            let begin = self.stops[first];
            while let Some(end) = self.stops.get(farthest + 1)
                && end.is_within(begin, room)
            {
                farthest += 1;
            }
            let mut tried = Tried::default();
            let ends = self.stops[first + 1..=farthest].iter();
            let ends = ends.zip(&mut self.best[first + 1..=farthest]);
            for (distance, (end, best)) in ends.enumerate().rev() {
                let natural = end.natural(begin);
                if !end.begins_line() || natural > end.limit(begin, room) {
                    continue;
                }
                if !tried.takes(end.is_emergency()) {
                    continue;
                }
                let line = if first + 1 + distance == pieces {
                    judge.last(first, room, natural)
                } else {
                    judge.slack(room, natural) + u32::from(end.penalty)
                };
                best.offer(cost + line, first);
                if tried.good == FEW {
                    break;
                }
            }
            if tried == Tried::default() {
                self.best[fill.alone(first).next].offer(cost + EMERGENCY, first);
            }
        }
    }

    /// The same, with every line walked from its beginning: for spaces that depend on where they stand.
    fn search_by_walking(&mut self, judge: Judge<'_>) {
        let Judge { fill, .. } = judge;
        for first in 0..fill.pieces.len() {
            let Some(cost) = self.best[first].cost() else {
                continue;
            };
            let mut ends = Vec::new();
            fill.ends(first, |end| ends.push(end));
            let mut tried = Tried::default();
            for End { next, natural, .. } in ends.iter().rev().copied() {
                let piece = &fill.pieces[inked_before(fill.pieces, next, first)];
                if tried.good == FEW || !tried.takes(piece.edges.is_emergency()) {
                    continue;
                }
                let line = judge.cost(first, next, saturate(natural), piece);
                self.best[next].offer(cost + line, first);
            }
            if ends.is_empty() {
                self.best[fill.alone(first).next].offer(cost + EMERGENCY, first);
            }
        }
    }

    /// The lines of the best way: the piece that each begins with, and the one after it.
    fn way(&self) -> Vec<(usize, usize)> {
        let mut lines = Vec::new();
        let mut next = self.best.len() - 1;
        while next > 0 {
            let first = self.best[next].first();
            lines.push((first, next));
            next = first;
        }
        lines.reverse();
        lines
    }

    /// The end before piece `next` of a line that begins with piece `first`.
    fn end(&self, fill: &Fill<'_>, first: usize, next: usize) -> End {
        let (begin, end) = (self.stops[first], self.stops[next]);
        let natural = end.natural(begin);
        if natural > end.limit(begin, saturate(fill.room(first))) {
            return fill.alone(first);
        }
        End {
            next,
            natural: natural as usize,
            spaces: end.spaces(begin),
            hyphen: end.takes_hyphen(),
        }
    }
}

/// A cost and the beginning it comes from, in one number: of two that cost the same the first beginning stays.
#[derive(Clone, Copy, Debug)]
struct Best(u64);

impl Best {
    const NONE: Self = Self(u64::MAX);

    fn of(cost: u32, first: usize) -> Self {
        Self(u64::from(cost) << 32 | first as u64)
    }

    fn offer(&mut self, cost: u32, first: usize) {
        self.0 = self.0.min(Self::of(cost, first).0);
    }

    fn cost(self) -> Option<u32> {
        (self.0 != u64::MAX).then_some((self.0 >> 32) as u32)
    }

    fn first(self) -> usize {
        (self.0 & u64::from(u32::MAX)) as usize
    }
}

/// Ends of one line that were tried: those that are breaks, and those where there is no other way.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
struct Tried {
    good: usize,
    emergency: usize,
}

impl Tried {
    /// Whether one more end is among the [`FEW`] of its kind.
    fn takes(&mut self, is_emergency: bool) -> bool {
        let of_kind = match is_emergency {
            true => &mut self.emergency,
            false => &mut self.good,
        };
        *of_kind += 1;
        *of_kind <= FEW
    }
}

/// What lines cost.
#[derive(Clone, Copy)]
struct Judge<'a> {
    fill: &'a Fill<'a>,
    /// A last line that begins with a piece after this one is an orphan.
    whole: usize,
}

impl Judge<'_> {
    /// The line from piece `first` to before `next`, of which `last` is the last that has ink.
    fn cost(self, first: usize, next: usize, natural: u32, last: &Piece) -> u32 {
        let room = saturate(self.fill.room(first));
        match self.fill.pieces.get(next) {
            Some(following) => self.slack(room, natural) + penalty(last, following),
            None => self.last(first, room, natural),
        }
    }

    /// The last line, from piece `first` on.
    fn last(self, first: usize, room: u32, natural: u32) -> u32 {
        let orphan = if first > self.whole { ORPHAN } else { 0 };
        natural.saturating_sub(room) * PUSHED_IN + orphan
    }

    /// What a line costs by its width.
    fn slack(self, room: u32, natural: u32) -> u32 {
        if natural > room {
            return (natural - room) * PUSHED_IN;
        }
        let short = (room - natural) << u32::from(self.fill.stands);
        let short = short.min(LOOSEST);
        short * short
    }
}

/// What a line costs by what it ends with, and the next one begins with.
fn penalty(last: &Piece, following: &Piece) -> u32 {
    let price = |condition: bool, cost: u32| if condition { cost } else { 0 };
    price(following.edges.is_dash(), DASH)
        + price(last.edges.takes_hyphen(), HYPHEN)
        + price(last.edges.is_emergency(), EMERGENCY)
}

/// The byte of a row, the end of `text`, after which a beginning of the last line makes that an orphan: a line of one
/// character beside its marks (CLREQ 3.5.1), or of a word of two letters.
pub(super) fn orphan_after(text: &str) -> usize {
    const ENOUGH: usize = 3;
    let mut cells = 0;
    for (at, c) in text.char_indices().rev().take(64) {
        if c.is_alphanumeric() {
            cells += c.width().unwrap_or(0);
        }
        if cells >= ENOUGH {
            return at;
        }
    }
    0
}

/// The last piece with ink before `next`, and not before `first`.
fn inked_before(pieces: &[Piece], next: usize, first: usize) -> usize {
    let mut back = (first..next).rev();
    back.find(|&at| pieces[at].ink > 0).unwrap_or(first)
}

fn end_at(fill: &Fill<'_>, first: usize, next: usize) -> End {
    let mut found = None;
    fill.ends(first, |end| {
        found = found.or((end.next == next).then_some(end))
    });
    found.unwrap_or_else(|| fill.alone(first))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::piece::{self, Piece};
    use super::super::split::split;
    use super::super::style::Manner;
    use super::*;
    use crate::text::language::Language;
    use crate::text::spacing::Autospace;

    fn pieces(text: &str, autospace: Autospace) -> Vec<Piece> {
        let mut pieces = Vec::new();
        let manner = Manner {
            language: Language::ZhHans,
            autospace,
            ..Manner::default()
        };
        piece::measure(text, 0..text.len(), &[], manner, &mut pieces);
        pieces
    }

    /// The best cost by each search, and by trying every end of every line.
    fn costs(text: &str, autospace: Autospace, room: [u16; 2], hang: u16) -> [u32; 3] {
        let pieces = pieces(text, autospace);
        let fill = Fill {
            pieces: &split(text, 0, &pieces, room[0].min(room[1]), Manner::PLAIN),
            start: 0,
            room,
            hang,
            gutter: u16::from(hang > 0),
            stands: false,
            at_blanks: false,
        };
        let whole = fill
            .pieces
            .partition_point(|piece| (piece.end as usize) <= orphan_after(text));
        let judge = Judge { fill: &fill, whole };
        let run = |search: fn(&mut Scratch, Judge<'_>)| {
            let mut scratch = Scratch::default();
            scratch.begin(fill.pieces.len());
            search(&mut scratch, judge);
            scratch.best[fill.pieces.len()].cost().unwrap_or(u32::MAX)
        };
        [
            run(Scratch::search),
            run(Scratch::search_by_walking),
            by_trying_all(judge),
        ]
    }

    fn by_trying_all(judge: Judge<'_>) -> u32 {
        let pieces = judge.fill.pieces;
        let mut best = vec![u32::MAX; pieces.len() + 1];
        best[0] = 0;
        for first in 0..pieces.len() {
            if best[first] == u32::MAX {
                continue;
            }
            let cost = best[first];
            let mut any = false;
            judge.fill.ends(first, |end| {
                let last = &pieces[inked_before(pieces, end.next, first)];
                let line = judge.cost(first, end.next, saturate(end.natural), last);
                best[end.next] = best[end.next].min(cost + line);
                any = true;
            });
            if !any {
                let next = judge.fill.alone(first).next;
                best[next] = best[next].min(cost + EMERGENCY);
            }
        }
        best[pieces.len()]
    }

    const NEWS: &str = "([\u{4E00}-\u{4E40}]{1,9}([，。！；、]|。”|——|……|》)?|“[\u{4E00}-\u{4E20}]{1,4}|《[\u{4E00}-\u{4E20}]{2}|[A-Z]{2,5}|[0-9]{1,4}％?| [a-z]{1,8} ){1,30}";

    proptest! {
        /// The quick way is the slow way, and what is not tried would hardly have been better.
        #[test]
        fn every_search_finds_the_least_cost(text in NEWS, room in 12u16..60, indent in 0u16..5, hang in 0u16..3, spaced in any::<bool>()) {
            let autospace = if spaced { Autospace::On } else { Autospace::Off };
            let [quick, slow, all] = costs(&text, autospace, [room - indent, room], hang);
            prop_assert_eq!(quick, slow);
            prop_assert!(all <= quick && quick <= all + all / 4 + DASH, "{quick}, not {all}");
        }

        /// In rooms too narrow for words and marks too.
        #[test]
        fn both_searches_find_the_same_cost(text in "[汉字、。（”— a1\u{3000}\u{301}]{1,60}|[a-z ]{1,40}", room in 1u16..30, more in 0u16..5, hang in 0u16..3) {
            let [quick, slow, _] = costs(&text, Autospace::On, [room, room + more], hang);
            prop_assert_eq!(quick, slow);
            let [quick, slow, _] = costs(&text, Autospace::On, [room + more, room], hang);
            prop_assert_eq!(quick, slow);
        }
    }
}
