//! What stands in the paper and in which order: the shelves a reader walks along.
//!
//! Pages come first. Stories on no page, text of no story, the reader's notes on mending, and the bookmarks are
//! shelves after them, so that nothing of the source is out of reach.

use crate::edition::{Block, Edition, Story};
use crate::tui::words::Words;

/// What a shelf is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A page of the paper.
    Page,
    /// Stories that no page lists.
    Unlisted,
    /// Text that belongs to no story.
    Loose,
    /// What was mended.
    Notes,
    /// The bookmarks, which are a screen of their own.
    Bookmarks,
}

/// One line of the list of sections.
#[derive(Clone, Debug)]
pub struct Shelf {
    /// What it is.
    pub kind: Kind,
    /// Page number as printed; empty on the other shelves.
    pub label: String,
    /// Its name.
    pub title: String,
    /// Indices of its stories.
    pub stories: Vec<usize>,
    /// Why it is not here whole, where it is not.
    pub missing: Option<String>,
}

/// Where a story stands: shelf and position on it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Spot {
    /// Index of the shelf.
    pub shelf: usize,
    /// Index on the shelf.
    pub item: usize,
}

/// All shelves.
#[derive(Clone, Debug, Default)]
pub struct Contents {
    /// In the order of the list.
    pub shelves: Vec<Shelf>,
    /// How many stories of the edition are stories of the paper; those after them are made up here.
    pub printed: usize,
    /// Where each story stands first.
    homes: Vec<Spot>,
}

impl Contents {
    /// Reads the pages of an edition and puts what is on none of them on shelves of its own. Loose text and notes
    /// become stories at the end of `edition.stories`, so that they are set, searched and scrolled like any other.
    pub fn of(edition: &mut Edition, words: &Words) -> Self {
        let printed = edition.stories.len();
        let mut shelves: Vec<Shelf> = pages(edition);
        let unlisted = unlisted(&shelves, printed);
        let mut put = |kind, title: &str, stories: Vec<usize>| {
            shelves.push(Shelf {
                kind,
                label: String::new(),
                title: title.to_owned(),
                stories,
                missing: None,
            });
        };
        if !unlisted.is_empty() {
            put(Kind::Unlisted, &words.shelf.unlisted, unlisted);
        }
        let loose = edition.loose.clone();
        if let Some(index) = bind(edition, &words.shelf.loose, loose) {
            put(Kind::Loose, &words.shelf.loose, vec![index]);
        }
        let notes = edition.notes.iter();
        let notes = notes.map(|note| format!("{}: {}", note.at, note.what));
        let notes: Vec<String> = notes.collect();
        if let Some(index) = bind(edition, &words.shelf.notes, notes) {
            put(Kind::Notes, &words.shelf.notes, vec![index]);
        }
        put(Kind::Bookmarks, &words.shelf.bookmarks, Vec::new());
        let homes = homes(&shelves, edition.stories.len());
        Self {
            shelves,
            printed,
            homes,
        }
    }

    /// The story at a spot.
    pub fn story_at(&self, spot: Spot) -> Option<usize> {
        let shelf = self.shelves.get(spot.shelf)?;
        shelf.stories.get(spot.item).copied()
    }

    /// Where a story stands first.
    pub fn home_of(&self, story: usize) -> Option<Spot> {
        self.homes.get(story).copied()
    }

    /// Whether a story is one of the paper and not one made up here.
    pub fn is_printed(&self, story: usize) -> bool {
        story < self.printed
    }

    /// The spot of the story after (or before) `from` as one reads: a story that stands on two pages is met once.
    pub fn beside(&self, from: Spot, forward: bool) -> Option<Spot> {
        let mut spot = from;
        loop {
            spot = match forward {
                true => self.after(spot)?,
                false => self.before(spot)?,
            };
            let story = self.story_at(spot)?;
            if self.home_of(story) == Some(spot) {
                return Some(spot);
            }
        }
    }

    fn after(&self, spot: Spot) -> Option<Spot> {
        let here = self.shelves.get(spot.shelf)?;
        if spot.item + 1 < here.stories.len() {
            let item = spot.item + 1;
            return Some(Spot { item, ..spot });
        }
        let rest = self.shelves.iter().enumerate().skip(spot.shelf + 1);
        let mut filled = rest.filter(|(_, shelf)| !shelf.stories.is_empty());
        let (shelf, _) = filled.next()?;
        Some(Spot { shelf, item: 0 })
    }

