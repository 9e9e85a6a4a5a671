//! Stories that run over the foot of a page in Western papers, which print no jump line for it: a page that opens
//! without a headline goes on with what the page before it left in mid-sentence. Jump lines are `follow`'s.

use super::follow::merge_all;
use super::plain::{Ending, ending};
use crate::edition::{Block, Edition, Story};
use crate::text::language::{Language, guess_tag};

/// Joins each page's headless stories to those that the page before left open.
pub fn carry_over(edition: &mut Edition) {
    if Language::from_tag(edition.language.as_deref().unwrap_or("")).is_cjk() {
        return;
    }
    let mut pairs = Vec::new();
    for pair in edition.sections.windows(2) {
        let indices = |ids: &[String]| -> Vec<usize> {
            ids.iter().filter_map(|id| edition.index_of(id)).collect()
        };
        let (left, next) = (indices(&pair[0].stories), indices(&pair[1].stories));
        let mut open: Vec<usize> = left
            .into_iter()
            .filter(|&at| is_open(&edition.stories[at]))
            .collect();
        for tail in next {
            let rest = &edition.stories[tail];
            let found = open
                .iter()
                .rposition(|&head| goes_on(&edition.stories[head], rest));
            if let Some(head) = found.filter(|_| is_headless(rest)) {
                pairs.push((open.remove(head), tail));
            }
        }
    }
    merge_all(edition, &pairs);
}

fn is_headless(story: &Story) -> bool {
    let heads = [&story.kicker, &story.headline, &story.deck, &story.dateline];
    heads.iter().all(|head| head.is_none()) && story.continued_from.is_none()
}

/// Whether a story stops in mid-sentence, or with verse. Where no sentence ends anywhere, nothing stops in one.
fn is_open(story: &Story) -> bool {
    let is_cut = |text: &str| ending(text) == Ending::Cut && text.contains(['.', '!', '?']);
    let stops = match story.blocks.last() {
        Some(Block::Paragraph { text, .. }) => is_cut(text),
        last => matches!(last, Some(Block::Verbatim { .. })),
    };
    stops && story.continued_on.is_none()
}

/// Whether a text is of the same kind and in the same language as the other leaves off.
fn goes_on(head: &Story, tail: &Story) -> bool {
    let (Some(last), Some(first)) = (head.blocks.last(), tail.blocks.first()) else {
        return false;
    };
    let tongue = |block: &Block| guess_tag(&block.text());
    let alike = match (tongue(last), tongue(first)) {
        (Some(one), Some(other)) => one == other,
        _ => true,
    };
    match (last, first) {
        (Block::Paragraph { .. }, Block::Paragraph { .. })
        | (Block::Verbatim { .. }, Block::Verbatim { .. }) => alike,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::carry_over;
    use crate::edition::{Block, Edition, Section, Story};

    fn story(id: &str, headline: Option<&str>, text: &str) -> Story {
        Story {
            id: id.into(),
            headline: headline.map(str::to_owned),
            blocks: vec![Block::paragraph(text)],
            ..Story::default()
        }
    }

    #[test]
    fn what_runs_over_the_foot_of_a_page_is_one_story() {
        let page = |label: &str, ids: &[&str]| Section {
            label: label.into(),
            stories: ids.iter().map(|&id| id.into()).collect(),
            ..Section::default()
        };
        let mut edition = Edition {
            stories: vec![
                story(
                    "s1",
                    Some("The Mill"),
                    "The mill stood at the bend. Its wheel",
                ),
                story("s2", Some("The Lock"), "The lock is shut."),
                story("s3", None, "had not turned for a year."),
                story("s4", Some("The Weir"), "The weir is dry."),
            ],
            sections: vec![page("1", &["s1", "s2"]), page("2", &["s3", "s4"])],
            ..Edition::default()
        };
        carry_over(&mut edition);
        let whole = "The mill stood at the bend. Its wheel had not turned for a year.";
        assert_eq!(edition.stories[0].blocks, [Block::paragraph(whole)]);
        assert_eq!(edition.sections[1].stories, ["s1", "s3"]);
    }
}
