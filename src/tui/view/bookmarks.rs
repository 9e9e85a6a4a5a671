//! The list of bookmarks: this edition's in reading order, then the other editions'.

use ratatui::layout::Rect;

use super::brush::{Brush, line};
use crate::library::Mark;
use crate::tui::state::App;
use crate::tui::state::geometry::below_title;
use crate::tui::state::lists::{SIGNS, Slip};

/// Draws it.
pub fn draw(app: &App, brush: &mut Brush, area: Rect) {
    let words = &app.habits.words;
    brush.put(area, 1, &words.list.bookmarks, brush.theme.subhead.style());
    let list = below_title(area);
    if app.marks.is_empty() {
        let text = app.tell(&words.empty.bookmarks, &[]);
        let lines = app.lines(&text, list.width.saturating_sub(2));
        brush.paragraph(list, 1, &lines, brush.theme.furniture.style());
        return;
    }
    let slips = app.bookmark_slips(list);
    for (slip, bookmark) in slips
        .iter()
        .zip(app.marks.listed().skip(app.lists.first_bookmark))
    {
        draw_item(app, brush, list, *slip, bookmark);
    }
}

fn draw_item(app: &App, brush: &mut Brush, list: Rect, slip: Slip, bookmark: &Mark) {
    let body = Rect {
        y: slip.y,
        height: slip.height.min(list.bottom().saturating_sub(slip.y)),
        width: list.width.saturating_sub(1),
        ..list
    };
    let furniture = brush.theme.furniture.style();
    let mut down = 0;
    if let Some(heading) = app.heading_over_bookmark(slip.item) {
        brush.put(line(body, 0), 1, heading, brush.theme.subhead.style());
        down = 2;
    }
    let draft = &bookmark.draft;
    let row = line(body, down);
    let mut title = row;
    let selected = slip.item == app.lists.bookmark;
    let free = brush.put_right(row, SIGNS + 12, &whence(app, bookmark), furniture);
    title.width = free.saturating_sub(2 * u16::from(free < row.width));
    brush.put(
        title,
        SIGNS,
        &app.shown(&draft.title),
        brush.theme.headline.style(),
    );
    if selected {
        brush.put(row, 0, ">", brush.theme.text.style());
        let marked = Rect {
            x: row.x + SIGNS,
            width: row.width.saturating_sub(SIGNS),
            ..row
        };
        brush.mark(marked.intersection(body), brush.theme.selected.style());
    }
    let excerpt = app.shown(&draft.excerpt);
    brush.put(line(body, down + 1), SIGNS, &excerpt, furniture);
    if let Some(note) = &draft.note {
        let row = line(body, down + 2);
        let after = brush.put(row, SIGNS, &app.habits.words.list.note, furniture);
        brush.put(row, after, note, brush.theme.text.style());
    }
}

/// The page it is on, or the edition that it is in.
fn whence(app: &App, bookmark: &Mark) -> String {
    if bookmark.edition != app.key {
        return bookmark.edition_title.clone();
    }
    let spot = app.contents.home_of(bookmark.draft.place.story);
    let shelf = spot.and_then(|spot| app.contents.shelves.get(spot.shelf));
    let name = shelf.map(|shelf| format!("{} {}", shelf.label, shelf.title));
    name.unwrap_or_default().trim().to_owned()
}
