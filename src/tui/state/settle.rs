//! What follows from a change: lists keep their cursors in sight, the open story stands set for the window, a story
//! read to its end is marked, and the library hears where the reader is.

use crate::edition::Place;
use crate::tui::effect::{Effect, Order};

use super::app::App;
use super::marks::{MEMORY, Undo};
use super::screen::Screen;

impl App {
    /// Brings everything that follows from the state in line with it. Called once after every message.
    pub fn settle(&mut self, effects: &mut Vec<Effect>) {
        self.settle_lists();
        self.settle_text();
        self.settle_passage();
        self.settle_pane();
        self.tell_attention(effects);
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
        let style = self.style(area);
        let Some(story) = self.edition.stories.get(index) else {
            return;
        };
        let manner = self.manner_of(index, story);
        self.press.set(index, story, manner, style);
        let shape = Some((index, style, self.page()));
        if self.reading.shape != shape {
            let row = self.galley().map(|g| g.row_of(self.anchor(index)));
            self.reading.top = self.band_of(row.unwrap_or(0)).min(self.last_top());
            self.reading.shape = shape;
        }
    }

    /// A passage is chosen in the open story, or not at all; the help may lie over it.
    fn settle_passage(&mut self) {
        let reads = self.screen == Screen::Text || self.under.last() == Some(&Screen::Text);
        let open = self.open().filter(|_| reads);
        self.passage = self
            .passage
            .take()
            .filter(|passage| Some(passage.story) == open);
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

    /// Tells the library which story is before the reader, when that is another or none.
    fn tell_attention(&mut self, effects: &mut Vec<Effect>) {
        let reads = self.screen == Screen::Text;
        let open = self
            .open()
            .filter(|&s| reads && self.contents.is_printed(s));
        if open == std::mem::replace(&mut self.reading.attended, open) {
            return;
        }
        let id = open
            .and_then(|story| self.story(story))
            .map(|story| story.id.clone());
        effects.push(Effect::Keep(Order::Attend(id)));
    }

    /// Tells the library where the reader is, when that is news. The worker writes once the reader rests.
    fn tell_position(&mut self, effects: &mut Vec<Effect>) {
        let Some(story) = self.open().filter(|&s| self.contents.is_printed(s)) else {
            return;
        };
        let here = (story, self.anchor(story));
        // Before the library has answered, the beginning of a story may not be where the reader left it.
        let sure = self.marks.known || self.marks.places.contains_key(&story);
        if !sure || self.reading.told == Some(here) {
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
