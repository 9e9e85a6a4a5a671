//! A passage of a story: from a place to another, over as many parts as lie between. Its text is that of the parts,
//! a line end between two of them; by these words it is found again.

use super::{Slot, Story};

/// A part of a story, and a byte of its text.
pub type Spot = (Slot, usize);

/// A story's text as one run, with the byte each part begins at.
pub(super) struct Run {
    /// The parts, a line end between two of them.
    pub(super) text: String,
    starts: Vec<(usize, Slot)>,
}

impl Run {
    /// Of a whole story.
    pub(super) fn of(story: &Story) -> Self {
        let (mut text, mut starts) = (String::new(), Vec::new());
        for (slot, part) in story.parts() {
            if !starts.is_empty() {
                text.push('\n');
            }
            starts.push((text.len(), slot));
            text.push_str(&part);
        }
        Self { text, starts }
    }

    /// The byte of the run that a spot is; that of the next part where the story has no such part.
    pub(super) fn byte_of(&self, (slot, byte): Spot) -> usize {
        let at = self.starts.partition_point(|(_, part)| *part < slot);
        match self.starts.get(at) {
            Some((start, part)) if *part == slot => start.saturating_add(byte),
            Some((start, _)) => *start,
            None => self.text.len(),
        }
    }

    /// The spot that a byte of the run is.
    pub(super) fn spot_at(&self, byte: usize) -> Option<Spot> {
        let after = self.starts.partition_point(|(start, _)| *start <= byte);
        let (start, slot) = self.starts.get(after.checked_sub(1)?)?;
        Some((*slot, byte - start))
    }

    /// The spot that a passage ends before, which is in the part of its last letter.
    fn end_at(&self, byte: usize) -> Option<Spot> {
        let (slot, at) = self.spot_at(byte.checked_sub(1)?)?;
        Some((slot, at + 1))
    }
}

impl Story {
    /// The text from one spot to another; empty where they are none of this story.
    pub fn passage(&self, from: Spot, to: Spot) -> String {
        let run = Run::of(self);
        let range = run.byte_of(from)..run.byte_of(to);
        run.text.get(range).unwrap_or("").to_owned()
    }

    /// Where the words of a passage end that begins at `from`: all of them, or, where the story goes on otherwise by now,
    /// the first line of them. `None` where they do not stand there.
    pub fn passage_end(&self, from: Spot, words: &str) -> Option<Spot> {
        let run = Run::of(self);
        let begin = run.byte_of(from);
        let rest = run.text.get(begin..)?;
        let first_line = words.lines().next().unwrap_or("");
        let found = [words, first_line].into_iter();
        let found = found.filter(|words| !words.is_empty());
        let length = found.map(|words| rest.starts_with(words).then_some(words.len()));
        run.end_at(begin + length.flatten().next()?)
    }
}

#[cfg(test)]
mod tests {
    use crate::edition::{Block, Slot, Story};

    fn story() -> Story {
        Story {
            headline: Some("雨".into()),
            blocks: ["一。二。", "三。", "四。五。"]
                .map(Block::paragraph)
                .into(),
            ..Story::default()
        }
    }

    const FROM: (Slot, usize) = (Slot::Block(0), 6);
    const TO: (Slot, usize) = (Slot::Block(2), 6);

    #[test]
    fn a_passage_runs_over_parts_and_ends_where_its_words_do() {
        let story = story();
        let words = story.passage(FROM, TO);
        assert_eq!(words, "二。\n三。\n四。");
        assert_eq!(story.passage_end(FROM, &words), Some(TO));
        let whole = (Slot::Block(1), 0);
        assert_eq!(
            story.passage_end(whole, "三。"),
            Some((Slot::Block(1), 6)),
            "not at the beginning of the next"
        );
    }

    #[test]
    fn of_a_passage_that_goes_on_otherwise_the_first_line_remains() {
        let story = story();
        let end = story.passage_end(FROM, "二。\n另一段");
        assert_eq!(end, Some((Slot::Block(0), 12)));
        assert_eq!(story.passage_end(FROM, "别的"), None);
        assert_eq!(story.passage_end(FROM, ""), None);
    }

    #[test]
    fn spots_that_are_none_give_nothing_and_do_no_harm() {
        let story = story();
        assert_eq!(story.passage(TO, FROM), "");
        assert_eq!(story.passage((Slot::Block(0), 1), TO), "");
        assert_eq!(story.passage((Slot::Block(9), 0), (Slot::On, 4)), "");
        assert_eq!(Story::default().passage(FROM, TO), "");
        assert_eq!(story.passage_end((Slot::Block(9), usize::MAX), "x"), None);
    }
}
