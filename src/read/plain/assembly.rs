//! Puts a page's items together into drafts: one pass with every open story at hand, each turn decided by the evidence
//! on both sides of it.

use std::collections::HashMap;

use super::datelines;
use super::draft::{Draft, Part};
use super::floats::{Float, Floating};
use super::furniture::Furniture;
use super::grammar::{Ending, ending, ends_sentence, starts_in_mid_sentence};
use super::items::{Item, Kind};
use super::junction::{Junction, fits, headline_of, is_title};
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

/// A run of running text without a blank line.
type Body<'i, 'a> = &'i [Item<'a>];

/// Assembles the items of a page.
pub fn assemble<'a>(items: &[Item<'a>]) -> Assembled<'a> {
    let mut assembly = Assembly {
        repeated: repeated(items),
        ..Assembly::default()
    };
    let shapes = shapes(items);
    let mut at = 0;
    while at < items.len() {
        let group_end = next(items, at, Item::is_body);
        let body_end = next(items, group_end, |item| !item.is_body());
        let group = &items[at..group_end];
        let ahead = &items[group_end..body_end];
        let parallels = parallels(&shapes, at);
        assembly.beyond = beyond(items, body_end);
        assembly.turn(group, ahead, parallels);
        at = body_end;
    }
    assembly.done
}

fn next<'a>(items: &[Item<'a>], from: usize, stop: impl Fn(&Item<'a>) -> bool) -> usize {
    items[from..]
        .iter()
        .position(stop)
        .map_or(items.len(), |n| from + n)
}

/// The running text after the next junction, if no title stands there: what a waiting headline may be waiting for.
fn beyond<'a>(items: &[Item<'a>], from: usize) -> Option<&'a str> {
    let start = next(items, from, Item::is_body);
    let untitled = !items[from..start].iter().any(is_title);
    items
        .get(start)
        .filter(|item| untitled && item.kind == Kind::Text)
        .map(|item| item.text)
}

/// Short lines that stand on the page more than once: banners.
fn repeated<'a>(items: &[Item<'a>]) -> HashMap<&'a str, usize> {
    let mut counts = HashMap::new();
    for item in items.iter().filter(|item| item.kind == Kind::Short) {
        *counts.entry(item.text).or_insert(0) += 1;
    }
    counts.retain(|_, count| *count > 1);
    counts
}

/// The junctions of a page: (index of the group's first item, lengths of its short lines, whether something there
/// certainly ends the stretch).
fn shapes(items: &[Item<'_>]) -> Vec<(usize, Vec<usize>, bool)> {
    let mut shapes = Vec::new();
    let mut at = 0;
    while at < items.len() {
        let end = next(items, at, Item::is_body);
        let group = &items[at..end];
        let lengths: Vec<usize> = group
            .iter()
            .filter(|i| is_title(i))
            .map(|i| i.text.chars().count())
            .collect();
        let dated = items
            .get(end)
            .is_some_and(|item| datelines::parse(item.text).is_some());
        let hard = dated
            || group
                .iter()
                .any(|item| matches!(item.kind, Kind::Credit | Kind::Caption(_) | Kind::Deck));
        if !lengths.is_empty() {
            shapes.push((at, lengths, hard));
        }
        at = next(items, end, |item| !item.is_body());
    }
    shapes
}

/// How many junctions next to the one at `at`, up to where the stretch ends, have the same shape.
fn parallels(shapes: &[(usize, Vec<usize>, bool)], at: usize) -> usize {
    let Ok(index) = shapes.binary_search_by_key(&at, |shape| shape.0) else {
        return 0;
    };
    /// Junctions looked at on either side.
    const REACH: usize = 8;
    let alike = |other: &&(usize, Vec<usize>, bool)| {
        let (a, b) = (&shapes[index].1, &other.1);
        a.len() == b.len() && a.iter().zip(b).all(|(a, b)| a.abs_diff(*b) <= 2)
    };
    let before = shapes[..index]
        .iter()
        .rev()
        .take(REACH)
        .take_while(|shape| !shape.2);
    let after = shapes[index + 1..]
        .iter()
        .take(REACH)
        .take_while(|shape| !shape.2);
    before.chain(after).filter(alike).count()
}

#[derive(Default)]
struct Assembly<'a> {
    done: Assembled<'a>,
    repeated: HashMap<&'a str, usize>,
    current: Option<usize>,
    suspended: Vec<usize>,
    /// See [`beyond`].
    beyond: Option<&'a str>,
    /// A credit that stood before any text.
    early_credit: Option<&'a str>,
}

