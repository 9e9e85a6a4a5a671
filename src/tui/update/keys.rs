//! Keys: numbers and runs of keys are gathered until they are an action, then the action is done.

use super::{changes, command, fetch, field, find, mark, passage, setting, shelf, walk};
use crate::tui::actions::{Action, Surface, row_of};
use crate::tui::effect::Effect;
use crate::tui::key::{Code, Stroke};
use crate::tui::keymap::Meaning;
use crate::tui::state::{App, Screen};

/// The largest number before an action.
const MOST: usize = 99_999;

/// Takes a stroke.
pub fn press(app: &mut App, stroke: Stroke, effects: &mut Vec<Effect>) {
    let surface = app.surface();
    app.touched = true;
    app.said = None;
    app.deliveries.told = None;
    if surface == Surface::Field && stroke.typed().is_some() {
        field::edit(app, stroke, effects);
        return;
    }
    let stroke = match surface {
        Surface::Field => stroke,
        _ => stroke.folded(),
    };
    if surface != Surface::Field && gather_digit(app, stroke) {
        return;
    }
    app.typed.strokes.push(stroke);
    match app.habits.keymap.meaning(surface, &app.typed.strokes) {
        Meaning::Beginning => {}
        Meaning::Action(action) => {
            let typed = std::mem::take(&mut app.typed);
            let counts = row_of(action).is_some_and(|row| row.count);
            act(app, action, typed.count.filter(|_| counts), effects);
        }
        Meaning::Nothing => {
            app.typed = Default::default();
            if surface == Surface::Field {
                field::edit(app, stroke, effects);
            }
        }
    }
}

/// Takes a digit of a number; 0 only inside one.
fn gather_digit(app: &mut App, stroke: Stroke) -> bool {
    let digit = stroke.typed().and_then(|c| c.to_digit(10));
    let (Some(digit), true) = (digit, app.typed.strokes.is_empty()) else {
        return give_up(app, stroke);
    };
    let before = app.typed.count.unwrap_or(0);
    if digit == 0 && before == 0 {
        return false;
    }
    let digit = usize::try_from(digit).unwrap_or(0);
    app.typed.count = Some((before * 10 + digit).min(MOST));
    true
}

/// Escape in the middle of a number or a run of keys only gives that up.
fn give_up(app: &mut App, stroke: Stroke) -> bool {
    let waiting = app.typed.count.is_some() || !app.typed.strokes.is_empty();
    let gives_up = waiting && stroke == Stroke::plain(Code::Esc);
    if gives_up {
        app.typed = Default::default();
    }
    gives_up
}

/// Does an action, `count` times where that makes sense.
pub fn act(app: &mut App, action: Action, count: Option<usize>, effects: &mut Vec<Effect>) {
    let times = count.unwrap_or(1);
    match action {
        Action::Down => walk::by_lines(app, times, true),
        Action::Up => walk::by_lines(app, times, false),
        Action::HalfDown => walk::by_half_pages(app, times, true),
        Action::HalfUp => walk::by_half_pages(app, times, false),
        Action::PageDown => walk::by_pages(app, times, true),
        Action::PageUp => walk::by_pages(app, times, false),
        Action::ReadOn => walk::read_on(app),
        Action::Top => walk::to(app, count.map_or(0, |n| n.saturating_sub(1))),
        Action::Bottom => walk::to(app, count.map_or(usize::MAX, |n| n.saturating_sub(1))),
        Action::Open => walk::open(app, effects),
        Action::Back | Action::Close if command::stop(app, effects) => {}
        Action::Back => walk::back(app),
        Action::Close => walk::close(app, effects),
        Action::NextStory => walk::by_stories(app, times, true),
        Action::PreviousStory => walk::by_stories(app, times, false),
        Action::NextSection => walk::by_sections(app, times, true),
        Action::PreviousSection => walk::by_sections(app, times, false),
        Action::NextIssue => walk::turn_issue(app, app.beside[1].clone(), effects),
        Action::PreviousIssue => walk::turn_issue(app, app.beside[0].clone(), effects),
        Action::Follow => walk::follow(app),
        Action::Return => walk::go_back(app, effects),
        Action::Alone => app.reading.alone = !app.reading.alone,
        Action::Pipe => command::pipe(app, effects),
        Action::Changes => changes::show(app),
        Action::Original => command::original(app, effects),
        Action::Search => find::begin(app),
        Action::Pick => walk::pick(app),
        Action::Filter => field::filter(app),
        Action::Shelf => shelf::show(app, effects),
        Action::Fetch => fetch::one(app, effects),
        Action::FetchAll => fetch::all(app, effects),
        Action::Reload => fetch::reload(app, effects),
        Action::SearchAll => shelf::search(app, effects),
        Action::Alike => shelf::alike(app, effects),
        Action::Same => shelf::same(app, effects),
        Action::SameByline => shelf::same_byline(app, effects),
        Action::SameKicker => shelf::same_kicker(app, effects),
        Action::NextDay => app.stacks.calendar.by_days(times, true),
        Action::PreviousDay => app.stacks.calendar.by_days(times, false),
        Action::NextMonth => app.stacks.calendar.by_months(times, true),
        Action::PreviousMonth => app.stacks.calendar.by_months(times, false),
        Action::NextYear => app
            .stacks
            .calendar
            .by_months(times.saturating_mul(12), true),
        Action::PreviousYear => app
            .stacks
            .calendar
            .by_months(times.saturating_mul(12), false),
        Action::NextHit => find::step(app, times, true),
        Action::PreviousHit => find::step(app, times, false),
        Action::Bookmark => mark::toggle(app, effects),
        Action::BookmarkNote if app.passage.is_some() => passage::keep_with_note(app),
        Action::BookmarkNote => mark::with_note(app),
        Action::Bookmarks => mark::show_list(app, effects),
        Action::NextKind => mark::next_kind(app),
        Action::EditNote => mark::edit_note(app),
        Action::Remove if app.passage.is_some() => passage::clear(app, effects),
        Action::Remove => mark::remove_selected(app, effects),
        Action::ToggleRead => mark::toggle_read(app, effects),
        Action::Star => mark::star(app, effects),
        Action::Tags => mark::edit_tags(app),
        Action::Highlight => passage::begin(app),
        Action::Longer => passage::stretch(app, times, true),
        Action::Shorter => passage::stretch(app, times, false),
        Action::Later => passage::shift(app, times, true),
        Action::Earlier => passage::shift(app, times, false),
        Action::Copy if app.screen == Screen::Pane => command::copy(app, effects),
        Action::Copy => passage::copy(app, effects),
        Action::Undo => mark::undo(app, effects),
        Action::Stats => mark::show_stats(app, effects),
        Action::Ruby => setting::ruby(app),
        Action::Script => setting::script(app),
        Action::Columns => setting::columns(app),
        Action::Vertical => setting::vertical(app),
        Action::Autospace => setting::autospace(app),
        Action::Hang => setting::hang(app),
        Action::Justify => setting::justify(app),
        Action::Help => walk::over(app, Screen::Help),
        Action::Redraw => effects.push(Effect::Redraw),
        Action::Suspend => effects.push(Effect::Suspend),
        Action::Accept => match app.surface() {
            Surface::Passage => passage::keep(app, effects),
            Surface::Days => shelf::open_day(app, effects),
            _ => field::accept(app, effects),
        },
        Action::Cancel => match app.surface() {
            Surface::Passage => app.passage = None,
            Surface::Days => walk::back(app),
            _ => field::cancel(app),
        },
        Action::Quit => effects.push(Effect::Quit),
    }
}
