//! Bookmarks, read marks, undoing, and the library's answers.
//!
//! A bookmark appears when the library has committed it and not before: what the status line calls stored is stored.

use tui_input::Input;

use crate::edition::Place;
use crate::library::{Draft, Kind, Mark, Remembered, tags_in};
use crate::tui::effect::{Effect, Order, Question};
use crate::tui::message::{Answer, Stored};
use crate::tui::state::landing::Landing;
use crate::tui::state::marks::Undo;
use crate::tui::state::search::{Prompt, Purpose};
use crate::tui::state::{App, Listing, Screen};

use super::{shelf, walk};

/// Sets a bookmark at the paragraph at the top of the screen, or takes away the one that is there.
pub fn toggle(app: &mut App, effects: &mut Vec<Effect>) {
    let Some(place) = place_at_top(app) else {
        return;
    };
    match bookmark_near(app, place) {
        Some(id) => effects.push(Effect::Keep(Order::RemoveMark(id))),
        None => {
            if let Some(draft) = app.draft(place) {
                send(app, draft, effects);
            }
        }
    }
}

/// Sets a bookmark with a note, or opens the note of the one that is there.
pub fn with_note(app: &mut App) {
    let Some(place) = place_at_top(app) else {
        return;
    };
    let known = bookmark_near(app, place);
    let known = known.and_then(|id| app.marks.listed().find(|mark| mark.id == id));
    match known.map(|mark| (mark.id, mark.draft.note.clone())) {
        Some((id, note)) => ask_note(app, id, note),
        None => {
            app.prompt = app.draft(place).map(|draft| Prompt {
                purpose: Purpose::NewNote(draft),
                input: Input::default(),
            });
        }
    }
}

/// The beginning of the first paragraph on the screen, or, when that is more than a screen above, of its first line
/// that is on it. `None`, and said why, where no bookmark can be.
fn place_at_top(app: &mut App) -> Option<Place> {
    let story = markable(app)?;
    let galley = app.galley()?;
    let top = app.reading.top;
    let (slot, byte) = galley.place_of(top);
    let begins = galley.row_of((slot, 0));
    let byte = if begins + app.page() > top { 0 } else { byte };
    Some(Place { story, slot, byte })
}

/// The open story, if it is one of the paper; else it is said that it takes no mark.
pub fn markable(app: &mut App) -> Option<usize> {
    let story = app.open().filter(|&story| app.contents.is_printed(story));
    if story.is_none() {
        let words = app.habits.words.said.no_mark_here.clone();
        app.say(&words, &[]);
    }
    story
}

/// Stars the open story, or takes its star away.
pub fn star(app: &mut App, effects: &mut Vec<Effect>) {
    let Some(story) = markable(app) else { return };
    let known = app.marks.in_story(story, Kind::Star).next();
    match known.map(|mark| mark.id) {
        Some(id) => effects.push(Effect::Keep(Order::RemoveMark(id))),
        None => add_to(app, story, Kind::Star, Vec::new(), effects),
    }
}

/// Sends a mark of a whole story to the library.
fn add_to(app: &mut App, story: usize, kind: Kind, tags: Vec<String>, effects: &mut Vec<Effect>) {
    if let Some(draft) = app.draft_of(story) {
        send(
            app,
            Draft {
                kind,
                tags,
                ..draft
            },
            effects,
        );
    }
}

/// Opens the tags of the open story, or, in the list of marks, those of the selected one.
pub fn edit_tags(app: &mut App) {
    let (story, known) = match app.screen {
        Screen::List(_) => match selected_own(app) {
            Some(mark) => (mark.draft.place.story, Some(mark)),
            None => return,
        },
        _ => {
            let Some(story) = markable(app) else { return };
            (story, app.marks.in_story(story, Kind::Tag).next())
        }
    };
    let tags = known.map_or(Vec::new(), |mark| mark.draft.tags.clone());
    let mark = known.map(|mark| mark.id);
    let text = match tags.is_empty() {
        true => String::new(),
        // So that one more can be written at once.
        false => tags.join(" ") + " ",
    };
    app.prompt = Some(Prompt {
        purpose: Purpose::Tags { story, mark },
        input: Input::new(text),
    });
}

