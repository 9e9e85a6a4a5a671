//! Searching the open story, and the text fields.

use std::ops::Range;
use std::rc::Rc;

use tui_input::Input;

use crate::edition::{Slot, Story};
use crate::library::Draft;
use crate::text::finder::joined;
use crate::text::fold::Folded;

/// Longest text a field takes, in characters.
pub const LONGEST: usize = 500;

/// A search in one story.
#[derive(Clone, Debug)]
pub struct Search {
    /// The story.
    pub story: usize,
    /// What was asked.
    pub query: String,
    /// The words that are looked for: the same, or those of a query that led to the story.
    pub needles: Vec<String>,
    /// Where it is, in reading order.
    pub hits: Vec<(Slot, Range<usize>)>,
    /// The hit where the reader is.
    pub current: usize,
    parts: Rc<[(Slot, Folded)]>,
}

impl Search {
    /// Makes a story ready to be searched: folds it once, however many queries follow. What a search before folded of
    /// the same story serves again.
    pub fn over(index: usize, story: &Story, before: Option<&Self>) -> Self {
        let folded = before.filter(|search| search.story == index);
        Self {
            story: index,
            query: String::new(),
            needles: Vec::new(),
            hits: Vec::new(),
            current: 0,
            parts: folded.map_or_else(|| fold(story), |search| search.parts.clone()),
        }
    }

    /// Looks for `query`; the current hit is the first at or after `from`, or the very first.
    pub fn look_for(&mut self, query: &str, from: (Slot, usize)) {
        self.look_for_all(query, vec![query.to_owned()], from);
    }

    /// Looks for the words of a query.
    pub fn look_for_all(&mut self, query: &str, needles: Vec<String>, from: (Slot, usize)) {
        query.clone_into(&mut self.query);
        self.needles = needles;
        let parts = self.parts.iter();
        self.hits = parts
            .flat_map(|(slot, text)| {
                let hits = self.needles.iter().flat_map(|needle| text.find(needle));
                joined(hits.collect()).into_iter().map(|hit| (*slot, hit))
            })
            .collect();
        let at = self
            .hits
            .partition_point(|(slot, hit)| (*slot, hit.start) < from);
        self.current = if at < self.hits.len() { at } else { 0 };
    }

    /// Where the current hit begins.
    pub fn place(&self) -> Option<(Slot, usize)> {
        let (slot, hit) = self.hits.get(self.current)?;
        Some((*slot, hit.start))
    }

    /// Goes `by` hits on or back. Returns whether the end (or beginning) was passed.
    pub fn step(&mut self, by: usize, forward: bool) -> bool {
        let count = self.hits.len();
        if count == 0 {
            return false;
        }
        let by = by % count;
        let before = self.current;
        self.current = match forward {
            true => (before + by) % count,
            false => (before + count - by) % count,
        };
        match forward {
            true => self.current <= before,
            false => self.current >= before,
        }
    }

    /// The hits that touch bytes `start..end` of a part, with their numbers.
    pub fn within(
        &self,
        slot: Slot,
        start: usize,
        end: usize,
    ) -> impl Iterator<Item = (usize, &Range<usize>)> {
        let first = self
            .hits
            .partition_point(|(at, hit)| (*at, hit.end) <= (slot, start));
        let touching = self.hits.iter().enumerate().skip(first);
        touching
            .take_while(move |(_, (at, hit))| *at == slot && hit.start < end)
            .map(|(number, (_, hit))| (number, hit))
    }
}

fn fold(story: &Story) -> Rc<[(Slot, Folded)]> {
    let parts = story.parts();
    let parts = parts.map(|(slot, text)| (slot, Folded::new(&text)));
    parts.collect()
}

/// What a text field is for.
#[derive(Clone, Debug)]
pub enum Purpose {
    /// Words to find, and the line to go back to when the reader gives up.
    Search {
        /// First line on the screen before.
        top: usize,
        /// The search there was before.
        before: Option<Search>,
    },
    /// The note of a mark to be.
    NewNote(Draft),
    /// The note of a mark there is.
    Note(i64),
    /// The tags of a story.
    Tags {
        /// The story.
        story: usize,
        /// The mark that has them, if there is one.
        mark: Option<i64>,
    },
    /// What the rows of the list under it must have; in the search of the whole shelf the query.
    Filter,
}

/// A text field that is open.
#[derive(Clone, Debug)]
pub struct Prompt {
    /// What for.
    pub purpose: Purpose,
    /// What stands in it.
    pub input: Input,
}
