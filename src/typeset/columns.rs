//! How a measure is divided into newspaper columns: how many, how wide, and where each begins.
//!
//! What stands in them is chosen by [`super::makeup`].

use super::style::{ALLEY, Style};
use crate::config;
use crate::text::language::Language;

/// Cells that no column is narrower than: eight Han characters.
const NARROWEST: u16 = 16;
/// Rows that no band is lower than; in a lower window columns would be all beginnings.
pub const LOWEST: u16 = 6;

/// Cells of a column that reads well: 19 Han characters, or about seven English words.
pub fn comfortable(language: Language) -> u16 {
    match language {
        Language::Other => 44,
        _ => 38,
    }
}

/// How many columns of at least `comfortable` cells stand side by side in `width`, [`ALLEY`] between them; one in any case.
pub fn columns_in(width: u16, comfortable: u16) -> u16 {
    count(width, comfortable.max(NARROWEST), ALLEY)
}

fn count(width: u16, column: u16, alley: u16) -> u16 {
    let count = (u32::from(width) + u32::from(alley)) / (u32::from(column) + u32::from(alley));
    u16::try_from(count).unwrap_or(u16::MAX).max(1)
}

impl Style {
    /// The same in as many columns as were asked for, or read well in the measure.
    pub fn in_columns(self, columns: config::Columns, language: Language) -> Self {
        let well = columns_in(self.measure, comfortable(language));
        Self {
            columns: columns.count(well),
            ..self
        }
    }

    /// How many columns a story in a language is set in: those asked for, or as many as there is room for.
    pub fn column_count(&self, language: Language) -> u16 {
        Columns::of(self, language).map_or(1, |columns| columns.count)
    }

    /// The first cell of the column that a cell is in.
    pub fn column_at(&self, language: Language, x: u16) -> u16 {
        Columns::of(self, language).map_or(0, |columns| {
            let starts = (0..columns.count).map(|column| columns.x(column));
            starts.take_while(|start| *start <= x).last().unwrap_or(0)
        })
    }
}

/// A measure divided into two columns or more.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Columns {
    pub(super) count: u16,
    /// Cells of each.
    pub(super) width: u16,
    measure: u16,
}

impl Columns {
    /// The columns that a style asks for, or as many as are not too narrow; `None` where that is one, or where the
    /// window is too low for them.
    pub(super) fn of(style: &Style, language: Language) -> Option<Self> {
        // What hangs in the alley from both sides does not meet there.
        let alley = style.alley.max(style.hang.min(2) + style.gutter + 1);
        let count = style.columns.min(count(style.measure, NARROWEST, alley));
        if count < 2 || style.depth.is_some_and(|depth| depth < LOWEST) {
            return None;
        }
        let width = (style.measure - alley * (count - 1)) / count;
        // Han characters take two cells.
        let spare = if language == Language::Other {
            0
        } else {
            width % 2
        };
        Some(Self {
            count,
            width: width - spare,
            measure: style.measure,
        })
    }

    /// Cells before a column, 0 the first; the last one ends where the measure does.
    pub(super) fn x(self, column: u16) -> u16 {
        let cells = u32::from(self.measure - self.width) * u32::from(column);
        u16::try_from(cells / u32::from(self.count - 1)).unwrap_or(u16::MAX)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(measure: u16, columns: u16, expected: &[(u16, u16)]) {
        let style = Style {
            columns,
            ..Style::of(measure)
        };
        let columns = Columns::of(&style, Language::ZhHans);
        let found = columns.map(|columns| {
            (0..columns.count)
                .map(|column| (columns.x(column), columns.width))
                .collect::<Vec<_>>()
        });
        assert_eq!(found.unwrap_or_default(), expected);
    }

    #[test]
    fn columns_are_as_wide_as_the_measure_lets_them() {
        check(116, 3, &[(0, 36), (40, 36), (80, 36)]);
        check(119, 3, &[(0, 36), (41, 36), (83, 36)]);
        check(76, 1, &[]);
    }

    #[test]
    fn a_narrow_measure_has_fewer() {
        check(40, 3, &[(0, 18), (22, 18)]);
        check(35, 2, &[]);
        check(0, 2, &[]);
    }

    #[test]
    fn as_many_as_are_comfortable() {
        for (width, expected) in [(0, 1), (76, 1), (80, 2), (116, 2), (122, 3), (196, 4)] {
            assert_eq!(columns_in(width, 38), expected, "{width}");
        }
        assert!(columns_in(u16::MAX, 0) > 1);
    }
}
