//! Jumps and their tails: "(下转第2版)" on one page and "(上接第1版)" on the other become one story.

use std::collections::{BTreeSet, HashMap};

use super::limits;
use super::plain::{Ending, ending, join_into, labels};
use crate::edition::{Block, Edition, Jump, Note, Story};

/// Gives every head its tail: by the pages they name, then by the words they share. Both pages then list the story.
pub fn follow_jumps(edition: &mut Edition) {
    let mut pairs = Vec::new();
    let mut tails = tails_by_page(&edition.stories);
    for (head, story) in edition.stories.iter().enumerate() {
        let Some(on) = story.continued_on.as_ref().filter(|on| is_open(on)) else {
            continue;
        };
        let Some(waiting) = tails.get_mut(&page_of(on)) else {
            continue;
        };
        let meets = |&&tail: &&usize| tail != head && meet(story, &edition.stories[tail]);
        let near = waiting.iter().take(limits::TAILS).filter(meets).copied();
        if let Some(tail) = near.max_by_key(|&tail| kinship(story, &edition.stories[tail])) {
            waiting.retain(|&other| other != tail);
            pairs.push((head, tail));
        }
    }
    merge_all(edition, &pairs);
}

fn tails_by_page(stories: &[Story]) -> HashMap<String, Vec<usize>> {
    let mut tails: HashMap<String, Vec<usize>> = HashMap::new();
    for (index, story) in stories
        .iter()
        .enumerate()
        .filter(|(_, story)| story.continued_from.as_ref().is_some_and(is_open))
    {
        tails
            .entry(labels::reduced(story.page.as_deref().unwrap_or("")))
            .or_default()
            .push(index);
    }
    tails
}

/// Whether the story at a jump's other end is not known: parts that are stories of their own remain so.
fn is_open(jump: &Jump) -> bool {
    jump.story.is_none()
}

fn page_of(jump: &Jump) -> String {
    labels::reduced(jump.page.as_deref().unwrap_or(""))
}

/// Whether a tail says it comes from the head's page, which is another than its own.
fn meet(head: &Story, tail: &Story) -> bool {
    let from = tail
        .continued_from
        .as_ref()
        .and_then(|jump| jump.page.as_deref())
        .map(labels::reduced);
    let page = head.page.as_deref().map(labels::reduced);
    head.page != tail.page && (from.is_none() || page.is_none() || from == page)
}

/// How many pairs of letters of the head's headline and opening stand in the tail.
fn kinship(head: &Story, tail: &Story) -> usize {
    /// Characters of a tail that are looked through.
    const ENOUGH: usize = 4000;
    let mut text: String = tail.headline.clone().unwrap_or_default();
    for block in &tail.blocks {
        if text.len() > ENOUGH * 3 {
            break;
        }
        text.extend(block.text().chars().take(ENOUGH));
    }
    let letters: Vec<char> = head
        .headline
        .iter()
        .flat_map(|line| line.chars())
        .filter(|c| c.is_alphanumeric())
        .collect();
    let found = |pair: &&[char]| text.contains(pair.iter().collect::<String>().as_str());
    letters.windows(2).take(64).filter(found).count()
}

/// Takes the second story of each pair into the first.
pub fn merge_all(edition: &mut Edition, pairs: &[(usize, usize)]) {
    if pairs.is_empty() {
        return;
    }
    let mut renamed = HashMap::new();
    let mut heads: HashMap<usize, usize> = HashMap::new();
    for &(head, tail) in pairs {
        // A tail that leads on has already gone into its own head: what follows goes there too.
        let head = root(&mut heads, head);
        if head == tail {
            continue;
        }
        heads.insert(tail, head);
        let mut taken = std::mem::take(&mut edition.stories[tail]);
        edition.stories[tail].id = std::mem::take(&mut taken.id);
        merge(edition, head, taken);
    }
    let gone: BTreeSet<usize> = heads.keys().copied().collect();
    for &tail in &gone {
        let head = root(&mut heads, tail);
        renamed.insert(
            edition.stories[tail].id.clone(),
            edition.stories[head].id.clone(),
        );
    }
    renumber(edition, &gone, &mut renamed);
    relist(edition, &renamed);
}

/// The story that a part has gone into, through all the parts between; what was walked is remembered.
fn root(heads: &mut HashMap<usize, usize>, part: usize) -> usize {
    let mut walked = Vec::new();
    let mut at = part;
    while let Some(&next) = heads.get(&at) {
        walked.push(at);
        at = next;
    }
    heads.extend(walked.into_iter().map(|part| (part, at)));
    at
}

