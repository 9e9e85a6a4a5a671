//! The mouse: the wheel moves what is under the pointer, a click selects it and a second click opens it.

use ratatui::layout::{Position, Rect};

use super::walk;
use crate::edition::Slot;
use crate::tui::effect::Effect;
use crate::tui::message::{Deed, Mouse};
use crate::tui::state::contents::Spot;
use crate::tui::state::geometry::{below_title, bounded};
use crate::tui::state::lists::Slip;
use crate::tui::state::months::months;
use crate::tui::state::{App, Screen};

/// Lines that a notch of the wheel moves the text.
const NOTCH: usize = 3;

/// Takes what the mouse did.
pub fn answer(app: &mut App, mouse: Mouse, effects: &mut Vec<Effect>) {
    if app.prompt.is_some() {
        return;
    }
    app.touched = true;
    let Some(under) = under(app, mouse) else {
        return;
    };
    match mouse.deed {
        Deed::WheelUp => wheel(app, under, false),
        Deed::WheelDown => wheel(app, under, true),
        Deed::Click => {
            app.said = None;
            click(app, under, mouse, effects);
        }
    }
}

/// The pane under the pointer, as the screen that would have the keyboard there.
fn under(app: &App, mouse: Mouse) -> Option<(Screen, Rect)> {
    let panes = app.panes()?;
    let at = Position::new(mouse.x, mouse.y);
    // A click beside the text, in its margin, is a click on the text.
    let text = panes.text.map(|text| Rect {
        x: text.x.saturating_sub(2),
        width: text.width.saturating_add(4),
        ..text
    });
    [
        (Screen::Sections, panes.sections),
        (Screen::Stories, panes.stories),
        (Screen::Text, text),
        (app.screen, panes.whole),
    ]
    .into_iter()
    .find_map(|(screen, area)| Some((screen, area.filter(|area| area.contains(at))?)))
}

fn wheel(app: &mut App, (screen, _): (Screen, Rect), down: bool) {
    let before = app.screen;
    let by = match screen {
        Screen::Text | Screen::Pane | Screen::Stats | Screen::Help => NOTCH,
        _ => 1,
    };
    match (screen, before) {
        // The wheel over the text scrolls it, and does not take the keyboard from the list.
        (Screen::Text, _) => {
            let top = app.reading.top;
            app.scroll_to(if down {
                top + by
            } else {
                top.saturating_sub(by)
            });
        }
        (pane, _) => {
            app.screen = pane;
            walk::by_lines(app, by, down);
            app.screen = before;
        }
    }
}

fn click(app: &mut App, (screen, area): (Screen, Rect), mouse: Mouse, effects: &mut Vec<Effect>) {
    match screen {
        Screen::Sections => {
            if let Some(slip) = hit(&app.shelf_slips(area), mouse.y) {
                let again = slip.item == app.spot.shelf && app.screen == Screen::Sections;
                app.spot = Spot {
                    shelf: slip.item,
                    item: 0,
                };
                select(app, Screen::Sections, again, effects);
            }
        }
        Screen::Stories => {
            if let Some(slip) = hit(&app.story_slips(area), mouse.y) {
                let again = slip.item == app.spot.item && app.screen == Screen::Stories;
                app.spot.item = slip.item;
                select(app, Screen::Stories, again, effects);
            }
        }
        Screen::List(listing) => {
            let list = below_title(bounded(area));
            if let Some(slip) = hit(&app.roll_slips(listing, list), mouse.y) {
                let again = slip.item == app.lists.roll(listing).at;
                app.lists.roll_mut(listing).at = slip.item;
                select(app, screen, again, effects);
            }
        }
        Screen::Days => click_day(app, area, mouse, effects),
        Screen::Text => click_text(app, mouse),
        Screen::Pane | Screen::Stats | Screen::Help => {}
    }
}

/// A click on a day that has an edition selects it, a second opens that.
fn click_day(app: &mut App, area: Rect, mouse: Mouse, effects: &mut Vec<Effect>) {
    let Some(at) = app.stacks.calendar.at else {
        return;
    };
    let under = Position::new(mouse.x, mouse.y);
    let shown = months(at, area);
    let mut days = shown
        .iter()
        .flat_map(|month| month.days().map(move |day| (day, month.cell(day))));
    let day = days.find(|(_, cell)| cell.is_some_and(|cell| cell.contains(under)));
    let Some((day, _)) = day.filter(|(day, _)| app.stacks.calendar.has(*day)) else {
        return;
    };
    app.stacks.calendar.at = Some(day);
    select(app, Screen::Days, day == at, effects);
}

fn hit(slips: &[Slip], y: u16) -> Option<Slip> {
    let slip = slips.iter().rev().find(|slip| slip.y <= y)?;
    (y < slip.y.saturating_add(slip.height)).then_some(*slip)
}

fn select(app: &mut App, screen: Screen, again: bool, effects: &mut Vec<Effect>) {
    app.screen = screen;
    if again {
        walk::open(app, effects);
    }
}

/// A click gives the text the keyboard; on a jump line it follows it, on the line below the story it goes on to the next.
fn click_text(app: &mut App, mouse: Mouse) {
    let sheet = app.sheet();
    app.screen = Screen::Text;
    let (Some(sheet), Some(galley)) = (sheet, app.galley()) else {
        return;
    };
    let (row, x) = sheet.at(mouse.x, mouse.y);
    let line = galley.layout.line_at(row, x);
    match line.map(|line| line.slot) {
        Some(slot @ (Slot::From | Slot::On)) => walk::follow_line(app, slot),
        None if row == galley.height() + 1 => walk::by_stories(app, 1, true),
        _ => {}
    }
}
