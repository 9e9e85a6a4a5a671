//! Putting text into cells: graphemes of known width, cut at the edge of their pane, never wrapped.

use std::num::NonZeroU16;

use ratatui::buffer::{Buffer, CellDiffOption, CellWidth};
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;
use unicode_segmentation::UnicodeSegmentation;

use crate::text::width::{Ambiguous, cells};
use crate::tui::state::Habits;
use crate::tui::theme::Theme;

/// A buffer, and how this reader's letters are measured and marked.
pub struct Brush<'a> {
    buffer: &'a mut Buffer,
    ambiguous: Ambiguous,
    ascii: bool,
    /// The marks.
    pub theme: &'a Theme,
}

impl<'a> Brush<'a> {
    /// Over a buffer.
    pub fn new(buffer: &'a mut Buffer, habits: &'a Habits) -> Self {
        Self {
            buffer,
            ambiguous: habits.ambiguous,
            ascii: habits.ascii,
            theme: &habits.theme,
        }
    }

    /// Lays the page's ground.
    pub fn wash(&mut self) {
        let area = self.buffer.area;
        self.buffer.set_style(area, self.theme.page.style());
    }

    /// A hairline.
    pub fn rule(&mut self, area: Rect) {
        let line = if self.ascii { "-" } else { "─" };
        for x in area.left()..area.right() {
            self.glyph(x, area.y, line, 1, self.theme.rule.style());
        }
    }

    /// A hairline that runs down, in the left cells of its squares.
    pub fn stem(&mut self, at: Position, height: u16) {
        let line = if self.ascii { "|" } else { "│" };
        for y in at.y..at.y.saturating_add(height) {
            self.glyph(at.x, y, line, 1, self.theme.rule.style());
        }
    }

    /// Says in a window of any size, as far as it goes, that it is too small.
    pub fn too_small(&mut self, words: &str, (width, height): (u16, u16)) {
        let area = Rect::new(0, 0, width, height.min(1));
        self.put(area, 0, words, self.theme.text.style());
    }

    /// Puts one grapheme of `width` cells. What would act on the terminal, or lies outside of it, is not put.
    pub fn glyph(&mut self, x: u16, y: u16, symbol: &str, width: u16, style: Style) {
        let area = self.buffer.area;
        let inside = area.contains(Position::new(x, y)) && x.saturating_add(width) <= area.right();
        let Some(width) = NonZeroU16::new(width).filter(|_| inside) else {
            return;
        };
        if symbol.chars().any(char::is_control) {
            return;
        }
        let Some(cell) = self.buffer.cell_mut((x, y)) else {
            return;
        };
        cell.set_symbol(symbol).set_style(style);
        if cell.cell_width() != width.get() {
            cell.set_diff_option(CellDiffOption::ForcedWidth(width));
        }
        for x in x.saturating_add(1)..x.saturating_add(width.get()) {
            if let Some(cell) = self.buffer.cell_mut((x, y)) {
                cell.reset();
                let ground = self.theme.page.style();
                cell.set_style(ground).set_style(style);
            }
        }
    }

    /// Puts text into the first line of `area` from cell `from` on, as much as fits. Answers the cell after it.
    pub fn put(&mut self, area: Rect, from: u16, text: &str, style: Style) -> u16 {
        let mut at = from;
        for grapheme in text.graphemes(true) {
            let width = cells(grapheme, self.ambiguous);
            if at.saturating_add(width) > area.width || area.height == 0 {
                break;
            }
            self.glyph(area.x.saturating_add(at), area.y, grapheme, width, style);
            at = at.saturating_add(width);
        }
        at
    }

    /// Puts text at the right end of the first line of `area`. Answers the cell it begins at, or the width of the
    /// area when there was no room for all of it between `after` and the end, and nothing was put.
    pub fn put_right(&mut self, area: Rect, after: u16, text: &str, style: Style) -> u16 {
        let width = crate::text::width::width(text, self.ambiguous);
        let width = u16::try_from(width).unwrap_or(u16::MAX);
        match area.width.checked_sub(width).filter(|&from| from >= after) {
            Some(from) => {
                self.put(area, from, text, style);
                from
            }
            None => area.width,
        }
    }

    /// As much of a text as `room` cells hold, in whole characters.
    pub fn cut<'t>(&self, text: &'t str, room: u16) -> &'t str {
        let mut left = room;
        let mut end = 0;
        for (at, grapheme) in text.grapheme_indices(true) {
            match left.checked_sub(cells(grapheme, self.ambiguous)) {
                Some(rest) => left = rest,
                None => break,
            }
            end = at + grapheme.len();
        }
        text.get(..end).unwrap_or("")
    }

    /// Puts lines below each other from cell `from` on, as many as there is room for.
    pub fn paragraph(&mut self, area: Rect, from: u16, lines: &[String], style: Style) {
        for (down, text) in (0..area.height).zip(lines) {
            self.put(line(area, down), from, text, style);
        }
    }

    /// Cells of a text.
    pub fn cells(&self, text: &str) -> u16 {
        let width = crate::text::width::width(text, self.ambiguous);
        u16::try_from(width).unwrap_or(u16::MAX)
    }

    /// Marks whole lines.
    pub fn mark(&mut self, area: Rect, style: Style) {
        self.buffer.set_style(area, style);
    }
}

/// One line of an area, `down` lines below its top; of no height where it is outside.
pub fn line(area: Rect, down: u16) -> Rect {
    Rect {
        y: area.y.saturating_add(down),
        height: u16::from(down < area.height),
        ..area
    }
}