/// Gives a story the tags that were written; a mark that was nothing but tags goes with the last of them.
pub fn set_tags(
    app: &mut App,
    (story, mark): (usize, Option<i64>),
    text: &str,
    effects: &mut Vec<Effect>,
) {
    let tags = tags_in(text);
    let known = mark.and_then(|id| app.marks.listed().find(|mark| mark.id == id));
    let only_tags = known.is_none_or(|mark| mark.draft.kind == Kind::Tag);
    match mark {
        Some(id) if tags.is_empty() && only_tags => {
            effects.push(Effect::Keep(Order::RemoveMark(id)))
        }
        Some(id) => effects.push(Effect::Keep(Order::SetTags(id, tags))),
        None if tags.is_empty() => {}
        None => add_to(app, story, Kind::Tag, tags, effects),
    }
}

/// A bookmark at a place, or in the same part and on the screen.
fn bookmark_near(app: &App, place: Place) -> Option<i64> {
    let galley = app.galley()?;
    let window = app.reading.top..app.reading.top + app.page();
    let mut marks = app.marks.in_story(place.story, Kind::Bookmark);
    let here = marks.find(|mark| {
        let at = mark.draft.place;
        let line = galley.row_of((at.slot, at.byte));
        at == place || (at.slot == place.slot && window.contains(&line))
    });
    here.map(|mark| mark.id)
}

/// Sends a mark to the library, unless one is on its way already.
pub fn send(app: &mut App, draft: Draft, effects: &mut Vec<Effect>) {
    if !app.marks.waiting {
        app.marks.waiting = true;
        effects.push(Effect::Keep(Order::AddMark(draft)));
    }
}

/// Shows the list, and asks the library for the marks of other editions.
pub fn show_list(app: &mut App, effects: &mut Vec<Effect>) {
    effects.push(Effect::Keep(Order::ListMarks));
    share(app, effects);
    app.lists.roll_mut(Listing::Marks).filter.clear();
    walk::over(app, Screen::List(Listing::Marks));
}

fn selected(app: &App) -> Option<&Mark> {
    app.mark(app.lists.roll(Listing::Marks).selected()?)
}

/// The selected mark to be changed. That of another reader is not, and that is said.
fn selected_own(app: &mut App) -> Option<&Mark> {
    if let Some(reader) = selected(app)?.reader.clone() {
        let words = app.habits.words.said.not_yours.clone();
        app.say(&words, &[("name", &reader)]);
        return None;
    }
    selected(app)
}

/// Lists only the next kind of marks, and after the last of them all.
pub fn next_kind(app: &mut App) {
    let kinds = Kind::ALL.into_iter();
    let after = |kind| kinds.clone().skip_while(move |other| *other != kind).nth(1);
    app.lists.kind = match app.lists.kind {
        None => kinds.clone().next(),
        Some(kind) => after(kind),
    };
    app.lists.roll_mut(Listing::Marks).at = 0;
}

/// Shows what was read, and asks the library for it.
pub fn show_stats(app: &mut App, effects: &mut Vec<Effect>) {
    effects.push(Effect::Keep(Order::ReadStats));
    app.lists.stats = 0;
    walk::over(app, Screen::Stats);
}

/// Goes to the selected mark, if need be in another edition.
pub fn jump(app: &mut App, effects: &mut Vec<Effect>) {
    let Some(mark) = selected(app) else {
        return;
    };
    let (origin, draft) = (mark.origin.clone(), mark.draft.clone());
    match mark.edition == app.key {
        true => app.lead_to(&draft),
        false => effects.push(Effect::Open {
            origin,
            landing: Landing::at(draft),
        }),
    }
}

/// Opens the note of the selected mark.
pub fn edit_note(app: &mut App) {
    if let Some((id, note)) = selected_own(app).map(|mark| (mark.id, mark.draft.note.clone())) {
        ask_note(app, id, note);
    }
}

fn ask_note(app: &mut App, id: i64, note: Option<String>) {
    app.prompt = Some(Prompt {
        purpose: Purpose::Note(id),
        input: Input::new(note.unwrap_or_default()),
    });
}

/// Removes the selected mark.
pub fn remove_selected(app: &mut App, effects: &mut Vec<Effect>) {
    if let Some(id) = selected_own(app).map(|mark| mark.id) {
        effects.push(Effect::Keep(Order::RemoveMark(id)));
    }
}

