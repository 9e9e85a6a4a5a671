//! The text of a story, cell by cell as it stands set, with what was found marked in it, and the way on under it.

use std::ops::Range;

use ratatui::layout::Rect;
use ratatui::style::Style;

use super::brush::{Brush, line};
use super::emphasis;
use crate::edition::Story;
use crate::library::Kind;
use crate::text::vertical::{squares, stand};
use crate::tui::state::App;
use crate::tui::state::marks::Stretch;
use crate::tui::state::passage::within;
use crate::tui::state::press::Galley;
use crate::tui::state::search::Search;
use crate::tui::state::sheet::Sheet;
use crate::tui::theme::Theme;
use crate::typeset::{Glyph, Line, Role};

/// Draws the lines that are on the screen, and no others.
pub fn draw(app: &App, brush: &mut Brush, area: Rect) {
    let (Some(story), Some(galley), Some(sheet)) = (app.open(), app.galley(), app.sheet()) else {
        let text = app.tell(&app.habits.words.empty.text, &[]);
        let lines = app.lines(&text, area.width);
        brush.paragraph(area, 0, &lines, brush.theme.furniture.style());
        return;
    };
    let over = Over::of(app, story, brush.theme);
    for number in sheet.rows() {
        draw_row(brush, &sheet, galley, number, &over);
        match number == galley.height() + 1 {
            true if sheet.stands() => draw_way_on_down(app, brush, &sheet, number),
            true => {
                let down = u16::try_from(number - sheet.rows().start).unwrap_or(u16::MAX);
                draw_way_on(app, brush, line(area, down));
            }
            false => {}
        }
    }
    for (row, before) in marked_rows(app, story, galley) {
        draw_sign(brush, &sheet, row, before);
    }
}

/// Draws the lines on a row, and what stands above those on the next.
pub fn draw_row(brush: &mut Brush, sheet: &Sheet, galley: &Galley, row: usize, over: &Over<'_>) {
    for index in galley.layout.on_row(row) {
        draw_line(brush, sheet, galley, index, over);
    }
    for index in galley.layout.on_row(row + 1) {
        draw_readings(brush, sheet, galley, index);
    }
}

/// The sign of a bookmark or a star beside a line: in the margin, which is two cells wide, or there is none and the sign stands on the
/// page's edge; in the air before a line that runs down.
fn draw_sign(brush: &mut Brush, sheet: &Sheet, row: usize, before: u16) {
    let Some(at) = sheet.cell(row, 0) else {
        return;
    };
    let x = match sheet.stands() {
        true => at.x.saturating_add(2),
        false => sheet.area.x.saturating_add(before).saturating_sub(2),
    };
    brush.glyph(x, at.y, "*", 1, brush.theme.said.style());
}

/// Rows with a sign, and the cells before their column: where it points, or, when that is above the screen,
/// the first row on the screen of the same part.
fn marked_rows(app: &App, story: usize, galley: &Galley) -> Vec<(usize, u16)> {
    let top = app.reading.top;
    let at_top = galley.place_of(top).0;
    let marks = [Kind::Star, Kind::Bookmark].into_iter();
    let marks = marks.flat_map(|kind| app.marks.in_story(story, kind));
    let marks = marks.map(|mark| {
        let place = mark.draft.place;
        let row = galley.row_of((place.slot, place.byte));
        if place.slot == at_top && row < top {
            return (top, 0);
        }
        let line = galley.layout.line_of(place.slot, place.byte);
        (row, galley.before_column(line))
    });
    marks.collect()
}

/// What lies over a text.
pub struct Over<'a> {
    /// The story, for what is emphasised in it.
    pub story: Option<&'a Story>,
    /// What was found in it.
    pub search: Option<&'a Search>,
    /// Stretches with ink of their own, what lies on top last.
    pub passages: Vec<(Stretch, Style)>,
    /// Those that are seen where none of these is.
    pub beneath: Vec<(Stretch, Style)>,
}

impl<'a> Over<'a> {
    /// Of the open story: highlights, and the passage that is being chosen.
    fn of(app: &'a App, index: usize, theme: &Theme) -> Self {
        let others = app.marks.highlights_of_others(index);
        let others = others.map(|stretch| (stretch, theme.others.style()));
        let highlights = app.marks.highlights(index);
        let chosen = app.passage.iter().filter(|passage| passage.story == index);
        let highlights = highlights.map(|(_, stretch)| (stretch, theme.highlight.style()));
        let chosen = chosen.map(|passage| ((passage.from(), passage.to()), theme.passage.style()));
        Self {
            story: app.story(index),
            search: app.search.as_ref().filter(|search| search.story == index),
            passages: highlights.chain(chosen).collect(),
            beneath: others.collect(),
        }
    }
}

/// The bytes of a line that are in some passages, with their ink.
fn on_line(passages: &[(Stretch, Style)], line: &Line) -> Vec<(Range<usize>, Style)> {
    let bytes = passages.iter().filter_map(|(stretch, ink)| {
        let bytes = within(*stretch, line.slot, line.start..line.end)?;
        Some((bytes, *ink))
    });
    bytes.collect()
}

