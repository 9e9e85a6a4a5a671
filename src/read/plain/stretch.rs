//! What a page shows as a whole before it is assembled: its banners, the shapes of its junctions, its habits.

use std::collections::HashMap;

use super::datelines;
use super::grammar::{Ending, ending};
use super::items::{Item, Kind};
use super::junction::is_title;

/// One junction as it stands on the page.
#[derive(Debug)]
struct Shape {
    /// Index of its first item.
    at: usize,
    /// Lengths of its short lines in characters.
    lengths: Vec<usize>,
    /// Something there certainly ends a story or begins one.
    hard: bool,
    /// Its text follows without a blank line.
    glued: bool,
}

/// The junctions of a page and what they have in common.
#[derive(Debug)]
pub struct Stretch {
    shapes: Vec<Shape>,
    /// Those where a story certainly begins.
    heads: Glued,
    /// The others.
    subs: Glued,
}

impl Stretch {
    /// Surveys a page.
    pub fn of(items: &[Item<'_>]) -> Self {
        let mut shapes = Vec::new();
        let mut at = 0;
        while at < items.len() {
            let end = next(items, at, Item::is_body);
            shapes.extend(shape(items, at, end));
            at = next(items, end, |item| !item.is_body());
        }
        let heads = Glued::of(shapes.iter().filter(|shape| shape.hard));
        let subs = Glued::of(shapes.iter().filter(|shape| !shape.hard));
        Self {
            shapes,
            heads,
            subs,
        }
    }

    /// How many junctions next to the one at `at`, up to where the stretch ends, have the same shape.
    pub fn parallels(&self, at: usize) -> usize {
        /// Junctions looked at on either side.
        const REACH: usize = 8;
        let Ok(index) = self.shapes.binary_search_by_key(&at, |shape| shape.at) else {
            return 0;
        };
        let own = &self.shapes[index].lengths;
        let alike = |other: &&Shape| {
            let near = |(a, b): (&usize, &usize)| a.abs_diff(*b) <= 2;
            own.len() == other.lengths.len() && own.iter().zip(&other.lengths).all(near)
        };
        let before = self.shapes[..index]
            .iter()
            .rev()
            .take(REACH)
            .take_while(|shape| !shape.hard);
        let after = self.shapes[index + 1..]
            .iter()
            .take(REACH)
            .take_while(|shape| !shape.hard);
        before.chain(after).filter(alike).count()
    }

    /// How much the layout at `at` is the page's way with headlines (above 0) or with subheads (below), from -1 to 1:
    /// on some pages the text follows the one without a blank line, and the other not.
    pub fn habit(&self, at: usize) -> f32 {
        let Ok(index) = self.shapes.binary_search_by_key(&at, |shape| shape.at) else {
            return 0.0;
        };
        let own = &self.shapes[index];
        let heads = self.heads.without(own, own.hard);
        let subs = self.subs.without(own, !own.hard);
        match (heads.share(), subs.share()) {
            (Some(heads), Some(subs)) if own.glued => (heads - subs).max(0.0),
            (Some(heads), _) if heads > 0.9 => -0.5,
            _ => 0.0,
        }
    }
}

/// How many junctions of a sort there are, and how many of them have their text right after them.
#[derive(Clone, Copy, Debug, Default)]
struct Glued {
    glued: u32,
    all: u32,
}

impl Glued {
    fn of<'s>(shapes: impl Iterator<Item = &'s Shape>) -> Self {
        shapes.fold(Self::default(), |sum, shape| Self {
            glued: sum.glued + u32::from(shape.glued),
            all: sum.all + 1,
        })
    }

    /// The same without one junction, if that is of the sort.
    fn without(self, shape: &Shape, counted: bool) -> Self {
        let glued = u32::from(counted && shape.glued);
        Self {
            glued: self.glued.saturating_sub(glued),
            all: self.all.saturating_sub(u32::from(counted)),
        }
    }

    fn share(self) -> Option<f32> {
        (self.all > 0).then(|| self.glued as f32 / self.all as f32)
    }
}

fn shape(items: &[Item<'_>], at: usize, end: usize) -> Option<Shape> {
    let group = &items[at..end];
    let titles = group.iter().filter(|item| is_title(item));
    let lengths: Vec<usize> = titles.map(|item| item.text.chars().count()).collect();
    let dated = items
        .get(end)
        .is_some_and(|item| datelines::parse(item.text).is_some());
    let cut = at
        .checked_sub(1)
        .is_some_and(|last| ending(items[last].text) == Ending::Cut);
    let marked =
        |item: &Item<'_>| matches!(item.kind, Kind::Credit | Kind::Caption(_) | Kind::Deck);
    let hard = dated || cut || group.iter().any(marked);
    let glued = items.get(end).is_some_and(|item| item.gap == 0);
    (!lengths.is_empty()).then_some(Shape {
        at,
        lengths,
        hard,
        glued,
    })
}

/// Index of the first item from `from` on that fits; the end where none does.
pub fn next<'a>(items: &[Item<'a>], from: usize, stop: impl Fn(&Item<'a>) -> bool) -> usize {
    items[from..]
        .iter()
        .position(stop)
        .map_or(items.len(), |n| from + n)
}

/// The running text after the next junction, if no title stands there: what a waiting headline may be waiting for.
pub fn beyond<'a>(items: &[Item<'a>], from: usize) -> Option<&'a str> {
    let start = next(items, from, Item::is_body);
    let untitled = !items[from..start].iter().any(is_title);
    items
        .get(start)
        .filter(|item| untitled && item.kind == Kind::Text)
        .map(|item| item.text)
}

/// Whether the page indents its paragraphs: then a line of text that is not indented goes on with the one before.
pub fn indents(items: &[Item<'_>]) -> bool {
    const FEWEST: usize = 4;
    let inner = || {
        items
            .iter()
            .filter(|item| item.kind == Kind::Text && item.gap == 0)
    };
    let indented = inner().filter(|item| item.indented).count();
    indented >= FEWEST && indented * 10 >= inner().count() * 8
}

/// Short lines that stand on the page more than once: banners.
pub fn repeated<'a>(items: &[Item<'a>]) -> HashMap<&'a str, usize> {
    let mut counts = HashMap::new();
    for item in items.iter().filter(|item| item.kind == Kind::Short) {
        *counts.entry(item.text).or_insert(0) += 1;
    }
    counts.retain(|_, count| *count > 1);
    counts
}