/// Takes the tail's text into the head. The jump lines go to the notes: they lead nowhere any more.
fn merge(edition: &mut Edition, head: usize, tail: Story) {
    let story = &mut edition.stories[head];
    let jumps = [story.continued_on.take(), tail.continued_from];
    let mut blocks = tail.blocks.into_iter().peekable();
    if let (Some(Block::Paragraph { text, spans }), Some(Block::Paragraph { .. })) =
        (story.blocks.last_mut(), blocks.peek())
        && ending(text) == Ending::Cut
        && let Some(rest) = blocks.next()
    {
        join_into(text, &rest.text());
        let seam = text.len() - rest.text().len();
        // A hyphen at the seam is gone, and with it what was marked on it alone.
        spans
            .iter_mut()
            .for_each(|span| span.range.end = span.range.end.min(seam));
        spans.retain(|span| !span.range.is_empty());
        spans.extend(rest.spans().iter().map(|span| span.moved(seam)));
    }
    story.blocks.extend(blocks);
    story.continued_on = tail.continued_on;
    story.byline = match (story.byline.take(), tail.byline) {
        (Some(one), Some(other)) if one != other => Some(format!("{one} {other}")),
        (one, other) => one.or(other),
    };
    let headline = tail
        .headline
        .filter(|line| Some(line) != story.headline.as_ref());
    let texts: Vec<String> = jumps.into_iter().flatten().map(|jump| jump.text).collect();
    edition
        .loose
        .extend([tail.kicker, headline, tail.deck].into_iter().flatten());
    let at = format!("page {}", tail.page.as_deref().unwrap_or("?"));
    edition.notes.push(Note {
        at,
        what: if texts.is_empty() {
            "joined the parts of one story".to_owned()
        } else {
            format!("joined the parts of one story at {}", texts.join(" and "))
        },
    });
}

/// Drops merged tails, numbers the rest through again, and completes the old names with the new ones.
fn renumber(edition: &mut Edition, gone: &BTreeSet<usize>, renamed: &mut HashMap<String, String>) {
    let mut numbers = HashMap::new();
    let stories = std::mem::take(&mut edition.stories);
    for (_, mut story) in stories
        .into_iter()
        .enumerate()
        .filter(|(index, _)| !gone.contains(index))
    {
        let id = format!("s{}", edition.stories.len() + 1);
        numbers.insert(std::mem::replace(&mut story.id, id.clone()), id);
        edition.stories.push(story);
    }
    for name in renamed.values_mut() {
        if let Some(number) = numbers.get(name.as_str()) {
            name.clone_from(number);
        }
    }
    renamed.extend(numbers);
}

/// A section that listed a tail lists the whole story, once.
fn relist(edition: &mut Edition, renamed: &HashMap<String, String>) {
    for section in &mut edition.sections {
        let mut seen = BTreeSet::new();
        let names = section
            .stories
            .iter()
            .filter_map(|id| renamed.get(id).cloned());
        section.stories = names.filter(|id| seen.insert(id.clone())).collect();
    }
}

#[cfg(test)]
mod tests {
    use super::follow_jumps;
    use crate::edition::{Block, Edition, Jump, Section, Story};

    fn part(id: &str, page: &str, text: &str) -> Story {
        Story {
            id: id.into(),
            page: Some(page.into()),
            blocks: vec![Block::paragraph(text)],
            ..Story::default()
        }
    }

    fn jump(page: &str, text: &str) -> Option<Jump> {
        Some(Jump {
            page: Some(page.into()),
            text: text.into(),
            story: None,
        })
    }

    #[test]
    fn parts_in_a_chain_of_three_pages_become_one_story() {
        let mut one = part("s1", "1", "橱窗里的报纸，一");
        one.continued_on = jump("02", "(下转第2版)");
        let mut two = part("s3", "02", "天一换，从不");
        two.continued_from = jump("1", "(上接第1版)");
        two.continued_on = jump("3", "(下转第3版)");
        let mut three = part("s4", "3", "耽误。");
        three.continued_from = jump("2", "(上接第2版)");
        let other = part("s2", "1", "另一篇。");
        let mut edition = Edition {
            stories: vec![one, other, two, three],
            ..Edition::default()
        };
        let list = |label: &str, ids: &[&str]| Section {
            label: label.into(),
            stories: ids.iter().map(|&id| id.into()).collect(),
            ..Section::default()
        };
        edition.sections = vec![
            list("1", &["s1", "s2"]),
            list("02", &["s3"]),
            list("3", &["s4"]),
        ];
        follow_jumps(&mut edition);
        assert_eq!(edition.stories.len(), 2);
        assert_eq!(
            edition.stories[0].blocks,
            [Block::paragraph("橱窗里的报纸，一天一换，从不耽误。")]
        );
        assert_eq!(edition.sections[1].stories, ["s1"]);
        assert_eq!(edition.sections[2].stories, ["s1"]);
        assert_eq!(edition.stories[0].continued_on, None);
        assert!(
            edition.notes[0]
                .what
                .contains("(下转第2版) and (上接第1版)")
        );
    }
}
