//! Puts a page's items together into drafts: one pass with every open story at hand, each turn decided by the evidence
//! on both sides of it.

use std::collections::HashMap;

use super::bodies::{Body, own_text, vocabulary_of};
use super::draft::{Draft, Part};
use super::floats::{Float, Floating};
use super::furniture::Furniture;
use super::heads::{self, headline_of};
use super::items::{Item, Kind};
use super::junction::{Junction, is_title};
use super::stretch::{Stretch, beyond, indents, next, repeated};
use super::vocabulary::Vocabulary;
use crate::read::limits;

/// What a page came to.
#[derive(Debug, Default)]
pub struct Assembled<'a> {
    /// The stories in the order they begin.
    pub drafts: Vec<Draft<'a>>,
    /// What floats between stories.
    pub floats: Vec<Float<'a>>,
    /// What furniture told of the page.
    pub furniture: Furniture,
    /// Furniture and whatever else belongs to no story.
    pub loose: Vec<&'a str>,
    /// Mends: line number and what was done.
    pub notes: Vec<(usize, String)>,
}

/// Assembles the items of a page.
pub fn assemble<'a>(items: &[Item<'a>]) -> Assembled<'a> {
    let mut assembly = Assembly {
        repeated: repeated(items),
        indents: indents(items),
        ..Assembly::default()
    };
    let stretch = Stretch::of(items);
    let mut at = 0;
    while at < items.len() {
        let group_end = next(items, at, Item::is_body);
        let body_end = next(items, group_end, |item| !item.is_body());
        let group = &items[at..group_end];
        let ahead = &items[group_end..body_end];
        assembly.beyond = beyond(items, body_end);
        assembly.parallels = stretch.parallels(at);
        assembly.habit = stretch.habit(at);
        assembly.turn(group, ahead);
        at = body_end;
    }
    let early = std::mem::take(&mut assembly.early_credits);
    assembly.done.loose.extend(early);
    assembly.done
}
/// A page half assembled.
#[derive(Default)]
pub(super) struct Assembly<'a> {
    pub(super) done: Assembled<'a>,
    pub(super) repeated: HashMap<&'a str, usize>,
    pub(super) current: Option<usize>,
    pub(super) suspended: Vec<usize>,
    /// See [`indents`].
    pub(super) indents: bool,
    /// The story left last although its text was whole, on a page where an indent would tell what goes on with it.
    pub(super) left: Option<usize>,
    /// See [`beyond`].
    pub(super) beyond: Option<&'a str>,
    /// How many junctions of this stretch look like the present one.
    parallels: usize,
    /// See [`Stretch::habit`].
    habit: f32,
    /// Credits that stood before any text.
    pub(super) early_credits: Vec<&'a str>,
}

impl<'a> Assembly<'a> {
    /// One junction and the running text after it.
    pub(super) fn turn(&mut self, group: &[Item<'a>], ahead: &[Item<'a>]) {
        let first_title = group.iter().position(is_title);
        let (before, titled) = group.split_at(first_title.unwrap_or(group.len()));
        self.after_text(before);
        if ahead.is_empty() && !titled.is_empty() {
            return self.stray(titled);
        }
        if titled.is_empty() {
            return self.flow(ahead);
        }
        let titles: Vec<Item<'a>> = titled
            .iter()
            .filter(|item| is_title(item))
            .cloned()
            .collect();
        let words = vocabulary_of(own_text(ahead));
        if self.begins_story(titled, &titles, ahead, &words) {
            self.begin_story(titled, &titles, ahead, &words);
        } else {
            self.subheads(titled);
            self.flow(ahead);
        }
    }

    /// What stands between running text and the next short line: credits, captions, furniture.
    pub(super) fn after_text(&mut self, items: &[Item<'a>]) {
        for item in items {
            match &item.kind {
                Kind::Credit => self.credit(item.text),
                Kind::Caption(caption) => self.float(Floating::Caption(*caption), item),
                Kind::JumpOn(jump) => match self.current() {
                    Some(draft) if draft.on.is_none() => draft.on = Some(jump.clone()),
                    _ => self.done.loose.push(item.text),
                },
                _ => self.furniture(item),
            }
        }
    }

    pub(super) fn current(&mut self) -> Option<&mut Draft<'a>> {
        self.current
            .and_then(|index| self.done.drafts.get_mut(index))
    }

    pub(super) fn credit(&mut self, text: &'a str) {
        match self.current() {
            Some(draft) => {
                draft.credits.push(text);
                draft.closed = draft.has_text();
            }
            None => self.early_credits.push(text),
        }
    }

    pub(super) fn float(&mut self, what: Floating<'a>, item: &Item<'a>) {
        let drafts = &self.done.drafts;
        let open = self.current.filter(|&index| !drafts[index].closed);
        let part = open
            .map_or(drafts.last(), |index| drafts.get(index))
            .map_or(0, |draft| draft.parts.len());
        let after = drafts.len();
        self.done.floats.push(Float {
            what,
            text: item.text,
            after,
            open,
            part,
            home: None,
        });
    }

    pub(super) fn furniture(&mut self, item: &Item<'a>) {
        if let Kind::Furniture(told) = &item.kind {
            let known = &mut self.done.furniture;
            known.label = known.label.take().or_else(|| told.label.clone());
            known.title = known.title.take().or_else(|| told.title.clone());
            known.date = known.date.or(told.date);
            known.masthead = known.masthead.take().or_else(|| told.masthead.clone());
        }
        self.done.loose.push(item.text);
    }

