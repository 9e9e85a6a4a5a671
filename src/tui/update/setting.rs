//! How the text is set, changed while reading: each key goes through the ways there are, and tells which one is on.

use crate::config::{Columns, Ruby};
use crate::text::convert::Conversion;
use crate::text::language::Language;
use crate::text::spacing::Autospace;
use crate::tui::state::App;
use crate::tui::words::Words;

/// Readings of characters: in brackets, above, none.
pub fn ruby(app: &mut App) {
    let ruby = &mut app.habits.setting.ruby;
    *ruby = match ruby {
        Ruby::Beside => Ruby::Above,
        Ruby::Above => Ruby::Off,
        Ruby::Off => Ruby::Beside,
    };
    let ruby = *ruby;
    tell(app, |words| {
        let states = &words.states;
        let state = match ruby {
            Ruby::Beside => &states.beside,
            Ruby::Above => &states.above,
            Ruby::Off => &states.off,
        };
        (&words.setting.ruby, state)
    });
}

/// The other characters for the open story, or those it was printed in.
pub fn script(app: &mut App) {
    let Some((index, story)) = app
        .open()
        .and_then(|index| Some((index, app.story(index)?)))
    else {
        return;
    };
    let other = match app.language_of(index, story) {
        Language::ZhHans => Conversion::Traditional,
        Language::ZhHant => Conversion::Simplified,
        Language::Ja | Language::Ko | Language::Other => {
            let words = app.habits.words.setting.not_chinese.clone();
            return app.say(&words, &[]);
        }
    };
    let shown = match app.script_of(index, story) {
        Conversion::Off => other,
        _ => Conversion::Off,
    };
    app.scripts.insert(index, shown);
    tell(app, |words| {
        let states = &words.states;
        let state = match shown {
            Conversion::Off => &states.printed,
            Conversion::Simplified => &states.simplified,
            _ => &states.traditional,
        };
        (&words.setting.script, state)
    });
}

/// Newspaper columns: one, as many as read well, two, three and on to as many as there is room for.
pub fn columns(app: &mut App) {
    let has_room = |count: u16| app.columns(Columns::Of(count)) == count;
    let next = match app.habits.setting.columns {
        Columns::Of(1) => Columns::Auto,
        Columns::Auto if has_room(2) => Columns::Of(2),
        Columns::Of(count) if has_room(count.saturating_add(1)) => Columns::Of(count + 1),
        _ => Columns::ONE,
    };
    app.habits.setting.columns = next;
    let count = app.columns(next).to_string();
    let state = match next {
        Columns::Auto => app.tell(&app.habits.words.states.auto, &[("n", &count)]),
        Columns::Of(_) => count,
    };
    let text = app.habits.words.setting.columns.clone();
    app.say(&text, &[("state", &state)]);
    app.reading.forget_shape();
}

/// Lines that run down, or across.
pub fn vertical(app: &mut App) {
    if !app.open_language().runs_down() {
        let words = app.habits.words.setting.not_vertical.clone();
        return app.say(&words, &[]);
    }
    let vertical = &mut app.habits.setting.vertical;
    *vertical = !*vertical;
    let vertical = *vertical;
    tell(app, |words| {
        let states = &words.states;
        let state = if vertical { &states.on } else { &states.off };
        (&words.setting.vertical, state)
    });
}

/// Space between scripts: off, on, to the grid.
pub fn autospace(app: &mut App) {
    let autospace = &mut app.habits.setting.autospace;
    *autospace = match autospace {
        Autospace::Off => Autospace::On,
        Autospace::On => Autospace::Parity,
        Autospace::Parity => Autospace::Off,
    };
    let autospace = *autospace;
    tell(app, |words| {
        let states = &words.states;
        let state = match autospace {
            Autospace::Off => &states.off,
            Autospace::On => &states.on,
            Autospace::Parity => &states.parity,
        };
        (&words.setting.autospace, state)
    });
}

/// What may stand beyond a line's end: nothing, the blank half of a mark, a mark.
pub fn hang(app: &mut App) {
    let hang = &mut app.habits.setting.hang;
    *hang = if *hang >= 2 { 0 } else { *hang + 1 };
    let hang = *hang;
    tell(app, |words| {
        let states = &words.states;
        let state = match hang {
            0 => &states.off,
            1 => &states.half,
            _ => &states.whole,
        };
        (&words.setting.hang, state)
    });
}

/// Lines of one length, or ragged.
pub fn justify(app: &mut App) {
    let justify = &mut app.habits.setting.justify;
    *justify = !*justify;
    let justify = *justify;
    tell(app, |words| {
        let state = if justify {
            &words.states.on
        } else {
            &words.states.off
        };
        (&words.setting.justify, state)
    });
}

/// Tells how a setting stands now; the text is set anew, at the same place.
fn tell(app: &mut App, told: impl Fn(&Words) -> (&String, &String)) {
    let (text, state) = told(&app.habits.words);
    let (text, state) = (text.clone(), state.clone());
    app.say(&text, &[("state", &state)]);
    app.reading.forget_shape();
}
