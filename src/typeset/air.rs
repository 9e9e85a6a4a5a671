//! White space: indents by language and measure, and blank lines between the parts, as print has them.

use super::line::Role;
use super::style::{Direction, Manner, Style};
use crate::text::language::Language;

/// Cells of a column too narrow for an indent of two Han characters (CLREQ 3.5.1: one em in narrow columns).
const NARROW: u16 = 24;
/// Cells of a column too narrow for any indent.
const TINY: u16 = 8;

/// Cells before and after the lines of a part.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Indent {
    /// Before its first line.
    pub(super) first: u16,
    /// Before its other lines.
    pub(super) rest: u16,
    /// After every line.
    pub(super) right: u16,
}

impl Indent {
    /// The indent of a part: paragraphs at their first line, items at all the others, quotations on both sides.
    pub(super) fn of(role: Role, manner: Manner, style: &Style) -> Self {
        match manner.direction {
            Direction::Horizontal => Self::in_cells(role, manner.language, style),
            Direction::Vertical => {
                let cells = Self::in_cells(role, manner.language, &in_cells(style));
                Self {
                    first: cells.first / 2,
                    rest: cells.rest / 2,
                    right: cells.right / 2,
                }
            }
        }
    }

    fn in_cells(role: Role, language: Language, style: &Style) -> Self {
        let own = paragraph(language, style);
        let step = if style.measure < TINY { 0 } else { 2 };
        let (first, rest, right) = match role {
            Role::Paragraph => (own, 0, 0),
            Role::Jump => (own, own, 0),
            Role::Quote if style.measure >= NARROW => (4, 4, 4),
            Role::Quote | Role::Caption => (step, step, 0),
            Role::List | Role::Table => (0, step, 0),
            _ => (0, 0, 0),
        };
        Self { first, rest, right }
    }

    /// Cells left for the first line and the others.
    pub(super) fn room(self, measure: u16) -> [u16; 2] {
        [self.first, self.rest].map(|left| {
            measure
                .saturating_sub(left.saturating_add(self.right))
                .max(1)
        })
    }
}

/// A style whose lengths are squares, in cells: two of them are a square.
fn in_cells(style: &Style) -> Style {
    Style {
        measure: style.measure.saturating_mul(2),
        indent: style.indent.map(|indent| indent.saturating_mul(2)),
        ..*style
    }
}

/// First-line indent of a paragraph: 2 em in Chinese (1 in narrow columns), 1 em in Japanese, none elsewhere
/// (CLREQ 3.5.1, JLREQ 3.5.1). At most half the measure.
fn paragraph(language: Language, style: &Style) -> u16 {
    let indent = style.indent.unwrap_or(match language {
        Language::ZhHans | Language::ZhHant if style.measure >= NARROW => 4,
        Language::ZhHans | Language::ZhHant | Language::Ja => 2,
        Language::Ko | Language::Other => 0,
    });
    let widest = if style.measure < TINY {
        0
    } else {
        style.measure / 2
    };
    indent.min(widest)
}

/// Blank lines between two parts that follow each other.
pub(super) fn between(above: Role, below: Role, manner: Manner, style: &Style) -> u16 {
    let has_indent = Indent::of(Role::Paragraph, manner, style).first > 0;
    match (above, below) {
        (Role::Kicker, Role::Headline | Role::Deck) | (Role::Headline, Role::Deck) => 0,
        (Role::Paragraph, Role::Paragraph) => style
            .gap
            .unwrap_or_else(|| u16::from(!has_indent && style.measure >= TINY)),
        (Role::Subhead, Role::Paragraph) => 0,
        _ => 1,
    }
}
