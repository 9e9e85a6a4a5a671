//! Stage two's answer: lines, and the map between places and cells.
//!
//! Drawing, scrolling, hits, search and selection all ask here. How the lines came about is in `set`.

use super::distribute::{self, Stops};
use super::line::{Glyph, Line, Role};
use super::prepare::Prepared;
use crate::edition::Slot;

/// A story set to a measure.
#[derive(Clone, Debug, Default)]
pub struct Layout {
    pub(super) lines: Vec<Line>,
    /// Columns of the tables that are set in columns, ascending by slot.
    pub(super) tables: Vec<(Slot, Stops)>,
}

impl Layout {
    /// The lines from top to bottom.
    pub fn lines(&self) -> &[Line] {
        &self.lines
    }

    /// Number of lines.
    pub fn height(&self) -> usize {
        self.lines.len()
    }

    /// Index of the line a position stands on: the last line that begins at or before it, blank lines passed over.
    /// Before the first line of its part (an indent that was dropped) it stands on that; the first line of all
    /// where nothing is above.
    pub fn line_of(&self, slot: Slot, byte: usize) -> usize {
        let after = self
            .lines
            .partition_point(|line| (line.slot, line.start) <= (slot, byte));
        let above = self.lines.get(..after).unwrap_or(&[]);
        let found = above.iter().rposition(|line| line.role != Role::Blank);
        let is_of_part = |index: usize| self.lines.get(index).is_some_and(|line| line.slot == slot);
        match found {
            Some(found) if is_of_part(found) || !is_of_part(after) => found,
            _ if is_of_part(after) => after,
            _ => 0,
        }
    }

    /// What stands on a line, from left to right; nothing for a line that is not there.
    ///
    /// Graphemes without a width of their own (a mark that has no letter) are left out.
    pub fn glyphs<'a>(&self, prepared: &'a Prepared, line: usize) -> Vec<Glyph<'a>> {
        let Some(line) = self.lines.get(line) else {
            return Vec::new();
        };
        let Some(part) = prepared.part(line.slot) else {
            return Vec::new();
        };
        let stops = self.stops(line.slot);
        distribute::glyphs(&part.display, line, stops, prepared.manner.ambiguous)
    }

    /// Line and cell of a position (part and byte); the nearest one where the part is not set.
    pub fn cell_of(&self, prepared: &Prepared, slot: Slot, byte: usize) -> (usize, u16) {
        let index = self.line_of(slot, byte);
        let Some(line) = self.lines.get(index) else {
            return (0, 0);
        };
        if line.slot != slot {
            return (index, line.x);
        }
        let glyphs = self.glyphs(prepared, index);
        let after = glyphs.partition_point(|glyph| glyph.byte <= byte);
        let x = match (after.checked_sub(1), glyphs.get(after)) {
            _ if byte >= line.end && byte > line.start => line.x.saturating_add(line.width),
            (Some(under), _) => glyphs.get(under).map_or(line.x, |glyph| glyph.x),
            (None, Some(first)) => first.x,
            (None, None) => line.x,
        };
        (index, x)
    }

    /// Part and byte at a cell of a line: the grapheme under it, or the nearest on that line.
    /// `None` where there is no such line.
    pub fn position_at(&self, prepared: &Prepared, line: usize, x: u16) -> Option<(Slot, usize)> {
        let set = self.lines.get(line)?;
        let glyphs = self.glyphs(prepared, line);
        let after = glyphs.partition_point(|glyph| glyph.x <= x);
        let nearest = glyphs.get(after.saturating_sub(1));
        Some((set.slot, nearest.map_or(set.start, |glyph| glyph.byte)))
    }

    /// A line as plain text, cells before it as blanks; a rule as hyphens.
    pub fn to_text(&self, prepared: &Prepared, line: usize) -> String {
        let mut text = String::new();
        let Some(set) = self.lines.get(line) else {
            return text;
        };
        if set.role == Role::Rule {
            text.push_str(&" ".repeat(usize::from(set.x)));
            text.push_str(&"-".repeat(usize::from(set.width)));
            return text;
        }
        let mut x = 0;
        for glyph in self.glyphs(prepared, line) {
            text.push_str(&" ".repeat(usize::from(glyph.x.saturating_sub(x))));
            text.push_str(glyph.text);
            x = glyph.x.saturating_add(glyph.width);
        }
        text
    }

    /// Bytes of memory it holds.
    pub fn memory(&self) -> usize {
        self.lines.capacity() * size_of::<Line>()
    }

    fn stops(&self, slot: Slot) -> &[u16] {
        let index = self.tables.binary_search_by_key(&slot, |(slot, _)| *slot);
        index.map_or(&[], |index| self.tables[index].1.as_slice())
    }
}
