//! A text over the window that is no story of the paper: what a command said, what was changed in a story. It is set as a
//! story is, and scrolls.

use super::marks::Stretch;
use super::press::{Galley, Press};
use crate::edition::{Block, Story};
use crate::typeset::{Manner, Style};

/// The text, and where it stands.
#[derive(Clone, Debug, Default)]
pub struct Pane {
    /// Its name.
    pub title: String,
    /// What stands at the right of its name: how far it is, how it ended.
    pub beside: String,
    /// The text, as a story without furniture.
    pub story: Story,
    /// Stretches of it that are marked.
    pub toned: Vec<(Stretch, Tone)>,
    /// The number of the command that is still at it.
    pub running: Option<u64>,
    /// The reader wants that to stop.
    pub stopping: bool,
    /// First line on the screen.
    pub top: usize,
    press: Press,
}

/// What a stretch of a pane's text is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    /// It is new.
    Added,
    /// It is gone.
    Removed,
    /// It is beside the point.
    Aside,
}

impl Pane {
    /// With a name, what stands beside it, and a text of blocks.
    pub fn of(title: String, beside: String, blocks: Vec<Block>) -> Self {
        Self {
            title,
            beside,
            story: Story {
                blocks,
                ..Story::default()
            },
            ..Self::default()
        }
    }

    /// The text as it stands set.
    pub fn galley(&self) -> Option<&Galley> {
        self.press.galley(0)
    }

    /// All of its text.
    pub fn text(&self) -> String {
        let blocks = self.story.blocks.iter();
        let texts: Vec<String> = blocks.map(|block| block.text().into_owned()).collect();
        texts.join("\n\n")
    }

    /// Has the text set.
    pub fn set(&mut self, manner: Manner, style: Style) {
        self.press.set(0, &self.story, manner, style);
    }

    /// Scrolls so that a line is the first on a screen of so many, or as near as its end lets it.
    pub fn scroll_to(&mut self, line: usize, page: usize) {
        let lines = self.galley().map_or(0, Galley::height);
        self.top = line.min(lines.saturating_sub(page));
    }
}
