//! A window on a layout: which of its rows are seen at once, and where each of their cells stands.
//!
//! The one place that knows how lines that run down are laid on a screen: the first at the right, the others to its left.
//! Drawing, hits and pages ask here; whoever asks adds where the window itself stands.

use super::style::{Direction, Style};

/// Cells across a line that runs down: a square.
const SQUARE: u16 = 2;
/// Cells between two lines that run down: half an em, as between lines of print (CLREQ 3.6.1: half an em to one).
const LEADING: u16 = 1;
/// The longest comfortable line that runs down, in squares (JLREQ 2.4.1: up to 52 in books; newspapers have 10 to 15).
const LONGEST: u16 = 40;

/// A window of so many cells, that begins with a row of the layout.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Window {
    /// Which way lines run.
    pub direction: Direction,
    /// Cells across.
    pub width: u16,
    /// Rows of the screen.
    pub height: u16,
    /// The first row of the layout that is seen.
    pub top: usize,
}

impl Window {
    /// A style as it can be followed here: a line is as long as the window, less a square for what may hang, and two
    /// cells of an indent are a square.
    pub fn style(&self, across: Style) -> Style {
        if self.direction == Direction::Horizontal {
            return across;
        }
        let hang = across.hang.min(1);
        Style {
            measure: self.height.min(LONGEST).saturating_sub(hang).max(1),
            indent: across.indent.map(|indent| indent.div_ceil(2)),
            hang,
            gutter: 0,
            columns: 1,
            depth: None,
            ..across
        }
    }

    /// Rows of a layout that it shows at once, at least 1.
    pub fn rows(&self) -> usize {
        let rows = match self.direction {
            Direction::Horizontal => self.height,
            Direction::Vertical => self.width.saturating_add(LEADING) / (SQUARE + LEADING),
        };
        usize::from(rows).max(1)
    }

    /// Where a cell of the layout stands, as cells from the window's left edge and rows from its upper; of a square
    /// its left cell. `None` for what is not seen.
    pub fn cell(&self, row: usize, x: u16) -> Option<(u16, u16)> {
        let after = row.checked_sub(self.top).filter(|&row| row < self.rows())?;
        let after = u16::try_from(after).ok()?;
        let (across, down) = match self.direction {
            Direction::Horizontal => (x, after),
            Direction::Vertical => {
                let from_right = after.checked_mul(SQUARE + LEADING)?.checked_add(SQUARE)?;
                (self.width.checked_sub(from_right)?, x)
            }
        };
        (across < self.width && down < self.height).then_some((across, down))
    }

    /// Row of the layout and cell along it that stand at a cell of the window; the air beside a line that runs down is
    /// that line's, and what is outside belongs to the nearest edge.
    pub fn at(&self, across: u16, down: u16) -> (usize, u16) {
        match self.direction {
            Direction::Horizontal => (self.top + usize::from(down), across),
            Direction::Vertical => {
                let from_right = self.width.saturating_sub(1).saturating_sub(across);
                (
                    self.top + usize::from(from_right / (SQUARE + LEADING)),
                    down,
                )
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn a_cell_of_the_window_is_the_cell_of_the_layout(
            width in 2u16..200, height in 1u16..80, top in 0usize..1000, row in 0usize..100, x in 0u16..200, stands in any::<bool>(),
        ) {
            let direction = if stands { Direction::Vertical } else { Direction::Horizontal };
            let window = Window { direction, width, height, top };
            let row = top + row;
            match window.cell(row, x) {
                Some((across, down)) => {
                    prop_assert!(across < width && down < height);
                    prop_assert_eq!(window.at(across, down), (row, x));
                    prop_assert!(!stands || window.at(across + 1, down) == (row, x));
                }
                None => {
                    let is_outside = row - top >= window.rows() || x >= if stands { height } else { width };
                    prop_assert!(is_outside);
                }
            }
        }
    }

    #[test]
    fn lines_that_run_down_begin_at_the_right() {
        let window = Window {
            direction: Direction::Vertical,
            width: 8,
            height: 5,
            top: 3,
        };
        assert_eq!(window.rows(), 3);
        assert_eq!(
            (window.cell(3, 0), window.cell(5, 4)),
            (Some((6, 0)), Some((0, 4)))
        );
        assert_eq!((window.cell(6, 0), window.cell(2, 0)), (None, None));
    }
}