    fn before(&self, spot: Spot) -> Option<Spot> {
        if let Some(item) = spot.item.checked_sub(1) {
            return Some(Spot { item, ..spot });
        }
        let rest = self.shelves.iter().enumerate().take(spot.shelf);
        let mut filled = rest.rev().filter(|(_, shelf)| !shelf.stories.is_empty());
        let (shelf, found) = filled.next()?;
        let item = found.stories.len() - 1;
        Some(Spot { shelf, item })
    }
}

fn pages(edition: &Edition) -> Vec<Shelf> {
    let sections = edition.sections.iter();
    let shelf = |section: &crate::edition::Section| Shelf {
        kind: Kind::Page,
        label: section.label.clone(),
        title: section.title.clone().unwrap_or_default(),
        stories: section
            .stories
            .iter()
            .filter_map(|id| edition.index_of(id))
            .collect(),
        missing: section.missing.clone(),
    };
    sections.map(shelf).collect()
}

fn unlisted(shelves: &[Shelf], printed: usize) -> Vec<usize> {
    let mut listed = vec![false; printed];
    for &story in shelves.iter().flat_map(|shelf| &shelf.stories) {
        if let Some(flag) = listed.get_mut(story) {
            *flag = true;
        }
    }
    let stories = listed.iter().enumerate();
    stories.filter(|(_, on)| !**on).map(|(i, _)| i).collect()
}

/// Makes a story of pieces that are none; `None` when there are no pieces.
fn bind(edition: &mut Edition, headline: &str, pieces: Vec<String>) -> Option<usize> {
    if pieces.is_empty() {
        return None;
    }
    edition.stories.push(Story {
        headline: Some(headline.to_owned()),
        blocks: pieces.into_iter().map(Block::paragraph).collect(),
        ..Story::default()
    });
    Some(edition.stories.len() - 1)
}

fn homes(shelves: &[Shelf], stories: usize) -> Vec<Spot> {
    let mut homes = vec![None; stories];
    for (shelf, found) in shelves.iter().enumerate() {
        for (item, &story) in found.stories.iter().enumerate() {
            if let Some(home @ None) = homes.get_mut(story) {
                *home = Some(Spot { shelf, item });
            }
        }
    }
    homes.into_iter().map(Option::unwrap_or_default).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::edition::{Note, Section};

    fn edition() -> Edition {
        let story = |id: &str| Story {
            id: id.to_owned(),
            ..Story::default()
        };
        let page = |label: &str, stories: &[&str]| Section {
            label: label.to_owned(),
            stories: stories.iter().map(ToString::to_string).collect(),
            ..Section::default()
        };
        Edition {
            sections: vec![
                page("1", &["s1", "s2"]),
                page("2", &[]),
                page("3", &["s1", "gone"]),
            ],
            stories: vec![story("s1"), story("s2"), story("s3")],
            loose: vec!["a stray line".into()],
            notes: vec![Note::default()],
            ..Edition::default()
        }
    }

    #[test]
    fn every_story_and_every_stray_line_is_on_a_shelf() {
        let mut edition = edition();
        let contents = Contents::of(&mut edition, &Words::for_locale("en"));
        let kinds: Vec<Kind> = contents.shelves.iter().map(|shelf| shelf.kind).collect();
        use Kind::{Bookmarks, Loose, Notes, Page, Unlisted};
        assert_eq!(kinds, [Page, Page, Page, Unlisted, Loose, Notes, Bookmarks]);
        assert_eq!(contents.shelves[3].stories, [2]);
        assert_eq!(edition.stories.len(), 5);
        assert_eq!(contents.printed, 3);
    }

    #[test]
    fn walking_on_meets_every_story_once_and_back_again() {
        let mut edition = edition();
        let contents = Contents::of(&mut edition, &Words::for_locale("en"));
        let mut there = vec![Spot::default()];
        while let Some(next) = contents.beside(there[there.len() - 1], true) {
            there.push(next);
        }
        let stories: Vec<_> = there.iter().map(|&s| contents.story_at(s)).collect();
        assert_eq!(stories, [Some(0), Some(1), Some(2), Some(3), Some(4)]);
        let mut back = vec![there[there.len() - 1]];
        while let Some(previous) = contents.beside(back[back.len() - 1], false) {
            back.push(previous);
        }
        back.reverse();
        assert_eq!(back, there);
    }
}