/// Marks the open story read, or unread again.
pub fn toggle_read(app: &mut App, effects: &mut Vec<Effect>) {
    let Some(story) = app.open() else { return };
    let was = app.marks.is_read(story);
    app.mark_read(story, !was, effects);
    app.remember(Undo::Read { story, was });
    let said = &app.habits.words.said;
    let words = if was {
        said.unread.clone()
    } else {
        said.read.clone()
    };
    app.say(&words, &[]);
}

/// Undoes the last step.
pub fn undo(app: &mut App, effects: &mut Vec<Effect>) {
    let order = match app.undo.pop() {
        Some(Undo::Read { story, was }) => {
            app.mark_read(story, was, effects);
            let said = &app.habits.words.said;
            let words = if was {
                said.read.clone()
            } else {
                said.unread.clone()
            };
            return app.say(&words, &[]);
        }
        Some(Undo::Added(id)) => Order::RemoveMark(id),
        Some(Undo::Removed(id)) => Order::RestoreMark(id),
        Some(Undo::Tagged(id, tags)) => Order::SetTags(id, tags),
        Some(Undo::Noted(id, note)) => Order::SetNote(id, note),
        None => {
            let words = app.habits.words.said.nothing_to_undo.clone();
            return app.say(&words, &[]);
        }
    };
    app.marks.undoing = true;
    effects.push(Effect::Keep(order));
}

/// Tells others what was marked and hears what they did, where marks are shared.
pub fn share(app: &mut App, effects: &mut Vec<Effect>) {
    if app.habits.shares {
        shelf::ask(app, Question::Others, effects);
    }
}

/// What others marked. That it cannot be had is said once: the reader may be on a plane.
pub fn hear(app: &mut App, answer: Result<Answer, String>) {
    match answer {
        Ok(Answer::Others(others)) => {
            app.stacks.alone = false;
            app.marks.hear(&app.edition, &app.key, others);
        }
        Ok(_) => {}
        Err(_) if app.stacks.alone => {}
        Err(trouble) => {
            app.stacks.alone = true;
            let words = app.habits.words.said.alone.clone();
            app.say(&words, &[("text", &trouble)]);
        }
    }
}

/// The library is open. A reader who has not begun yet starts at the story that was open last.
pub fn recall(app: &mut App, remembered: Remembered) {
    let last = remembered.last.clone();
    let place = |app: &App| app.open().map(|story| app.anchor(story));
    let before = place(app);
    app.marks.recall(&app.edition, remembered);
    if place(app) != before {
        app.reading.forget_shape();
    }
    if app.touched {
        return;
    }
    let story = last.and_then(|id| app.edition.index_of(&id));
    if let Some(spot) = story.and_then(|story| app.contents.home_of(story)) {
        app.spot = spot;
    }
}

/// Marks of every edition: those of this one are known.
pub fn list(app: &mut App, mut marks: Vec<Mark>) {
    marks.retain(|mark| mark.edition != app.key);
    app.marks.elsewhere = marks;
}

/// The library has committed something: now it is so, and can be undone.
pub fn stored(app: &mut App, stored: Stored) {
    let undoing = std::mem::take(&mut app.marks.undoing);
    let key = app.key.clone();
    let said = &app.habits.words.said;
    let (words, step) = match stored {
        Stored::Added(mark) => {
            let (words, id) = (said.of_kind(mark.draft.kind).stored.clone(), mark.id);
            app.marks.waiting = false;
            app.marks.insert(*mark);
            (words, Undo::Added(id))
        }
        Stored::Removed(id) => {
            let kind = app.marks.take(id).unwrap_or_default();
            (said.of_kind(kind).removed.clone(), Undo::Removed(id))
        }
        Stored::Restored(id) => {
            let kind = app.marks.put_back(id, &key).unwrap_or_default();
            (said.of_kind(kind).restored.clone(), Undo::Added(id))
        }
        Stored::Noted(id, note) => {
            let before = app.marks.note(id, note);
            (said.noted.clone(), Undo::Noted(id, before))
        }
        Stored::Tagged(id, tags) => {
            let before = app.marks.tag(id, tags);
            let words = said.of_kind(Kind::Tag).stored.clone();
            (words, Undo::Tagged(id, before))
        }
    };
    if !undoing {
        app.remember(step);
    }
    app.say(&words, &[]);
}

/// The library could not. The reader goes on reading, and is told.
pub fn failed(app: &mut App, text: &str) {
    app.marks.waiting = false;
    app.marks.undoing = false;
    let words = app.habits.words.said.failed.clone();
    app.say(&words, &[("text", text)]);
}
