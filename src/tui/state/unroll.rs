//! Where the pane stands on the window, and how its text is set for it.

use ratatui::layout::Rect;

use super::app::App;
use super::geometry::below_title;
use super::pane::Pane;
use super::sheet::Sheet;
use crate::edition::Block;
use crate::text::language::Language;
use crate::typeset::{Direction, Manner, Style};

/// Cells on either side of it, at least.
const MARGIN: u16 = 2;

/// The parts of a window that a pane takes: the line of its name, and its text.
fn areas(whole: Rect, measure: u16) -> (Rect, Rect) {
    let width = whole.width.saturating_sub(2 * MARGIN).min(measure).max(1);
    let column = Rect {
        x: whole.x + (whole.width.saturating_sub(width)) / 2,
        width,
        ..whole
    };
    let title = Rect {
        height: column.height.min(1),
        ..column
    };
    (title, below_title(column))
}

impl App {
    /// The line of the pane's name, and its text.
    pub fn pane_areas(&self) -> Option<(Rect, Rect)> {
        let whole = self.panes()?.whole?;
        Some(areas(whole, self.habits.setting.measure))
    }

    /// The pane's text as a window on it.
    pub fn pane_sheet(&self) -> Option<(&Pane, Sheet)> {
        let (_, area) = self.pane_areas()?;
        let pane = self.pane.as_ref()?;
        let left = pane.galley()?.left(area.x);
        Some((pane, Sheet::across(area, pane.top, left)))
    }

    /// Scrolls the pane so that a line is the first on the screen.
    pub fn scroll_pane(&mut self, to: usize) {
        let page = self.pane_areas().map_or(1, |(_, area)| area.height);
        if let Some(pane) = &mut self.pane {
            pane.scroll_to(to, usize::from(page));
        }
    }

    /// Has the pane's text set for the window.
    pub(super) fn settle_pane(&mut self) {
        let Some((_, area)) = self.pane_areas() else {
            return;
        };
        let (setting, ambiguous) = (&self.habits.setting, self.habits.ambiguous);
        let Some(pane) = &mut self.pane else { return };
        let text = pane
            .story
            .blocks
            .iter()
            .map(Block::text)
            .find(|text| !text.is_empty());
        let language = Language::guess(&text.unwrap_or_default());
        let manner = Manner {
            direction: Direction::Horizontal,
            ..Manner::from_setting(setting, language, None, ambiguous)
        };
        let style = Style {
            columns: 1,
            ..Style::from_setting(setting, area.width).with_gutters(setting)
        };
        pane.set(manner, style);
        pane.scroll_to(pane.top, usize::from(area.height));
    }
}
