//! Bookmarks, read marks, undoing, and the library's answers.
//!
//! A bookmark appears when the library has committed it and not before: what the status line calls stored is stored.

use tui_input::Input;

use crate::edition::Place;
use crate::library::{Bookmark, Draft, Remembered};
use crate::tui::effect::{Effect, Order};
use crate::tui::message::Stored;
use crate::tui::state::marks::Undo;
use crate::tui::state::search::{Prompt, Purpose};
use crate::tui::state::{App, Screen};

use super::walk;

/// Sets a bookmark at the paragraph at the top of the screen, or takes away the one that is there.
pub fn toggle(app: &mut App, effects: &mut Vec<Effect>) {
    let Some(place) = place_at_top(app) else {
        return;
    };
    match bookmark_near(app, place) {
        Some(id) => effects.push(Effect::Keep(Order::RemoveBookmark(id))),
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
    let story = app.open().filter(|&story| app.contents.is_printed(story));
    let Some(story) = story else {
        let words = app.habits.words.said.no_mark_here.clone();
        app.say(&words, &[]);
        return None;
    };
    let galley = app.galley()?;
    let top = app.reading.top;
    let (slot, byte) = galley.place_of(top);
    let begins = galley.row_of((slot, 0));
    let byte = if begins + app.page() > top { 0 } else { byte };
    Some(Place { story, slot, byte })
}

/// A bookmark at a place, or in the same part and on the screen.
fn bookmark_near(app: &App, place: Place) -> Option<i64> {
    let galley = app.galley()?;
    let window = app.reading.top..app.reading.top + app.page();
    let mut marks = app.marks.in_story(place.story);
    let here = marks.find(|(_, mark)| {
        let line = galley.row_of((mark.slot, mark.byte));
        *mark == place || (mark.slot == place.slot && window.contains(&line))
    });
    here.map(|(id, _)| id)
}

/// Sends a bookmark to the library, unless one is on its way already.
pub fn send(app: &mut App, draft: Draft, effects: &mut Vec<Effect>) {
    if !app.marks.waiting {
        app.marks.waiting = true;
        effects.push(Effect::Keep(Order::AddBookmark(draft)));
    }
}

/// Shows the list, and asks the library for the bookmarks of other editions.
pub fn show_list(app: &mut App, effects: &mut Vec<Effect>) {
    effects.push(Effect::Keep(Order::ListBookmarks));
    walk::over(app, Screen::Bookmarks);
}

fn selected(app: &App) -> Option<&Bookmark> {
    app.marks.listed().nth(app.lists.bookmark)
}

/// Goes to the selected bookmark, if need be in another edition.
pub fn jump(app: &mut App, effects: &mut Vec<Effect>) {
    let Some(bookmark) = selected(app) else {
        return;
    };
    let (origin, draft) = (bookmark.origin.clone(), bookmark.draft.clone());
    match bookmark.edition == app.key {
        true => app.lead_to(&draft),
        false => effects.push(Effect::Open {
            origin,
            draft: Some(draft),
        }),
    }
}

/// Opens the note of the selected bookmark.
pub fn edit_note(app: &mut App) {
    if let Some((id, note)) = selected(app).map(|mark| (mark.id, mark.draft.note.clone())) {
        ask_note(app, id, note);
    }
}

fn ask_note(app: &mut App, id: i64, note: Option<String>) {
    app.prompt = Some(Prompt {
        purpose: Purpose::Note(id),
        input: Input::new(note.unwrap_or_default()),
    });
}

/// Removes the selected bookmark.
pub fn remove_selected(app: &mut App, effects: &mut Vec<Effect>) {
    if let Some(id) = selected(app).map(|mark| mark.id) {
        effects.push(Effect::Keep(Order::RemoveBookmark(id)));
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
        Some(Undo::Added(id)) => Order::RemoveBookmark(id),
        Some(Undo::Removed(id)) => Order::RestoreBookmark(id),
        Some(Undo::Noted(id, note)) => Order::SetNote(id, note),
        None => {
            let words = app.habits.words.said.nothing_to_undo.clone();
            return app.say(&words, &[]);
        }
    };
    app.marks.undoing = true;
    effects.push(Effect::Keep(order));
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

/// Bookmarks of every edition: those of this one are known.
pub fn list(app: &mut App, bookmarks: Vec<Bookmark>) {
    let own = app.key.clone();
    app.marks.elsewhere = bookmarks
        .into_iter()
        .filter(|bookmark| bookmark.edition != own)
        .collect();
}

/// The library has committed something: now it is so, and can be undone.
pub fn stored(app: &mut App, stored: Stored) {
    let undoing = std::mem::take(&mut app.marks.undoing);
    let said = &app.habits.words.said;
    let (words, step) = match stored {
        Stored::Added(bookmark) => {
            let (words, id) = (said.stored.clone(), bookmark.id);
            app.marks.waiting = false;
            app.marks.insert(bookmark);
            (words, Undo::Added(id))
        }
        Stored::Removed(id) => {
            let words = said.removed.clone();
            app.marks.take(id);
            (words, Undo::Removed(id))
        }
        Stored::Restored(id) => {
            let (words, key) = (said.restored.clone(), app.key.clone());
            app.marks.put_back(id, &key);
            (words, Undo::Added(id))
        }
        Stored::Noted(id, note) => {
            let words = said.noted.clone();
            let before = app.marks.note(id, note);
            (words, Undo::Noted(id, before))
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