impl<'a> Assembly<'a> {
    /// One junction and the running text after it.
    fn turn(&mut self, group: &[Item<'a>], ahead: &[Item<'a>], parallels: usize) {
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
        if self.begins_story(titled, &titles, ahead, parallels) {
            self.begin_story(titled, &titles, ahead);
        } else {
            self.subheads(titled);
            self.flow(ahead);
        }
    }

    /// What stands between running text and the next short line: credits, captions, furniture.
    fn after_text(&mut self, items: &[Item<'a>]) {
        for item in items {
            match &item.kind {
                Kind::Credit => self.credit(item.text),
                Kind::Caption(caption) => self.float(Floating::Caption(*caption), item),
                Kind::JumpOn(jump) => match self.current() {
                    Some(draft) => draft.on = Some(jump.clone()),
                    None => self.done.loose.push(item.text),
                },
                _ => self.furniture(item),
            }
        }
    }

    fn current(&mut self) -> Option<&mut Draft<'a>> {
        self.current
            .and_then(|index| self.done.drafts.get_mut(index))
    }

    fn credit(&mut self, text: &'a str) {
        match self.current() {
            Some(draft) => {
                draft.credits.push(text);
                draft.closed = draft.has_text();
            }
            None => self.early_credit = Some(text),
        }
    }

    fn float(&mut self, what: Floating<'a>, item: &Item<'a>) {
        let drafts = &self.done.drafts;
        let open = self.current.filter(|&index| !drafts[index].closed);
        let part = open
            .map_or(drafts.last(), |index| drafts.get(index))
            .map_or(0, |draft| draft.parts.len());
        let after = drafts.len();
        self.done.floats.push(Float {
            what,
            text: item.text,
            line: item.line,
            after,
            open,
            part,
            home: None,
        });
    }

