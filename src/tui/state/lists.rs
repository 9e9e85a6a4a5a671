//! Where lists stand, and how much of the window each of their items takes. Drawing and mouse hits ask here.

use ratatui::layout::Rect;

use crate::edition::Story;
use crate::text::breaks::{Level, opportunities};
use crate::text::width::{Ambiguous, width};

use super::App;
use super::contents::Kind;

/// First items on the screen, cursors and tops.
#[derive(Clone, Debug, Default)]
pub struct Lists {
    /// First section on the screen.
    pub first_shelf: usize,
    /// First story of the section on the screen.
    pub first_story: usize,
    /// The section whose stories `first_story` is about.
    shelf: usize,
    /// Selected bookmark.
    pub bookmark: usize,
    /// First bookmark on the screen.
    pub first_bookmark: usize,
    /// First line of the help on the screen.
    pub help: usize,
}

/// An item of a list on the window.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Slip {
    /// Index in the list.
    pub item: usize,
    /// First line of it.
    pub y: u16,
    /// Lines it takes, air included; may reach beyond the pane.
    pub height: u16,
}

/// The items of a list that are in a pane.
pub fn slips(first: usize, count: usize, area: Rect, height: impl Fn(usize) -> u16) -> Vec<Slip> {
    let mut slips = Vec::new();
    let mut y = area.y;
    for item in first..count {
        if y >= area.bottom() {
            break;
        }
        let height = height(item).max(1);
        slips.push(Slip { item, y, height });
        y = y.saturating_add(height);
    }
    slips
}

/// The item to begin a pane of `room` lines with, nearest to `first`, that has all of `selected` in it.
fn begin(first: usize, selected: usize, room: u16, height: impl Fn(usize) -> u16) -> usize {
    if selected <= first {
        return selected;
    }
    let mut left = room;
    let mut begin = selected + 1;
    while begin > first {
        let height = height(begin - 1).max(1);
        if height > left && begin <= selected {
            break;
        }
        left = left.saturating_sub(height);
        begin -= 1;
    }
    begin.min(selected)
}

/// How a story stands in the list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Item {
    /// Over the headline.
    pub kicker: Option<String>,
    /// One line or two.
    pub headline: Vec<String>,
    /// Under the headline; `None` where there is no room for it, and the minutes stand on the headline's line.
    pub deck: Option<String>,
}

impl Item {
    fn height(&self) -> u16 {
        let lines = self.headline.len() + usize::from(self.kicker.is_some());
        let under = match self.deck {
            Some(_) => 2,
            None => 0,
        };
        u16::try_from(lines + under).unwrap_or(u16::MAX)
    }
}

/// Panes lower than this have one line a story.
const ROOMY: u16 = 14;

/// Cells before an item's text: the signs for selected and bookmarked, and a blank.
pub const SIGNS: u16 = 3;

impl App {
    /// How a story stands in a list pane of this size.
    pub fn item(&self, story: &Story, area: Rect) -> Item {
        let room = usize::from(area.width.saturating_sub(SIGNS + 1));
        let title = story.title();
        if area.height < ROOMY {
            return Item {
                headline: vec![title.into_owned()],
                ..Item::default()
            };
        }
        let ambiguous = self.habits.setting.ambiguous_width;
        let headline = two_lines(&title, room, self.language_of(story), ambiguous);
        let under = story.deck.as_deref().or(story.byline.as_deref());
        Item {
            kicker: story.kicker.clone(),
            headline,
            deck: Some(under.unwrap_or("").to_owned()),
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
        let story = self.stories_here().get(item).and_then(|&i| self.story(i));
        story.map_or(1, |story| self.item(story, area).height())
    }

    /// The stories of the selected section.
    pub fn stories_here(&self) -> &[usize] {
        let shelf = self.contents.shelves.get(self.spot.shelf);
        shelf.map_or(&[], |shelf| &shelf.stories)
    }

    /// The bookmarks in their pane.
    pub fn bookmark_slips(&self, area: Rect) -> Vec<Slip> {
        let first = self.lists.first_bookmark;
        slips(first, self.marks.len(), area, |i| self.bookmark_height(i))
    }

    fn bookmark_height(&self, index: usize) -> u16 {
        let bookmark = self.marks.listed().nth(index);
        let noted = bookmark.is_some_and(|bookmark| bookmark.draft.note.is_some());
        let heading = self.heading_over_bookmark(index).is_some();
        3 + u16::from(noted) + 2 * u16::from(heading)
    }

    /// The heading that stands over the first bookmark of other editions, when both kinds are listed.
    pub fn heading_over_bookmark(&self, index: usize) -> Option<&str> {
        let first_elsewhere = index == self.marks.bookmarks.len();
        first_elsewhere.then_some(self.habits.words.list.elsewhere.as_str())
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
        self.lists.bookmark = self.lists.bookmark.min(self.marks.len().saturating_sub(1));
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
        if let Some(area) = panes.whole {
            let room = area.height.saturating_sub(2);
            let (first, at) = (self.lists.first_bookmark, self.lists.bookmark);
            let height = |i| self.bookmark_height(i);
            self.lists.first_bookmark = begin(first, at, room, height);
        }
    }
}

/// A headline in at most two lines of `room` cells, broken where its language lets it; the second is cut.
fn two_lines(
    title: &str,
    room: usize,
    language: crate::text::language::Language,
    ambiguous: Ambiguous,
) -> Vec<String> {
    if width(title, ambiguous) <= room {
        return vec![title.to_owned()];
    }
    let fits = |&end: &usize| {
        let line = title.get(..end).unwrap_or("");
        width(line.trim_end(), ambiguous) <= room
    };
    let opportunities = opportunities(title, language, Level::Strict);
    let end = opportunities.into_iter().take_while(fits).last();
    let Some((first, second)) = end.and_then(|end| title.split_at_checked(end)) else {
        return vec![title.to_owned()];
    };
    vec![first.trim_end().to_owned(), second.to_owned()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_moves_only_as_far_as_it_must() {
        let two = |_| 2;
        assert_eq!(begin(0, 0, 6, two), 0);
        assert_eq!(begin(0, 2, 6, two), 0);
        assert_eq!(begin(0, 3, 6, two), 1);
        assert_eq!(begin(5, 3, 6, two), 3);
        assert_eq!(
            begin(0, 9, 1, two),
            9,
            "an item taller than its pane is still shown"
        );
        assert_eq!(begin(0, 99_999, 10, two), 99_995);
    }

    #[test]
    fn slips_stop_at_the_end_of_the_pane() {
        let area = Rect::new(0, 2, 10, 5);
        let slips = slips(1, 100, area, |_| 2);
        let ys: Vec<u16> = slips.iter().map(|slip| slip.y).collect();
        assert_eq!(ys, [2, 4, 6]);
        assert_eq!(slips.first().map(|slip| slip.item), Some(1));
    }
}
