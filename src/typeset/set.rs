//! Stage two: sets a prepared story part by part, with air between.

use super::air;
use super::fill::Cut;
use super::layout::Layout;
use super::line::{Fitting, Role};
use super::prepare::{Part, Prepared};
use super::stick::Stick;
use super::style::Style;
use super::table;

/// Breaks a prepared story into lines of a measure. Cheap: it is called on every resize.
///
/// No line is wider than the measure with what may hang beyond it, unless it holds a single grapheme that is.
pub fn lay_out(prepared: &Prepared, style: &Style) -> Layout {
    let style = Style {
        measure: style.measure.max(1),
        gutter: style.gutter.min(1),
        ..*style
    };
    let mut stick = Stick::new(prepared, style);
    let mut above = None;
    for part in &prepared.parts {
        // A part without text leaves no trace.
        if part.role != Role::Rule && part.display.text.trim().is_empty() {
            continue;
        }
        if let Some(above) = above.replace(part.role) {
            let lines = air::between(above, part.role, prepared.manner.language, &style);
            stick.below += u32::from(lines);
        }
        set(&mut stick, part);
    }
    Layout::new(stick.lines)
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
