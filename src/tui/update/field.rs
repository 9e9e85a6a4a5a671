//! Text fields. Keys go in as they were typed, full-width ones too.

use tui_input::InputRequest;

use crate::text::clean::clean;
use crate::tui::effect::{Effect, Order};
use crate::tui::key::{Code, Stroke};
use crate::tui::state::App;
use crate::tui::state::search::{LONGEST, Prompt, Purpose};

use super::{find, mark};

/// Takes an editing key.
pub fn edit(app: &mut App, stroke: Stroke) {
    if let Some(request) = request(stroke) {
        handle(app, request);
        typed(app);
    }
}

/// Takes pasted text, its line ends as blanks.
pub fn paste(app: &mut App, text: &str) {
    if app.prompt.is_none() {
        return;
    }
    for c in clean(text).text.chars().take(LONGEST) {
        let c = if c.is_control() { ' ' } else { c };
        handle(app, InputRequest::InsertChar(c));
    }
    typed(app);
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

/// A search follows every letter.
fn typed(app: &mut App) {
    let Some(prompt) = &app.prompt else { return };
    if let Purpose::Search { top, .. } = prompt.purpose {
        let query = prompt.input.value().to_owned();
        find::as_typed(app, &query, top);
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
    }
}

/// The reader gives up; everything is as it was before.
pub fn cancel(app: &mut App) {
    let purpose = app.prompt.take().map(|prompt| prompt.purpose);
    if let Some(Purpose::Search { top, before }) = purpose {
        app.search = before;
        app.scroll_to(top);
    }
}