    fn furniture(&mut self, item: &Item<'a>) {
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
    fn stray(&mut self, group: &[Item<'a>]) {
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
            return self.begin_story(group, &titles, &[]);
        }
        for item in group {
            match &item.kind {
                Kind::Short | Kind::Deck => self.float(Floating::Banner, item),
                _ => self.after_text(std::slice::from_ref(item)),
            }
        }
    }

    fn begins_story(
        &self,
        group: &[Item<'a>],
        titles: &[Item<'a>],
        ahead: Body<'_, 'a>,
        parallels: usize,
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
            parallels,
            ahead: vocabulary_of(own_text(ahead)),
        };
        #[cfg(test)]
        if std::env::var_os("YUEBAO_TRACE").is_some() {
            println!(
                "{:+.1} {:?}: {}",
                junction.newness(),
                titles.iter().map(|t| t.text).collect::<Vec<_>>(),
                junction.explain()
            );
        }
        junction.newness() > 0.0
    }

    fn begin_story(&mut self, group: &[Item<'a>], titles: &[Item<'a>], ahead: Body<'_, 'a>) {
        self.leave_current();
        let mut draft = Draft::new(titles.first().map_or(0, |item| item.line));
        let vocabulary = vocabulary_of(own_text(ahead));
        let shorts: Vec<Item<'a>> = titles
            .iter()
            .filter(|item| item.kind == Kind::Short)
            .cloned()
            .collect();
        let head = headline_of(&shorts, &vocabulary, |text| {
            self.repeated.contains_key(text)
        });
        head_matter(&mut draft, &shorts, head);
        draft.deck.extend(
            titles
                .iter()
                .filter(|item| item.kind == Kind::Deck)
                .map(|item| item.text),
        );
        draft.credits.extend(self.early_credit.take());
        let titles_known: Vec<&str> = draft.headline.iter().chain(&draft.deck).copied().collect();
        titles_known.iter().for_each(|title| draft.learn(title));
        let index = self.done.drafts.len();
        self.release_banners(&mut draft, &shorts, index, &vocabulary);
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
    fn release_banners(
        &mut self,
        draft: &mut Draft<'a>,
        shorts: &[Item<'a>],
        home: usize,
        words: &Vocabulary,
    ) {
        const OWN: f32 = 0.3;
        let strange = |text: &&str| words.share_of(text) < OWN;
        for &text in draft.kickers.iter().filter(|text| strange(text)) {
            let line = shorts
                .iter()
                .find(|short| short.text == text)
                .map_or(draft.line, |short| short.line);
            let what = Floating::Banner;
            self.done.floats.push(Float {
                what,
                text,
                line,
                after: home,
                open: None,
                part: 0,
                home: Some(home),
            });
        }
        draft.kickers.retain(|text| !strange(text));
    }

    /// The open story is left: suspended where it stops in mid-sentence, else finished.
    fn leave_current(&mut self) {
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
            draft.words = None;
        }
    }

    fn forget(&mut self, index: usize) {
        if let Some(draft) = self.done.drafts.get_mut(index) {
            draft.words = None;
        }
    }

    fn subheads(&mut self, group: &[Item<'a>]) {
        for item in group {
            match &item.kind {
                Kind::Short | Kind::Deck => {
                    if let Some(draft) = self.current() {
                        draft.learn(item.text);
                        draft.parts.push(Part::Subhead(item.text));
                    }
                }
                _ => self.after_text(std::slice::from_ref(item)),
            }
        }
    }

    /// Running text without a title of its own: each body goes on with a story that is open.
    fn flow(&mut self, ahead: Body<'_, 'a>) {
        let bodies = bodies(ahead);
        let mut at = 0;
        while at < bodies.len() {
            if let Kind::Tail(_) = bodies[at][0].kind {
                at += self.tail(&bodies[at..]);
                continue;
            }
            let first = bodies[at][0].text;
            if self.begins_headless(first, at > 0) {
                self.leave_current();
                self.current = Some(self.done.drafts.len());
                self.done.drafts.push(Draft::new(bodies[at][0].line));
            } else if at > 0 || self.current().is_some_and(|draft| draft.has_text()) {
                self.choose_story(&bodies[at..]);
            }
            self.append(bodies[at]);
            at += 1;
        }
    }

    /// Whether a body with no title begins a story of its own: nothing is open, or it has a dateline and the open
    /// story is no beginning that waits for it.
    fn begins_headless(&mut self, first: &str, later: bool) -> bool {
        let Some(current) = self.current.and_then(|index| self.done.drafts.get(index)) else {
            return self.suspended.is_empty();
        };
        let waits = !current.has_text() && !later;
        let dated = datelines::parse(first).is_some();
        let over = current.closed && self.suspended.is_empty() && !starts_in_mid_sentence(first);
        !waits && (dated || over) && current.has_text()
    }

    /// Makes current the story that the first of these bodies goes on with.
    fn choose_story(&mut self, bodies: &[Body<'_, 'a>]) {
        let Some(&top) = self.suspended.last() else {
            return;
        };
        let Some(current) = self.current.and_then(|index| self.done.drafts.get(index)) else {
            return self.resume(self.best_suspended(bodies[0][0].text).unwrap_or(top));
        };
        if current.is_cut() {
            return;
        }
        let text = own_text(bodies[0]);
        let Some(best) = self.best_suspended(text) else {
            return;
        };
        let forced = current.closed;
        // A cut sentence must go on somewhere: the later bodies are the only others that could finish it.
        let waiting = 0.9 / bodies.len().min(4) as f32;
        let resumes = fits(&self.done.drafts[best], text) + waiting > fits(current, text) * 1.0;
        if forced || resumes {
            self.resume(best);
        }
    }

    fn best_suspended(&self, text: &str) -> Option<usize> {
        let weigh = |&index: &usize| (index, fits(&self.done.drafts[index], text));
        self.suspended
            .iter()
            .map(weigh)
            .max_by(|a, b| a.1.total_cmp(&b.1))
            .map(|(index, _)| index)
    }

    fn resume(&mut self, index: usize) {
        self.suspended.retain(|&other| other != index);
        self.leave_current();
        self.current = Some(index);
    }

    /// Appends a body to the current story, joining it to a cut paragraph.
    fn append(&mut self, body: Body<'_, 'a>) {
        let mut joined = None;
        if let Some(draft) = self.current() {
            for (index, item) in body.iter().enumerate() {
                if index == 0 && draft.is_cut() && draft.has_text() {
                    joined = Some(item.line);
                    draft.resume(item.text);
                } else {
                    draft.dated |= !draft.has_text() && datelines::parse(item.text).is_some();
                    draft.paragraph(item.text);
                }
                draft.closed |= super::credits::closes(item.text)
                    || super::credits::trailing(item.text).is_some();
                if let Some((_, jump)) = super::jumps::on(item.text) {
                    draft.on = Some(jump);
                }
            }
        }
        if let Some(line) = joined {
            self.done.notes.push((
                line,
                "joined a paragraph that a column break had cut".to_owned(),
            ));
        }
    }

    /// A tail of another page's story, and how many bodies it took.
    fn tail(&mut self, bodies: &[Body<'_, 'a>]) -> usize {
        let Kind::Tail(jump) = &bodies[0][0].kind else {
            return 1;
        };
        let host = self.current;
        let waits = host
            .and_then(|index| self.done.drafts.get(index))
            .is_some_and(|draft| !draft.has_text());
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
            let mut draft = Draft::new(bodies[0][0].line);
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
            self.current = host;
        }
        taken
    }

    /// Whether a headline waits for other text than the tail under it: text with a dateline, or text that speaks more of
    /// the headline than the tail does.
    fn headline_is_strange(&self, tail: Body<'_, 'a>, more: Option<&str>) -> bool {
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
        datelines::parse(more).is_some() || share(&own) > share(&tail)
    }
}

/// Whether a tail may end with this item.
fn ends_whole(item: &Item<'_>) -> bool {
    !item.text.is_empty() && ending(item.text) == Ending::Whole
}

/// The bodies in a run of items: a blank line or a tail begins a new one.
fn bodies<'i, 'a>(items: &'i [Item<'a>]) -> Vec<Body<'i, 'a>> {
    let mut bodies = Vec::new();
    let mut start = 0;
    for index in 1..=items.len() {
        let breaks = items
            .get(index)
            .is_none_or(|item| item.gap > 0 || matches!(item.kind, Kind::Tail(_)));
        if breaks && start < index {
            bodies.push(&items[start..index]);
            start = index;
        }
    }
    bodies
}

/// The first of the text that is a story's own: after a tail that stands under its headline.
fn own_text<'a>(ahead: Body<'_, 'a>) -> &'a str {
    let bodies = bodies(ahead);
    let own = bodies
        .iter()
        .find(|body| !matches!(body[0].kind, Kind::Tail(_)))
        .or(bodies.first());
    own.map_or("", |body| body[0].text)
}

fn vocabulary_of(text: &str) -> Vocabulary {
    const ENOUGH: usize = 700;
    Vocabulary::of(super::vocabulary::beginning(text, ENOUGH))
}

/// Sorts the short lines of a new story into kickers, headline and what follows it.
fn head_matter<'a>(draft: &mut Draft<'a>, shorts: &[Item<'a>], head: usize) {
    let mut last = head;
    for (index, short) in shorts.iter().enumerate() {
        if index < head
            && !(short.gap == 0 || shorts[index + 1].gap > 0)
            && index + 1 == head
            && is_half(short, &shorts[head])
        {
            draft.headline.push(short.text);
        } else if index < head {
            draft.kickers.push(short.text);
        } else if index == head
            || (short.gap == 0 && index == last + 1 && is_half(&shorts[head], short))
        {
            draft.headline.push(short.text);
            last = index;
        } else {
            draft.deck.push(short.text);
        }
    }
}

/// Whether two lines of one chunk look like a headline in two halves: neither is much shorter, none is a sentence.
fn is_half(first: &Item<'_>, second: &Item<'_>) -> bool {
    let (a, b) = (first.text.chars().count(), second.text.chars().count());
    a * 2 >= b && b * 3 >= a && !ends_sentence(first.text)
}
