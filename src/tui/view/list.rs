//! A list over the window: its name, what it was asked, and its entries, whatever they are.

use ratatui::layout::Rect;
use ratatui::style::Style;

use super::brush::{Brush, line};
use crate::library::query::QueryError;
use crate::tui::effect::Topic;
use crate::tui::state::entry::{Entry, Marked};
use crate::tui::state::geometry::{below_title, bounded};
use crate::tui::state::lists::{SIGNS, Slip};
use crate::tui::state::stacks::Asks;
use crate::tui::state::{App, Listing};
use crate::tui::words::fill;

/// Draws it.
pub fn draw(app: &App, brush: &mut Brush, area: Rect, listing: Listing) {
    let area = bounded(area);
    draw_title(app, brush, area, listing);
    let list = below_title(area);
    let roll = app.lists.roll(listing);
    if roll.rows.is_empty() {
        let text = empty(app, listing);
        let lines = app.lines(&text, list.width.saturating_sub(SIGNS + 1).min(76));
        brush.paragraph(list, SIGNS, &lines, brush.theme.furniture.style());
        return;
    }
    for slip in app.roll_slips(listing, list) {
        if let Some(entry) = app.entry(listing, slip.item, list) {
            draw_entry(brush, list, slip, &entry, slip.item == roll.at);
        }
    }
}

/// The list's name, and at the right what it was filtered by or how much there is.
fn draw_title(app: &App, brush: &mut Brush, area: Rect, listing: Listing) {
    let inner = Rect {
        width: area.width.saturating_sub(1),
        height: area.height.min(1),
        ..area
    };
    let name = app.name_of(listing);
    let beside = told(app, listing);
    let furniture = brush.theme.furniture.style();
    let free = brush.put_right(inner, SIGNS, &beside, furniture);
    let room = Rect {
        width: free.saturating_sub(2 * u16::from(free < inner.width)),
        ..inner
    };
    brush.put(room, 1, &name, brush.theme.subhead.style());
}

fn told(app: &App, listing: Listing) -> String {
    let words = &app.habits.words.list;
    let results = &app.stacks.results;
    match (listing, &results.query) {
        (Listing::Found, Some(Err(QueryError::NoDate(text)))) if results.asks == Asks::Words => {
            fill(&words.no_date, &[("text", text)])
        }
        (Listing::Found, _) if results.hits.is_empty() => String::new(),
        (Listing::Found, _) => fill(&words.count, &[("n", &results.total())]),
        (Listing::Issues, _) => {
            let day = app.stacks.calendar.at.map(|day| app.habits.words.date(day));
            day.unwrap_or_else(|| words.undated.clone())
        }
        _ => filtered(app, listing),
    }
}

/// What is left out; nothing while the field says it.
fn filtered(app: &App, listing: Listing) -> String {
    if app.prompt.is_some() {
        return String::new();
    }
    let kind = app.lists.kind.filter(|_| listing == Listing::Marks);
    let kind = kind.map_or("", |kind| app.kind_name(kind));
    let filter = &app.lists.roll(listing).filter;
    let both = format!("{kind} {filter}");
    match both.trim() {
        "" => String::new(),
        text => fill(&app.habits.words.list.filtered, &[("text", text)]),
    }
}

/// What a list without rows says.
fn empty(app: &App, listing: Listing) -> String {
    let (words, stacks) = (&app.habits.words, &app.stacks);
    let of_shelf = matches!(listing, Listing::Papers | Listing::Found | Listing::Issues);
    if let (true, Some(trouble)) = (of_shelf, &stacks.trouble) {
        return app.tell(&words.empty.no_archive, &[("text", trouble)]);
    }
    let waits = match listing {
        Listing::Papers => stacks.waits_for(Topic::Papers),
        Listing::Found => stacks.waits_for(Topic::Stories),
        _ => false,
    };
    if waits {
        return words.list.waiting.clone();
    }
    let asked = matches!(&stacks.results.query, Some(Ok(_)));
    let text = match listing {
        Listing::Found if stacks.results.asks != Asks::Words => &words.empty.related,
        Listing::Found if asked => &words.empty.found,
        Listing::Found => &words.empty.ask,
        _ if app.things(listing) > 0 => &words.empty.filtered,
        Listing::Marks => &words.empty.bookmarks,
        Listing::Papers | Listing::Issues => &words.empty.papers,
        Listing::Picks | Listing::Commands => &words.empty.stories,
    };
    app.tell(text, &[])
}

fn draw_entry(brush: &mut Brush, list: Rect, slip: Slip, entry: &Entry, selected: bool) {
    let body = Rect {
        y: slip.y,
        height: slip.height.min(list.bottom().saturating_sub(slip.y)),
        width: list.width.saturating_sub(1),
        ..list
    };
    let furniture = brush.theme.furniture.style();
    if let Some(heading) = &entry.heading {
        brush.put(line(body, 0), 1, heading, brush.theme.subhead.style());
    }
    let row = line(body, entry.above());
    let free = brush.put_right(row, SIGNS + 12, &entry.beside, furniture);
    let title = Rect {
        width: free.saturating_sub(2 * u16::from(free < row.width)),
        ..row
    };
    let headline = match entry.dim {
        true => brush.theme.read.style(),
        false => brush.theme.headline.style(),
    };
    if selected {
        brush.put(row, 0, ">", brush.theme.text.style());
    }
    put_marked(brush, title, SIGNS, &entry.title, headline);
    if selected {
        let marked = Rect {
            x: row.x + SIGNS,
            width: row.width.saturating_sub(SIGNS),
            ..row
        };
        brush.mark(marked.intersection(body), brush.theme.selected.style());
    }
    for (down, under) in (entry.above() + 1..).zip(&entry.under) {
        let row = line(body, down);
        let after = brush.put(row, SIGNS, &under.label, furniture);
        let ink = match under.own {
            true => brush.theme.text.style(),
            false => furniture,
        };
        put_marked(brush, row, after, &under.line, ink);
    }
}

/// Puts a text with what is marked of it.
fn put_marked(brush: &mut Brush, area: Rect, from: u16, text: &Marked, ink: Style) {
    let hit = ink.patch(brush.theme.hit.style());
    let (mut at, mut x) = (0, from);
    for mark in &text.marks {
        let piece = |range| text.text.get(range).unwrap_or("");
        x = brush.put(area, x, piece(at..mark.start), ink);
        x = brush.put(area, x, piece(mark.clone()), hit);
        at = mark.end;
    }
    brush.put(area, x, text.text.get(at..).unwrap_or(""), ink);
}
