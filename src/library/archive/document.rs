//! What is searched of a story: its text, folded, in the parts that can be asked for. Every archive indexes the same.

use sha2::{Digest, Sha256};

use super::Filing;
use crate::edition::{Edition, Slot, Story};
use crate::library::Key;
use crate::library::query::page_key;
use crate::text::fold::Folded;
use crate::text::tokens::PART;

/// A story, ready to be indexed. Texts are folded; their parts are separated by [`PART`].
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Document {
    /// All of it: kicker, headline, deck, byline, text, captions.
    pub text: String,
    /// Kicker, headline and deck.
    pub head: String,
    /// The byline.
    pub byline: String,
    /// The kicker.
    pub kicker: String,
    /// The name of its page.
    pub section: String,
    /// Key of its page; see [`page_key`].
    pub page: String,
    /// Where it stands among all: the newest is the largest.
    pub rank: u64,
}

/// The documents of an edition's stories, in their order.
pub fn documents(key: &Key, edition: &Edition) -> impl Iterator<Item = Document> {
    let stories = edition.stories.iter().enumerate();
    stories.map(move |(index, story)| Document {
        text: joined(story, |_| true),
        head: joined(story, |slot| {
            matches!(slot, Slot::Kicker | Slot::Headline | Slot::Deck)
        }),
        byline: fold(story.byline.as_deref()),
        kicker: fold(story.kicker.as_deref()),
        section: fold(section_of(edition, story)),
        page: story.page.as_deref().map(page_key).unwrap_or_default(),
        rank: rank(key, edition, index),
    })
}

/// Name of the page that a story begins on.
pub(in crate::library) fn section_of<'a>(edition: &'a Edition, story: &Story) -> Option<&'a str> {
    let label = story.page.as_deref()?;
    let sections = edition.sections.iter();
    let mut of_label = sections.filter(|section| section.label == label);
    of_label.find_map(|section| section.title.as_deref())
}

fn joined(story: &Story, wanted: impl Fn(Slot) -> bool) -> String {
    let mut all = String::new();
    for (_, text) in story.parts().filter(|(slot, _)| wanted(*slot)) {
        if !all.is_empty() {
            all.push(PART);
        }
        all.push_str(Folded::new(&text).text());
    }
    all
}

fn fold(text: Option<&str>) -> String {
    text.map_or(String::new(), |text| Folded::new(text).text().to_owned())
}

/// Where a story stands among all stories of all papers: by day, then by edition, then as one reads. The same wherever
/// it is filed.
pub fn rank(key: &Key, edition: &Edition, index: usize) -> u64 {
    const ORDINALS: u64 = (1 << 16) - 1;
    let day = edition.date.map_or(0, |date| {
        let since = date
            .since(jiff::civil::Date::ZERO)
            .map(|span| span.get_days());
        u64::try_from(since.unwrap_or(0)).unwrap_or(0) + 1
    });
    let issue = u64::from_str_radix(key.as_str().get(..6).unwrap_or("0"), 16).unwrap_or(0);
    let ordinal = u64::try_from(index).unwrap_or(ORDINALS).min(ORDINALS);
    (day << 40) | (issue << 16) | (ORDINALS - ordinal)
}

/// Days since the first of the year 0, and one: never 0, which is an edition without a date.
pub fn day_number(day: jiff::civil::Date) -> u64 {
    let since = day
        .since(jiff::civil::Date::ZERO)
        .map(|span| span.get_days());
    u64::try_from(since.unwrap_or(0)).unwrap_or(0) + 1
}

/// A number that stories of the same text share, whatever stands over them and however their lines are broken: made of
/// the letters and digits of the body. `None` where there is too little of it to tell.
pub fn print_of(story: &Story) -> Option<i64> {
    const LEAST: usize = 40;
    let mut digest = Sha256::new();
    let (mut letters, mut kept) = (0, String::new());
    let body = story
        .parts()
        .filter(|(slot, _)| matches!(slot, Slot::Block(_)));
    for (_, text) in body {
        kept.clear();
        for c in Folded::new(&text).text().chars() {
            // Most characters of a Chinese paper are told without the table.
            if matches!(c, '\u{4E00}'..='\u{9FFF}') || c.is_alphanumeric() {
                kept.push(c);
                letters += 1;
            }
        }
        digest.update(kept.as_bytes());
    }
    let bytes = digest.finalize();
    let first: [u8; 8] = bytes.get(..8)?.try_into().ok()?;
    (letters >= LEAST).then(|| i64::from_be_bytes(first))
}

impl Filing {
    /// What is searched of its stories.
    pub fn documents(&self) -> impl Iterator<Item = Document> {
        documents(&self.key, &self.edition)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::edition::Block;

    fn edition(day: Option<jiff::civil::Date>) -> Edition {
        Edition {
            date: day,
            stories: vec![Story::default(), Story::default()],
            ..Edition::default()
        }
    }

    #[test]
    fn newer_editions_and_earlier_stories_rank_higher() {
        let key = Key::of([b"one".as_slice()]);
        let day = |d| Some(jiff::civil::date(2026, 7, d));
        let at = |edition: &Edition, index| rank(&key, edition, index);
        assert!(at(&edition(day(9)), 5) > at(&edition(day(8)), 0));
        assert!(at(&edition(day(9)), 0) > at(&edition(day(9)), 1));
        assert!(at(&edition(day(9)), 70_000) > at(&edition(None), 0));
        assert!(at(&edition(Some(jiff::civil::Date::MAX)), 0) < i64::MAX as u64);
    }

    #[test]
    fn the_same_text_has_the_same_print() {
        let story = |texts: &[&str]| Story {
            blocks: texts.iter().map(|text| Block::paragraph(*text)).collect(),
            ..Story::default()
        };
        let long = "下穿通道装上了阻车杆，".repeat(5);
        let one = story(&[&long, "完"]);
        let other = story(&[&long.replace('，', ", "), "完。"]);
        assert!(print_of(&one).is_some());
        assert_eq!(print_of(&one), print_of(&other));
        assert_ne!(print_of(&one), print_of(&story(&[&long])));
        assert_eq!(print_of(&story(&["短"])), None);
    }
}
