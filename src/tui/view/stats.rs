//! What was read: a bar for every paper and for every day.

use ratatui::layout::Rect;

use super::brush::{Brush, line};
use crate::library::{Stats, Tally};
use crate::tui::state::App;
use crate::tui::words::fill;

/// A line of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum StatsLine {
    /// Air.
    Blank,
    /// What the lines after it are.
    Heading(String),
    /// Running text.
    Text(String),
    /// A name, the cells of its bar in `full` of them, and how much that is.
    Bar(String, u16, String),
}

/// Every line of it in a window of `width` cells.
pub fn stats_lines(app: &App, width: u16) -> Vec<StatsLine> {
    let words = &app.habits.words;
    let Some(stats) = &app.stats else {
        return vec![StatsLine::Text(words.list.waiting.clone())];
    };
    if stats.days.is_empty() {
        let text = app.tell(&words.empty.stats, &[]);
        let lines = app.lines(&text, width.saturating_sub(2).min(76));
        return lines.into_iter().map(StatsLine::Text).collect();
    }
    let total = fill(
        &words.stats.total,
        &[
            ("stories", &stats.total.stories.to_string()),
            ("minutes", &stats.total.minutes().to_string()),
        ],
    );
    let mut lines = vec![
        StatsLine::Heading(words.stats.title.clone()),
        StatsLine::Text(total),
        StatsLine::Blank,
        StatsLine::Heading(words.stats.papers.clone()),
    ];
    lines.extend(bars(app, &papers(stats), width));
    lines.extend([
        StatsLine::Blank,
        StatsLine::Heading(words.stats.days.clone()),
    ]);
    lines.extend(bars(app, &days(stats), width));
    lines
}

fn papers(stats: &Stats) -> Vec<(String, Tally)> {
    stats.papers.clone()
}

/// The days, the latest first.
fn days(stats: &Stats) -> Vec<(String, Tally)> {
    let days = stats.days.iter().rev();
    days.map(|(day, tally)| (day.to_string(), *tally)).collect()
}

fn bars(app: &App, rows: &[(String, Tally)], width: u16) -> Vec<StatsLine> {
    let most = rows.iter().map(|(_, tally)| measure(*tally)).max();
    let most = most.unwrap_or(0).max(1);
    let full = u64::from(full(width));
    let bar = |(name, tally): &(String, Tally)| {
        let cells = (measure(*tally) * full).div_ceil(most);
        let amount = fill(
            &app.habits.words.stats.amount,
            &[
                ("minutes", &tally.minutes().to_string()),
                ("stories", &tally.stories.to_string()),
            ],
        );
        StatsLine::Bar(name.clone(), u16::try_from(cells).unwrap_or(0), amount)
    };
    rows.iter().map(bar).collect()
}

/// What a bar is as long as: the time; where none was measured, a little for each story.
fn measure(tally: Tally) -> u64 {
    let stories = u64::try_from(tally.stories).unwrap_or(0);
    tally.seconds.saturating_add(stories)
}

/// Cells of a name, and of the longest bar.
fn name_cells(width: u16) -> u16 {
    (width / 3).clamp(10, 24)
}

fn full(width: u16) -> u16 {
    width.saturating_sub(name_cells(width) + 20).clamp(4, 48)
}

/// Draws the part of it that is on the screen.
pub fn draw(app: &App, brush: &mut Brush, area: Rect) {
    let lines = stats_lines(app, area.width);
    for (down, text) in (0..area.height).zip(lines.iter().skip(app.lists.stats)) {
        let row = line(area, down);
        match text {
            StatsLine::Blank => {}
            StatsLine::Heading(name) => {
                brush.put(row, 1, name, brush.theme.subhead.style());
            }
            StatsLine::Text(text) => {
                brush.put(row, 1, text, brush.theme.text.style());
            }
            StatsLine::Bar(name, cells, amount) => draw_bar(brush, row, name, *cells, amount),
        }
    }
}

fn draw_bar(brush: &mut Brush, row: Rect, name: &str, cells: u16, amount: &str) {
    let names = name_cells(row.width);
    let left = Rect {
        width: names.min(row.width),
        ..row
    };
    brush.put(left, 1, name, brush.theme.text.style());
    let bar = "=".repeat(usize::from(cells));
    let after = brush.put(row, names + 1, &bar, brush.theme.masthead.style());
    brush.put(row, after + 1, amount, brush.theme.furniture.style());
}
