//! Distributing: the graphemes of a line get their cells, with the space between scripts and what a line is stretched
//! by.

use unicode_segmentation::UnicodeSegmentation;

use super::line::{Glyph, Line};
use super::measure::{reach, steps};
use super::piece::{Piece, is_blank};
use super::prepare::Part;
use super::reading::Reading;
use super::style::Manner;
use crate::text::spacing::{belongs_between, is_ideograph};
use crate::text::width::cells;

/// Cells that a space between words may grow by where words are all there is to stretch.
const WORD_SPACE: usize = 2;

/// The glyphs of a line, from left to right.
#[derive(Default)]
pub(super) struct Glyphs<'a> {
    pub(super) text: Vec<Glyph<'a>>,
    /// The readings above them.
    pub(super) readings: Vec<Glyph<'a>>,
}

/// Gives the graphemes of a line their cells. `pieces` are those with text on it, for the spaces before them.
pub(super) fn glyphs<'a>(
    part: &'a Part,
    line: &Line,
    pieces: &[Piece],
    manner: Manner,
) -> Glyphs<'a> {
    let display = &part.display;
    let (start, end) = (line.shown.0 as usize, line.shown.1 as usize);
    let text = display.text.get(start..end).unwrap_or("");
    let text = text.trim_end_matches(is_blank);
    let mut glyphs = Glyphs {
        text: Vec::with_capacity(text.len() / 2 + 1),
        readings: Vec::new(),
    };
    let mut x = line.x;
    let mut spaces = spaces(pieces, line.fitting.shrink).into_iter().peekable();
    let mut readings = readings(part, line).iter().peekable();
    // Where the characters under a reading end: byte, and the cell after them.
    let mut under: Option<(usize, u16)> = None;
    for (at, grapheme) in steps(text, manner) {
        let at = start + at;
        if let Some((_, after)) = under.take_if(|(end, _)| *end <= at) {
            x = after;
        }
        if let Some(space) = spaces.next_if(|space| space.at <= at) {
            let is_off_grid = (x - line.x) % 2 == 1;
            x = x.saturating_add(u16::from(!space.of_grid || is_off_grid));
        }
        if let Some(reading) = readings.next_if(|reading| reading.base.0 as usize <= at) {
            let byte = display.source(at);
            above(reading, x, byte, manner, &mut glyphs.readings);
            under = Some((reading.base.1 as usize, x + reading.room + reading.after));
            x += (reading.room - reading.under) / 2;
        }
        let width = reach(grapheme, manner);
        if width > 0 {
            glyphs.text.push(Glyph {
                text: grapheme,
                x,
                width,
                cells: cells(grapheme, manner.ambiguous),
                byte: display.source(at),
                end: display.source(at + grapheme.len()),
            });
            x = x.saturating_add(width);
        }
    }
    // A blank after which nothing is seen is at the line's end, and not counted.
    let width = line.width.saturating_sub(line.fitting.stretch);
    let is_beyond = |glyph: &mut Glyph<'_>| {
        let end = glyph.x.saturating_add(glyph.width);
        end > line.x.saturating_add(width) && glyph.text.chars().all(is_blank)
    };
    while glyphs.text.pop_if(is_beyond).is_some() {}
    if line.fitting.hyphen {
        glyphs.text.push(Glyph {
            text: "-",
            x,
            width: 1,
            cells: 1,
            byte: display.source(end),
            end: display.source(end),
        });
    }
    stretch(&mut glyphs, line.fitting.stretch);
    glyphs
}

/// The readings that stand above a line: those of which it has all characters.
fn readings<'a>(part: &'a Part, line: &Line) -> &'a [Reading] {
    if !line.fitting.readings {
        return &[];
    }
    let all = &part.readings;
    let first = all.partition_point(|reading| reading.base.0 < line.shown.0);
    let after = all.partition_point(|reading| reading.base.1 <= line.shown.1);
    all.get(first..after).unwrap_or(&[])
}

/// A reading, in the middle above characters that have room from cell `x` on.
fn above<'a>(reading: &'a Reading, x: u16, byte: usize, manner: Manner, out: &mut Vec<Glyph<'a>>) {
    let mut x = x + (reading.room - reading.cells) / 2;
    for text in reading.text.graphemes(true) {
        let width = cells(text, manner.ambiguous);
        if width > 0 {
            out.push(Glyph {
                text,
                x,
                width,
                cells: width,
                byte,
                end: byte,
            });
            x += width;
        }
    }
}

