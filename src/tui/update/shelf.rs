//! The shelf: its papers, the calendar of one, stories that the archive found, and its answers.

use crate::edition::Place;
use crate::library::archive::{Found, Hit, Which, origin_of};
use crate::library::query::Query;
use crate::library::{Draft, Key};
use crate::tui::effect::{Effect, Errand, Question, Topic};
use crate::tui::message::Answer;
use crate::tui::state::calendar::Calendar;
use crate::tui::state::landing::Landing;
use crate::tui::state::stacks::{Asks, Results};
use crate::tui::state::{App, Listing, Screen};

use super::{field, walk};

/// Asks the archive something, and says so to nobody else.
pub(super) fn ask(app: &mut App, question: Question, effects: &mut Vec<Effect>) {
    let number = app.stacks.ask(question.topic());
    effects.push(Effect::Ask(number, question));
}

/// Shows the papers on the shelf.
pub fn show(app: &mut App, effects: &mut Vec<Effect>) {
    app.lists.roll_mut(Listing::Papers).filter.clear();
    ask(app, Question::Papers, effects);
    effects.push(Effect::Errand(Errand::List));
    walk::over(app, Screen::List(Listing::Papers));
}

/// Opens the field in which the whole shelf is searched, with what was searched before.
pub fn search(app: &mut App, effects: &mut Vec<Effect>) {
    if app.stacks.results.asks != Asks::Words {
        let field = app.stacks.results.field.clone();
        look_for(app, &field, effects);
    }
    walk::over(app, Screen::List(Listing::Found));
    field::filter(app);
}

/// Looks for what stands in the field.
pub fn look_for(app: &mut App, text: &str, effects: &mut Vec<Effect>) {
    let results = &mut app.stacks.results;
    text.clone_into(&mut results.field);
    results.asks = Asks::Words;
    let query = (!text.trim().is_empty()).then(|| Query::parse(text));
    results.query = query.clone();
    // What was asked before concerns nobody any more.
    app.stacks.forget(Topic::Stories);
    app.stacks.forget(Topic::Count);
    match query {
        Some(Ok(query)) => ask(app, Question::Search(query, 0), effects),
        Some(Err(_)) => {}
        None => app.stacks.results.take_first(Found::default()),
    }
}

/// Asks for the stories after the known ones, when the reader comes near their end.
pub fn more(app: &mut App, effects: &mut Vec<Effect>) {
    const NEAR: usize = 20;
    let results = &app.stacks.results;
    let Some(Ok(query)) = &results.query else {
        return;
    };
    let known = results.hits.len();
    let question = Question::Search(query.clone(), known);
    let near = app.lists.roll(Listing::Found).at.saturating_add(NEAR) >= known;
    let wanted = app.screen == Screen::List(Listing::Found)
        && results.asks == Asks::Words
        && known > 0
        && results.more
        && near;
    if wanted && !app.stacks.waits_for(question.topic()) {
        ask(app, question, effects);
    }
}

/// Asks how many stories there are where more were found than were told.
fn count(app: &mut App, effects: &mut Vec<Effect>) {
    let results = &app.stacks.results;
    match &results.query {
        Some(Ok(query)) if results.more && results.asks == Asks::Words => {
            ask(app, Question::Count(query.clone()), effects);
        }
        _ => app.stacks.forget(Topic::Count),
    }
}

/// More stories like the open one.
pub fn alike(app: &mut App, effects: &mut Vec<Effect>) {
    if let Some((which, title)) = which(app) {
        let question = Question::Alike(which.clone());
        relate(app, Asks::Alike(which, title), question, effects);
    }
}

/// The open story elsewhere.
pub fn same(app: &mut App, effects: &mut Vec<Effect>) {
    if let Some((which, title)) = which(app) {
        let question = Question::Same(which.clone());
        relate(app, Asks::Same(which, title), question, effects);
    }
}

fn which(app: &App) -> Option<(Which, String)> {
    let story = app.open().filter(|&story| app.contents.is_printed(story))?;
    let title = app.shown(&app.story(story)?.title()).into_owned();
    let edition = app.key.clone();
    Some((Which { edition, story }, title))
}

fn relate(app: &mut App, asks: Asks, question: Question, effects: &mut Vec<Effect>) {
    app.stacks.results = Results {
        asks,
        field: std::mem::take(&mut app.stacks.results.field),
        ..Results::default()
    };
    app.lists.roll_mut(Listing::Found).at = 0;
    ask(app, question, effects);
    walk::over(app, Screen::List(Listing::Found));
}

/// Other stories by the writer of the open one.
pub fn same_byline(app: &mut App, effects: &mut Vec<Effect>) {
    let story = app.open().and_then(|index| app.story(index));
    let name = story.and_then(|story| story.writer()).map(str::to_owned);
    let missing = app.habits.words.said.no_byline.clone();
    by_part(app, "记者", name, &missing, effects);
}

