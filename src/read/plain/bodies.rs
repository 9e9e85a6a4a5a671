//! Bodies: runs of running text without a blank line, the units that stories are continued by.

use super::items::{Item, Kind};
use super::vocabulary::{Vocabulary, beginning};

/// A run of running text without a blank line; never empty.
pub type Body<'i, 'a> = &'i [Item<'a>];

/// The bodies in a run of items: a blank line or a tail begins a new one.
pub fn bodies<'i, 'a>(items: &'i [Item<'a>]) -> Vec<Body<'i, 'a>> {
    let mut bodies = Vec::new();
    let mut start = 0;
    for index in 1..=items.len() {
        let breaks = items
            .get(index)
            .is_none_or(|item| item.gap > 0 || matches!(item.kind, Kind::Tail(_)));
        if breaks && start < index {
            bodies.push(&items[start..index]);
            start = index;
        }
    }
    bodies
}

/// The first of the text that is a story's own: after a tail that stands under its headline.
pub fn own_text<'a>(ahead: Body<'_, 'a>) -> &'a str {
    let bodies = bodies(ahead);
    let own = bodies
        .iter()
        .find(|body| !matches!(body[0].kind, Kind::Tail(_)))
        .or(bodies.first());
    own.map_or("", |body| body[0].text)
}

pub fn vocabulary_of(text: &str) -> Vocabulary {
    const ENOUGH: usize = 700;
    Vocabulary::of(beginning(text, ENOUGH))
}
