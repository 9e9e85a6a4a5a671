//! What the reader marked, as this screen knows it, and how marks are undone.

use std::collections::{BTreeMap, HashMap};

use crate::edition::{Edition, Place, Slot};
use crate::library::{Bookmark, Draft, Key, Remembered};

/// How many steps can be undone, and how many jumps gone back.
pub const MEMORY: usize = 200;

/// A step that can be undone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Undo {
    /// A story was marked; this is what it was before.
    Read {
        /// The story.
        story: usize,
        /// Whether it was read before.
        was: bool,
    },
    /// A bookmark was set.
    Added(i64),
    /// A bookmark was removed.
    Removed(i64),
    /// A note was changed; this is what it was before.
    Noted(i64, Option<String>),
}

/// The marks.
#[derive(Clone, Debug, Default)]
pub struct Marks {
    read: Vec<bool>,
    /// First part and byte on the screen, by story.
    pub places: BTreeMap<usize, (Slot, usize)>,
    /// Bookmarks of this edition, in reading order.
    pub bookmarks: Vec<Bookmark>,
    /// Bookmarks of other editions, newest first.
    pub elsewhere: Vec<Bookmark>,
    /// Bookmarks removed since the paper was opened.
    pub removed: Vec<Bookmark>,
    /// Whether a bookmark is on its way to the library.
    pub waiting: bool,
    /// Whether the library's next answer is to an undoing, which is not undone in its turn.
    pub undoing: bool,
    /// Whether the library has answered: until it has, only where the reader went is written over what it may remember.
    pub known: bool,
}

impl Marks {
    /// Nothing marked in `stories`.
    pub fn new(stories: usize) -> Self {
        Self {
            read: vec![false; stories],
            ..Self::default()
        }
    }

    /// Whether a story was read.
    pub fn is_read(&self, story: usize) -> bool {
        self.read.get(story).copied().unwrap_or(false)
    }

    /// Marks a story.
    pub fn set_read(&mut self, story: usize, read: bool) {
        if let Some(mark) = self.read.get_mut(story) {
            *mark = read;
        }
    }

    /// How many of the first `printed` stories are unread.
    pub fn unread(&self, printed: usize) -> usize {
        let stories = self.read.iter().take(printed);
        stories.filter(|read| !**read).count()
    }

    /// Takes over what the library remembers; where the reader was faster, the reader is right.
    pub fn recall(&mut self, edition: &Edition, remembered: Remembered) {
        let stories = edition.stories.iter().enumerate();
        let index: HashMap<&str, usize> =
            stories.map(|(i, story)| (story.id.as_str(), i)).collect();
        for id in &remembered.read {
            if let Some(&story) = index.get(id.as_str()) {
                self.set_read(story, true);
            }
        }
        for (id, place) in &remembered.positions {
            if let Some(&story) = index.get(id.as_str()) {
                self.places.entry(story).or_insert((place.slot, place.byte));
            }
        }
        // Where their words are now: the paper may have been read differently when they were set.
        let mut remembered = remembered;
        for Draft {
            place,
            title,
            excerpt,
            ..
        } in remembered.bookmarks.iter_mut().map(|mark| &mut mark.draft)
        {
            *place = edition.anchor(*place, title, excerpt).unwrap_or(*place);
        }
        remembered.bookmarks.sort_by_key(|mark| mark.draft.place);
        let early = std::mem::replace(&mut self.bookmarks, remembered.bookmarks);
        for bookmark in early {
            self.insert(bookmark);
        }
        self.known = true;
    }

    /// Files a bookmark of this edition.
    pub fn insert(&mut self, bookmark: Bookmark) {
        self.bookmarks.retain(|known| known.id != bookmark.id);
        let place = bookmark.draft.place;
        let at = self
            .bookmarks
            .partition_point(|known| known.draft.place <= place);
        self.bookmarks.insert(at, bookmark);
    }

    /// Takes a bookmark off the list, to be put back by [`Marks::put_back`].
    pub fn take(&mut self, id: i64) {
        for list in [&mut self.bookmarks, &mut self.elsewhere] {
            if let Some(at) = list.iter().position(|bookmark| bookmark.id == id) {
                self.removed.push(list.remove(at));
            }
        }
        if self.removed.len() > MEMORY {
            self.removed.remove(0);
        }
    }

    /// Puts a removed bookmark back where it was.
    pub fn put_back(&mut self, id: i64, own: &Key) {
        let Some(at) = self.removed.iter().position(|mark| mark.id == id) else {
            return;
        };
        let bookmark = self.removed.remove(at);
        match bookmark.edition == *own {
            true => self.insert(bookmark),
            false => self.elsewhere.insert(0, bookmark),
        }
    }

    /// Gives a bookmark another note; returns the one it had.
    pub fn note(&mut self, id: i64, note: Option<String>) -> Option<String> {
        let all = self.bookmarks.iter_mut().chain(&mut self.elsewhere);
        let found = all.into_iter().find(|bookmark| bookmark.id == id);
        found.and_then(|bookmark| std::mem::replace(&mut bookmark.draft.note, note))
    }

    /// All bookmarks as the list shows them: this edition's, then the others'.
    pub fn listed(&self) -> impl Iterator<Item = &Bookmark> {
        self.bookmarks.iter().chain(&self.elsewhere)
    }

    /// How many there are in that list.
    pub fn len(&self) -> usize {
        self.bookmarks.len() + self.elsewhere.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Whether a story has a bookmark.
    pub fn has_bookmark(&self, story: usize) -> bool {
        self.in_story(story).next().is_some()
    }

    /// Places of a story's bookmarks.
    pub fn in_story(&self, story: usize) -> impl Iterator<Item = (i64, Place)> {
        let all = self.bookmarks.iter();
        let places = all.map(|bookmark| (bookmark.id, bookmark.draft.place));
        places.filter(move |(_, place)| place.story == story)
    }
}
