//! Where the reader is and what is left, in as many words as there is room for.

use std::fmt::Display;

use super::brush::Brush;
use crate::text::convert::Conversion;
use crate::tui::state::{App, Listing, Screen};
use crate::tui::words::fill;

/// Where the reader is: section, story 3 of 9, percent, minutes left; in a list what it lists.
#[derive(Default)]
struct Standing {
    name: String,
    nth: String,
    /// The same, as short as it can be.
    of: String,
    percent: String,
    left: String,
    /// When it was changed, and that it was.
    changed: [String; 2],
    /// The characters it is shown in, if they are not those it was printed in.
    script: String,
}

/// As told in `room` cells: all of it, or without the minutes, or as short as it can be, at last with the name cut.
pub fn told(app: &App, brush: &Brush, room: u16) -> String {
    let it = Standing::of(app);
    let [changed, short_changed] = &it.changed;
    let short = join(
        " ",
        &[&it.name, &it.of, &it.percent, short_changed, &it.script],
    );
    let over = brush.cells(&short).saturating_sub(room);
    let longer = [
        join(
            "  ",
            &[
                &it.name,
                &it.nth,
                &it.percent,
                &it.left,
                changed,
                &it.script,
            ],
        ),
        join(
            "  ",
            &[&it.name, &it.nth, &it.percent, short_changed, &it.script],
        ),
        short,
    ];
    let fits = longer.into_iter().find(|text| brush.cells(text) <= room);
    fits.unwrap_or_else(|| {
        let name = brush.cut(&it.name, brush.cells(&it.name).saturating_sub(over));
        join(
            " ",
            &[
                name.trim_end(),
                &it.of,
                &it.percent,
                short_changed,
                &it.script,
            ],
        )
    })
}

/// Which of how many, and nothing else.
pub fn nth(app: &App) -> String {
    Standing::of(app).of
}

fn join(between: &str, pieces: &[&str]) -> String {
    let pieces = pieces.iter().filter(|piece| !piece.is_empty());
    let pieces: Vec<&str> = pieces.copied().collect();
    pieces.join(between)
}

impl Standing {
    fn of(app: &App) -> Self {
        let words = &app.habits.words;
        match app.screen {
            Screen::Help => Self {
                name: words.help.title.clone(),
                ..Self::default()
            },
            Screen::Stats => Self {
                name: words.stats.title.clone(),
                ..Self::default()
            },
            Screen::List(listing) => Self::in_list(app, listing),
            Screen::Days => Self::on_day(app),
            Screen::Pane => Self {
                name: app
                    .pane
                    .as_ref()
                    .map_or(String::new(), |pane| pane.title.clone()),
                ..Self::default()
            },
            Screen::Sections | Screen::Stories => Self::among_stories(app),
            Screen::Text => Self {
                percent: fill(&words.status.percent, &[("n", &app.percent().to_string())]),
                left: minutes_left(app).unwrap_or_default(),
                changed: changed(app).unwrap_or_default(),
                script: script(app).unwrap_or_default(),
                ..Self::among_stories(app)
            },
        }
    }

    fn in_list(app: &App, listing: Listing) -> Self {
        let roll = app.lists.roll(listing);
        let all = match listing {
            Listing::Found => app.stacks.results.total(),
            _ => roll.rows.len().to_string(),
        };
        let at = roll.at + usize::from(!roll.rows.is_empty());
        let nth = counted(&app.habits.words.prompt.hits, at, &all);
        Self {
            name: app.name_of(listing),
            of: nth.clone(),
            nth,
            ..Self::default()
        }
    }

    /// The day, and what there is of it.
    fn on_day(app: &App) -> Self {
        let (words, calendar) = (&app.habits.words, &app.stacks.calendar);
        let extent = match calendar.here() {
            [one] => app.extent(one),
            several => {
                let count = several.len().to_string();
                fill(&words.list.editions, &[("n", &count)])
            }
        };
        let day = calendar.at.map(|day| words.date(day));
        Self {
            name: day.unwrap_or_else(|| words.list.undated.clone()),
            nth: extent.clone(),
            of: extent,
            ..Self::default()
        }
    }

    fn among_stories(app: &App) -> Self {
        let words = &app.habits.words;
        let Some(shelf) = app.contents.shelves.get(app.spot.shelf) else {
            return Self::default();
        };
        let name = format!("{} {}", shelf.label, shelf.title);
        let standing = Self {
            name: name.trim().to_owned(),
            ..Self::default()
        };
        if shelf.stories.is_empty() {
            return standing;
        }
        let (at, all) = (app.spot.item + 1, shelf.stories.len());
        Self {
            nth: counted(&words.status.nth, at, all),
            of: counted(&words.prompt.hits, at, all),
            ..standing
        }
    }
}

fn counted(form: &str, n: usize, of: impl Display) -> String {
    fill(form, &[("n", &n.to_string()), ("of", &of.to_string())])
}

fn script(app: &App) -> Option<String> {
    let index = app.open()?;
    let states = &app.habits.words.states;
    match app.script_of(index, app.story(index)?) {
        Conversion::Off => None,
        Conversion::Simplified => Some(states.simplified.clone()),
        _ => Some(states.traditional.clone()),
    }
}

/// When the open story was changed last, with the time and without.
fn changed(app: &App) -> Option<[String; 2]> {
    let story = app.story(app.open()?)?;
    let time = app.time(story.earlier.last()?.until);
    let words = &app.habits.words.changes;
    Some([
        fill(&words.updated, &[("time", &time)]),
        words.short.clone(),
    ])
}

fn minutes_left(app: &App) -> Option<String> {
    let index = app.open()?;
    let story = app.story(index)?;
    let minutes = app.pace.minutes(index, story, &app.habits.screen);
    let left = (minutes * 100usize.saturating_sub(app.percent())).div_ceil(100);
    let left = (left > 0).then(|| left.to_string())?;
    Some(fill(&app.habits.words.status.left, &[("n", &left)]))
}