/// The series that the open story is of.
pub fn same_kicker(app: &mut App, effects: &mut Vec<Effect>) {
    let story = app.open().and_then(|index| app.story(index));
    let kicker = story.and_then(|story| story.kicker.clone());
    let missing = app.habits.words.said.no_kicker.clone();
    by_part(app, "栏目", kicker, &missing, effects);
}

/// Stories that have words in a part of them, as a query that the reader can change.
fn by_part(
    app: &mut App,
    part: &str,
    words: Option<String>,
    missing: &str,
    effects: &mut Vec<Effect>,
) {
    let Some(words) = words else {
        return app.say(missing, &[]);
    };
    app.lists.roll_mut(Listing::Found).at = 0;
    let quoted = words.replace(['"', '“', '”'], " ");
    look_for(app, &format!("{part}:\"{quoted}\""), effects);
    walk::over(app, Screen::List(Listing::Found));
}

/// Opens today's edition of the selected paper where it is new, else the paper's calendar.
pub fn open_paper(app: &mut App, effects: &mut Vec<Effect>) {
    let selected = app.lists.roll(Listing::Papers).selected();
    let Some(paper) = selected.and_then(|item| app.stacks.papers.get(item)) else {
        return;
    };
    if let Some(key) = paper.news().cloned() {
        return open_edition(app, &key, effects);
    }
    if paper.standing.is_none() {
        let words = app.habits.words.said.no_edition.clone();
        return app.say(&words, &[]);
    }
    let name = paper.name.clone();
    app.stacks.calendar = Calendar {
        paper: name.clone(),
        ..Calendar::default()
    };
    ask(app, Question::Editions(name), effects);
    walk::over(app, Screen::Days);
}

/// Opens the edition of the day where the reader is, or the list of them when there are several.
pub fn open_day(app: &mut App, effects: &mut Vec<Effect>) {
    match app.stacks.calendar.here() {
        [] => {}
        [_] => open_issue(app, 0, effects),
        _ => {
            app.lists.roll_mut(Listing::Issues).at = 0;
            walk::over(app, Screen::List(Listing::Issues));
        }
    }
}

/// Opens one of the editions of that day.
pub fn open_issue(app: &mut App, item: usize, effects: &mut Vec<Effect>) {
    let issue = app.stacks.calendar.here().get(item);
    let Some(key) = issue.map(|issue| issue.key.clone()) else {
        return;
    };
    open_edition(app, &key, effects);
}

/// Opens an edition where the reader left it; the open one is there already.
fn open_edition(app: &mut App, key: &Key, effects: &mut Vec<Effect>) {
    if *key == app.key {
        app.under.clear();
        app.screen = Screen::Stories;
        return;
    }
    effects.push(Effect::Open {
        origin: origin_of(key),
        landing: Landing::default(),
    });
}

/// Opens the selected story at its hit.
pub fn open_hit(app: &mut App, effects: &mut Vec<Effect>) {
    let selected = app.lists.roll(Listing::Found).selected();
    let hit = selected.and_then(|item| app.stacks.results.hits.get(item));
    let Some(hit) = hit.cloned() else { return };
    let results = &app.stacks.results;
    let query = (results.asks == Asks::Words).then(|| results.field.clone());
    let draft = draft_of(&hit);
    if hit.which.edition == app.key {
        app.lead_to(&draft);
        if let Some(query) = query {
            let mut settled = Vec::new();
            app.settle(&mut settled);
            effects.extend(settled);
            app.look_for_all(&query);
        }
        return;
    }
    let landing = Landing {
        query,
        ..Landing::at(draft)
    };
    effects.push(Effect::Open {
        origin: origin_of(&hit.which.edition),
        landing,
    });
}

/// Where a hit is, with the words it is found by.
fn draft_of(hit: &Hit) -> Draft {
    let snippet = &hit.snippet;
    let first = snippet.marks.first();
    let words = first.and_then(|mark| snippet.text.get(mark.clone()));
    Draft {
        story: hit.id.clone(),
        place: Place {
            story: hit.which.story,
            ..snippet.place
        },
        title: hit.headline.clone(),
        excerpt: words.unwrap_or_default().to_owned(),
        ..Draft::default()
    }
}

/// The archive has answered the last question of a topic.
pub fn take(app: &mut App, answer: Result<Answer, String>, effects: &mut Vec<Effect>) {
    app.stacks.trouble = None;
    match answer {
        Ok(Answer::Papers(papers)) => app.keep_paper(|stacks| stacks.take_standing(papers)),
        Ok(Answer::Editions(editions)) => {
            let paper = std::mem::take(&mut app.stacks.calendar.paper);
            let near = app.edition.date.filter(|_| paper == app.name);
            app.stacks.calendar = Calendar::of(paper, editions, near);
        }
        Ok(Answer::Stories(after, found)) => {
            if after == 0 {
                app.lists.roll_mut(Listing::Found).at = 0;
                app.stacks.results.take_first(found);
                return count(app, effects);
            }
            app.stacks.results.take_more(found);
        }
        Ok(Answer::Count(count)) => app.stacks.results.counted = Some(count),
        Ok(Answer::Others(_)) => {}
        Err(trouble) => app.stacks.trouble = Some(trouble),
    }
}
