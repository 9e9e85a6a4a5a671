//! What floats between stories, and which story it belongs to: banners and captions that a dump left away from theirs.
//! Decided when all stories of the page are known, by what they speak of and by nearness.

use std::collections::VecDeque;

use super::captions::Caption;
use super::draft::{Draft, Part};
use super::vocabulary::{Vocabulary, beginning};
use crate::read::limits;

/// What is afloat.
#[derive(Clone, Copy, Debug)]
pub enum Floating<'a> {
    /// A banner or column name (栏题).
    Banner,
    /// A caption.
    Caption(Caption<'a>),
}

/// Something afloat, and where.
#[derive(Clone, Copy, Debug)]
pub struct Float<'a> {
    /// What it is.
    pub what: Floating<'a>,
    /// The whole line.
    pub text: &'a str,
    /// How many stories begin before it.
    pub after: usize,
    /// The story that was open there, unless a credit had closed it.
    pub open: Option<usize>,
    /// How many parts that story, or else the story before it, had there.
    pub part: usize,
    /// For a banner that stood over a story: that story, unless another speaks more of it.
    pub home: Option<usize>,
}

/// Gives every float to its story; a banner that no story answers to stays loose.
pub fn settle<'a>(drafts: &mut [Draft<'a>], floats: &[Float<'a>], loose: &mut Vec<&'a str>) {
    let mut known = Texts::default();
    let mut figures: Vec<(usize, usize, Caption<'a>)> = Vec::new();
    for float in floats {
        known.come_near(drafts, float);
        match float.what {
            Floating::Caption(caption) => match nearest(&known, float, drafts.len()) {
                Some(index) => {
                    figures.push((index, place_in(&drafts[index], index, float), caption))
                }
                None => loose.push(float.text),
            },
            Floating::Banner => match kin(&known, drafts, float) {
                Some(index) => drafts[index].kickers.push(float.text),
                None => loose.push(float.text),
            },
        }
    }
    place_figures(drafts, figures);
}

/// A figure stands where it stood, or at the head of a later story, or at the end of an earlier one.
fn place_in(draft: &Draft<'_>, index: usize, float: &Float<'_>) -> usize {
    let stood = float.open == Some(index) || (float.open.is_none() && index + 1 == float.after);
    match stood {
        true => float.part.min(draft.parts.len()),
        false if index >= float.after => 0,
        false => draft.parts.len(),
    }
}

/// Puts figures (story, part, caption) in their places, each story once.
fn place_figures<'a>(drafts: &mut [Draft<'a>], mut figures: Vec<(usize, usize, Caption<'a>)>) {
    figures.sort_by_key(|figure| (figure.0, figure.1));
    for of_story in figures.chunk_by(|a, b| a.0 == b.0) {
        let Some(draft) = of_story.first().and_then(|figure| drafts.get_mut(figure.0)) else {
            continue;
        };
        let parts = std::mem::take(&mut draft.parts);
        let mut waiting = of_story.iter().peekable();
        for (at, part) in parts.into_iter().enumerate() {
            while let Some(figure) = waiting.next_if(|figure| figure.1 <= at) {
                draft.parts.push(Part::Figure(figure.2));
            }
            draft.parts.push(part);
        }
        draft
            .parts
            .extend(waiting.map(|figure| Part::Figure(figure.2)));
    }
}

/// Vocabularies of the stories round the float at hand: floats come in order, so what lies far behind is let go.
#[derive(Default)]
struct Texts {
    first: usize,
    words: VecDeque<Vocabulary>,
}

impl Texts {
    fn come_near(&mut self, drafts: &[Draft<'_>], float: &Float<'_>) {
        let reach = reach(float, drafts.len());
        while self.first < reach.start {
            self.words.pop_front();
            self.first += 1;
        }
        while self.first + self.words.len() < reach.end {
            self.words
                .push_back(text_of(&drafts[self.first + self.words.len()]));
        }
    }

    fn share(&self, index: usize, text: &str) -> f32 {
        let words = index
            .checked_sub(self.first)
            .and_then(|at| self.words.get(at));
        words.map_or(0.0, |words| words.share_of(text))
    }
}

fn reach(float: &Float<'_>, stories: usize) -> std::ops::Range<usize> {
    float.after.saturating_sub(limits::FLOAT_REACH)
        ..(float.after + limits::FLOAT_REACH).min(stories)
}

fn text_of(draft: &Draft<'_>) -> Vocabulary {
    const ENOUGH: usize = 4000;
    let mut words = Vocabulary::default();
    draft
        .headline
        .iter()
        .chain(&draft.deck)
        .for_each(|line| words.add(line));
    for part in &draft.parts {
        match part {
            Part::Paragraph(fragments) => fragments
                .iter()
                .for_each(|text| words.add(beginning(text, ENOUGH))),
            Part::Subhead(text) => words.add(text),
            Part::Figure(_) => {}
        }
    }
    words
}

/// A caption's story: the one open round it, else the one of its two neighbours that speaks more of it.
fn nearest(known: &Texts, float: &Float<'_>, stories: usize) -> Option<usize> {
    let before = float.after.checked_sub(1);
    let after = (float.after < stories).then_some(float.after);
    match (float.open.or(before), after) {
        (Some(before), Some(after)) => {
            let staying = if float.open.is_some() { 0.12 } else { 0.0 };
            let stays = known.share(before, float.text) + staying > known.share(after, float.text);
            Some(if stays { before } else { after })
        }
        (one, other) => one.or(other),
    }
}

/// A banner's story: the one within reach that shares most with it, if it shares enough and has no kicker yet; else the
/// one it stood over.
fn kin(known: &Texts, drafts: &[Draft<'_>], float: &Float<'_>) -> Option<usize> {
    // A banner that stood over a story leaves it only for one that plainly answers to it.
    let enough = if float.home.is_some() { 0.6 } else { 0.3 };
    let home = float
        .home
        .map_or(0.0, |index| known.share(index, float.text));
    let free = reach(float, drafts.len())
        .filter(|&index| drafts[index].kickers.is_empty() && drafts[index].from.is_none());
    let weigh = |index| (index, known.share(index, float.text));
    let best = free.map(weigh).max_by(|a, b| a.1.total_cmp(&b.1));
    best.filter(|&(_, share)| share >= enough && share > home)
        .map(|(index, _)| index)
        .or(float.home)
}
