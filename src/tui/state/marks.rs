//! What the reader marked, as this screen knows it, and how marks are undone.

use std::collections::{BTreeMap, HashMap};

use crate::edition::{Edition, Slot};
use crate::library::{Draft, Key, Kind, Mark, Remembered};

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
    /// A mark was set.
    Added(i64),
    /// A mark was removed.
    Removed(i64),
    /// A note was changed; this is what it was before.
    Noted(i64, Option<String>),
    /// Tags were changed; these are those before.
    Tagged(i64, Vec<String>),
}

/// Where something in a story begins and ends.
pub type Stretch = ((Slot, usize), (Slot, usize));

/// The marks.
#[derive(Clone, Debug, Default)]
pub struct Marks {
    read: Vec<bool>,
    /// First part and byte on the screen, by story.
    pub places: BTreeMap<usize, (Slot, usize)>,
    /// Marks of this edition, in reading order, those of other readers among them.
    pub here: Vec<Mark>,
    /// Marks of other editions, newest first.
    pub elsewhere: Vec<Mark>,
    /// Marks removed since the paper was opened.
    pub removed: Vec<Mark>,
    /// Whether a mark is on its way to the library.
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
        let mut marks = remembered.marks;
        for mark in &mut marks {
            settle(edition, &mut mark.draft);
        }
        marks.sort_by_key(|mark| mark.draft.place);
        let early = std::mem::replace(&mut self.here, marks);
        for mark in early {
            self.insert(mark);
        }
        self.known = true;
    }

    /// Takes all that other readers marked in the place of what was known of it.
    pub fn hear(&mut self, edition: &Edition, own: &Key, others: Vec<Mark>) {
        self.here.retain(|mark| mark.reader.is_none());
        self.elsewhere.retain(|mark| mark.reader.is_none());
        let (here, elsewhere): (Vec<_>, Vec<_>) =
            others.into_iter().partition(|mark| mark.edition == *own);
        for mut mark in here {
            settle(edition, &mut mark.draft);
            self.insert(mark);
        }
        self.elsewhere.extend(elsewhere);
        self.elsewhere
            .sort_by_key(|mark| std::cmp::Reverse((mark.made, mark.id)));
    }

    /// Files a mark of this edition.
    pub fn insert(&mut self, mark: Mark) {
        self.here.retain(|known| known.id != mark.id);
        let place = mark.draft.place;
        let at = self
            .here
            .partition_point(|known| known.draft.place <= place);
        self.here.insert(at, mark);
    }

    /// Takes a mark off the list, to be put back by [`Marks::put_back`]; answers with what it is.
    pub fn take(&mut self, id: i64) -> Option<Kind> {
        let lists = [&mut self.here, &mut self.elsewhere];
        let taken = lists.into_iter().find_map(|list| {
            let at = list.iter().position(|mark| mark.id == id)?;
            Some(list.remove(at))
        })?;
        let kind = taken.draft.kind;
        self.removed.push(taken);
        if self.removed.len() > MEMORY {
            self.removed.remove(0);
        }
        Some(kind)
    }

    /// Puts a removed mark back where it was; answers with what it is.
    pub fn put_back(&mut self, id: i64, own: &Key) -> Option<Kind> {
        let at = self.removed.iter().position(|mark| mark.id == id)?;
        let mark = self.removed.remove(at);
        let kind = mark.draft.kind;
        match mark.edition == *own {
            true => self.insert(mark),
            false => self.elsewhere.insert(0, mark),
        }
        Some(kind)
    }

    /// Gives a mark another note; returns the one it had.
    pub fn note(&mut self, id: i64, note: Option<String>) -> Option<String> {
        let mark = self.by_id(id)?;
        std::mem::replace(&mut mark.draft.note, note)
    }

    /// Gives a mark other tags; returns those it had.
    pub fn tag(&mut self, id: i64, tags: Vec<String>) -> Vec<String> {
        let mark = self.by_id(id);
        mark.map_or(Vec::new(), |mark| {
            std::mem::replace(&mut mark.draft.tags, tags)
        })
    }

    fn by_id(&mut self, id: i64) -> Option<&mut Mark> {
        let all = self.here.iter_mut().chain(&mut self.elsewhere);
        all.into_iter().find(|mark| mark.id == id)
    }

    /// All marks as the list shows them: this edition's, then the others'.
    pub fn listed(&self) -> impl Iterator<Item = &Mark> {
        self.here.iter().chain(&self.elsewhere)
    }

    /// How many there are in that list.
    pub fn len(&self) -> usize {
        self.here.len() + self.elsewhere.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The reader's own marks of a kind in a story.
    pub fn in_story(&self, story: usize, kind: Kind) -> impl Iterator<Item = &Mark> {
        let all = self.of_everyone(story, kind);
        all.filter(|mark| mark.reader.is_none())
    }

    /// Those of other readers, too.
    fn of_everyone(&self, story: usize, kind: Kind) -> impl Iterator<Item = &Mark> {
        let all = self.here.iter();
        all.filter(move |mark| mark.draft.kind == kind && mark.draft.place.story == story)
    }

    /// The reader's own highlights in a story: their numbers, where they begin and where they end.
    pub fn highlights(&self, story: usize) -> impl Iterator<Item = (i64, Stretch)> {
        let own = self.in_story(story, Kind::Highlight);
        own.filter_map(|mark| Some((mark.id, stretch(mark)?)))
    }

    /// What other readers highlighted in a story.
    pub fn highlights_of_others(&self, story: usize) -> impl Iterator<Item = Stretch> {
        let all = self.of_everyone(story, Kind::Highlight);
        all.filter(|mark| mark.reader.is_some()).filter_map(stretch)
    }

    /// Whether a story has a mark of a kind.
    pub fn has(&self, story: usize, kind: Kind) -> bool {
        self.in_story(story, kind).next().is_some()
    }
}

/// Where a highlight begins and ends.
fn stretch(mark: &Mark) -> Option<Stretch> {
    let place = mark.draft.place;
    Some(((place.slot, place.byte), mark.draft.end?))
}

/// Puts a mark where its words are now: the paper may have been read differently when it was set.
fn settle(edition: &Edition, draft: &mut Draft) {
    let (title, excerpt) = (&draft.title, &draft.excerpt);
    let Some(place) = edition.anchor(draft.place, title, excerpt) else {
        return;
    };
    let story = edition.stories.get(place.story);
    if let (Some(story), Some(end)) = (story, &mut draft.end) {
        let found = story.passage_end((place.slot, place.byte), excerpt);
        *end = found.unwrap_or(*end);
    }
    draft.place = place;
}
