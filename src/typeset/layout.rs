//! Stage two's answer: lines on rows, and the map between places and cells.
//!
//! Drawing, scrolling, hits, search and selection all ask here. How the lines came about is in `set`.

use super::distribute::{self, Glyphs};
use super::line::{Glyph, Line, Role};
use super::prepare::Prepared;
use crate::edition::Slot;

/// A story set to a measure.
#[derive(Clone, Debug, Default)]
pub struct Layout {
    /// In reading order, which is ascending by part and byte.
    pub(super) lines: Vec<Line>,
    /// Indices of the lines by row and cell, where that is another order.
    pub(super) by_row: Option<Vec<u32>>,
    pub(super) height: usize,
}

impl Layout {
    /// Lines that stand where they say, in reading order.
    pub(super) fn new(mut lines: Vec<Line>) -> Self {
        lines.shrink_to_fit();
        let position = |line: &Line| (line.row, line.x);
        let by_row = (!lines.is_sorted_by_key(position)).then(|| {
            let mut order: Vec<u32> = (0u32..).take(lines.len()).collect();
            order.sort_by_key(|&index| lines.get(index as usize).map(position));
            order
        });
        let height = lines.iter().map(|line| line.row as usize + 1).max();
        Self {
            lines,
            by_row,
            height: height.unwrap_or(0),
        }
    }

    /// The lines in reading order.
    pub fn lines(&self) -> &[Line] {
        &self.lines
    }

    /// Number of rows.
    pub fn height(&self) -> usize {
        self.height
    }

    /// Indices of the lines on a row, from left to right; none on a blank one.
    pub fn on_row(&self, row: usize) -> impl Iterator<Item = usize> {
        let first = self.first_on_or_below(row);
        let after = self.first_on_or_below(row + 1);
        (first..after).map(|position| self.index(position))
    }

    /// Index of the leftmost line on a row, or of the first row below it that has one.
    pub fn line_below(&self, row: usize) -> Option<usize> {
        let position = self.first_on_or_below(row);
        (position < self.lines.len()).then(|| self.index(position))
    }

    fn first_on_or_below(&self, row: usize) -> usize {
        let is_above = |line: &Line| (line.row as usize) < row;
        match &self.by_row {
            None => self.lines.partition_point(is_above),
            Some(order) => {
                let line = |index: &u32| self.lines.get(*index as usize);
                order.partition_point(|index| line(index).is_some_and(is_above))
            }
        }
    }

    fn index(&self, position: usize) -> usize {
        match &self.by_row {
            None => position,
            Some(order) => order.get(position).map_or(0, |&index| index as usize),
        }
    }

    /// Index of the line a position stands on: the last line that begins at or before it.
    /// Before the first line of its part (an indent that was dropped) it stands on that; the first line of all
    /// where nothing is above.
    pub fn line_of(&self, slot: Slot, byte: usize) -> usize {
        let after = self
            .lines
            .partition_point(|line| (line.slot, line.start) <= (slot, byte));
        let is_of_part = |index: usize| self.lines.get(index).is_some_and(|line| line.slot == slot);
        match after.checked_sub(1) {
            Some(above) if is_of_part(above) || !is_of_part(after) => above,
            _ if is_of_part(after) => after,
            _ => 0,
        }
    }

    /// The first row of the line a position stands on, its readings included.
    pub fn row_of(&self, slot: Slot, byte: usize) -> usize {
        let line = self.lines.get(self.line_of(slot, byte));
        line.map_or(0, |line| (line.row - line.lead()) as usize)
    }

