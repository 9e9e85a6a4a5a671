//! Stories that were issued again: the same headline and the same body under another number, on another page.

use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};

use crate::edition::Story;

/// For each story that is an earlier one again, the index of that one.
pub fn reissues(stories: &[Story]) -> HashMap<usize, usize> {
    let mut first: HashMap<u64, Vec<usize>> = HashMap::new();
    let mut same = HashMap::new();
    for (at, story) in stories.iter().enumerate() {
        if story.blocks.is_empty() || story.headline.is_none() {
            continue;
        }
        let known = first.entry(fingerprint(story)).or_default();
        let mut known_ones = known.iter().copied();
        match known_ones.find(|&earlier| is_same(&stories[earlier], story)) {
            Some(earlier) => drop(same.insert(at, earlier)),
            None => known.push(at),
        }
    }
    same
}

/// A headline without what two pages may write differently: blanks and marks.
pub fn bare(headline: &str) -> String {
    headline.chars().filter(|c| c.is_alphanumeric()).collect()
}

fn fingerprint(story: &Story) -> u64 {
    let mut hasher = DefaultHasher::new();
    bare(story.headline.as_deref().unwrap_or("")).hash(&mut hasher);
    story.blocks.len().hash(&mut hasher);
    hasher.finish()
}

/// Whether two stories have the same headline and body. Pictures may come from other files.
fn is_same(one: &Story, other: &Story) -> bool {
    let bodies = one.blocks.iter().zip(&other.blocks);
    one.blocks.len() == other.blocks.len()
        && bare(one.headline.as_deref().unwrap_or(""))
            == bare(other.headline.as_deref().unwrap_or(""))
        && one.blocks.iter().any(|block| !block.text().is_empty())
        && bodies
            .into_iter()
            .all(|(one, other)| one.text() == other.text())
}
