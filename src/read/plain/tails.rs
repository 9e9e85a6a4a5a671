//! The tail of another page's story, "(上接第1版)…", which a dump leaves under whatever headline stood above it.

use super::assembly::Assembly;
use super::bodies::{Body, vocabulary_of};
use super::datelines;
use super::draft::Draft;
use super::grammar::{Ending, ending};
use super::items::{Item, Kind};
use super::vocabulary::{Vocabulary, beginning};

impl<'a> Assembly<'a> {
    /// Whether the open story is a finished tail whose headline speaks more of this text than of the tail.
    pub(super) fn is_owed_its_headline(&self, text: &str) -> bool {
        let Some(tail) = self.current.and_then(|index| self.done.drafts.get(index)) else {
            return false;
        };
        const SPEAKS_OF: f32 = 0.2;
        let words = vocabulary_of(text);
        let mut titles = tail.headline.iter().chain(&tail.deck);
        tail.closed && tail.from.is_some() && titles.any(|title| words.share_of(title) >= SPEAKS_OF)
    }

    /// Splits a tail from the headline it stood under: the headline begins a story of its own.
    pub(super) fn give_back_headline(&mut self) {
        let mut story = Draft::new();
        if let Some(tail) = self.current() {
            story.kickers = std::mem::take(&mut tail.kickers);
            story.headline = std::mem::take(&mut tail.headline);
            story.deck = std::mem::take(&mut tail.deck);
        }
        story
            .headline
            .clone()
            .iter()
            .chain(&story.deck.clone())
            .for_each(|title| story.learn(title));
        self.leave_current();
        self.current = Some(self.done.drafts.len());
        self.done.drafts.push(story);
    }

    /// A tail of another page's story, and how many bodies it took.
    pub(super) fn tail(&mut self, bodies: &[Body<'_, 'a>]) -> usize {
        // Another tail is another story.
        let another = |body: &Body<'_, 'a>| matches!(body[0].kind, Kind::Tail(_));
        let end = bodies
            .iter()
            .skip(1)
            .position(another)
            .map_or(bodies.len(), |at| at + 1);
        let bodies = &bodies[..end];
        let Kind::Tail(jump) = &bodies[0][0].kind else {
            return 1;
        };
        let host = self.current;
        let waits = host
            .and_then(|index| self.done.drafts.get(index))
            .is_some_and(|draft| !draft.has_text() && draft.from.is_none());
        let cut = bodies
            .iter()
            .position(|body| body.last().is_none_or(ends_whole))
            .map_or(bodies.len(), |at| at + 1);
        let more = bodies.get(cut).map(|body| body[0].text).or(self.beyond);
        let owns_headline = waits && !self.headline_is_strange(bodies[0], more);
        let goes_on = if waits {
            owns_headline
        } else {
            !self
                .current
                .is_some_and(|index| self.done.drafts[index].is_cut())
        };
        let dated = more.is_some_and(|text| datelines::parse(text).is_some());
        let taken = if goes_on && !dated { bodies.len() } else { cut };
        if owns_headline {
            if let Some(draft) = self.current() {
                draft.from = Some(jump.clone());
            }
        } else {
            let mut draft = Draft::new();
            draft.from = Some(jump.clone());
            self.current = Some(self.done.drafts.len());
            self.done.drafts.push(draft);
            self.done.notes.push((
                bodies[0][0].line,
                format!("took {} for a story of its own", jump.text),
            ));
        }
        for body in &bodies[..taken] {
            let body: Vec<Item<'a>> = body
                .iter()
                .filter(|item| !item.text.is_empty())
                .cloned()
                .collect();
            self.append(&body);
        }
        if !owns_headline {
            if let Some(tail) = self.current() {
                tail.words = None;
            }
            self.current = host;
        }
        taken
    }

    /// Whether a headline waits for other text than the tail under it: text with a dateline, or text that speaks more of
    /// the headline than the tail does.
    pub(super) fn headline_is_strange(&self, tail: Body<'_, 'a>, more: Option<&str>) -> bool {
        let (Some(draft), Some(more)) = (
            self.current.and_then(|index| self.done.drafts.get(index)),
            more,
        ) else {
            return false;
        };
        let tail: String = tail.iter().map(|item| item.text).collect();
        let (tail, own) = (vocabulary_of(&tail), vocabulary_of(more));
        let titles = || draft.headline.iter().chain(&draft.deck);
        let share = |words: &Vocabulary| {
            titles()
                .map(|title| words.share_of(title))
                .fold(0.0, f32::max)
        };
        // Where the headline speaks of neither, the tail keeps it only if the two texts are of one story.
        const ONE_STORY: f32 = 0.1;
        let (of_more, of_tail) = (share(&own), share(&tail));
        let apart = of_more == of_tail && tail.share_of(beginning(more, 240)) < ONE_STORY;
        datelines::parse(more).is_some() || of_more > of_tail || apart
    }
}

/// Whether a tail may end with this item.
fn ends_whole(item: &Item<'_>) -> bool {
    !item.text.is_empty() && ending(item.text) == Ending::Whole
}
