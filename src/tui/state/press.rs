//! Stories as they are set, kept while they are near: measured once, broken once for each width.

use std::collections::VecDeque;

use crate::edition::{Slot, Story};
use crate::typeset::{Layout, Manner, Prepared, Style, lay_out, prepare};

/// How many set stories are kept. The open one and its neighbours are what a reader goes back to.
const GALLEYS: usize = 6;

/// A story, set.
#[derive(Clone, Debug)]
pub struct Galley {
    story: usize,
    manner: Manner,
    style: Style,
    /// Measured text.
    pub prepared: Prepared,
    /// Its lines.
    pub layout: Layout,
}

impl Galley {
    /// Where the layout begins on the window, in a pane that begins at `x`: marks may stand in the gutter before it.
    pub fn left(&self, x: u16) -> u16 {
        x.saturating_sub(self.style.gutter)
    }

    /// Rows of a band of columns; `None` where the story stands in one.
    pub fn band(&self) -> Option<usize> {
        let depth = self.style.depth.filter(|_| self.style.columns > 1)?;
        Some(usize::from(depth).max(1))
    }

    /// Cells before the column that a line stands in.
    pub fn before_column(&self, line: usize) -> u16 {
        let line = self.layout.lines().get(line);
        line.map_or(0, |line| self.style.column_at(self.manner.language, line.x))
    }

    /// How many rows.
    pub fn height(&self) -> usize {
        self.layout.height()
    }

    /// The part and byte that a row begins with; of a blank row, those of the first one below it that has text.
    pub fn place_of(&self, row: usize) -> (Slot, usize) {
        let lines = self.layout.lines();
        let below = self.layout.line_below(row);
        let line = below.and_then(|line| lines.get(line)).or(lines.last());
        line.map_or((Slot::Kicker, 0), |line| (line.slot, line.start))
    }

    /// The row that shows a part's byte.
    pub fn row_of(&self, (slot, byte): (Slot, usize)) -> usize {
        self.layout.row_of(slot, byte)
    }
}

/// The set stories, the one used last at the back.
#[derive(Clone, Debug, Default)]
pub struct Press {
    galleys: VecDeque<Galley>,
}

impl Press {
    /// Sees to it that a story stands set. Returns whether anything had to be set for it.
    pub fn set(&mut self, index: usize, story: &Story, manner: Manner, style: Style) -> bool {
        let found = self
            .galleys
            .iter()
            .position(|galley| galley.story == index && galley.manner == manner);
        let kept = found.and_then(|at| self.galleys.remove(at));
        let fresh = kept.as_ref().is_none_or(|galley| galley.style != style);
        let galley = match kept {
            Some(galley) if galley.style == style => galley,
            Some(galley) => Galley {
                layout: lay_out(&galley.prepared, &style),
                style,
                ..galley
            },
            None => compose(index, story, manner, style),
        };
        self.galleys.push_back(galley);
        while self.galleys.len() > GALLEYS {
            self.galleys.pop_front();
        }
        fresh
    }

    /// A story that stands set.
    pub fn galley(&self, story: usize) -> Option<&Galley> {
        self.galleys
            .iter()
            .rev()
            .find(|galley| galley.story == story)
    }
}

fn compose(index: usize, story: &Story, manner: Manner, style: Style) -> Galley {
    let prepared = prepare(story, manner);
    Galley {
        layout: lay_out(&prepared, &style),
        story: index,
        manner,
        style,
        prepared,
    }
}
