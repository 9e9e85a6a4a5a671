//! Tables in columns, where their widest cells fit side by side.

use super::distribute::Stops;
use super::fill::Cut;
use super::piece::Row;
use super::prepare::{Part, Prepared};

/// Cells between two columns.
const GUTTER: usize = 2;

/// Cells where the second and later columns begin; `None` where the table is wider than the measure.
pub(super) fn columns(prepared: &Prepared, part: &Part, measure: u16) -> Option<Stops> {
    let mut widths: Vec<usize> = Vec::new();
    for (column, row) in cells(part) {
        let width = width(prepared, row);
        match widths.get_mut(column) {
            Some(widest) => *widest = width.max(*widest),
            None if column <= usize::from(measure) => widths.push(width),
            None => return None,
        }
    }
    let mut stops = Stops::new();
    let mut x = 0;
    for width in &widths {
        x += width;
        (x <= usize::from(measure)).then_some(())?;
        x += GUTTER;
        stops.push(u16::try_from(x).ok()?);
    }
    Some(stops)
}

/// The rows of a table as lines, tabs inside them, each as wide as its last cell that is not empty reaches.
pub(super) fn lines(prepared: &Prepared, part: &Part, stops: &[u16]) -> Vec<Cut> {
    let mut lines: Vec<Cut> = Vec::new();
    for (column, row) in cells(part) {
        let (start, end) = (row.text.start as usize, row.text.end as usize);
        let x = column.checked_sub(1).and_then(|column| stops.get(column));
        let width = match width(prepared, row) {
            0 => 0,
            width => width + x.map_or(0, |&x| usize::from(x)),
        };
        match lines.last_mut() {
            Some(line) if column > 0 => {
                line.end = end;
                line.width = line.width.max(width);
            }
            _ => lines.push(Cut { start, end, width }),
        }
    }
    lines
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

fn width(prepared: &Prepared, row: &Row) -> usize {
    let pieces = prepared.pieces_of(row);
    let blanks = pieces
        .iter()
        .rev()
        .skip(1)
        .map(|piece| usize::from(piece.blank));
    pieces
        .iter()
        .map(|piece| usize::from(piece.ink))
        .sum::<usize>()
        + blanks.sum::<usize>()
}
