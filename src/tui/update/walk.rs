//! Moving: in lists, in the text, from story to story and from screen to screen.

use crate::edition::Slot;
use crate::tui::effect::Effect;
use crate::tui::state::contents::{Kind, Spot};
use crate::tui::state::landing::Landing;
use crate::tui::state::{App, Listing, Screen};

use super::{command, mark, shelf};

/// Up or down by lines of text or items of a list.
pub fn by_lines(app: &mut App, by: usize, down: bool) {
    let moved = |at: usize| match down {
        true => at.saturating_add(by),
        false => at.saturating_sub(by),
    };
    match app.screen {
        Screen::Sections => to_shelf(app, moved(app.spot.shelf)),
        Screen::Stories => app.spot.item = moved(app.spot.item).min(last_item(app)),
        // A field over the text is no list.
        Screen::Text if app.prompt.is_some() => {}
        Screen::Text => app.scroll_to(moved(app.reading.top)),
        Screen::List(listing) => {
            let roll = app.lists.roll_mut(listing);
            roll.at = moved(roll.at);
        }
        Screen::Days => app.stacks.calendar.by_weeks(by, down),
        Screen::Pane => {
            let top = app.pane.as_ref().map_or(0, |pane| pane.top);
            app.scroll_pane(moved(top));
        }
        Screen::Stats => scroll_stats(app, moved(app.lists.stats)),
        Screen::Help => scroll_help(app, moved(app.lists.help)),
    }
}

/// By half a window.
pub fn by_half_pages(app: &mut App, times: usize, down: bool) {
    let half = (app.page() / 2).max(1);
    by_lines(app, page_of(app, half).saturating_mul(times), down);
}

/// By a window, less one line that carries the eye over; in columns by whole windows.
pub fn by_pages(app: &mut App, times: usize, down: bool) {
    if app.screen == Screen::Text && app.turn_bands(times, down) {
        return;
    }
    let page = app.page().saturating_sub(1).max(1);
    by_lines(app, page_of(app, page).saturating_mul(times), down);
}

/// Lists of tall items move by fewer of them.
fn page_of(app: &App, lines: usize) -> usize {
    match app.screen {
        Screen::Text | Screen::Pane | Screen::Help | Screen::Stats | Screen::Sections => lines,
        Screen::List(Listing::Picks | Listing::Issues) => lines,
        Screen::Stories | Screen::List(_) | Screen::Days => (lines / 4).max(1),
    }
}

/// To a line or an item by number, 0 the first.
pub fn to(app: &mut App, index: usize) {
    match app.screen {
        Screen::Sections => to_shelf(app, index),
        Screen::Stories => app.spot.item = index.min(last_item(app)),
        Screen::Text => app.scroll_to(index),
        Screen::List(listing) => app.lists.roll_mut(listing).at = index,
        Screen::Days => to_day(app, index),
        Screen::Pane => app.scroll_pane(index),
        Screen::Stats => scroll_stats(app, index),
        Screen::Help => scroll_help(app, index),
    }
}

fn last_item(app: &App) -> usize {
    app.stories_here().len().saturating_sub(1)
}

fn to_shelf(app: &mut App, shelf: usize) {
    let last = app.contents.shelves.len().saturating_sub(1);
    let shelf = shelf.min(last);
    if shelf != app.spot.shelf {
        app.spot = Spot { shelf, item: 0 };
    }
}

fn to_day(app: &mut App, index: usize) {
    let days = &app.stacks.calendar.days;
    let day = days.keys().nth(index).or(days.keys().next_back());
    app.stacks.calendar.at = day.copied().flatten();
}

fn scroll_stats(app: &mut App, to: usize) {
    let Some(area) = app.panes().and_then(|panes| panes.whole) else {
        return;
    };
    let lines = crate::tui::view::stats_lines(app, area.width).len();
    app.lists.stats = to.min(lines.saturating_sub(usize::from(area.height)));
}

fn scroll_help(app: &mut App, to: usize) {
    let Some(area) = app.panes().and_then(|panes| panes.whole) else {
        return;
    };
    let lines = crate::tui::view::help_lines(app, area.width).len();
    app.lists.help = to.min(lines.saturating_sub(usize::from(area.height)));
}

/// Down a window, and at the end of a story on to the next.
pub fn read_on(app: &mut App) {
    match app.screen {
        Screen::Text if app.reading.top >= app.last_top() => by_stories(app, 1, true),
        _ => by_pages(app, 1, true),
    }
}

/// On or back by stories, over the ends of sections.
pub fn by_stories(app: &mut App, times: usize, forward: bool) {
    let words = match forward {
        true => app.habits.words.said.last_story.clone(),
        false => app.habits.words.said.first_story.clone(),
    };
    for _ in 0..times {
        match app.contents.beside(app.spot, forward) {
            Some(spot) => app.spot = spot,
            None => {
                app.say(&words, &[]);
                break;
            }
        }
    }
    if app.screen == Screen::Sections {
        app.screen = Screen::Stories;
    }
}

/// On or back by sections; a reader inside a story goes to the first story of a section that has one.
pub fn by_sections(app: &mut App, times: usize, forward: bool) {
    for _ in 0..times {
        let Some(shelf) = section_beside(app, forward) else {
            break;
        };
        app.spot = Spot { shelf, item: 0 };
    }
}

