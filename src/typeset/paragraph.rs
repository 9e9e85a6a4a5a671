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

/// Ends tried from each beginning. More of them changed no line of any corpus page.
const FEW: usize = 6;
/// Pieces of a paragraph that is filled as a whole; a longer one, a page without a paragraph's end, is filled greedily.
/// Both ways are linear: this bounds what is held, sixteen bytes a piece.
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
const LOOSEST: usize = 60;

/// Memory that is used again from paragraph to paragraph.
#[derive(Debug, Default)]
pub(super) struct Scratch {
    /// For each piece: the least cost of a way that begins a line with it, and where its line before begins.
    best: Vec<(u32, u32)>,
    /// For each piece: cells from the beginning of the row to its ink, with the spaces between scripts and without.
    reach: Vec<[u32; 2]>,
}

impl Scratch {
    /// Calls `line` with every line of a paragraph, in order. A last line that begins after byte `orphan_after` is an
    /// orphan.
    pub(super) fn fill(&mut self, fill: &Fill<'_>, orphan_after: usize, mut line: impl FnMut(Cut)) {
        let pieces = fill.pieces;
        if pieces.len() > LONG {
            return fill.greedy(line);
        }
        self.best.clear();
        self.best.resize(pieces.len() + 1, (u32::MAX, 0));
        self.best[0] = (0, 0);
        let whole = pieces.partition_point(|piece| (piece.end as usize) <= orphan_after);
        let judge = Judge { fill, whole };
        if pieces.iter().any(|piece| piece.edges.is_of_grid()) {
            self.search_by_walking(judge);
        } else {
            self.search(judge);
        }
        for (first, next) in self.way() {
            line(fill.cut(first, end_at(fill, first, next)));
        }
    }

    /// Tries every beginning. Widths are differences of sums, for no space depends on what stands before it.
    fn search(&mut self, judge: Judge<'_>) {
        let Judge { fill, .. } = judge;
        let pieces = fill.pieces;
        self.sum(pieces);
        let mut farthest = 0;
        for first in 0..pieces.len() {
            let (cost, _) = self.best[first];
            if cost == u32::MAX {
                continue;
            }
            // Where the first line is the longest, what it reached is too far for the second.
            let is_after_longest = first > 0 && fill.room[0] > fill.room[1];
            farthest = if is_after_longest {
                first
            } else {
                farthest.max(first)
            };
            let room = fill.room(first);
            let [wide, narrow] = self.reach[first];
            let fits = |at: usize, piece: &Piece| {
                let least = self.reach[at][1] - narrow + u32::from(piece.ink);
                piece.ink == 0 || least as usize <= room + usize::from(piece.edges.hang(fill.hang))
            };
            while pieces
                .get(farthest)
                .is_some_and(|piece| fits(farthest, piece))
            {
                farthest += 1;
            }
            let mut tried = Tried::default();
            for next in (first + 1..=farthest).rev() {
                if pieces.get(next).is_some_and(|after| after.ink == 0) {
                    continue;
                }
                let inked = inked_before(pieces, next, first);
                let piece = &pieces[inked];
                let reach = self.reach[inked][0] - wide + u32::from(piece.ink);
                let spaces = (self.reach[inked][0] - self.reach[inked][1]) - (wide - narrow);
                let natural = reach as usize + usize::from(piece.edges.takes_hyphen());
                let hang = usize::from(piece.edges.hang(fill.hang));
                if natural > room + hang + spaces as usize {
                    continue;
                }
                if !tried.takes(piece) {
                    continue;
                }
                self.offer(next, cost + judge.cost(first, next, natural, piece), first);
                if tried.good == FEW {
                    break;
                }
            }
            if tried == Tried::default() {
                self.offer(fill.alone(first).next, cost + EMERGENCY, first);
            }
        }
    }

    /// The same, with every line walked from its beginning: for spaces that depend on where they stand.
    fn search_by_walking(&mut self, judge: Judge<'_>) {
        let Judge { fill, .. } = judge;
        for first in 0..fill.pieces.len() {
            let (cost, _) = self.best[first];
            if cost == u32::MAX {
                continue;
            }
            let mut ends = Vec::new();
            fill.ends(first, |end| ends.push(end));
            let mut tried = Tried::default();
            for End { next, natural, .. } in ends.iter().rev().copied() {
                let piece = &fill.pieces[inked_before(fill.pieces, next, first)];
                if tried.good == FEW || !tried.takes(piece) {
                    continue;
                }
                self.offer(next, cost + judge.cost(first, next, natural, piece), first);
            }
            if ends.is_empty() {
                self.offer(fill.alone(first).next, cost + EMERGENCY, first);
            }
        }
    }

    fn sum(&mut self, pieces: &[Piece]) {
        self.reach.clear();
        let [mut wide, mut narrow] = [0u32; 2];
        self.reach.extend(pieces.iter().map(|piece| {
            wide += u32::from(piece.edges.is_spaced());
            let reach = [wide, narrow];
            let cells = u32::from(piece.ink) + u32::from(piece.blank);
            wide += cells;
            narrow += cells;
            reach
        }));
    }

    /// A way to begin a line with piece `next`; of two that cost the same the one found first stays.
    fn offer(&mut self, next: usize, cost: u32, first: usize) {
        let best = &mut self.best[next];
        if cost < best.0 {
            *best = (cost, saturate(first));
        }
    }

    /// The lines of the best way: the piece that each begins with, and the one after it.
    fn way(&self) -> Vec<(usize, usize)> {
        let mut lines = Vec::new();
        let mut next = self.best.len() - 1;
        while next > 0 {
            let first = self.best[next].1 as usize;
            lines.push((first, next));
            next = first;
        }
        lines.reverse();
        lines
    }
}

/// Ends of one line that were tried: those that are breaks, and those where there is no other way.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
struct Tried {
    good: usize,
    emergency: usize,
}

impl Tried {
    /// Whether an end after this piece is among the [`FEW`] of its kind.
    fn takes(&mut self, piece: &Piece) -> bool {
        let of_kind = match piece.edges.is_emergency() {
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
    fn cost(self, first: usize, next: usize, natural: usize, last: &Piece) -> u32 {
        let price = |condition: bool, cost: u32| if condition { cost } else { 0 };
        let room = self.fill.room(first);
        let pushed_in = saturate(natural.saturating_sub(room)) * PUSHED_IN;
        let Some(following) = self.fill.pieces.get(next) else {
            return pushed_in + price(first > self.whole, ORPHAN);
        };
        let short = room.saturating_sub(natural) << u32::from(self.fill.stands);
        let short = saturate(short.min(LOOSEST));
        pushed_in
            + short * short
            + price(following.edges.is_dash(), DASH)
            + price(last.edges.takes_hyphen(), HYPHEN)
            + price(last.edges.is_emergency(), EMERGENCY)
    }
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
            scratch.best.resize(fill.pieces.len() + 1, (u32::MAX, 0));
            scratch.best[0] = (0, 0);
            search(&mut scratch, judge);
            scratch.best[fill.pieces.len()].0
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
                let line = judge.cost(first, end.next, end.natural, last);
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
    }
}
