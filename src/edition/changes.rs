//! What was changed in a story, sentence by sentence, and inside a sentence word by word.
//!
//! Sentences are found by [`crate::text::sentence`]. One that took the place of another shows which of its words are new,
//! as long as the two have enough in common; single letters between two changes count as changed, for nobody reads them.

use std::borrow::Cow;
use std::ops::Range;

use jiff::Timestamp;
use similar::{Algorithm, DiffOp, capture_diff_slices};
use unicode_segmentation::UnicodeSegmentation;

use super::{Block, Earlier, Story};
use crate::text::script::is_cjk;
use crate::text::sentence::sentences;

/// Most sentences of a form that are compared.
const SENTENCES: usize = 3_000;

/// Most words of a sentence that are compared.
const WORDS: usize = 1_000;

/// The share of words that two sentences have in common, in percent, from which on they are two forms of one.
const ALIKE: usize = 40;

/// A sentence of a story that was changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// What became of it.
    pub fate: Fate,
    /// Its text.
    pub text: String,
    /// Bytes of it that are new, or gone; nothing of a sentence that stayed.
    pub changed: Vec<Range<usize>>,
}

/// What became of a sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fate {
    /// It stayed.
    Kept,
    /// It is gone.
    Removed,
    /// It is new.
    Added,
}

impl Story {
    /// What each change was, the latest first, with the time it was seen.
    pub fn changes(&self) -> Vec<(Timestamp, Vec<Change>)> {
        let own = Form {
            headline: self.headline.as_deref(),
            deck: self.deck.as_deref(),
            blocks: &self.blocks,
        };
        let after = self.earlier.iter().skip(1).map(Form::of).chain([own]);
        let steps = self.earlier.iter().zip(after);
        let changes =
            steps.map(|(before, after)| compare(&Form::of(before).sentences(), &after.sentences()));
        let times = self.earlier.iter().map(|earlier| earlier.until);
        let mut all: Vec<_> = times.zip(changes).collect();
        all.reverse();
        all
    }
}

/// A form that a story has, or had.
#[derive(Clone, Copy)]
struct Form<'a> {
    headline: Option<&'a str>,
    deck: Option<&'a str>,
    blocks: &'a [Block],
}

impl<'a> Form<'a> {
    fn of(earlier: &'a Earlier) -> Self {
        Self {
            headline: earlier.headline.as_deref(),
            deck: earlier.deck.as_deref(),
            blocks: &earlier.blocks,
        }
    }

    fn sentences(self) -> Vec<String> {
        let head = [self.headline, self.deck].into_iter().flatten();
        let parts = head.map(Cow::Borrowed);
        let parts = parts.chain(self.blocks.iter().map(Block::text));
        let all = parts.flat_map(|text| {
            let pieces = sentences(&text).into_iter();
            let pieces: Vec<String> = pieces.map(|range| text[range].to_owned()).collect();
            pieces
        });
        all.take(SENTENCES).collect()
    }
}

fn compare(old: &[String], new: &[String]) -> Vec<Change> {
    let mut changes = Vec::new();
    for op in capture_diff_slices(Algorithm::Patience, old, new) {
        match op {
            DiffOp::Equal { new_index, len, .. } => {
                let kept = &new[new_index..new_index + len];
                changes.extend(kept.iter().map(|text| whole(Fate::Kept, text)));
            }
            DiffOp::Delete {
                old_index, old_len, ..
            } => {
                let gone = &old[old_index..old_index + old_len];
                changes.extend(gone.iter().map(|text| whole(Fate::Removed, text)));
            }
            DiffOp::Insert {
                new_index, new_len, ..
            } => {
                let come = &new[new_index..new_index + new_len];
                changes.extend(come.iter().map(|text| whole(Fate::Added, text)));
            }
            DiffOp::Replace {
                old_index,
                old_len,
                new_index,
                new_len,
            } => replace(
                &old[old_index..old_index + old_len],
                &new[new_index..new_index + new_len],
                &mut changes,
            ),
        }
    }
    changes
}

/// Sentences that took the place of others, each beside the one that it may be another form of.
fn replace(old: &[String], new: &[String], changes: &mut Vec<Change>) {
    for at in 0..old.len().max(new.len()) {
        match (old.get(at), new.get(at)) {
            (Some(old), Some(new)) => changes.extend(inside(old, new)),
            (Some(old), None) => changes.push(whole(Fate::Removed, old)),
            (None, Some(new)) => changes.push(whole(Fate::Added, new)),
            (None, None) => {}
        }
    }
}

fn whole(fate: Fate, text: &str) -> Change {
    let all = (fate != Fate::Kept).then_some(0..text.len());
    Change {
        fate,
        text: text.to_owned(),
        changed: all.into_iter().collect(),
    }
}

/// A sentence before and after, with what differs; all of both where they have too little in common.
fn inside(old: &str, new: &str) -> [Change; 2] {
    let (words, others) = (tokens(old), tokens(new));
    let ops = capture_diff_slices(Algorithm::Myers, &texts(old, &words), &texts(new, &others));
    let common: usize = ops.iter().map(kept).sum();
    let all = words.len() + others.len();
    let too_long = words.len() >= WORDS || others.len() >= WORDS;
    if too_long || 200 * common < ALIKE * all {
        return [whole(Fate::Removed, old), whole(Fate::Added, new)];
    }
    // What is kept between two changes and no longer than a letter is changed with them.
    let last = ops.len().saturating_sub(1);
    let differs = |at: usize, op: &DiffOp| kept(op) == 0 || kept(op) == 1 && at > 0 && at < last;
    let ops: Vec<&DiffOp> = (0..)
        .zip(&ops)
        .filter(|(at, op)| differs(*at, op))
        .map(|(_, op)| op)
        .collect();
    let gone = ops.iter().map(|op| bytes(&words, op.old_range()));
    let come = ops.iter().map(|op| bytes(&others, op.new_range()));
    [
        marked(Fate::Removed, old, gone),
        marked(Fate::Added, new, come),
    ]
}