    /// Titles with no text after them: banners that floated off, or a picture with its title.
    pub(super) fn stray(&mut self, group: &[Item<'a>]) {
        let pictured = group
            .iter()
            .any(|item| matches!(item.kind, Kind::Caption(_)));
        let empty = self.done.drafts.is_empty();
        if pictured || empty {
            let titles: Vec<Item<'a>> = group
                .iter()
                .filter(|item| is_title(item))
                .cloned()
                .collect();
            return self.begin_story(group, &titles, &[], &Vocabulary::default());
        }
        for item in group {
            match &item.kind {
                Kind::Short | Kind::Deck => self.float(Floating::Banner, item),
                _ => self.after_text(std::slice::from_ref(item)),
            }
        }
    }

    pub(super) fn begins_story(
        &self,
        group: &[Item<'a>],
        titles: &[Item<'a>],
        ahead: Body<'_, 'a>,
        words: &Vocabulary,
    ) -> bool {
        let after_first =
            |kind: fn(&Kind<'_>) -> bool| group.iter().skip(1).any(|item| kind(&item.kind));
        let junction = Junction {
            current: self
                .current
                .and_then(|index| self.done.drafts.get(index))
                .filter(|draft| draft.has_text()),
            shorts: titles,
            next: ahead.first().map_or("", |item| item.text),
            has_deck: group.iter().any(|item| item.kind == Kind::Deck),
            has_caption: after_first(|kind| matches!(kind, Kind::Caption(_))),
            has_credit: after_first(|kind| matches!(kind, Kind::Credit)),
            before_tail: ahead
                .first()
                .is_some_and(|item| matches!(item.kind, Kind::Tail(_))),
            parallels: self.parallels,
            habit: self.habit,
            ahead: words,
        };
        junction.newness() > 0.0
    }

    pub(super) fn begin_story(
        &mut self,
        group: &[Item<'a>],
        titles: &[Item<'a>],
        ahead: Body<'_, 'a>,
        words: &Vocabulary,
    ) {
        self.leave_current();
        let mut draft = Draft::new();
        let shorts: Vec<Item<'a>> = titles
            .iter()
            .filter(|item| item.kind == Kind::Short)
            .cloned()
            .collect();
        let head = headline_of(&shorts, words, |text| self.repeated.contains_key(text));
        heads::sort(&mut draft, &shorts, head);
        draft.deck.extend(
            titles
                .iter()
                .filter(|item| item.kind == Kind::Deck)
                .map(|item| item.text),
        );
        draft.credits.append(&mut self.early_credits);
        let titles_known: Vec<&str> = draft.headline.iter().chain(&draft.deck).copied().collect();
        titles_known.iter().for_each(|title| draft.learn(title));
        let index = self.done.drafts.len();
        self.release_banners(&mut draft, index, words);
        self.current = Some(index);
        self.done.drafts.push(draft);
        for item in group.iter().filter(|item| !is_title(item)) {
            match &item.kind {
                Kind::Caption(caption) => {
                    if let Some(draft) = self.current() {
                        draft.learn(item.text);
                        draft.parts.push(Part::Figure(*caption));
                    }
                }
                Kind::Credit => {
                    if let Some(draft) = self.current() {
                        draft.credits.push(item.text);
                    }
                }
                _ => self.furniture(item),
            }
        }
        self.flow(ahead);
    }

    /// Kickers that the story under them does not speak of may belong to another: they float, with this for a home.
    pub(super) fn release_banners(
        &mut self,
        draft: &mut Draft<'a>,
        home: usize,
        words: &Vocabulary,
    ) {
        const OWN: f32 = 0.3;
        let strange = |text: &&str| words.share_of(text) < OWN;
        let what = Floating::Banner;
        let released = draft.kickers.iter().copied().filter(|text| strange(text));
        self.done.floats.extend(released.map(|text| Float {
            what,
            text,
            after: home,
            open: None,
            part: 0,
            home: Some(home),
        }));
        draft.kickers.retain(|text| !strange(text));
    }

    /// The open story is left: suspended where it stops in mid-sentence, else finished.
    pub(super) fn leave_current(&mut self) {
        let Some(index) = self.current.take() else {
            return;
        };
        let Some(draft) = self.done.drafts.get_mut(index) else {
            return;
        };
        if draft.is_cut() && draft.has_text() && !self.suspended.contains(&index) {
            self.suspended.push(index);
            if self.suspended.len() > limits::SUSPENDED {
                let oldest = self.suspended.remove(0);
                self.forget(oldest);
            }
        } else if !self.suspended.contains(&index) {
            let keeps = self.indents && !draft.closed;
            if !keeps {
                draft.words = None;
            }
            if let Some(last) = std::mem::replace(&mut self.left, keeps.then_some(index)) {
                self.forget(last);
            }
        }
    }

    pub(super) fn forget(&mut self, index: usize) {
        if let Some(draft) = self.done.drafts.get_mut(index) {
            draft.words = None;
        }
    }

    pub(super) fn subheads(&mut self, group: &[Item<'a>]) {
        for item in group {
            match &item.kind {
                Kind::Short | Kind::Deck => {
                    if let Some(draft) = self.current() {
                        draft.subhead(item.text);
                    }
                }
                _ => self.after_text(std::slice::from_ref(item)),
            }
        }
    }
}
