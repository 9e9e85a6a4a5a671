//! The pages of one issue put together: ids and page labels run through, jumps find their tails.

use std::collections::HashMap;

use super::Reading;
use super::plain::{Ending, ending, join_into, labels};
use super::tongues;
use crate::edition::{Block, Edition, Note, Story};

/// Joins readings that are the pages of one issue, in order.
///
/// Stories are numbered through, and a story that says "(下转第2版)" takes in the tail "(上接第1版)" that stands on
/// that page: both pages then list it.
pub fn join(readings: Vec<Reading>) -> Edition {
    let mut edition = Edition::default();
    for reading in readings {
        append(&mut edition, reading.edition);
    }
    label_pages(&mut edition);
    follow_jumps(&mut edition);
    edition
}

fn append(edition: &mut Edition, mut page: Edition) {
    if let Some(language) = &edition.language {
        tongues::keep(&mut page.stories, page.language.as_deref(), Some(language));
    }
    let mut names = HashMap::new();
    for mut story in page.stories {
        let id = format!("s{}", edition.stories.len() + 1);
        names.insert(std::mem::replace(&mut story.id, id.clone()), id);
        edition.stories.push(story);
    }
    for mut section in page.sections {
        section.stories = section
            .stories
            .iter()
            .filter_map(|id| names.get(id).cloned())
            .collect();
        edition.sections.push(section);
    }
    edition.loose.extend(page.loose);
    edition.notes.extend(page.notes);
    edition.masthead = edition.masthead.take().or(page.masthead);
    edition.date = edition.date.or(page.date);
    edition.language = edition.language.take().or(page.language);
}

/// Pages that print no label are numbered by their order.
fn label_pages(edition: &mut Edition) {
    for index in 0..edition.sections.len() {
        if edition.sections[index].label.is_empty() {
            let label = format!("{:02}", index + 1);
            for id in edition.sections[index].stories.clone() {
                if let Some(at) = edition.index_of(&id) {
                    edition.stories[at].page = Some(label.clone());
                }
            }
            edition.sections[index].label = label;
        }
    }
}

/// Every head with its tail: by the pages they name, then by the words they share.
fn follow_jumps(edition: &mut Edition) {
    let mut taken: Vec<(usize, usize)> = Vec::new();
    let tails: Vec<usize> = (0..edition.stories.len())
        .filter(|&i| is_tail(&edition.stories[i]))
        .collect();
    for head in 0..edition.stories.len() {
        let free = tails
            .iter()
            .copied()
            .filter(|tail| *tail != head && !taken.iter().any(|pair| pair.1 == *tail));
        let fits = free.filter(|&tail| meet(&edition.stories[head], &edition.stories[tail]));
        let best = fits.max_by_key(|&tail| kinship(&edition.stories[head], &edition.stories[tail]));
        taken.extend(best.map(|tail| (head, tail)));
    }
    for &(head, tail) in &taken {
        merge(edition, head, tail);
    }
    let gone: Vec<usize> = taken.iter().map(|pair| pair.1).collect();
    renumber(edition, &gone);
}

fn is_tail(story: &Story) -> bool {
    story.continued_from.is_some()
}

/// Whether a head leads to the tail's page and the tail comes from the head's.
fn meet(head: &Story, tail: &Story) -> bool {
    let same = |jump: Option<&str>, page: &Option<String>| match (jump, page.as_deref()) {
        (Some(jump), Some(page)) => labels::reduced(jump) == labels::reduced(page),
        _ => true,
    };
    let on = head.continued_on.as_ref();
    let from = tail.continued_from.as_ref();
    let (Some(on), Some(from)) = (on, from) else {
        return false;
    };
    head.page != tail.page
        && same(on.page.as_deref(), &tail.page)
        && same(from.page.as_deref(), &head.page)
}