    /// What stands on a line, from left to right; nothing for a line that is not there.
    ///
    /// Graphemes without a width of their own (a mark that has no letter) are left out.
    pub fn glyphs<'a>(&self, prepared: &'a Prepared, line: usize) -> Vec<Glyph<'a>> {
        self.distribute(prepared, line).text
    }

    /// The readings that stand on the row above a line, from left to right.
    pub fn readings<'a>(&self, prepared: &'a Prepared, line: usize) -> Vec<Glyph<'a>> {
        self.distribute(prepared, line).readings
    }

    fn distribute<'a>(&self, prepared: &'a Prepared, line: usize) -> Glyphs<'a> {
        let line = self.lines.get(line);
        let part = line.and_then(|line| Some((line, prepared.part(line.slot)?)));
        part.map_or_else(Glyphs::default, |(line, part)| {
            let pieces = prepared.pieces_on(part, line.shown);
            distribute::glyphs(part, line, pieces, prepared.manner)
        })
    }

    /// Row and cell of a position (part and byte); the nearest one where the part is not set.
    pub fn cell_of(&self, prepared: &Prepared, slot: Slot, byte: usize) -> (usize, u16) {
        let index = self.line_of(slot, byte);
        let Some(line) = self.lines.get(index) else {
            return (0, 0);
        };
        let row = line.row as usize;
        if line.slot != slot {
            return (row, line.x);
        }
        let glyphs = self.glyphs(prepared, index);
        let after = glyphs.partition_point(|glyph| glyph.byte <= byte);
        let x = match (after.checked_sub(1), glyphs.get(after)) {
            _ if byte >= line.end && byte > line.start => line.x.saturating_add(line.width),
            (Some(under), _) => glyphs.get(under).map_or(line.x, |glyph| glyph.x),
            (None, Some(first)) => first.x,
            (None, None) => line.x,
        };
        (row, x)
    }

    /// The line that covers a cell of a row.
    pub fn line_at(&self, row: usize, x: u16) -> Option<&Line> {
        let mut on_row = self.on_row(row).filter_map(|index| self.lines.get(index));
        on_row.find(|line| (line.x..line.x.saturating_add(line.width)).contains(&x))
    }

    /// Part and byte at a cell of a row: the grapheme under it, or the nearest one on the line it stands beside.
    /// `None` on a row without text.
    pub fn position_at(&self, prepared: &Prepared, row: usize, x: u16) -> Option<(Slot, usize)> {
        let mut on_row = self
            .on_row(row)
            .filter_map(|index| Some((index, self.lines.get(index)?)));
        let first = on_row.next()?;
        let (index, set) = on_row
            .take_while(|(_, line)| line.x <= x)
            .last()
            .unwrap_or(first);
        let glyphs = self.glyphs(prepared, index);
        let after = glyphs.partition_point(|glyph| glyph.x <= x);
        let nearest = glyphs.get(after.saturating_sub(1));
        Some((set.slot, nearest.map_or(set.start, |glyph| glyph.byte)))
    }

    /// A row as plain text, cells before and between as blanks and none at its end; a rule as hyphens.
    pub fn to_text(&self, prepared: &Prepared, row: usize) -> String {
        let mut text = String::new();
        let mut at = 0;
        let mut put = |x: u16, glyph: &str, width: u16| {
            text.extend(std::iter::repeat_n(' ', usize::from(x.saturating_sub(at))));
            text.push_str(glyph);
            at = x.saturating_add(width);
        };
        let readings = self
            .on_row(row + 1)
            .flat_map(|line| self.readings(prepared, line));
        let set = self
            .on_row(row)
            .flat_map(|line| self.glyphs(prepared, line));
        let mut glyphs: Vec<Glyph> = readings.chain(set).collect();
        glyphs.sort_by_key(|glyph| glyph.x);
        for glyph in glyphs {
            put(glyph.x, glyph.text, glyph.width);
        }
        let on_row = self.on_row(row).filter_map(|line| self.lines.get(line));
        for line in on_row.filter(|line| line.role == Role::Rule) {
            put(line.x, &"-".repeat(usize::from(line.width)), line.width);
        }
        text.truncate(text.trim_end_matches(' ').len());
        text
    }

    /// Bytes of memory it holds.
    pub fn memory(&self) -> usize {
        let order = self
            .by_row
            .as_ref()
            .map_or(0, |order| order.capacity() * size_of::<u32>());
        self.lines.capacity() * size_of::<Line>() + order
    }
}
