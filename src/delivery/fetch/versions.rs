//! An edition that takes the place of its earlier self: stories keep their ids, so that places and marks stay what they were,
//! and a story that was changed remembers what it was.

use std::collections::{HashMap, HashSet};

use jiff::Timestamp;

use crate::edition::{Block, Earlier, Edition, Story};

/// Most earlier forms of a story that are kept; the first of all stays.
const MOST: usize = 20;

/// Makes an edition the successor of one: `now` is when its changes were seen.
pub(super) fn follow(before: &Edition, next: &mut Edition, now: Timestamp) {
    let mut known = Known::of(before);
    let mut names: HashMap<String, String> = HashMap::new();
    for story in &mut next.stories {
        let old = known.take(story);
        let id = match old {
            Some(old) => old.id.clone(),
            None => known.fresh(),
        };
        names.insert(std::mem::replace(&mut story.id, id.clone()), id);
        if let Some(old) = old {
            remember(old, story, now);
        }
    }
    let renamed = |id: &mut String| {
        if let Some(name) = names.get(id) {
            id.clone_from(name);
        }
    };
    let lists = next.sections.iter_mut();
    lists
        .flat_map(|section| &mut section.stories)
        .for_each(renamed);
    let jumps = next
        .stories
        .iter_mut()
        .flat_map(|story| [&mut story.continued_from, &mut story.continued_on]);
    jumps
        .flatten()
        .filter_map(|jump| jump.story.as_mut())
        .for_each(renamed);
}

/// The stories of the earlier edition, each of which can be taken once.
struct Known<'e> {
    stories: &'e [Story],
    by_name: HashMap<&'e str, usize>,
    taken: HashSet<usize>,
    last: usize,
}

impl<'e> Known<'e> {
    fn of(edition: &'e Edition) -> Self {
        let stories = &edition.stories;
        let names = stories.iter().enumerate();
        let number = |story: &Story| story.id.strip_prefix('s')?.parse::<usize>().ok();
        Self {
            stories,
            by_name: names
                .rev()
                .filter_map(|(at, story)| Some((name(story)?, at)))
                .collect(),
            taken: HashSet::new(),
            last: stories.iter().filter_map(number).max().unwrap_or(0),
        }
    }

    fn take(&mut self, story: &Story) -> Option<&'e Story> {
        let at = *self.by_name.get(name(story)?)?;
        self.taken.insert(at).then(|| &self.stories[at])
    }

    fn fresh(&mut self) -> String {
        self.last += 1;
        format!("s{}", self.last)
    }
}

/// What a story is known by: its address, or its headline where it has none.
fn name(story: &Story) -> Option<&str> {
    story.url.as_deref().or(story.headline.as_deref())
}

/// Hands on what a story was, and what it is now if that is another thing.
fn remember(old: &Story, story: &mut Story, now: Timestamp) {
    story.earlier.clone_from(&old.earlier);
    let words = |story: &Story| -> Vec<String> {
        let blocks = story.blocks.iter().map(Block::text);
        blocks.map(|text| text.into_owned()).collect()
    };
    let same =
        old.headline == story.headline && old.deck == story.deck && words(old) == words(story);
    if same || old.blocks.is_empty() {
        return;
    }
    if story.earlier.len() >= MOST {
        story.earlier.remove(1);
    }
    story.earlier.push(Earlier {
        until: now,
        headline: old.headline.clone(),
        deck: old.deck.clone(),
        blocks: old.blocks.clone(),
    });
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::edition::Section;

    fn edition(stories: &[(&str, &str)]) -> Edition {
        let story = |(at, (url, text)): (usize, &(&str, &str))| Story {
            id: format!("s{}", at + 1),
            url: Some((*url).to_owned()),
            blocks: vec![Block::paragraph(*text)],
            ..Story::default()
        };
        let stories: Vec<Story> = stories.iter().enumerate().map(story).collect();
        let ids = stories.iter().map(|story| story.id.clone());
        Edition {
            sections: vec![Section {
                stories: ids.collect(),
                ..Section::default()
            }],
            stories,
            ..Edition::default()
        }
    }

    #[test]
    fn stories_keep_their_ids_and_what_they_were() {
        let before = edition(&[("a", "养老"), ("b", "公园")]);
        let mut next = edition(&[("new", "桥"), ("b", "公园"), ("a", "养老院")]);
        follow(&before, &mut next, Timestamp::UNIX_EPOCH);
        let ids: Vec<&str> = next.stories.iter().map(|story| story.id.as_str()).collect();
        assert_eq!(ids, ["s3", "s2", "s1"]);
        assert_eq!(next.sections[0].stories, ["s3", "s2", "s1"]);
        assert!(next.stories[1].earlier.is_empty());
        let earlier = &next.stories[2].earlier;
        assert_eq!(earlier[0].blocks, [Block::paragraph("养老")]);
        let mut again = edition(&[("a", "养老院")]);
        follow(&next, &mut again, Timestamp::UNIX_EPOCH);
        assert_eq!(
            again.stories[0].earlier.len(),
            1,
            "nothing was changed again"
        );
    }
}
