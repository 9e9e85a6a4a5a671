//! Stage two: sets a prepared story part by part, with air between.

use super::air;
use super::columns::Columns;
use super::fill::Cut;
use super::galley::Galley;
use super::layout::Layout;
use super::line::{Fitting, Line, Role};
use super::makeup;
use super::prepare::{Part, Prepared};
use super::stick::Stick;
use super::style::Style;
use super::table;
use crate::edition::Slot;

/// Breaks a prepared story into lines of a measure. Cheap: it is called on every resize.
///
/// No line is wider than the measure with what may hang beyond it, unless it holds a single grapheme that is. In
/// columns, the head is set across them and the body to their own measure.
pub fn lay_out(prepared: &Prepared, style: &Style) -> Layout {
    let style = style.in_direction(prepared.manner.direction);
    let columns = Columns::of(&style, prepared.manner.language);
    let mut stick = Stick::new(prepared, style);
    let body = prepared
        .parts
        .partition_point(|part| part.slot <= Slot::From);
    let (head, body) = prepared.parts.split_at(body);
    let above = stack(&mut stick, head, None);
    let Some(columns) = columns else {
        stack(&mut stick, body, above);
        return Layout::new(stick.lines);
    };
    let lines = stick.lines.len();
    stick.style.measure = columns.width;
    stack(&mut stick, body, above);
    break_up(&mut stick, lines, columns);
    Layout::new(stick.lines)
}

/// Sets parts below each other, and answers what the last of them is.
fn stack(stick: &mut Stick<'_>, parts: &[Part], mut above: Option<Role>) -> Option<Role> {
    for part in parts {
        // A part without text leaves no trace.
        if part.role != Role::Rule && part.display.text.trim().is_empty() {
            continue;
        }
        if let Some(above) = above.replace(part.role) {
            let manner = stick.prepared.manner;
            let lines = air::between(above, part.role, manner, &stick.style);
            stick.below += u32::from(lines);
        }
        set(stick, part);
    }
    above
}

/// Gives the lines from `first` on, which stand below each other, their columns.
fn break_up(stick: &mut Stick<'_>, first: usize, columns: Columns) {
    let lines = stick.lines.get_mut(first..).unwrap_or_default();
    let first_row = |line: &Line| line.row - line.lead();
    let top = lines.iter().map(first_row).min().unwrap_or(0);
    let galley = Galley::new(stick.prepared, lines, top);
    let places = makeup::make_up(&galley, columns, stick.style.depth, top);
    for line in lines {
        let place = places.get((line.row - top) as usize);
        if let Some(&(row, x)) = place {
            line.row = row;
            line.x = line.x.saturating_add(x);
        }
    }
}

fn set(stick: &mut Stick<'_>, part: &Part) {
    match part.role {
        Role::Rule => rule(stick, part),
        Role::Table => table::set(stick, part),
        role => {
            let frame = stick.frame(role);
            for row in &part.rows {
                stick.row(part, row, frame);
            }
        }
    }
}

/// A hairline in the middle, a third of the measure long.
fn rule(stick: &mut Stick<'_>, part: &Part) {
    let width = (stick.style.measure / 3).max(1);
    let x = stick.style.gutter + (stick.style.measure - width) / 2;
    let cut = Cut {
        width: usize::from(width),
        ..Cut::default()
    };
    stick.push(part, cut, x, Fitting::default());
}
