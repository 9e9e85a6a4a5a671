//! What was changed in a story, as a pane: removed and added sentences, and between them a little of what stayed.

use super::walk;
use crate::edition::{Block, Change, Fate, Slot};
use crate::tui::state::marks::Stretch;
use crate::tui::state::pane::{Pane, Tone};
use crate::tui::state::{App, Screen};
use crate::tui::words::fill;

/// Characters of a sentence that stayed, at its end or its beginning.
const NEAR: usize = 16;

/// Shows what was changed in the open story.
pub fn show(app: &mut App) {
    let story = app.open().and_then(|index| app.story(index));
    let Some(story) = story.filter(|story| !story.earlier.is_empty()) else {
        let words = app.habits.words.said.not_changed.clone();
        return app.say(&words, &[]);
    };
    let words = &app.habits.words.changes;
    let title = fill(&words.title, &[("text", &app.shown(&story.title()))]);
    let updated = |at| fill(&words.updated, &[("time", &app.time(at))]);
    let changes = story.changes();
    let beside = changes.first().map(|(at, _)| updated(*at));
    let mut sheet = Sheet::default();
    for (nth, (at, changes)) in changes.iter().enumerate() {
        if nth > 0 {
            sheet.blocks.push(Block::subhead(updated(*at)));
        }
        sheet.put_all(changes);
    }
    let mut pane = Pane::of(title, beside.unwrap_or_default(), sheet.blocks);
    pane.toned = sheet.toned;
    app.pane = Some(pane);
    walk::over(app, Screen::Pane);
}

/// A pane that is being written.
#[derive(Default)]
struct Sheet {
    blocks: Vec<Block>,
    toned: Vec<(Stretch, Tone)>,
}

impl Sheet {
    /// Runs of sentences with one fate after another: what stayed is a block, what changed is one.
    fn put_all(&mut self, changes: &[Change]) {
        let is_kept = |change: &Change| change.fate == Fate::Kept;
        let mut runs = changes.chunk_by(|a, b| is_kept(a) == is_kept(b)).peekable();
        let mut is_first = true;
        while let Some(run) = runs.next() {
            let is_last = runs.peek().is_none();
            match run {
                [first, ..] if is_kept(first) => self.put_kept(run, is_first, is_last),
                run => self.put_changed(run),
            }
            is_first = false;
        }
    }

    /// The beginning of what stayed after a change, and the end of what stayed before one.
    fn put_kept(&mut self, run: &[Change], is_first: bool, is_last: bool) {
        let text = run.iter().fold(String::new(), joined);
        let length = text.chars().count();
        let (after, before) = (usize::from(!is_first) * NEAR, usize::from(!is_last) * NEAR);
        if length > after + before {
            let head: String = text.chars().take(after).collect();
            let tail: String = text.chars().skip(length - before).collect();
            return self.put_aside(format!("{head}……{tail}"));
        }
        self.put_aside(text);
    }

    /// What is gone and what is new, a line each.
    fn put_changed(&mut self, run: &[Change]) {
        let block = Slot::Block(self.blocks.len());
        let mut text = String::new();
        for change in run {
            let (sign, tone) = match change.fate {
                Fate::Added => ("+ ", Tone::Added),
                Fate::Removed | Fate::Kept => ("- ", Tone::Removed),
            };
            if !text.is_empty() {
                text.push('\n');
            }
            text += sign;
            let from = text.len();
            let changed = change.changed.iter();
            let stretches = changed.map(|range| {
                let stretch = ((block, from + range.start), (block, from + range.end));
                (stretch, tone)
            });
            self.toned.extend(stretches);
            text += &change.text;
        }
        self.blocks.push(Block::Verbatim { text });
    }

    fn put_aside(&mut self, text: String) {
        let block = Slot::Block(self.blocks.len());
        let stretch = ((block, 0), (block, text.len()));
        self.toned.push((stretch, Tone::Aside));
        self.blocks.push(Block::Verbatim { text });
    }
}

/// A sentence after those before it: apart from them, where no wide mark sets it apart.
fn joined(mut text: String, change: &Change) -> String {
    let sets_apart = |c: char| matches!(c, '。' | '！' | '？' | '”' | '’' | '」' | '』' | '…');
    if !text.is_empty() && !text.ends_with(sets_apart) {
        text.push(' ');
    }
    text + &change.text
}
