//! A passage that is being chosen, sentence by sentence, and which bytes of a line are in a passage.

use std::ops::Range;

use super::marks::Stretch;
use crate::edition::{Slot, Story};
use crate::text::sentence::sentences;

/// The passage that the reader is choosing.
#[derive(Clone, Debug)]
pub struct Passage {
    /// The story.
    pub story: usize,
    sentences: Vec<(Slot, Range<usize>)>,
    first: usize,
    last: usize,
}

impl Passage {
    /// The sentence at a spot of a story, or the first after it; `None` in a story without text.
    pub fn begin(index: usize, story: &Story, at: (Slot, usize)) -> Option<Self> {
        let parts = story.parts();
        let sentences: Vec<(Slot, Range<usize>)> = parts
            .flat_map(|(slot, text)| sentences(&text).into_iter().map(move |range| (slot, range)))
            .collect();
        let after = sentences.partition_point(|(slot, range)| (*slot, range.end) <= at);
        let first = after.min(sentences.len().checked_sub(1)?);
        Some(Self {
            story: index,
            sentences,
            first,
            last: first,
        })
    }

    /// Makes it some sentences longer or shorter, at its end; one remains.
    pub fn stretch(&mut self, by: usize, longer: bool) {
        self.last = self.moved(self.last, by, longer).max(self.first);
    }

    /// Moves it by some sentences, as long as it is.
    pub fn shift(&mut self, by: usize, on: bool) {
        let length = self.last - self.first;
        let first = self.moved(self.first, by, on);
        self.first = first.min(self.moved(first, length, true) - length);
        self.last = self.first + length;
    }

    fn moved(&self, at: usize, by: usize, on: bool) -> usize {
        let moved = match on {
            true => at.saturating_add(by),
            false => at.saturating_sub(by),
        };
        moved.min(self.sentences.len().saturating_sub(1))
    }

    /// Where it begins.
    pub fn from(&self) -> (Slot, usize) {
        let sentence = self.sentences.get(self.first);
        sentence.map_or((Slot::Kicker, 0), |(slot, range)| (*slot, range.start))
    }

    /// Where it ends.
    pub fn to(&self) -> (Slot, usize) {
        let sentence = self.sentences.get(self.last);
        sentence.map_or((Slot::Kicker, 0), |(slot, range)| (*slot, range.end))
    }

    /// Where the sentence begins that was moved last: what should be on the screen.
    pub fn edge(&self) -> (Slot, usize) {
        let sentence = self.sentences.get(self.last);
        sentence.map_or((Slot::Kicker, 0), |(slot, range)| (*slot, range.start))
    }
}

/// The bytes of a part, from `line.start` to `line.end`, that a passage from one spot to another has in them.
pub fn within((from, to): Stretch, slot: Slot, line: Range<usize>) -> Option<Range<usize>> {
    let start = from.max((slot, line.start));
    let end = to.min((slot, line.end));
    (start < end).then_some(start.1..end.1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::edition::Block;

    fn story() -> Story {
        Story {
            headline: Some("雨".into()),
            blocks: ["一。二。", "三。", "四。五。"]
                .map(Block::paragraph)
                .into(),
            ..Story::default()
        }
    }

    const SECOND: (Slot, usize) = (Slot::Block(0), 6);

    #[test]
    fn a_passage_is_chosen_sentence_by_sentence() {
        let story = story();
        let mut passage = Passage::begin(0, &story, SECOND).expect("a sentence");
        let text = |passage: &Passage| story.passage(passage.from(), passage.to());
        assert_eq!(text(&passage), "二。");
        passage.stretch(2, true);
        assert_eq!(text(&passage), "二。\n三。\n四。");
        passage.stretch(1, false);
        passage.shift(1, true);
        assert_eq!(text(&passage), "三。\n四。");
        passage.shift(9, true);
        assert_eq!(text(&passage), "四。五。");
        passage.stretch(9, false);
        assert_eq!(text(&passage), "四。");
        passage.shift(99, false);
        assert_eq!(text(&passage), "雨");
        assert!(Passage::begin(0, &Story::default(), SECOND).is_none());
        let end = Passage::begin(0, &story, (Slot::On, 0)).expect("the last");
        assert_eq!(text(&end), "五。");
    }

    #[test]
    fn a_line_knows_what_of_it_is_in_a_passage() {
        let passage = (SECOND, (Slot::Block(2), 6));
        assert_eq!(within(passage, Slot::Block(0), 0..12), Some(6..12));
        assert_eq!(within(passage, Slot::Block(0), 0..6), None);
        assert_eq!(within(passage, Slot::Block(1), 0..6), Some(0..6));
        assert_eq!(within(passage, Slot::Block(2), 0..12), Some(0..6));
        assert_eq!(within(passage, Slot::Headline, 0..3), None);
    }
}
