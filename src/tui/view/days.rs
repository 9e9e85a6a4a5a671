//! The calendar of a paper: a day that has an edition is a number, one that has none a dot.

use jiff::civil::Date;
use ratatui::layout::Rect;

use super::brush::{Brush, line};
use crate::tui::effect::Topic;
use crate::tui::state::App;
use crate::tui::state::calendar::Calendar;
use crate::tui::state::months::{DAY, Month, months};
use crate::tui::words::fill;

/// Draws it.
pub fn draw(app: &App, brush: &mut Brush, area: Rect) {
    let calendar = &app.stacks.calendar;
    let shown = calendar.at.map(|at| months(at, area)).unwrap_or_default();
    let title = line(area, 0);
    let after = brush.put(title, 1, &calendar.paper, brush.theme.subhead.style());
    match &shown[..] {
        [one] if one.name.is_none() => {
            let name = month_name(app, one.first);
            brush.put(title, after + 2, &name, brush.theme.furniture.style());
        }
        [] => draw_none(app, brush, area),
        _ => draw_years(brush, title, after + 3, calendar),
    }
    for month in &shown {
        draw_month(app, brush, month);
    }
}

/// Where no day is selected: nothing is known yet, or the editions here have no day.
fn draw_none(app: &App, brush: &mut Brush, area: Rect) {
    let words = &app.habits.words;
    let waits = app.stacks.waits_for(Topic::Editions);
    let text = match (&app.stacks.trouble, app.stacks.calendar.here().len()) {
        (Some(trouble), _) => app.tell(&words.empty.no_archive, &[("text", trouble)]),
        (None, 0) if waits => words.list.waiting.clone(),
        (None, 0) => app.tell(&words.empty.papers, &[]),
        (None, n) => {
            let editions = fill(&words.list.editions, &[("n", &n.to_string())]);
            format!("> {}  {editions}", words.list.undated)
        }
    };
    let lines = app.lines(&text, area.width.saturating_sub(2));
    let below = Rect {
        y: area.y + 2.min(area.height),
        height: area.height.saturating_sub(2),
        ..area
    };
    brush.paragraph(below, 1, &lines, brush.theme.text.style());
}

/// The years that have editions, as many around the one that is shown as there is room for.
fn draw_years(brush: &mut Brush, row: Rect, from: u16, calendar: &Calendar) {
    const YEAR: u16 = 6;
    let years: Vec<i16> = calendar.years().into_iter().collect();
    let here = calendar.at.map_or(0, Date::year);
    let at = years.iter().position(|year| *year == here).unwrap_or(0);
    let room = usize::from(row.width.saturating_sub(from + 1) / YEAR).max(1);
    let first = at
        .saturating_sub(room / 2)
        .min(years.len().saturating_sub(room));
    let mut x = from;
    for year in years.iter().skip(first).take(room) {
        let (sign, ink) = match *year == here {
            true => (">", brush.theme.unread.style()),
            false => (" ", brush.theme.furniture.style()),
        };
        brush.put(row, x, &format!("{sign}{year}"), ink);
        x = x.saturating_add(YEAR);
    }
}

fn month_name(app: &App, first: Date) -> String {
    let words = &app.habits.words;
    let index = usize::try_from(first.month() - 1).unwrap_or(0);
    let name = words.date.months.get(index).cloned().unwrap_or_default();
    let year = first.year().to_string();
    fill(&words.list.month, &[("year", &year), ("month", &name)])
}

fn draw_month(app: &App, brush: &mut Brush, month: &Month) {
    let furniture = brush.theme.furniture.style();
    if let Some(row) = month.name {
        let name = month_name(app, month.first);
        brush.put(row, 1, &name, brush.theme.subhead.style());
    }
    for (day, name) in (0..).zip(&app.habits.words.date.short_weekdays) {
        let cell = Rect {
            x: month.weekdays.x + day * DAY,
            width: DAY,
            ..month.weekdays
        };
        brush.put(cell.intersection(month.weekdays), 1, name, furniture);
    }
    for day in month.days() {
        if let Some(cell) = month.cell(day) {
            draw_day(app, brush, day, cell);
        }
    }
}

fn draw_day(app: &App, brush: &mut Brush, day: Date, cell: Rect) {
    let calendar = &app.stacks.calendar;
    if !calendar.has(day) {
        brush.put(cell, 2, ".", brush.theme.read.style());
        return;
    }
    let number = day.day().to_string();
    // The sign touches its own number, not the one before it.
    let from = DAY - u16::from(day.day() > 9) - 1;
    brush.put(cell, from, &number, brush.theme.unread.style());
    if calendar.at == Some(day) {
        brush.put(cell, from - 1, ">", brush.theme.text.style());
        let number = Rect {
            x: cell.x + from,
            width: cell.width - from,
            ..cell
        };
        brush.mark(number, brush.theme.selected.style());
    }
}