/// How many words an operation leaves as they are.
fn kept(op: &DiffOp) -> usize {
    match op {
        DiffOp::Equal { len, .. } => *len,
        _ => 0,
    }
}

fn marked(fate: Fate, text: &str, ranges: impl Iterator<Item = Range<usize>>) -> Change {
    let mut changed: Vec<Range<usize>> = Vec::new();
    for range in ranges.filter(|range| !range.is_empty()) {
        match changed.last_mut().filter(|last| last.end == range.start) {
            Some(last) => last.end = range.end,
            None => changed.push(range),
        }
    }
    Change {
        fate,
        text: text.to_owned(),
        changed,
    }
}

/// The words of a sentence as ranges of bytes: East Asian letters one by one, everything else by words.
fn tokens(text: &str) -> Vec<Range<usize>> {
    let words = text.split_word_bound_indices();
    let words = words.flat_map(|(at, word)| {
        let apart = word.chars().any(is_cjk);
        let letters = word.grapheme_indices(true).filter(move |_| apart);
        let letters = letters.map(move |(from, letter)| at + from..at + from + letter.len());
        let whole = (!apart).then_some(at..at + word.len());
        letters.chain(whole)
    });
    words.take(WORDS).collect()
}

fn texts<'t>(text: &'t str, tokens: &[Range<usize>]) -> Vec<&'t str> {
    let pieces = tokens.iter().map(|range| text.get(range.clone()));
    pieces.map(Option::unwrap_or_default).collect()
}

/// The bytes that a run of words takes.
fn bytes(tokens: &[Range<usize>], run: Range<usize>) -> Range<usize> {
    match tokens.get(run).unwrap_or_default() {
        [first, .., last] => first.start..last.end,
        [one] => one.clone(),
        [] => 0..0,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn story(headline: &str, text: &str, earlier: &[(&str, &str)]) -> Story {
        let blocks = |text: &str| text.split('\n').map(Block::paragraph).collect();
        let earlier = earlier
            .iter()
            .zip(0..)
            .map(|((headline, text), at)| Earlier {
                until: Timestamp::from_second(at).unwrap_or_default(),
                headline: Some((*headline).to_owned()),
                deck: None,
                blocks: blocks(text),
            });
        Story {
            headline: Some(headline.into()),
            blocks: blocks(text),
            earlier: earlier.collect(),
            ..Story::default()
        }
    }

    /// `=`, `-` and `+` before each sentence, what is changed in brackets.
    fn told(changes: &[Change]) -> Vec<String> {
        let tell = |change: &Change| {
            let mut text = change.text.clone();
            for range in change.changed.iter().rev() {
                text.insert(range.end, ']');
                text.insert(range.start, '[');
            }
            let sign = match change.fate {
                Fate::Kept => '=',
                Fate::Removed => '-',
                Fate::Added => '+',
            };
            format!("{sign}{text}")
        };
        changes.iter().map(tell).collect()
    }

    #[test]
    fn sentences_are_compared_and_words_inside_them() {
        let story = story(
            "桥下装了杆",
            "雨还没有来。杆子立起来了五十二处。完。",
            &[("桥下装了杆", "雨还没有来。杆子立起来了四十六处。他走了。")],
        );
        let changes = story.changes();
        assert_eq!(
            told(&changes[0].1),
            [
                "=桥下装了杆",
                "=雨还没有来。",
                "-杆子立起来了[四十六]处。",
                "+杆子立起来了[五十二]处。",
                "-[他走了。]",
                "+[完。]",
            ]
        );
    }

    #[test]
    fn western_words_are_changed_as_a_whole_and_steps_come_latest_first() {
        let story = story(
            "A",
            "It rose by five per cent in May.",
            &[
                ("A", "It rose by four per cent in May."),
                ("B", "It rose by five per cent in May."),
            ],
        );
        let changes = story.changes();
        let seconds: Vec<i64> = changes.iter().map(|(at, _)| at.as_second()).collect();
        assert_eq!(seconds, [1, 0]);
        assert_eq!(told(&changes[0].1)[..2], ["-[B]", "+[A]"]);
        let last = told(&changes[1].1);
        assert!(last.contains(&"-It rose by [four] per cent in May.".to_owned()));
        assert!(last.contains(&"+It rose by [five] per cent in May.".to_owned()));
    }

    proptest! {
        #[test]
        fn both_forms_are_in_the_changes_word_for_word(
            old in "[甲乙丙a b。.\n]{0,60}",
            new in "[甲乙丙a b。.\n]{0,60}",
        ) {
            let story = story("题", &new, &[("题", &old)]);
            let changes = &story.changes()[0].1;
            let form = |gone: Fate| {
                let kept = changes.iter().filter(|change| change.fate != gone);
                kept.map(|change| change.text.clone()).collect::<Vec<_>>()
            };
            let own = Form { headline: Some("题"), deck: None, blocks: &story.blocks };
            prop_assert_eq!(form(Fate::Removed), own.sentences());
            prop_assert_eq!(form(Fate::Added), Form::of(&story.earlier[0]).sentences());
            for change in changes {
                for range in &change.changed {
                    prop_assert!(change.text.get(range.clone()).is_some_and(|text| !text.is_empty()));
                }
            }
        }
    }
}
