//! Where lists stand, and how much of the window each of their items takes. Drawing and mouse hits ask here.

use std::ops::Range;

use ratatui::layout::Rect;

use super::screen::Listing;
use crate::library::Kind;
use crate::text::breaks::{Breaking, opportunities};
use crate::text::language::Language;
use crate::text::width::{Ambiguous, width};

/// First items on the screen, cursors and tops.
#[derive(Clone, Debug, Default)]
pub struct Lists {
    /// First section on the screen.
    pub first_shelf: usize,
    /// First story of the section on the screen.
    pub first_story: usize,
    /// The section whose stories `first_story` is about.
    pub shelf: usize,
    /// The only kind of marks that is listed.
    pub kind: Option<Kind>,
    /// Those over the whole window.
    pub rolls: [Roll; Listing::ALL.len()],
    /// First line of the help on the screen.
    pub help: usize,
    /// First line of what was read on the screen.
    pub stats: usize,
}

/// A list over the whole window.
#[derive(Clone, Debug, Default)]
pub struct Roll {
    /// Selected row.
    pub at: usize,
    /// First row on the screen.
    pub first: usize,
    /// What was typed to have fewer rows.
    pub filter: String,
    /// What is in it.
    pub rows: Vec<Row>,
}

/// A row of a list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Row {
    /// Index of the thing among all of its kind.
    pub item: usize,
    /// What the filter matched of its title, in bytes.
    pub marks: Vec<Range<usize>>,
}

impl Lists {
    /// A list.
    pub fn roll(&self, listing: Listing) -> &Roll {
        &self.rolls[listing as usize]
    }

    /// A list, to be changed.
    pub fn roll_mut(&mut self, listing: Listing) -> &mut Roll {
        &mut self.rolls[listing as usize]
    }
}

impl Roll {
    /// The thing that is selected.
    pub fn selected(&self) -> Option<usize> {
        self.rows.get(self.at).map(|row| row.item)
    }
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
pub fn begin(first: usize, selected: usize, room: u16, height: impl Fn(usize) -> u16) -> usize {
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
    /// Lines it takes, air included.
    pub fn height(&self) -> u16 {
        let lines = self.headline.len() + usize::from(self.kicker.is_some());
        let under = match self.deck {
            Some(_) => 2,
            None => 0,
        };
        u16::try_from(lines + under).unwrap_or(u16::MAX)
    }
}

/// Panes lower than this have one line a story.
pub const ROOMY: u16 = 14;

/// Cells before an item's text: the signs for selected and bookmarked, and a blank.
pub const SIGNS: u16 = 3;

/// A headline in at most two lines of `room` cells, broken where its language lets it. When two lines hold it they are
/// of like length, and broken at a blank if there is one: that is where the page broke it. Else the first is filled,
/// and the second will be cut where it is drawn.
pub fn two_lines(
    title: &str,
    room: usize,
    language: Language,
    ambiguous: Ambiguous,
) -> Vec<String> {
    let cells = |line: &str| width(line.trim_end(), ambiguous);
    if cells(title) <= room {
        return vec![title.to_owned()];
    }
    let short = halves(title, room, language, ambiguous);
    let whole = short.iter().filter(|(_, second)| cells(second) <= room);
    let best = whole.min_by_key(|(first, second)| {
        let inside_words = !first.ends_with(char::is_whitespace);
        (inside_words, cells(first).abs_diff(cells(second)))
    });
    match best.or(short.last()) {
        Some((first, second)) => vec![first.trim_end().to_owned(), (*second).to_owned()],
        None => vec![title.to_owned()],
    }
}

/// The ways to break a text in two whose first half is at most `room` cells, the longest first half last.
fn halves(text: &str, room: usize, language: Language, ambiguous: Ambiguous) -> Vec<(&str, &str)> {
    let breaking = Breaking {
        language,
        ..Breaking::default()
    };
    let ends = opportunities(text, breaking).into_iter();
    let pairs = ends.filter_map(|end| text.split_at_checked(end));
    let fits = |(first, _): &(&str, &str)| width(first.trim_end(), ambiguous) <= room;
    pairs.filter(fits).collect()
}

/// The byte at which a text goes on in a second line; `None` where it is one of at most `room` cells.
pub fn first_line(text: &str, room: usize, ambiguous: Ambiguous) -> Option<usize> {
    if width(text.trim_end(), ambiguous) <= room {
        return None;
    }
    let pairs = halves(text, room, Language::guess(text), ambiguous);
    pairs.last().map(|(first, _)| first.len())
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
    fn a_headline_of_two_lines_is_balanced() {
        let set = |title: &str, room| two_lines(title, room, Language::ZhHans, Ambiguous::Narrow);
        assert_eq!(set("桥下新装了阻车杆", 16), ["桥下新装了阻车杆"]);
        assert_eq!(
            set("桥下新装了会落下的阻车杆", 20),
            ["桥下新装了会", "落下的阻车杆"]
        );
        assert_eq!(set("一二三四五六七八九十", 8), ["一二三四", "五六七八九十"]);
        assert_eq!(
            set("水还没来 杆子先立起来", 16),
            ["水还没来", "杆子先立起来"]
        );
        assert_eq!(set("", 8), [""]);
        assert_eq!(set("Unbreakable", 4), ["Unbreakable"]);
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
