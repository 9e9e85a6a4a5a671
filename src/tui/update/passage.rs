//! Choosing a passage of the open story, and what becomes of it: a highlight, with or without a note, or a clipping.

use tui_input::Input;

use super::mark;
use crate::edition::{Block, Place, Slot};
use crate::library::{Draft, Kind};
use crate::text::clean::clean;
use crate::tui::effect::{Effect, Order};
use crate::tui::state::App;
use crate::tui::state::passage::Passage;
use crate::tui::state::search::{Prompt, Purpose};

/// Most that goes to the clipboard, in bytes: terminals drop more, or hang on it.
const CLIPBOARD: usize = 100_000;

/// Begins with the sentence at the top of the screen; where that is the head of the story, with the first below it.
pub fn begin(app: &mut App) {
    let Some(story) = mark::markable(app) else {
        return;
    };
    let top = app.galley().map(|galley| galley.place_of(app.reading.top));
    let passage = app.story(story).zip(top);
    app.passage = passage.and_then(|(text, top)| {
        let is_text = |block: &Block| !matches!(block, Block::Figure { .. } | Block::Rule);
        let body = text.blocks.iter().position(is_text).unwrap_or(0);
        Passage::begin(story, text, top.max((Slot::Block(body), 0)))
    });
}

/// Makes it longer or shorter.
pub fn stretch(app: &mut App, by: usize, longer: bool) {
    follow(app, |passage| passage.stretch(by, longer));
}

/// Moves it on or back.
pub fn shift(app: &mut App, by: usize, on: bool) {
    follow(app, |passage| passage.shift(by, on));
}

fn follow(app: &mut App, change: impl FnOnce(&mut Passage)) {
    if let Some(passage) = &mut app.passage {
        change(passage);
        let edge = passage.edge();
        app.show(edge);
    }
}

/// Keeps it as a highlight.
pub fn keep(app: &mut App, effects: &mut Vec<Effect>) {
    if let Some(draft) = take(app) {
        mark::send(app, draft, effects);
    }
}

/// Keeps it once its note is written.
pub fn keep_with_note(app: &mut App) {
    app.prompt = take(app).map(|draft| Prompt {
        purpose: Purpose::NewNote(draft),
        input: Input::default(),
    });
}

/// Takes away the highlights that it touches.
pub fn clear(app: &mut App, effects: &mut Vec<Effect>) {
    let Some(passage) = app.passage.take() else {
        return;
    };
    let (from, to) = (passage.from(), passage.to());
    let highlights = app.marks.highlights(passage.story);
    let touched = highlights.filter(|(_, range)| range.0 < to && from < range.1);
    effects.extend(touched.map(|(id, _)| Effect::Keep(Order::RemoveMark(id))));
}

/// The highlight that the chosen passage makes, unless there is that one; nothing is chosen any more.
fn take(app: &mut App) -> Option<Draft> {
    let passage = app.passage.take()?;
    let ((slot, byte), to) = (passage.from(), passage.to());
    let mut highlights = app.marks.highlights(passage.story);
    let is_there = highlights.any(|(_, stretch)| stretch == ((slot, byte), to));
    drop(highlights);
    if is_there {
        let words = app
            .habits
            .words
            .said
            .of_kind(Kind::Highlight)
            .stored
            .clone();
        app.say(&words, &[]);
        return None;
    }
    let story = app.story(passage.story)?;
    Some(Draft {
        kind: Kind::Highlight,
        place: Place {
            story: passage.story,
            slot,
            byte,
        },
        end: Some(to),
        excerpt: story.passage((slot, byte), to),
        ..app.draft_of(passage.story)?
    })
}

/// Copies the passage, or the whole story, with where it was printed.
pub fn copy(app: &mut App, effects: &mut Vec<Effect>) {
    let index = app.passage.as_ref().map(|passage| passage.story);
    let Some(index) = index.or(app.open()) else {
        return;
    };
    let Some(text) = clipping(app, index) else {
        return;
    };
    app.passage = None;
    let words = app.habits.words.said.copied.clone();
    clip(app, &text, &words, effects);
}

/// Copies a text, as much of it as a terminal takes, and says so in `words` where that is all.
pub(super) fn clip(app: &mut App, text: &str, words: &str, effects: &mut Vec<Effect>) {
    let end = (0..=CLIPBOARD.min(text.len()))
        .rev()
        .find(|&end| text.is_char_boundary(end));
    let end = end.unwrap_or(0);
    let words = match end < text.len() {
        true => app.habits.words.said.copied_part.clone(),
        false => words.to_owned(),
    };
    app.say(&words, &[]);
    let text = clean(text.get(..end).unwrap_or("")).text.into_owned();
    effects.push(Effect::Copy(text));
}

/// The words, an empty line, and the citation.
fn clipping(app: &App, index: usize) -> Option<String> {
    let words = words(app, index, app.passage.as_ref())?;
    let citation = app.citation(index)?.line();
    Some(format!("{}\n\n{citation}\n", app.shown(&words)))
}

/// The words of a passage, or of a whole story.
pub(super) fn words(app: &App, index: usize, passage: Option<&Passage>) -> Option<String> {
    let story = app.story(index)?;
    Some(match passage {
        Some(passage) => story.passage(passage.from(), passage.to()),
        None => {
            let parts = story.parts().map(|(_, text)| text.into_owned());
            let parts: Vec<String> = parts.filter(|text| !text.is_empty()).collect();
            parts.join("\n\n")
        }
    })
}
