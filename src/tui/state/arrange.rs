//! Which items of which list are in which pane: what [`super::lists`] reckons, for the paper on the desk.

use ratatui::layout::Rect;

use crate::edition::Story;

use super::app::App;
use super::contents::Kind;
use super::geometry::{Panes, below_title, bounded};
use super::lists::{Item, ROOMY, SIGNS, Slip, begin, slips, two_lines};
use super::screen::{Listing, Screen};
use crate::tui::words::fill;

/// The most lines that say why a section is not here whole.
const NOTICE: u16 = 3;

impl App {
    /// How a story stands in a list pane of this size.
    pub fn item(&self, index: usize, story: &Story, area: Rect) -> Item {
        let room = usize::from(area.width.saturating_sub(SIGNS + 1));
        let title = story.title();
        let title = self.shown(&title);
        if area.height < ROOMY {
            return Item {
                headline: vec![title.into_owned()],
                ..Item::default()
            };
        }
        let ambiguous = self.habits.ambiguous;
        let headline = two_lines(&title, room, self.language_of(index, story), ambiguous);
        let under = story.deck.as_deref().or(story.byline.as_deref());
        Item {
            kicker: story
                .kicker
                .as_deref()
                .map(|text| self.shown(text).into_owned()),
            headline,
            deck: Some(self.shown(under.unwrap_or("")).into_owned()),
        }
    }

    /// Why the selected section is not here whole, in lines of so many cells; none where it is.
    pub fn notice(&self, width: u16) -> Vec<String> {
        let shelf = self.contents.shelves.get(self.spot.shelf);
        let Some(reason) = shelf.and_then(|shelf| shelf.missing.as_deref()) else {
            return Vec::new();
        };
        let text = fill(&self.habits.words.shelf.not_whole, &[("reason", reason)]);
        self.lines(&text, width.saturating_sub(SIGNS + 1).max(1))
    }

    /// The same panes with room for that over the stories: half of theirs at most.
    pub(super) fn with_notice(&self, panes: Panes) -> Panes {
        let Some(area) = panes.stories else {
            return panes;
        };
        let lines = u16::try_from(self.notice(area.width).len()).unwrap_or(u16::MAX);
        let lines = lines.min(NOTICE).min(area.height / 2);
        if lines == 0 {
            return panes;
        }
        let taken = lines + u16::from(area.height >= ROOMY);
        Panes {
            notice: Some(Rect {
                height: lines,
                ..area
            }),
            stories: Some(Rect {
                y: area.y + taken,
                height: area.height - taken,
                ..area
            }),
            ..panes
        }
    }

    /// The sections in their pane.
    pub fn shelf_slips(&self, area: Rect) -> Vec<Slip> {
        let count = self.contents.shelves.len();
        slips(self.lists.first_shelf, count, area, |i| {
            self.shelf_height(i)
        })
    }

    /// A line each, and air between the pages and what comes after them.
    fn shelf_height(&self, index: usize) -> u16 {
        let kind = |i: usize| self.contents.shelves.get(i).map(|shelf| shelf.kind);
        let last_page = kind(index) == Some(Kind::Page) && kind(index + 1) != Some(Kind::Page);
        1 + u16::from(last_page)
    }

    /// The stories of the selected section in their pane.
    pub fn story_slips(&self, area: Rect) -> Vec<Slip> {
        let first = self.lists.first_story;
        slips(first, self.stories_here().len(), area, |i| {
            self.story_height(i, area)
        })
    }

    fn story_height(&self, item: usize, area: Rect) -> u16 {
        let index = self.stories_here().get(item).copied();
        let story = index.and_then(|index| Some((index, self.story(index)?)));
        story.map_or(1, |(index, story)| self.item(index, story, area).height())
    }

    /// The stories of the selected section.
    pub fn stories_here(&self) -> &[usize] {
        let shelf = self.contents.shelves.get(self.spot.shelf);
        shelf.map_or(&[], |shelf| &shelf.stories)
    }

    /// The rows of a list over the window in their pane.
    pub fn roll_slips(&self, listing: Listing, area: Rect) -> Vec<Slip> {
        let roll = self.lists.roll(listing);
        slips(roll.first, roll.rows.len(), area, |at| {
            self.roll_height(listing, at, area)
        })
    }

    fn roll_height(&self, listing: Listing, at: usize, area: Rect) -> u16 {
        let entry = self.entry(listing, at, area);
        entry.map_or(1, |entry| entry.height())
    }

    /// Makes the rows of a list anew, and keeps its cursor on a row and on the window.
    fn settle_roll(&mut self, listing: Listing) {
        let rows = self.rows(listing);
        let roll = self.lists.roll_mut(listing);
        roll.at = roll.at.min(rows.len().saturating_sub(1));
        roll.rows = rows;
        let Some(area) = self.panes().and_then(|panes| panes.whole) else {
            return;
        };
        let area = below_title(bounded(area));
        let roll = self.lists.roll(listing);
        let height = |at| self.roll_height(listing, at, area);
        let first = begin(roll.first, roll.at, area.height, height);
        self.lists.roll_mut(listing).first = first;
    }

    /// Keeps cursors in range and the selected items in their panes, moving nothing else.
    pub fn settle_lists(&mut self) {
        self.spot.shelf = self
            .spot
            .shelf
            .min(self.contents.shelves.len().saturating_sub(1));
        self.spot.item = self
            .spot
            .item
            .min(self.stories_here().len().saturating_sub(1));
        if self.lists.shelf != self.spot.shelf {
            self.lists.shelf = self.spot.shelf;
            self.lists.first_story = 0;
        }
        let Some(panes) = self.panes() else {
            return;
        };
        if let Some(area) = panes.sections {
            let (first, at) = (self.lists.first_shelf, self.spot.shelf);
            self.lists.first_shelf = begin(first, at, area.height, |i| self.shelf_height(i));
        }
        if let Some(area) = panes.stories {
            let (first, at) = (self.lists.first_story, self.spot.item);
            let height = |i| self.story_height(i, area);
            self.lists.first_story = begin(first, at, area.height, height);
        }
        if let Screen::List(listing) = self.screen {
            self.settle_roll(listing);
        }
    }
}
