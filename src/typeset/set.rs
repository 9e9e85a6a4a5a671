//! Stage two: breaks a prepared story into lines of a measure.

use super::air::{self, Indent};
use super::fill::{Cut, Fill};
use super::layout::Layout;
use super::line::{Line, Role};
use super::piece::{Row, is_blank};
use super::prepare::{Part, Prepared};
use super::style::Style;
use super::table;

/// Breaks a prepared story into lines of a measure. Cheap: it is called on every resize.
///
/// No line is wider than the measure, unless it holds a single grapheme that is.
pub fn lay_out(prepared: &Prepared, style: &Style) -> Layout {
    let style = Style {
        measure: style.measure.max(1),
        ..*style
    };
    let mut setter = Setter {
        prepared,
        style,
        layout: Layout::default(),
    };
    for part in &prepared.parts {
        setter.part(part);
    }
    setter.layout.lines.shrink_to_fit();
    setter.layout
}

struct Setter<'a> {
    prepared: &'a Prepared,
    style: Style,
    layout: Layout,
}

impl Setter<'_> {
    /// Sets a part below what is there, with air between; a part without text leaves no trace.
    fn part(&mut self, part: &Part) {
        if part.role != Role::Rule && part.display.text.trim().is_empty() {
            return;
        }
        self.air_above(part.role);
        match part.role {
            Role::Rule => self.rule(part),
            Role::Table => self.table(part),
            role => {
                let indent = self.indent(role);
                for row in &part.rows {
                    self.row(part, row, indent);
                }
            }
        }
    }

    fn indent(&self, role: Role) -> Indent {
        Indent::of(role, self.prepared.manner.language, &self.style)
    }

    fn air_above(&mut self, below: Role) {
        let Some(above) = self.layout.lines.last() else {
            return;
        };
        let language = self.prepared.manner.language;
        let lines = air::between(above.role, below, language, &self.style);
        let end = self.prepared.part(above.slot);
        let end = end.map_or(above.end, |part| {
            part.display.source(part.display.text.len())
        });
        let blank = Line {
            role: Role::Blank,
            slot: above.slot,
            start: end,
            end,
            x: 0,
            width: 0,
        };
        let lines = std::iter::repeat_n(blank, usize::from(lines));
        self.layout.lines.extend(lines);
    }

    /// A hairline in the middle, a third of the measure long.
    fn rule(&mut self, part: &Part) {
        let width = (self.style.measure / 3).max(1);
        self.layout.lines.push(Line {
            role: Role::Rule,
            slot: part.slot,
            start: 0,
            end: 0,
            x: (self.style.measure - width) / 2,
            width,
        });
    }

    /// In columns where they fit, else cell under cell, all but the first of a row indented.
    fn table(&mut self, part: &Part) {
        let text = &part.display.text;
        if let Some(columns) = table::columns(self.prepared, part, self.style.measure) {
            for line in table::lines(self.prepared, part, &columns) {
                self.push(part, line, 0);
            }
            self.layout.tables.push((part.slot, columns));
            return;
        }
        let Indent { first, rest, right } = self.indent(Role::Table);
        for row in &part.rows {
            let is_first = !text[..row.text.start as usize].ends_with('\t');
            let first = if is_first { first } else { rest };
            self.row(part, row, Indent { first, rest, right });
        }
    }

    fn row(&mut self, part: &Part, row: &Row, indent: Indent) {
        let pieces = self.prepared.pieces_of(row);
        let start = row.text.start as usize;
        if pieces.is_empty() {
            if part.role == Role::Verbatim {
                self.push(
                    part,
                    Cut {
                        start,
                        end: start,
                        width: 0,
                    },
                    0,
                );
            }
            return;
        }
        let fill = Fill {
            text: &part.display.text,
            pieces,
            start,
            ambiguous: self.prepared.manner.ambiguous,
            at_blanks: matches!(part.role, Role::Headline | Role::Deck),
        };
        let mut x = indent.first;
        fill.lines(indent.room(self.style.measure), |cut| {
            self.push(part, cut, x);
            x = indent.rest;
        });
    }

    fn push(&mut self, part: &Part, cut: Cut, x: u16) {
        let text = part.display.text.get(cut.start..cut.end).unwrap_or("");
        let ink = text.trim_end_matches(is_blank).len();
        self.layout.lines.push(Line {
            role: part.role,
            slot: part.slot,
            start: part.display.source(cut.start),
            end: part.display.source(cut.start + ink),
            x,
            width: u16::try_from(cut.width).unwrap_or(u16::MAX),
        });
    }
}