/// An ink with that of all passages that a byte is in laid over it; `None` where it is in none.
fn laid_over(ink: Style, passages: &[(Range<usize>, Style)], byte: usize) -> Option<Style> {
    let here = passages.iter().filter(|(bytes, _)| bytes.contains(&byte));
    here.fold(None, |laid, (_, over)| {
        Some(laid.unwrap_or(ink).patch(*over))
    })
}

/// Draws a line of a story, with what is marked and what was found in it.
fn draw_line(brush: &mut Brush, sheet: &Sheet, galley: &Galley, index: usize, over: &Over<'_>) {
    let Some(set) = galley.layout.lines().get(index) else {
        return;
    };
    if set.role == Role::Rule {
        return draw_rule(brush, sheet, set);
    }
    let ink = brush.theme.of(set.role).style();
    let marks = emphasis::within(over.story, set.slot, set.start, set.end);
    let passages = on_line(&over.passages, set);
    let beneath = on_line(&over.beneath, set);
    let mut hits = over
        .search
        .into_iter()
        .flat_map(|search| search.within(set.slot, set.start, set.end))
        .peekable();
    for glyph in galley.layout.glyphs(&galley.prepared, index) {
        while hits.next_if(|(_, hit)| hit.end <= glyph.byte).is_some() {}
        let found = hits
            .peek()
            .filter(|(_, hit)| hit.start < glyph.end.max(glyph.byte + 1));
        let current = over.search.map(|search| search.current);
        let ink = emphasis::ink(ink, &marks, glyph.byte);
        let ink = laid_over(ink, &passages, glyph.byte)
            .or_else(|| laid_over(ink, &beneath, glyph.byte))
            .unwrap_or(ink);
        let style = match found {
            Some((number, _)) if Some(*number) == current => {
                ink.patch(brush.theme.current_hit.style())
            }
            Some(_) => ink.patch(brush.theme.hit.style()),
            None => ink,
        };
        draw_glyph(brush, sheet, set.row as usize, &glyph, style);
    }
}

fn draw_glyph(brush: &mut Brush, sheet: &Sheet, row: usize, glyph: &Glyph<'_>, ink: Style) {
    if let Some(at) = sheet.cell(row, glyph.x) {
        brush.glyph(at.x, at.y, glyph.text, glyph.cells, ink);
    }
}

/// A hairline, shorter than the layout has room for.
fn draw_rule(brush: &mut Brush, sheet: &Sheet, set: &Line) {
    let length = set.width.min(if sheet.stands() { 6 } else { 12 });
    let x = set.x + (set.width - length) / 2;
    let Some(at) = sheet.cell(set.row as usize, x) else {
        return;
    };
    match sheet.stands() {
        true => brush.stem(at, length),
        false => brush.rule(Rect::new(at.x, at.y, length, 1)),
    }
}

/// What stands above a line, on the row before it.
fn draw_readings(brush: &mut Brush, sheet: &Sheet, galley: &Galley, index: usize) {
    let ink = brush.theme.furniture.style();
    let row = galley
        .layout
        .lines()
        .get(index)
        .map(|line| line.row as usize);
    let Some(above) = row.and_then(|row| row.checked_sub(1)) else {
        return;
    };
    for glyph in galley.layout.readings(&galley.prepared, index) {
        draw_glyph(brush, sheet, above, &glyph, ink);
    }
}

/// Which story comes next, or that this was the last.
fn draw_way_on(app: &App, brush: &mut Brush, row: Rect) {
    let (words, title) = way_on(app);
    let after = brush.put(row, 0, words, brush.theme.furniture.style());
    brush.put(row, after + 2, &title, brush.theme.headline.style());
}

/// The same on a line that runs down.
fn draw_way_on_down(app: &App, brush: &mut Brush, sheet: &Sheet, row: usize) {
    let (words, title) = way_on(app);
    let language = app.open_language();
    let furniture = brush.theme.furniture.style();
    let headline = brush.theme.headline.style();
    let mut x = 0;
    for (text, ink) in [
        (words, furniture),
        ("\u{3000}", furniture),
        (&*title, headline),
    ] {
        let text = stand(text, language);
        for (_, square) in squares(&text) {
            let cells = brush.cells(square);
            if let Some(at) = sheet.cell(row, x).filter(|_| cells > 0) {
                brush.glyph(at.x, at.y, square, cells, ink);
            }
            x = x.saturating_add(cells.min(1));
        }
    }
}

/// What is said of it, and the title of the story that comes next, if any.
fn way_on(app: &App) -> (&str, String) {
    let words = &app.habits.words.status;
    let next = app.contents.beside(app.spot, true);
    let next = next.and_then(|spot| app.contents.story_at(spot));
    match next.and_then(|index| app.story(index)) {
        Some(story) => (&words.next, app.shown(&story.title()).into_owned()),
        None => (&words.end, String::new()),
    }
}
