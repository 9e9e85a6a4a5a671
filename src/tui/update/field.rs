//! Text fields. Keys go in as they were typed, full-width ones too.

use tui_input::InputRequest;

use crate::text::clean::clean;
use crate::tui::effect::{Effect, Order};
use crate::tui::key::{Code, Stroke};
use crate::tui::state::search::{LONGEST, Prompt, Purpose};
use crate::tui::state::{App, Listing, Screen};

use super::{find, mark, shelf, walk};

/// Opens a field over a list: what its rows must have, or, where stories were found, what is looked for.
pub fn filter(app: &mut App) {
    let Screen::List(listing) = app.screen else {
        return;
    };
    let before = match listing {
        Listing::Found => &app.stacks.results.field,
        _ => &app.lists.roll(listing).filter,
    };
    app.prompt = Some(Prompt {
        purpose: Purpose::Filter,
        input: before.as_str().into(),
    });
}

/// Takes an editing key.
pub fn edit(app: &mut App, stroke: Stroke, effects: &mut Vec<Effect>) {
    if let Some(request) = request(stroke) {
        handle(app, request);
        typed(app, effects);
    }
}

/// Takes pasted text, its line ends as blanks.
pub fn paste(app: &mut App, text: &str, effects: &mut Vec<Effect>) {
    if app.prompt.is_none() {
        return;
    }
    for c in clean(text).text.chars().take(LONGEST) {
        let c = if c.is_control() { ' ' } else { c };
        handle(app, InputRequest::InsertChar(c));
    }
    typed(app, effects);
}

fn handle(app: &mut App, request: InputRequest) {
    let Some(prompt) = &mut app.prompt else {
        return;
    };
    let full = prompt.input.value().chars().count() >= LONGEST;
    let inserts = matches!(request, InputRequest::InsertChar(_));
    if !(full && inserts) {
        prompt.input.handle(request);
    }
}

fn request(stroke: Stroke) -> Option<InputRequest> {
    use InputRequest as R;
    let word = stroke.ctrl || stroke.alt;
    Some(match (stroke.code, stroke.ctrl, stroke.alt) {
        (Code::Char(c), false, false) => R::InsertChar(c),
        (Code::Char('a'), true, false) | (Code::Home, ..) => R::GoToStart,
        (Code::Char('e'), true, false) | (Code::End, ..) => R::GoToEnd,
        (Code::Char('b'), true, false) => R::GoToPrevChar,
        (Code::Char('f'), true, false) => R::GoToNextChar,
        (Code::Char('b'), false, true) => R::GoToPrevWord,
        (Code::Char('f'), false, true) => R::GoToNextWord,
        (Code::Left, ..) if word => R::GoToPrevWord,
        (Code::Right, ..) if word => R::GoToNextWord,
        (Code::Left, ..) => R::GoToPrevChar,
        (Code::Right, ..) => R::GoToNextChar,
        (Code::Char('w'), true, false) => R::DeletePrevWord,
        (Code::Char('u'), true, false) => R::DeleteFromStart,
        (Code::Char('k'), true, false) => R::DeleteTillEnd,
        (Code::Char('y'), true, false) => R::Yank,
        (Code::Char('h'), true, false) => R::DeletePrevChar,
        (Code::Backspace, ..) if word => R::DeletePrevWord,
        (Code::Backspace, ..) => R::DeletePrevChar,
        (Code::Delete, ..) => R::DeleteNextChar,
        _ => return None,
    })
}

/// Searches and filters follow every letter.
fn typed(app: &mut App, effects: &mut Vec<Effect>) {
    let Some(prompt) = &app.prompt else { return };
    let text = prompt.input.value().to_owned();
    match (&prompt.purpose, app.screen) {
        (Purpose::Search { top, .. }, _) => {
            let top = *top;
            find::as_typed(app, &text, top);
        }
        (Purpose::Filter, Screen::List(listing)) => filter_by(app, listing, text, effects),
        _ => {}
    }
}

fn filter_by(app: &mut App, listing: Listing, text: String, effects: &mut Vec<Effect>) {
    let found = listing == Listing::Found;
    let roll = app.lists.roll_mut(listing);
    if found && text != app.stacks.results.field {
        shelf::look_for(app, &text, effects);
    } else if !found && text != roll.filter {
        roll.filter = text;
        roll.at = 0;
    }
}

/// The reader is done with the field.
pub fn accept(app: &mut App, effects: &mut Vec<Effect>) {
    let Some(Prompt { purpose, input }) = app.prompt.take() else {
        return;
    };
    let text = input.value().trim();
    let note = (!text.is_empty()).then(|| text.to_owned());
    match purpose {
        Purpose::Search { before, .. } => find::settle_on(app, input.value(), before),
        Purpose::NewNote(draft) => {
            let draft = crate::library::Draft { note, ..draft };
            mark::send(app, draft, effects);
        }
        Purpose::Tags { story, mark } => mark::set_tags(app, (story, mark), text, effects),
        Purpose::Note(id) => effects.push(Effect::Keep(Order::SetNote(id, note))),
        Purpose::Filter => walk::open(app, effects),
    }
}

/// The reader gives up; everything is as it was before. A list keeps what was typed over it, and is left when that is
/// nothing.
pub fn cancel(app: &mut App) {
    let Some(Prompt { purpose, input }) = app.prompt.take() else {
        return;
    };
    match purpose {
        Purpose::Search { top, before } => {
            app.search = before;
            app.scroll_to(top);
        }
        Purpose::Filter if input.value().is_empty() => walk::back(app),
        _ => {}
    }
}