/// How much a head and a tail share: a sentence that the page cut, then letters of the headline found in the tail.
fn kinship(head: &Story, tail: &Story) -> usize {
    let text = |story: &Story| {
        story
            .blocks
            .iter()
            .map(|block| block.text().into_owned())
            .collect::<String>()
    };
    let tail_text = text(tail) + tail.headline.as_deref().unwrap_or("");
    let letters: Vec<char> = head
        .headline
        .iter()
        .flat_map(|line| line.chars())
        .filter(|c| c.is_alphanumeric())
        .collect();
    let shared = letters
        .windows(2)
        .filter(|pair| tail_text.contains(pair.iter().collect::<String>().as_str()))
        .count();
    shared + if last_is_cut(head) { 1 } else { 0 }
}

fn last_is_cut(story: &Story) -> bool {
    match story.blocks.last() {
        Some(Block::Paragraph { text, .. }) => ending(text) == Ending::Cut,
        _ => false,
    }
}

/// Takes the tail's text into the head. The jump lines go to the notes: they lead nowhere any more.
fn merge(edition: &mut Edition, head: usize, tail: usize) {
    let taken = std::mem::take(&mut edition.stories[tail]);
    let (head_id, tail_page) = (edition.stories[head].id.clone(), taken.page.clone());
    let cut = last_is_cut(&edition.stories[head]);
    let story = &mut edition.stories[head];
    let jumps = [story.continued_on.take(), taken.continued_from.clone()];
    let mut blocks = taken.blocks.into_iter();
    if cut {
        join_first(&mut story.blocks, &mut blocks);
    }
    story.blocks.extend(blocks);
    story.continued_on = taken.continued_on;
    story.byline = match (story.byline.take(), taken.byline) {
        (Some(one), Some(other)) if one != other => Some(format!("{one} {other}")),
        (one, other) => one.or(other),
    };
    let texts: Vec<String> = jumps.into_iter().flatten().map(|jump| jump.text).collect();
    edition
        .loose
        .extend([taken.kicker, taken.deck].into_iter().flatten());
    let own_headline = taken
        .headline
        .filter(|line| Some(line) != edition.stories[head].headline.as_ref());
    edition.loose.extend(own_headline);
    let at = format!("page {}", tail_page.as_deref().unwrap_or("?"));
    edition.notes.push(Note {
        at,
        what: format!("joined the parts of one story at {}", texts.join(" and ")),
    });
    relist(edition, &taken.id, &head_id);
}

fn join_first(blocks: &mut [Block], more: &mut std::vec::IntoIter<Block>) {
    let starts_with_text = matches!(more.as_slice().first(), Some(Block::Paragraph { .. }));
    let last = blocks.last_mut().filter(|_| starts_with_text);
    if let (Some(Block::Paragraph { text, .. }), Some(Block::Paragraph { text: rest, .. })) =
        (last, starts_with_text.then(|| more.next()).flatten())
    {
        join_into(text, &rest);
    }
}

/// A section that listed the tail lists the whole story.
fn relist(edition: &mut Edition, tail: &str, head: &str) {
    for section in &mut edition.sections {
        if let Some(at) = section.stories.iter().position(|id| id == tail) {
            if section.stories.iter().any(|id| id == head) {
                section.stories.remove(at);
            } else {
                section.stories[at] = head.to_owned();
            }
        }
    }
}

/// Drops merged tails and numbers the rest through again.
fn renumber(edition: &mut Edition, gone: &[usize]) {
    if gone.is_empty() {
        return;
    }
    let stories = std::mem::take(&mut edition.stories);
    let mut names = HashMap::new();
    for (index, mut story) in stories.into_iter().enumerate() {
        if !gone.contains(&index) {
            let id = format!("s{}", edition.stories.len() + 1);
            names.insert(std::mem::replace(&mut story.id, id.clone()), id);
            edition.stories.push(story);
        }
    }
    for id in edition
        .sections
        .iter_mut()
        .flat_map(|section| &mut section.stories)
    {
        if let Some(name) = names.get(id) {
            id.clone_from(name);
        }
    }
}
