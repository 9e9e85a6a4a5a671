//! Where the reader is and what is left, in as many words as there is room for.

use super::brush::Brush;
use crate::text::convert::Conversion;
use crate::tui::state::{App, Screen};
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
    /// The characters it is shown in, if they are not those it was printed in.
    script: String,
}

/// As told in `room` cells: all of it, or without the minutes, or as short as it can be, at last with the name cut.
pub fn told(app: &App, brush: &Brush, room: u16) -> String {
    let it = Standing::of(app);
    let short = join(" ", &[&it.name, &it.of, &it.percent, &it.script]);
    let over = brush.cells(&short).saturating_sub(room);
    let longer = [
        join(
            "  ",
            &[&it.name, &it.nth, &it.percent, &it.left, &it.script],
        ),
        join("  ", &[&it.name, &it.nth, &it.percent, &it.script]),
        short,
    ];
    let fits = longer.into_iter().find(|text| brush.cells(text) <= room);
    fits.unwrap_or_else(|| {
        let name = brush.cut(&it.name, brush.cells(&it.name).saturating_sub(over));
        join(" ", &[name.trim_end(), &it.of, &it.percent, &it.script])
    })
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
            Screen::Bookmarks => {
                let at = app.lists.bookmark + usize::from(!app.marks.is_empty());
                let nth = counted(&words.prompt.hits, at, app.marks.len());
                Self {
                    name: words.list.bookmarks.clone(),
                    of: nth.clone(),
                    nth,
                    ..Self::default()
                }
            }
            Screen::Sections | Screen::Stories => Self::among_stories(app),
            Screen::Text => Self {
                percent: fill(&words.status.percent, &[("n", &app.percent().to_string())]),
                left: minutes_left(app).unwrap_or_default(),
                script: script(app).unwrap_or_default(),
                ..Self::among_stories(app)
            },
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

fn counted(form: &str, n: usize, of: usize) -> String {
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

fn minutes_left(app: &App) -> Option<String> {
    let index = app.open()?;
    let story = app.story(index)?;
    let minutes = app.pace.minutes(index, story, &app.habits.screen);
    let left = (minutes * 100usize.saturating_sub(app.percent())).div_ceil(100);
    let left = (left > 0).then(|| left.to_string())?;
    Some(fill(&app.habits.words.status.left, &[("n", &left)]))
}
