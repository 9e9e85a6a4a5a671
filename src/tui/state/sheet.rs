//! The text's pane as a window on the lines of the open story: which of them are seen, and where. Drawing, the mouse and
//! paging ask here, whichever way lines run.

use ratatui::layout::{Position, Rect};

use super::app::App;
use super::geometry::below_title;
use crate::typeset::{Direction, Window};

/// A pane with lines in it.
#[derive(Clone, Copy, Debug)]
pub struct Sheet {
    /// The pane.
    pub area: Rect,
    window: Window,
    /// Where the layout begins: marks may stand in the gutter before the pane.
    left: u16,
}

impl Sheet {
    /// A pane with lines that run across, from the line `top` on; the layout begins at `left`.
    pub fn across(area: Rect, top: usize, left: u16) -> Self {
        let window = Window {
            direction: Direction::Horizontal,
            width: u16::MAX,
            height: area.height,
            top,
        };
        Self { area, window, left }
    }

    /// Rows of the layout that are seen.
    pub fn rows(&self) -> std::ops::Range<usize> {
        self.window.top..self.window.top + self.window.rows()
    }

    /// Whether lines run down.
    pub fn stands(&self) -> bool {
        self.window.direction == Direction::Vertical
    }

    /// The cell of the screen for a cell of the layout; `None` for what is not seen.
    pub fn cell(&self, row: usize, x: u16) -> Option<Position> {
        let (across, down) = self.window.cell(row, x)?;
        let x = self.left.saturating_add(across);
        Some(Position::new(x, self.area.y.saturating_add(down)))
    }

    /// Row and cell of the layout at a cell of the screen.
    pub fn at(&self, x: u16, y: u16) -> (usize, u16) {
        let across = x.saturating_sub(self.left);
        self.window.at(across, y.saturating_sub(self.area.y))
    }
}

impl App {
    /// Which way the lines of the open story run.
    pub fn direction(&self) -> Direction {
        Direction::of(&self.habits.setting, self.open_language())
    }

    /// A pane as a window on the open story.
    pub(super) fn window(&self, area: Rect) -> Window {
        let direction = self.direction();
        Window {
            direction,
            // What hangs stands beside the pane.
            width: match direction {
                Direction::Horizontal => u16::MAX,
                Direction::Vertical => area.width,
            },
            height: area.height,
            top: self.reading.top,
        }
    }

    /// The pane of the text, where there is one and a story in it.
    pub fn sheet(&self) -> Option<Sheet> {
        let area = self.panes()?.text?;
        Some(Sheet {
            area,
            window: self.window(area),
            left: self.galley()?.left(area.x),
        })
    }

    /// Lines that the window shows of what has the keyboard, at least 1; of stories and sections those of the text beside them.
    pub fn page(&self) -> usize {
        let panes = self.panes().unwrap_or_default();
        match (panes.text, panes.whole) {
            (Some(area), _) => self.window(area).rows(),
            (None, Some(area)) => usize::from(below_title(area).height).max(1),
            (None, None) => 1,
        }
    }
}
