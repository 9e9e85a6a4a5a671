//! The galley: a story's rows at the measure of a column, one under another, and how well a column may end before each.
//!
//! Which of these ends are taken is chosen by [`super::makeup`].

use super::line::{Line, Role};
use super::prepare::Prepared;

/// Lines that stay together at either end of a paragraph, and of what follows a subhead.
const TOGETHER: usize = 2;

/// How well a column may end before a row, the best first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Joint {
    /// As well as anywhere.
    Good,
    /// Inside a caption or a table of this many rows: well where it is too high for any column.
    Whole(usize),
    /// A paragraph's first or last line would stand alone.
    Alone,
    /// A subhead would be parted from its text, or the jump line from its story.
    Parted,
    /// A row of a table would be torn.
    Torn,
    /// The row is blank: nothing begins with it.
    Air,
}

/// A story's rows, and the joints before them.
#[derive(Debug, Default)]
pub(super) struct Galley {
    joints: Vec<Joint>,
    /// For each row and the end, the rows above it that are not blank.
    ink: Vec<u32>,
}

/// Where a column ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct End {
    /// The first row that is not in it.
    pub(super) row: usize,
    pub(super) is_good: bool,
}

impl Galley {
    /// Lines that stand on rows from `top` on.
    pub(super) fn new(prepared: &Prepared, lines: &[Line], top: u32) -> Self {
        // The row of its readings is a line's first.
        let row = |line: &Line| (line.row - line.lead()).saturating_sub(top) as usize;
        let below = |line: &Line| row(line) + 1 + line.lead() as usize;
        let height = lines.iter().map(below).max().unwrap_or(0);
        let mut joints = vec![Joint::Air; height];
        let mut below_subhead = TOGETHER;
        for unit in lines.chunk_by(|above, line| !begins_unit(prepared, above, line)) {
            let first = unit.first().map_or(0, row);
            let rows = unit.iter().map(|line| below(line) - first).max();
            let rows = rows.unwrap_or(0);
            for (at, line) in unit.iter().enumerate() {
                let joint = match row(line) - first {
                    0 => before(line, below_subhead),
                    _ if is_running(line.role) => between(line, at, unit.len()),
                    _ => inside(prepared, line, rows),
                };
                for (at, joint) in (row(line)..below(line)).zip([joint, Joint::Torn]) {
                    if let Some(found) = joints.get_mut(at) {
                        *found = joint.min(*found);
                    }
                }
            }
            below_subhead = match unit.first().map(|line| line.role) {
                Some(Role::Subhead) => 0,
                _ => below_subhead.saturating_add(unit.len()),
            };
        }
        let mut ink = Vec::with_capacity(height + 1);
        ink.push(0);
        for joint in &joints {
            let above = ink.last().copied().unwrap_or(0);
            ink.push(above + u32::from(*joint != Joint::Air));
        }
        Self { joints, ink }
    }

    /// Number of rows.
    pub(super) fn len(&self) -> usize {
        self.joints.len()
    }

    /// Rows that are not blank, from one on.
    pub(super) fn ink_from(&self, row: usize) -> usize {
        let above = |row: usize| self.ink.get(row).copied().unwrap_or(0);
        above(self.len()).saturating_sub(above(row)) as usize
    }

    /// The row, or the first below it, that is not blank: air at a column's top vanishes.
    pub(super) fn below_air(&self, row: usize) -> usize {
        let rows = self.joints.get(row..).unwrap_or(&[]);
        let air = rows.iter().take_while(|joint| **joint == Joint::Air);
        (row + air.count()).min(self.len())
    }

    /// The farthest end of a column of `height` rows that begins with a row: the last that is good, or where none is
    /// the last of the best there are. What is higher than `highest` need not stay whole.
    pub(super) fn end(&self, first: usize, height: usize, highest: usize) -> End {
        let last = self.below_air(first + height.max(1));
        let mut best = (Joint::Air, last);
        for row in (first + 1..=last).rev() {
            match self.joints.get(row).copied().unwrap_or(Joint::Good) {
                Joint::Good => return End { row, is_good: true },
                Joint::Whole(rows) if rows > highest => return End { row, is_good: true },
                joint if joint < best.0 => best = (joint, row),
                _ => {}
            }
        }
        End {
            row: best.1,
            is_good: false,
        }
    }
}

/// Whether what is set so is text whose lines follow each other, and may go on in the next column.
fn is_running(role: Role) -> bool {
    matches!(
        role,
        Role::Paragraph | Role::Quote | Role::List | Role::Verbatim
    )
}

/// Whether a line is the first of what is broken by rules of its own: a paragraph, an item, or another part as a whole.
fn begins_unit(prepared: &Prepared, above: &Line, line: &Line) -> bool {
    let is_by_rows = is_running(line.role) && line.role != Role::Verbatim;
    above.slot != line.slot || (is_by_rows && begins_row(prepared, line))
}

/// Whether a line is the first of a row of text, or of a cell.
fn begins_row(prepared: &Prepared, line: &Line) -> bool {
    prepared.part(line.slot).is_some_and(|part| {
        let found = part
            .rows
            .binary_search_by_key(&line.shown.0, |row| row.text.start);
        found.is_ok()
    })
}

/// The joint before a unit, with so many lines since the last subhead.
fn before(first: &Line, below_subhead: usize) -> Joint {
    match first.role {
        Role::Jump => Joint::Parted,
        _ if below_subhead < TOGETHER => Joint::Parted,
        _ => Joint::Good,
    }
}

/// The joint before line `at` of so many of running text. What begins with a blank line would begin with air.
fn between(line: &Line, at: usize, lines: usize) -> Joint {
    let is_blank = line.role == Role::Verbatim && line.width == 0;
    match is_blank || at.min(lines - at) < TOGETHER {
        true => Joint::Alone,
        false => Joint::Good,
    }
}

/// The joint before a line of anything else, of so many rows.
fn inside(prepared: &Prepared, line: &Line, rows: usize) -> Joint {
    match line.role {
        Role::Caption => Joint::Whole(rows),
        Role::Table if begins_row(prepared, line) => Joint::Whole(rows),
        Role::Table => Joint::Torn,
        _ => Joint::Parted,
    }
}
