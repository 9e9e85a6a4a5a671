//! Newspaper columns of the text: how many its pane holds, and paging by their bands.

use ratatui::layout::Rect;

use crate::config::Columns;
use crate::text::language::Language;
use crate::typeset::{ALLEY, Direction, Style};

use super::app::App;
use super::geometry::{Facing, panes};

impl App {
    /// How a text pane is set. There is always a cell free on either side of it.
    pub fn style(&self, pane: Rect) -> Style {
        let setting = &self.habits.setting;
        match self.direction() {
            Direction::Horizontal => self.style_in(pane, setting.columns),
            Direction::Vertical => {
                let across = Style::from_setting(setting, pane.width).with_gutters(setting);
                self.window(pane).style(across)
            }
        }
    }

    fn style_in(&self, pane: Rect, columns: Columns) -> Style {
        let (setting, language) = (&self.habits.setting, self.open_language());
        let style = Style::from_setting(setting, pane.width).with_gutters(setting);
        let style = Style {
            depth: Some(pane.height),
            ..style.in_columns(columns, language)
        };
        match style.column_count(language) {
            // A window of another height is no reason to set text anew that stands in one column.
            1 => Style {
                columns: 1,
                depth: None,
                ..style
            },
            _ => style,
        }
    }

    /// Cells that the text takes of its pane at most: the measure, and in columns that of all of them; any number where
    /// lines run down.
    pub(super) fn breadth(&self, facing: Facing) -> u16 {
        if self.direction() == Direction::Vertical {
            return u16::MAX;
        }
        let measure = self.habits.setting.measure;
        let count = self.columns_of(facing, self.habits.setting.columns);
        let alleys = ALLEY.saturating_mul(count - 1);
        measure.saturating_mul(count).saturating_add(alleys)
    }

    /// How many columns there are in the whole pane, 1 or more, when so many are asked for.
    pub(super) fn columns_of(&self, facing: Facing, columns: Columns) -> u16 {
        if columns == Columns::ONE || self.direction() == Direction::Vertical {
            return 1;
        }
        let (width, height) = self.size;
        let pane = panes(width, height, facing, u16::MAX).and_then(|panes| panes.text);
        let count = pane.map(|pane| {
            self.style_in(pane, columns)
                .column_count(self.open_language())
        });
        count.unwrap_or(1)
    }

    /// How many columns the open story stands in, when so many are asked for.
    pub fn columns(&self, asked: Columns) -> u16 {
        self.columns_of(self.facing(), asked)
    }

    /// The language of the open story.
    pub fn open_language(&self) -> Language {
        let story = self
            .open()
            .and_then(|index| Some((index, self.story(index)?)));
        story.map_or(Language::Other, |(index, story)| {
            self.language_of(index, story)
        })
    }

    /// The row at which the band with a row begins, where the open story stands in columns; otherwise the row itself.
    pub(super) fn band_of(&self, row: usize) -> usize {
        let band = self.galley().and_then(|galley| galley.band());
        band.map_or(row, |band| row / band * band)
    }

    /// Bands down or up, where the open story stands in columns; says whether it does.
    pub fn turn_bands(&mut self, by: usize, down: bool) -> bool {
        let Some(band) = self.galley().and_then(|galley| galley.band()) else {
            return false;
        };
        let top = self.reading.top;
        let to = match down {
            true => (top / band).saturating_add(by),
            false => top.div_ceil(band).saturating_sub(by),
        };
        self.scroll_to(to.saturating_mul(band));
        true
    }
}
