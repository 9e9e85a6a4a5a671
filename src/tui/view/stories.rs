//! The stories of a section: kicker, headline, deck, and the minutes that they take.

use ratatui::layout::Rect;
use ratatui::style::Style;

use super::brush::{Brush, line};
use crate::edition::Sort;
use crate::library::Kind as MarkKind;
use crate::tui::state::contents::Kind;
use crate::tui::state::lists::{Item, SIGNS, Slip};
use crate::tui::state::{App, Screen};
use crate::tui::words::fill;

/// Draws the list.
pub fn draw(app: &App, brush: &mut Brush, area: Rect) {
    if app.stories_here().is_empty() {
        let on_bookmarks = app.contents.shelves.get(app.spot.shelf);
        let on_bookmarks = on_bookmarks.is_some_and(|shelf| shelf.kind == Kind::Bookmarks);
        let words = &app.habits.words.empty;
        let text = if on_bookmarks {
            &words.bookmark_shelf
        } else {
            &words.stories
        };
        let text = app.tell(text, &[]);
        let lines = app.lines(&text, area.width.saturating_sub(SIGNS + 1));
        brush.paragraph(area, SIGNS, &lines, brush.theme.furniture.style());
        return;
    }
    for slip in app.story_slips(area) {
        draw_item(app, brush, area, slip);
    }
}

fn draw_item(app: &App, brush: &mut Brush, area: Rect, slip: Slip) {
    let Some(&index) = app.stories_here().get(slip.item) else {
        return;
    };
    let Some(story) = app.story(index) else {
        return;
    };
    let item = app.item(index, story, area);
    let body = Rect {
        y: slip.y,
        height: slip.height.min(area.bottom().saturating_sub(slip.y)),
        width: area.width.saturating_sub(1),
        ..area
    };
    let minutes = app.pace.minutes(index, story, &app.habits.screen);
    let words = &app.habits.words.status;
    // What is no story says what it is, and stands back as what was read does.
    let said = match words.sort(story.sort) {
        Some(sort) => sort.to_owned(),
        None => fill(&words.minutes, &[("n", &minutes.to_string())]),
    };
    let said = match story.earlier.is_empty() {
        true => said,
        false => format!("{said}  {}", app.habits.words.changes.short),
    };
    let is_story = story.sort == Sort::Story;
    let style = match app.marks.is_read(index) || !is_story {
        true => brush.theme.read.style(),
        false => brush.theme.unread.style(),
    };
    let headline = draw_lines(brush, body, &item, &said, style);
    let selected = slip.item == app.spot.item;
    if selected && app.screen == Screen::Stories {
        for down in headline.clone() {
            let row = line(body, down);
            let text = Rect {
                x: row.x + SIGNS,
                width: row.width.saturating_sub(SIGNS),
                ..row
            };
            brush.mark(text.intersection(body), brush.theme.selected.style());
        }
    }
    let signs = line(body, headline.start);
    if selected {
        brush.put(signs, 0, ">", brush.theme.text.style());
    }
    if [MarkKind::Bookmark, MarkKind::Star]
        .into_iter()
        .any(|kind| app.marks.has(index, kind))
    {
        brush.put(signs, 1, "*", brush.theme.text.style());
    }
}

/// Draws an item; answers the lines of its headline.
fn draw_lines(
    brush: &mut Brush,
    body: Rect,
    item: &Item,
    minutes: &str,
    style: Style,
) -> std::ops::Range<u16> {
    let furniture = brush.theme.furniture.style();
    let mut down = 0;
    if let Some(kicker) = &item.kicker {
        brush.put(line(body, 0), SIGNS, kicker, brush.theme.kicker.style());
        down += 1;
    }
    let begin = down;
    for text in &item.headline {
        let mut row = line(body, down);
        if item.deck.is_none() {
            let free = brush.put_right(row, SIGNS + 8, minutes, furniture);
            row.width = row
                .width
                .min(free.saturating_sub(u16::from(free < row.width)));
        }
        brush.put(row, SIGNS, text, style);
        down += 1;
    }
    if let Some(deck) = &item.deck {
        draw_under(brush, line(body, down), deck, minutes);
    }
    begin..down
}

/// The deck, cut so that the minutes stand after it.
fn draw_under(brush: &mut Brush, row: Rect, deck: &str, minutes: &str) {
    let furniture = brush.theme.furniture.style();
    let room = row.width.saturating_sub(brush.cells(minutes) + 2);
    let cut = Rect { width: room, ..row };
    let after = brush.put(cut, SIGNS, deck, furniture);
    let gap = 2 * u16::from(after > SIGNS);
    brush.put(row, after + gap, minutes, furniture);
}
