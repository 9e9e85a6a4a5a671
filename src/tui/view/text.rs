//! The text of a story, cell by cell as it stands set, with what was found marked in it, and the way on under it.

use ratatui::layout::Rect;

use super::brush::{Brush, line};
use super::emphasis;
use crate::edition::Story;
use crate::tui::state::App;
use crate::tui::state::press::Galley;
use crate::tui::state::search::Search;
use crate::typeset::Role;

/// Draws the lines that are on the screen, and no others.
pub fn draw(app: &App, brush: &mut Brush, area: Rect) {
    let (Some(story), Some(galley)) = (app.open(), app.galley()) else {
        let text = app.tell(&app.habits.words.empty.text, &[]);
        let lines = app.lines(&text, area.width);
        brush.paragraph(area, 0, &lines, brush.theme.furniture.style());
        return;
    };
    let search = app.search.as_ref().filter(|search| search.story == story);
    let marked = marked_rows(app, story, galley);
    for down in 0..area.height {
        let number = app.reading.top + usize::from(down);
        let row = line(area, down);
        let sheet = Rect {
            x: galley.left(row.x),
            ..row
        };
        for index in galley.layout.on_row(number) {
            draw_line(brush, sheet, galley, index, (app.story(story), search));
        }
        for index in galley.layout.on_row(number + 1) {
            draw_readings(brush, sheet, galley, index);
        }
        if number == galley.height() + 1 {
            draw_way_on(app, brush, row);
        }
        for (_, before) in marked.iter().filter(|(row, _)| *row == number) {
            // The margin is two cells wide, or there is none and the sign stands on the page's edge.
            let x = area.x.saturating_add(*before).saturating_sub(2);
            brush.glyph(x, row.y, "*", 1, brush.theme.said.style());
        }
    }
}

/// Rows with a bookmark's sign, and the cells before their column: where it points, or, when that is above the screen,
/// the first row on the screen of the same part.
fn marked_rows(app: &App, story: usize, galley: &Galley) -> Vec<(usize, u16)> {
    let top = app.reading.top;
    let at_top = galley.place_of(top).0;
    let marks = app.marks.in_story(story).map(|(_, place)| {
        let row = galley.row_of((place.slot, place.byte));
        if place.slot == at_top && row < top {
            return (top, 0);
        }
        let line = galley.layout.line_of(place.slot, place.byte);
        (row, galley.before_column(line))
    });
    marks.collect()
}

/// Draws a line of a story, with what is marked and what was found in it.
fn draw_line(
    brush: &mut Brush,
    row: Rect,
    galley: &Galley,
    index: usize,
    (story, search): (Option<&Story>, Option<&Search>),
) {
    let Some(set) = galley.layout.lines().get(index) else {
        return;
    };
    if set.role == Role::Rule {
        let width = set.width.min(12);
        return brush.rule(Rect {
            width,
            x: row.x + set.x + (set.width - width) / 2,
            ..row
        });
    }
    let ink = brush.theme.of(set.role).style();
    let marks = emphasis::within(story, set.slot, set.start, set.end);
    let mut hits = search
        .into_iter()
        .flat_map(|search| search.within(set.slot, set.start, set.end))
        .peekable();
    for glyph in galley.layout.glyphs(&galley.prepared, index) {
        while hits.next_if(|(_, hit)| hit.end <= glyph.byte).is_some() {}
        let found = hits.peek().filter(|(_, hit)| hit.start <= glyph.byte);
        let current = search.map(|search| search.current);
        let ink = emphasis::ink(ink, &marks, glyph.byte);
        let style = match found {
            Some((number, _)) if Some(*number) == current => {
                ink.patch(brush.theme.current_hit.style())
            }
            Some(_) => ink.patch(brush.theme.hit.style()),
            None => ink,
        };
        let x = row.x.saturating_add(glyph.x);
        brush.glyph(x, row.y, glyph.text, glyph.width, style);
    }
}

/// What stands above a line, on the row before it.
fn draw_readings(brush: &mut Brush, row: Rect, galley: &Galley, index: usize) {
    let ink = brush.theme.furniture.style();
    for glyph in galley.layout.readings(&galley.prepared, index) {
        let x = row.x.saturating_add(glyph.x);
        brush.glyph(x, row.y, glyph.text, glyph.width, ink);
    }
}

/// Which story comes next, or that this was the last.
fn draw_way_on(app: &App, brush: &mut Brush, row: Rect) {
    let words = &app.habits.words.status;
    let next = app.contents.beside(app.spot, true);
    let next = next.and_then(|spot| app.contents.story_at(spot));
    let furniture = brush.theme.furniture.style();
    match next.and_then(|index| app.story(index)) {
        Some(story) => {
            let after = brush.put(row, 0, &words.next, furniture);
            let title = story.title();
            brush.put(
                row,
                after + 2,
                &app.shown(&title),
                brush.theme.headline.style(),
            );
        }
        None => {
            brush.put(row, 0, &words.end, furniture);
        }
    }
}
