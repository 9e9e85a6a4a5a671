//! Where the months of a calendar stand on the window. Drawing and mouse hits ask here.

use jiff::civil::Date;
use ratatui::layout::Rect;

/// Cells of a day: its sign and its number.
pub const DAY: u16 = 3;
/// Cells of a month, and between two of them.
const WIDTH: u16 = 7 * DAY;
const BETWEEN: u16 = 4;
/// Lines of a month: its name, the days of the week, at most six weeks; and the air under them.
const HEIGHT: u16 = 8;
/// Panes lower than this show one month, whose name stands in their title.
const ROOMY: u16 = 11;

/// A month on the window.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Month {
    /// Its first day.
    pub first: Date,
    /// Where its name stands, if there is room for it.
    pub name: Option<Rect>,
    /// Where the days of the week stand.
    pub weekdays: Rect,
    /// Where its weeks stand.
    pub weeks: Rect,
    /// Weeks that are above that.
    skipped: u16,
}

impl Month {
    /// Where a day of it stands, if it is on the window.
    pub fn cell(&self, day: Date) -> Option<Rect> {
        let y = row_of(day).checked_sub(self.skipped)?;
        let x = u16::try_from(day.weekday().to_monday_zero_offset()).ok()? * DAY;
        let cell = Rect::new(self.weeks.x + x, self.weeks.y + y, DAY, 1);
        (cell.bottom() <= self.weeks.bottom()).then_some(cell)
    }

    /// Its days.
    pub fn days(&self) -> impl Iterator<Item = Date> + use<> {
        let last = self.first.last_of_month();
        self.first
            .series(jiff::Span::new().days(1))
            .take_while(move |day| *day <= last)
    }
}

/// Which week of its month a day is in.
fn row_of(day: Date) -> u16 {
    let before = day.first_of_month().weekday().to_monday_zero_offset();
    u16::try_from((before + day.day() - 1) / 7).unwrap_or(0)
}

/// The months that a pane shows when the reader is at a day: whole years, halves, quarters or less, as many as there is
/// room for.
pub fn months(at: Date, pane: Rect) -> Vec<Month> {
    let roomy = pane.height >= ROOMY;
    let title = if roomy { 2 } else { 1 };
    let area = Rect {
        x: pane.x + 1,
        y: pane.y + title.min(pane.height),
        width: pane.width.saturating_sub(1),
        height: pane.height.saturating_sub(title),
    };
    let across = ((area.width + BETWEEN) / (WIDTH + BETWEEN)).clamp(1, 4);
    let down = ((area.height + 1) / (HEIGHT + 1)).max(1);
    let (across, down) = if roomy { (across, down) } else { (1, 1) };
    let count = [12, 6, 4, 3, 2, 1]
        .into_iter()
        .find(|&count| count <= across * down);
    let count = count.unwrap_or(1);
    let month = u16::try_from(at.month() - 1).unwrap_or(0);
    let first = month / count * count;
    let shown = (0..count).filter_map(|n| {
        let name = i8::try_from(first + n + 1).ok()?;
        let day = Date::new(at.year(), name, 1).ok()?;
        let (x, y) = (n % across * (WIDTH + BETWEEN), n / across * (HEIGHT + 1));
        let block = Rect::new(area.x + x, area.y + y, WIDTH, HEIGHT);
        Some(place(day, at, block.intersection(area), roomy))
    });
    shown.collect()
}

fn place(first: Date, at: Date, block: Rect, named: bool) -> Month {
    let line = |down: u16| Rect {
        y: block.y + down,
        height: u16::from(down < block.height),
        ..block
    };
    let head = 1 + u16::from(named);
    let height = block.height.saturating_sub(head);
    let weeks = Rect {
        y: block.y + head,
        height,
        ..block
    };
    let is_here = first == at.first_of_month();
    let here = if is_here { row_of(at) } else { 0 };
    Month {
        first,
        name: named.then(|| line(0)),
        weekdays: line(head - 1),
        weeks,
        skipped: (here + 1).saturating_sub(height),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn there_are_as_many_months_as_there_is_room_for() {
        let at = date(2026, 7, 9);
        for ((width, height), count, first) in [
            ((38, 8), 1, 7),
            ((80, 20), 6, 7),
            ((120, 36), 12, 1),
            ((200, 56), 12, 1),
            ((20, 4), 1, 7),
        ] {
            let shown = months(at, Rect::new(0, 2, width, height));
            assert_eq!(shown.len(), count, "{width}x{height}");
            assert_eq!(shown[0].first, date(2026, first, 1));
        }
    }

    #[test]
    fn every_day_has_a_cell_of_its_own_inside_the_pane() {
        let pane = Rect::new(0, 2, 120, 36);
        let mut cells = Vec::new();
        for month in months(date(2026, 3, 31), pane) {
            for day in month.days() {
                let cell = month.cell(day).expect("on the window");
                assert!(pane.intersection(cell) == cell && !cells.contains(&cell));
                cells.push(cell);
            }
        }
        assert_eq!(cells.len(), 365);
    }

    #[test]
    fn the_week_of_the_reader_is_on_the_smallest_window() {
        let at = date(2026, 8, 31);
        let shown = months(at, Rect::new(0, 1, 20, 4));
        assert!(shown[0].cell(at).is_some());
    }
}