fn section_beside(app: &App, forward: bool) -> Option<usize> {
    let reading = app.screen == Screen::Text;
    let shelves = app.contents.shelves.iter().enumerate();
    let mut open = shelves.filter(|(_, shelf)| !(reading && shelf.stories.is_empty()));
    let here = app.spot.shelf;
    let found = match forward {
        true => open.find(|(index, _)| *index > here),
        false => open.rfind(|(index, _)| *index < here),
    };
    found.map(|(index, _)| index)
}

/// Opens what is selected.
pub fn open(app: &mut App, effects: &mut Vec<Effect>) {
    match app.screen {
        Screen::Sections | Screen::Stories if on_bookmarks(app) => mark::show_list(app, effects),
        Screen::Sections => app.screen = Screen::Stories,
        Screen::Stories if app.open().is_some() => app.screen = Screen::Text,
        Screen::List(Listing::Marks) => mark::jump(app, effects),
        Screen::List(Listing::Papers) => shelf::open_paper(app, effects),
        Screen::List(Listing::Issues) => {
            if let Some(item) = app.lists.roll(Listing::Issues).selected() {
                shelf::open_issue(app, item, effects);
            }
        }
        Screen::List(Listing::Found) => shelf::open_hit(app, effects),
        Screen::List(Listing::Picks) => {
            if let Some(story) = app.lists.roll(Listing::Picks).selected() {
                app.leap(story, None);
            }
        }
        Screen::List(Listing::Commands) => {
            if let Some(item) = app.lists.roll(Listing::Commands).selected() {
                command::run(app, item, effects);
            }
        }
        Screen::Days => shelf::open_day(app, effects),
        _ => {}
    }
}

/// Opens the field in which a story of this edition is picked.
pub fn pick(app: &mut App) {
    let at = app.open().unwrap_or(0);
    let roll = app.lists.roll_mut(Listing::Picks);
    roll.filter.clear();
    roll.at = at;
    over(app, Screen::List(Listing::Picks));
    super::field::filter(app);
}

fn on_bookmarks(app: &App) -> bool {
    let shelf = app.contents.shelves.get(app.spot.shelf);
    shelf.is_some_and(|shelf| shelf.kind == Kind::Bookmarks)
}

/// One level back.
pub fn back(app: &mut App) {
    app.screen = match app.screen {
        Screen::Sections | Screen::Stories => Screen::Sections,
        Screen::Text => Screen::Stories,
        _ => app.under.pop().unwrap_or(Screen::Stories),
    };
}

/// One level back; out of the front view it is out of the program.
pub fn close(app: &mut App, effects: &mut Vec<Effect>) {
    match app.screen {
        Screen::Sections | Screen::Stories => effects.push(Effect::Quit),
        _ => back(app),
    }
}

/// Puts a screen over what the reader faces. One that lies there already comes up, and what lay on it is gone.
pub fn over(app: &mut App, screen: Screen) {
    if app.screen == screen {
        return;
    }
    match app.under.iter().position(|under| *under == screen) {
        Some(at) => app.under.truncate(at),
        None => app.under.push(app.screen),
    }
    app.screen = screen;
}

/// Follows a jump line: the one that leads on when the end is on the screen, else the one that leads here, else the
/// only one there is.
pub fn follow(app: &mut App) {
    let Some(story) = app.open().and_then(|index| app.story(index)) else {
        return;
    };
    let (on, from) = (story.continued_on.is_some(), story.continued_from.is_some());
    match (on, from) {
        (true, _) if app.at_end() || !from => follow_line(app, Slot::On),
        _ => follow_line(app, Slot::From),
    }
}

/// Follows the jump line in a slot.
pub fn follow_line(app: &mut App, slot: Slot) {
    let story = app.open().and_then(|index| app.story(index));
    let jump = story.and_then(|story| match slot {
        Slot::From => story.continued_from.as_ref(),
        _ => story.continued_on.as_ref(),
    });
    let said = &app.habits.words.said;
    let Some(jump) = jump else {
        let words = said.no_jump.clone();
        return app.say(&words, &[]);
    };
    let target = jump
        .story
        .as_deref()
        .and_then(|id| app.edition.index_of(id));
    match target {
        Some(target) => app.leap(target, None),
        None => {
            let (words, text) = (said.jump_elsewhere.clone(), jump.text.clone());
            app.say(&words, &[("text", &text)]);
        }
    }
}

/// To the issue before or after this one, where the reader left it.
pub fn turn_issue(app: &mut App, origin: Option<String>, effects: &mut Vec<Effect>) {
    match origin {
        Some(origin) => effects.push(Effect::Open {
            origin,
            landing: Landing::default(),
        }),
        None => {
            let words = app.habits.words.said.no_issue.clone();
            app.say(&words, &[]);
        }
    }
}

/// Back to where the last jump began, at last in the paper before this one.
pub fn go_back(app: &mut App, effects: &mut Vec<Effect>) {
    let step = app.trail.pop();
    let story = step.as_ref().map(|step| step.story);
    let spot = story.and_then(|story| app.contents.home_of(story));
    match (step, spot, app.came_from.clone()) {
        (Some(step), Some(spot), _) => {
            app.stand_at(spot, step.story, step.place);
            app.face(&step.faced);
        }
        (None, _, Some((origin, landing))) => effects.push(Effect::Open { origin, landing }),
        _ => {
            let words = app.habits.words.said.no_return.clone();
            app.say(&words, &[]);
        }
    }
}
