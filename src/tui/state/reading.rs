//! Where the text stands, and how it is moved: always by a place in the story, never by a line alone.

use crate::edition::{Place, Slot};
use crate::tui::effect::{Effect, Order};
use crate::typeset::Style;

use super::marks::{MEMORY, Undo};
use super::{App, Screen};

/// Lines under a story: air, and what comes next.
pub const TAIL: usize = 2;

/// Where the open story stands.
#[derive(Clone, Debug, Default)]
pub struct Reading {
    /// First line on the screen.
    pub top: usize,
    /// The text has the window for itself.
    pub alone: bool,
    /// What `top` was reckoned for; anything else and it is reckoned anew from the place.
    shape: Option<(usize, Style, u16)>,
    /// The end of this story was seen since it was opened.
    ended: Option<usize>,
    /// What the library was told last.
    told: Option<(usize, (Slot, usize))>,
}

impl Reading {
    /// Has the line to stand at reckoned anew from the place.
    pub fn forget_shape(&mut self) {
        self.shape = None;
    }
}

/// Where a jump began.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Step {
    /// The story.
    pub story: usize,
    /// First part and byte on its screen.
    pub place: (Slot, usize),
}

impl App {
    /// Lines of text that the window shows, at least 1.
    pub fn page(&self) -> usize {
        let text = self.panes().and_then(|panes| panes.text);
        text.map_or(1, |text| usize::from(text.height).max(1))
    }

    /// The last `top` that still fills the window.
    pub fn last_top(&self) -> usize {
        let lines = self.galley().map_or(0, |galley| galley.height());
        (lines + TAIL).saturating_sub(self.page())
    }

    /// Whether the last line of the story is on the screen.
    pub fn at_end(&self) -> bool {
        let lines = self.galley().map_or(0, |galley| galley.height());
        self.reading.top + self.page() >= lines
    }

    /// How much of the open story was on the screen so far, in percent.
    pub fn percent(&self) -> usize {
        let lines = self.galley().map_or(0, |galley| galley.height());
        let seen = (self.reading.top + self.page()).min(lines);
        (seen * 100).checked_div(lines).unwrap_or(100)
    }

    /// Scrolls so that `line` is the first on the screen, or as near as the end of the story lets it.
    pub fn scroll_to(&mut self, line: usize) {
        self.reading.top = line.min(self.last_top());
        let place = self.galley().map(|g| g.place_of(self.reading.top));
        if let (Some(story), Some(place)) = (self.open(), place) {
            self.marks.places.insert(story, place);
        }
    }

    /// Scrolls only as far as it takes to have a part's byte on the screen, with some lines above it.
    pub fn show(&mut self, place: (Slot, usize)) {
        let Some(line) = self.galley().map(|galley| galley.line_of(place)) else {
            return;
        };
        let (top, page) = (self.reading.top, self.page());
        if line < top || line >= top + page {
            self.scroll_to(line.saturating_sub(page / 3));
        }
    }

    /// Opens a story at a place, remembering where the reader was.
    pub fn leap(&mut self, story: usize, place: Option<(Slot, usize)>) {
        let Some(spot) = self.contents.home_of(story) else {
            return;
        };
        if let (Some(here), Screen::Text) = (self.open(), self.text_or_under()) {
            let place = self.anchor(here);
            self.trail.push(Step { story: here, place });
            if self.trail.len() > MEMORY {
                self.trail.remove(0);
            }
        }
        self.stand_at(spot, story, place);
    }

    /// Opens a story at a place.
    pub fn stand_at(
        &mut self,
        spot: super::contents::Spot,
        story: usize,
        place: Option<(Slot, usize)>,
    ) {
        self.spot = spot;
        self.screen = Screen::Text;
        self.under.clear();
        if let Some(place) = place {
            self.marks.places.insert(story, place);
            self.reading.forget_shape();
        }
    }

    fn text_or_under(&self) -> Screen {
        self.under.last().copied().unwrap_or(self.screen)
    }

    /// Brings everything that follows from the state in line with it. Called once after every message.
    pub fn settle(&mut self, effects: &mut Vec<Effect>) {
        self.settle_lists();
        self.settle_text();
        if self.screen == Screen::Text {
            self.notice_end(effects);
            self.tell_position(effects);
        }
    }

    /// Has the open story set for the window, and finds the line to stand at again when the setting changed.
    fn settle_text(&mut self) {
        let text = self.panes().and_then(|panes| panes.text);
        let (Some(area), Some(index)) = (text, self.open()) else {
            return;
        };
        let style = self.style(area.width);
        let Some(story) = self.edition.stories.get(index) else {
            return;
        };
        let manner = self.manner_of(story);
        self.press.set(index, story, manner, style);
        let shape = Some((index, style, area.height));
        if self.reading.shape != shape {
            let line = self.galley().map(|g| g.line_of(self.anchor(index)));
            self.reading.top = line.unwrap_or(0).min(self.last_top());
            self.reading.shape = shape;
        }
    }

    /// A story whose end was on the screen is read.
    fn notice_end(&mut self, effects: &mut Vec<Effect>) {
        let (Some(story), true) = (self.open(), self.panes().is_some()) else {
            return;
        };
        let new = self.reading.ended != Some(story);
        if self.at_end() && new {
            self.reading.ended = Some(story);
            if !self.marks.is_read(story) {
                self.mark_read(story, true, effects);
                self.remember(Undo::Read { story, was: false });
            }
        } else if !self.at_end() && !new {
            self.reading.ended = None;
        }
    }

    /// Marks a story, here and in the library.
    pub fn mark_read(&mut self, story: usize, read: bool, effects: &mut Vec<Effect>) {
        self.marks.set_read(story, read);
        if !self.contents.is_printed(story) {
            return;
        }
        if let Some(id) = self.story(story).map(|story| story.id.clone()) {
            effects.push(Effect::Keep(Order::SetRead { story: id, read }));
        }
    }

    /// Keeps a step for undoing.
    pub fn remember(&mut self, step: Undo) {
        self.undo.push(step);
        if self.undo.len() > MEMORY {
            self.undo.remove(0);
        }
    }

    /// Tells the library where the reader is, when that is news. The worker writes once the reader rests.
    fn tell_position(&mut self, effects: &mut Vec<Effect>) {
        let Some(story) = self.open().filter(|&s| self.contents.is_printed(s)) else {
            return;
        };
        let here = (story, self.anchor(story));
        if !self.marks.known || self.reading.told == Some(here) {
            return;
        }
        self.reading.told = Some(here);
        let (slot, byte) = here.1;
        let place = Place { story, slot, byte };
        if let Some(id) = self.story(story).map(|story| story.id.clone()) {
            effects.push(Effect::Keep(Order::SetPosition { story: id, place }));
        }
    }
}
