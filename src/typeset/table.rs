//! Tables: columns side by side, shrunk and their cells wrapped where they are too wide for the measure; cell under
//! cell where even that leaves no room to read in.

use super::air::Indent;
use super::line::Role;
use super::piece::Row;
use super::prepare::{Part, Prepared};
use super::stick::{Frame, Stick};
use crate::config::Fit;

/// Cells between two columns.
const GUTTER: u16 = 2;
/// Cells that a column is not shrunk below: four Han characters.
const LEAST: u16 = 8;

/// Cells before a column, and in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Column {
    x: u16,
    width: u16,
}

/// Sets a table below what is there.
pub(super) fn set(stick: &mut Stick<'_>, part: &Part) {
    let columns = columns(stick.prepared, part, stick.style.measure);
    match columns {
        Some(columns) => side_by_side(stick, part, &columns),
        None => one_by_one(stick, part),
    }
}

/// Each row of the table is as high as its highest cell.
fn side_by_side(stick: &mut Stick<'_>, part: &Part, columns: &[Column]) {
    let mut top = stick.below;
    let mut bottom = top;
    for (column, row) in cells(part) {
        if column == 0 {
            top = bottom;
        }
        stick.below = top;
        if let Some(&Column { x, width }) = columns.get(column) {
            let x = stick.style.gutter + x;
            let indent = Indent::default();
            stick.row(
                part,
                row,
                Frame {
                    x,
                    width,
                    indent,
                    fit: Fit::Greedy,
                },
            );
        }
        // A row of nothing but empty cells is a row all the same.
        bottom = bottom.max(stick.below).max(top + 1);
    }
    stick.below = bottom;
}

/// All but the first cell of a row are indented.
fn one_by_one(stick: &mut Stick<'_>, part: &Part) {
    let frame = stick.frame(Role::Table);
    for (column, row) in cells(part) {
        let first = if column == 0 {
            frame.indent.first
        } else {
            frame.indent.rest
        };
        let indent = Indent {
            first,
            ..frame.indent
        };
        stick.row(part, row, Frame { indent, ..frame });
    }
}

/// The columns of a table, as wide as their widest cells if there is room, else shrunk from the widest down; `None` where
/// they would be too narrow to read.
fn columns(prepared: &Prepared, part: &Part, measure: u16) -> Option<Vec<Column>> {
    let mut widths: Vec<u16> = Vec::new();
    for (column, row) in cells(part) {
        let width = width(prepared, row).max(1);
        match widths.get_mut(column) {
            Some(widest) => *widest = width.max(*widest),
            None if column <= usize::from(measure) => widths.push(width),
            None => return None,
        }
    }
    let gutters = GUTTER.saturating_mul(u16::try_from(widths.len().saturating_sub(1)).ok()?);
    shrink(&mut widths, measure.checked_sub(gutters)?)?;
    let mut x = 0;
    let columns = widths.iter().map(|&width| {
        let column = Column { x, width };
        x += width + GUTTER;
        column
    });
    Some(columns.collect())
}

/// Takes from the widest until all fit in `room` together.
fn shrink(widths: &mut [u16], room: u16) -> Option<()> {
    let together = |most: u16| {
        widths
            .iter()
            .map(|&width| usize::from(width.min(most)))
            .sum::<usize>()
    };
    let fits = |most: &u16| together(*most) <= usize::from(room);
    let most = if fits(&u16::MAX) {
        u16::MAX
    } else {
        (LEAST..=room).rev().find(fits)?
    };
    let mut left = usize::from(room) - together(most);
    for width in widths.iter_mut() {
        if *width > most {
            // What the division leaves goes to the first of those that were shrunk.
            let more = usize::from(*width - most).min(left).min(1);
            left -= more;
            *width = most + u16::try_from(more).unwrap_or(0);
        }
    }
    Some(())
}

/// The cells with their columns.
fn cells(part: &Part) -> impl Iterator<Item = (usize, &Row)> {
    let mut column = 0;
    part.rows.iter().map(move |row| {
        let before = part.display.text.as_bytes().get(..row.text.start as usize);
        let follows = before.is_some_and(|before| before.ends_with(b"\t"));
        column = if follows { column + 1 } else { 0 };
        (column, row)
    })
}

fn width(prepared: &Prepared, row: &Row) -> u16 {
    let pieces = prepared.pieces_of(row);
    let mut spaced = false;
    let mut width = 0usize;
    let mut inked = 0;
    for piece in pieces {
        width += usize::from(spaced && piece.edges.is_spaced()) + usize::from(piece.ink);
        if piece.ink > 0 {
            inked = width;
        }
        width += usize::from(piece.blank);
        spaced = true;
    }
    u16::try_from(inked).unwrap_or(u16::MAX)
}