/// A space between scripts, by the byte of the shown text that it stands before.
struct Space {
    at: usize,
    of_grid: bool,
}

/// The spaces inside a line, less the last `shrink` of those that can be taken back.
fn spaces(pieces: &[Piece], shrink: u16) -> Vec<Space> {
    let inside = pieces.windows(2).filter(|pair| pair[1].edges.is_spaced());
    let mut spaces: Vec<Space> = inside
        .map(|pair| Space {
            at: pair[0].end as usize,
            of_grid: pair[1].edges.is_of_grid(),
        })
        .collect();
    spaces.truncate(spaces.len().saturating_sub(usize::from(shrink)));
    spaces
}

/// Gaps of a line that can be stretched, by the glyph after each, in the order of the standards (CLREQ 3.6.4,
/// JLREQ 3.8.4): spaces between words, then where scripts meet, then between the characters themselves.
#[derive(Debug, Default)]
struct Gaps {
    words: Vec<usize>,
    scripts: Vec<usize>,
    characters: Vec<usize>,
}

impl Gaps {
    fn of(glyphs: &[Glyph<'_>]) -> Self {
        let mut gaps = Self::default();
        for (at, pair) in glyphs.windows(2).enumerate() {
            let [left, right] = [pair[0], pair[1]].map(|glyph| glyph.text.chars().next());
            let (Some(left), Some(right)) = (left, right) else {
                continue;
            };
            let is_spaced = pair[1].x > pair[0].x.saturating_add(pair[0].width);
            if left == ' ' {
                gaps.words.push(at + 1);
            } else if belongs_between(left, right) && !is_spaced {
                gaps.scripts.push(at + 1);
            } else if is_ideograph(left) && is_ideograph(right) {
                gaps.characters.push(at + 1);
            }
        }
        gaps
    }

    /// The gaps that take `cells`, with what each takes; nothing where they cannot take that much.
    fn share(&self, cells: usize) -> Vec<(usize, usize)> {
        if self.characters.is_empty() {
            let is_enough = cells <= self.words.len() * WORD_SPACE;
            return if is_enough {
                spread(&self.words, cells)
            } else {
                Vec::new()
            };
        }
        let mut shares = Vec::new();
        let mut left = cells;
        for gaps in [&self.words, &self.scripts, &self.characters] {
            let taken = left.min(gaps.len());
            shares.extend(spread(gaps, taken));
            left -= taken;
        }
        if left > 0 { Vec::new() } else { shares }
    }
}

/// Shares cells among gaps as evenly as whole cells can be.
fn spread(gaps: &[usize], cells: usize) -> Vec<(usize, usize)> {
    let upto = |count: usize| (count * cells).checked_div(gaps.len()).unwrap_or(0);
    let shares = gaps.iter().enumerate();
    shares
        .map(|(at, &gap)| (gap, upto(at + 1) - upto(at)))
        .collect()
}

/// Cells by which a line of these glyphs can be stretched to take `wanted` more: all of them, or none.
pub(super) fn stretch_of(glyphs: &[Glyph<'_>], wanted: u16) -> u16 {
    if Gaps::of(glyphs).share(usize::from(wanted)).is_empty() {
        0
    } else {
        wanted
    }
}

/// Moves glyphs apart; what stands above them goes with the first that it stands above.
fn stretch(glyphs: &mut Glyphs<'_>, cells: u16) {
    if cells == 0 {
        return;
    }
    let mut wider = vec![0u16; glyphs.text.len()];
    for (gap, cells) in Gaps::of(&glyphs.text).share(usize::from(cells)) {
        if let Some(wider) = wider.get_mut(gap) {
            *wider += u16::try_from(cells).unwrap_or(0);
        }
    }
    let mut moved = 0;
    let mut above = glyphs.readings.iter_mut().peekable();
    for (glyph, wider) in glyphs.text.iter_mut().zip(wider) {
        moved += wider;
        glyph.x = glyph.x.saturating_add(moved);
        while let Some(reading) = above.next_if(|reading| reading.byte <= glyph.byte) {
            reading.x = reading.x.saturating_add(moved);
        }
    }
}
