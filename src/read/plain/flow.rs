//! Running text without a title of its own: which open story each body goes on with.

use super::assembly::Assembly;
use super::bodies::{Body, bodies, own_text};
use super::datelines;
use super::draft::Draft;
use super::grammar::starts_in_mid_sentence;
use super::items::{Item, Kind};
use super::junction::fits;

impl<'a> Assembly<'a> {
    /// Running text without a title of its own: each body goes on with a story that is open.
    pub(super) fn flow(&mut self, ahead: Body<'_, 'a>) {
        let bodies = bodies(ahead);
        let mut at = 0;
        while at < bodies.len() {
            if let Kind::Tail(_) = bodies[at][0].kind {
                at += self.tail(&bodies[at..]);
                continue;
            }
            let first = bodies[at][0].text;
            if self.is_owed_its_headline(first) {
                self.give_back_headline();
            } else if self.begins_headless(first, at > 0) {
                self.leave_current();
                self.current = Some(self.done.drafts.len());
                self.done.drafts.push(Draft::new());
            } else if at > 0 || self.current().is_some_and(|draft| draft.has_text()) {
                self.choose_story(&bodies[at..]);
            }
            self.append(bodies[at]);
            at += 1;
        }
    }

    /// Whether a body with no title begins a story of its own: nothing is open, or it has a dateline and the open
    /// story is no beginning that waits for it.
    pub(super) fn begins_headless(&mut self, first: &str, later: bool) -> bool {
        let Some(current) = self.current.and_then(|index| self.done.drafts.get(index)) else {
            return self.suspended.is_empty();
        };
        let waits = !current.has_text() && !later;
        let dated = datelines::parse(first).is_some();
        let over = current.closed && self.suspended.is_empty() && !starts_in_mid_sentence(first);
        !waits && (dated || over) && current.has_text()
    }

    /// Makes current the story that the first of these bodies goes on with.
    pub(super) fn choose_story(&mut self, bodies: &[Body<'_, 'a>]) {
        let text = own_text(bodies[0]);
        let Some(best) = self.best_of(&self.waiting_for(&bodies[0][0]), text) else {
            return;
        };
        let Some(current) = self.current.and_then(|index| self.done.drafts.get(index)) else {
            return self.resume(best);
        };
        if current.is_cut() {
            return;
        }
        // A cut sentence must go on somewhere: the later bodies are the only others that could finish it.
        let waiting = 1.5 / bodies.len().min(4) as f32;
        let resumes = fits(&self.done.drafts[best], text) + waiting > fits(current, text);
        if current.closed || resumes || starts_in_mid_sentence(text) {
            self.resume(best);
        }
    }

    /// The stories that a text may go on with, besides the open one. Where paragraphs are indented, an indent says that
    /// no sentence is waiting for it, and none says that one is, even if it seemed whole.
    fn waiting_for(&self, first: &Item<'a>) -> Vec<usize> {
        let closed = self
            .current
            .and_then(|index| self.done.drafts.get(index))
            .is_none_or(|open| open.closed);
        let mut waiting = match self.indents && first.indented && !closed {
            true => Vec::new(),
            false => self.suspended.clone(),
        };
        waiting.extend(
            self.left
                .filter(|left| self.goes_on(first) && !waiting.contains(left)),
        );
        waiting
    }

    /// Whether a line lacks the indent that the page gives to paragraphs.
    fn goes_on(&self, item: &Item<'a>) -> bool {
        self.indents
            && !item.indented
            && item.kind == Kind::Text
            && !super::credits::closes(item.text)
    }

    fn best_of(&self, stories: &[usize], text: &str) -> Option<usize> {
        let weigh = |&index: &usize| (index, fits(&self.done.drafts[index], text));
        let best = stories.iter().map(weigh).max_by(|a, b| a.1.total_cmp(&b.1));
        best.map(|(index, _)| index)
    }

    pub(super) fn resume(&mut self, index: usize) {
        self.suspended.retain(|&other| other != index);
        self.left = self.left.filter(|&left| left != index);
        self.leave_current();
        self.current = Some(index);
    }

    /// Appends a body to the current story, joining it to a cut paragraph.
    pub(super) fn append(&mut self, body: Body<'_, 'a>) {
        let mut joined = None;
        let goes_on = body.first().is_some_and(|first| self.goes_on(first));
        if let Some(draft) = self.current() {
            for (index, item) in body.iter().enumerate() {
                if index == 0
                    && draft.has_text()
                    && (draft.is_cut() || (goes_on && draft.ends_open()))
                {
                    joined = Some(item.line);
                    draft.resume(item.text);
                } else {
                    draft.dated |= !draft.has_text() && datelines::parse(item.text).is_some();
                    draft.paragraph(item.text);
                }
                draft.verse = item.kind == Kind::Verse;
                draft.closed |= super::credits::closes(item.text)
                    || super::credits::trailing(item.text).is_some();
                draft.leads_on |= super::jumps::on(item.text).is_some();
            }
        }
        if let Some(line) = joined {
            self.done.notes.push((
                line,
                "joined a paragraph that a column break had cut".to_owned(),
            ));
        }
    }
}
