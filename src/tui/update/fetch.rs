//! Papers that are fetched: what the reader asks for, what is heard of it, and an open edition that has grown.

use crate::delivery::{Progress, Subscribed};
use crate::edition::Place;
use crate::library::Key;
use crate::library::archive::origin_of;
use crate::tui::effect::{Effect, Errand, Question};
use crate::tui::state::landing::Landing;
use crate::tui::state::round::Round;
use crate::tui::state::{App, Listing, Screen};

use super::shelf;

/// Fetches the paper that the reader faces, or stops that.
pub fn one(app: &mut App, effects: &mut Vec<Effect>) {
    match app.paper_here().map(|paper| paper.id.clone()) {
        Some(id) => fetch(app, vec![id], effects),
        None => {
            let words = app.habits.words.said.not_subscribed.clone();
            app.say(&words, &[]);
        }
    }
}

/// Fetches every paper that is subscribed to, or stops what is under way.
pub fn all(app: &mut App, effects: &mut Vec<Effect>) {
    if app.deliveries.round.is_some() {
        return stop(app, effects);
    }
    if app.stacks.subscribed().next().is_none() {
        let words = app.habits.words.said.none_subscribed.clone();
        return app.say(&words, &[]);
    }
    fetch(app, Vec::new(), effects);
}

fn fetch(app: &mut App, papers: Vec<String>, effects: &mut Vec<Effect>) {
    match &app.deliveries.round {
        Some(round) if round.covers(&papers) => stop(app, effects),
        Some(_) => {
            let words = app.habits.words.said.under_way.clone();
            app.say(&words, &[]);
        }
        None => {
            app.deliveries.round = Some(Round::of(papers.clone()));
            effects.push(Effect::Errand(Errand::Fetch(papers)));
        }
    }
}

fn stop(app: &mut App, effects: &mut Vec<Effect>) {
    if let Some(round) = &mut app.deliveries.round {
        round.stopping = true;
        effects.push(Effect::Errand(Errand::Stop));
        let words = app.habits.words.said.stopping.clone();
        app.say(&words, &[]);
    }
}

/// The papers that are subscribed to are known.
pub fn list(app: &mut App, answer: Result<Vec<Subscribed>, String>) {
    match answer {
        Ok(papers) => app.keep_paper(|stacks| stacks.take_subscribed(papers)),
        Err(trouble) => app.stacks.trouble = Some(trouble),
    }
}

/// Something happened while papers were fetched.
pub fn take(app: &mut App, progress: Progress, effects: &mut Vec<Effect>) {
    if let Some(round) = &mut app.deliveries.round {
        round.take(&progress);
    }
    match progress {
        Progress::Began { .. } | Progress::Came { .. } => {}
        Progress::Filed { key, .. } => file(app, &key, effects),
        Progress::Ended { paper } => {
            app.deliveries.told = Some(app.came_of(&paper));
            app.keep_paper(|stacks| stacks.take_paper(*paper));
        }
    }
}

/// More of an edition stands on the shelf: the open one has grown, the lists that the reader faces have more.
fn file(app: &mut App, key: &Key, effects: &mut Vec<Effect>) {
    app.deliveries.grown |= *key == app.key;
    if app.screen == Screen::List(Listing::Papers) {
        shelf::ask(app, Question::Papers, effects);
    }
}

/// A round has ended.
pub fn end(app: &mut App, end: Result<(), String>) {
    let Some(round) = app.deliveries.round.take() else {
        return;
    };
    let words = &app.habits.words.fetch;
    match end {
        Ok(()) if round.stopping => app.deliveries.told = Some(words.stopped.clone()),
        Ok(()) if round.is_of_one() && app.deliveries.told.is_some() => {}
        Ok(()) => app.deliveries.told = Some(words.done.clone()),
        Err(trouble) => app.said = Some(trouble),
    }
}

/// Opens the edition anew that has grown, at the same place.
pub fn reload(app: &mut App, effects: &mut Vec<Effect>) {
    if !app.deliveries.grown {
        let words = app.habits.words.said.not_grown.clone();
        return app.say(&words, &[]);
    }
    let story = app.open().filter(|&story| app.contents.is_printed(story));
    let draft = story.and_then(|story| {
        let (slot, byte) = app.anchor(story);
        app.draft(Place { story, slot, byte })
    });
    effects.push(Effect::Open {
        origin: origin_of(&app.key),
        landing: Landing {
            draft,
            query: None,
            faced: vec![app.screen],
        },
    });
}
