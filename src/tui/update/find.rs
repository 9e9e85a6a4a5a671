//! Searching in the open story.

use tui_input::Input;

use crate::edition::Slot;
use crate::tui::state::App;
use crate::tui::state::search::{Prompt, Purpose, Search};

/// Opens the field.
pub fn begin(app: &mut App) {
    let before = app.search.take();
    let Some(index) = app.open() else { return };
    app.search = app
        .story(index)
        .map(|story| Search::over(index, story, before.as_ref()));
    app.prompt = Some(Prompt {
        purpose: Purpose::Search {
            top: app.reading.top,
            before,
        },
        input: Input::default(),
    });
}

/// Searches what stands in the field so far, from where the reader was when it was opened.
pub fn as_typed(app: &mut App, query: &str, top: usize) {
    app.scroll_to(top);
    let from = line_start(app, top);
    let Some(search) = &mut app.search else {
        return;
    };
    search.look_for(query, from);
    if let Some(place) = search.place() {
        app.show(place);
    }
}

/// The query is what the reader wanted.
pub fn settle_on(app: &mut App, query: &str, before: Option<Search>) {
    if query.is_empty() {
        app.search = before;
        return;
    }
    report(app, false);
}

/// Goes to the next or previous hits.
pub fn step(app: &mut App, times: usize, forward: bool) {
    if !renew(app) {
        return;
    }
    let Some(search) = &mut app.search else {
        return;
    };
    let round = search.step(times, forward);
    if let Some(place) = search.place() {
        app.show(place);
    }
    report(app, round);
}

/// In another story the same words are looked for anew. Returns whether there are hits to step through.
fn renew(app: &mut App) -> bool {
    let Some(index) = app.open() else {
        return false;
    };
    let asked = app.search.as_ref();
    let Some((query, needles)) = asked.map(|s| (s.query.clone(), s.needles.clone())) else {
        let words = app.habits.words.said.no_search.clone();
        app.say(&words, &[]);
        return false;
    };
    if app
        .search
        .as_ref()
        .is_some_and(|search| search.story == index)
    {
        return true;
    }
    let from = line_start(app, app.reading.top);
    let mut search = app
        .story(index)
        .map(|story| Search::over(index, story, None));
    if let Some(search) = &mut search {
        search.look_for_all(&query, needles, from);
    }
    app.search = search;
    if let Some(place) = app.search.as_ref().and_then(Search::place) {
        app.show(place);
    }
    report(app, false);
    false
}

fn report(app: &mut App, round: bool) {
    let Some(search) = &app.search else { return };
    let said = &app.habits.words.said;
    let words = match (search.hits.is_empty(), round) {
        (true, _) => &said.no_hit,
        (false, true) => &said.wrapped,
        (false, false) => &said.hit,
    };
    let (words, query) = (words.clone(), search.query.clone());
    let n = (search.current + 1).to_string();
    let of = search.hits.len().to_string();
    app.say(&words, &[("text", &query), ("n", &n), ("of", &of)]);
}

fn line_start(app: &App, line: usize) -> (Slot, usize) {
    let place = app.galley().map(|galley| galley.place_of(line));
    place.unwrap_or((Slot::Kicker, 0))
}
