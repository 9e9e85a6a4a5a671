//! A reader who is faster than the library, and what is kept all the same.

use std::collections::BTreeMap;

use crate::desk::{edition, look};
use yuebao::edition::{Place, Slot};
use yuebao::library::{Key, Remembered};
use yuebao::tui::{App, Effect, Msg, Order, Paper, update};

/// A paper whose library has not answered yet.
fn early() -> App {
    let paper = Paper {
        edition: edition(),
        key: Key::of([&b"x"[..]]),
        name: "x".into(),
        origin: "x".into(),
        beside: [None, None],
    };
    App::new(paper, look("en"), (40, 12))
}

/// Presses keys; answers with the positions that the library was told.
fn press(app: &mut App, keys: &str) -> Vec<(String, Place)> {
    let keys = keys.split(' ');
    let effects = keys.flat_map(|key| update(app, Msg::Key(key.parse().expect("a key"))));
    positions(effects.collect())
}

fn positions(effects: Vec<Effect>) -> Vec<(String, Place)> {
    let told = effects.into_iter().filter_map(|effect| match effect {
        Effect::Keep(Order::SetPosition { story, place }) => Some((story, place)),
        _ => None,
    });
    told.collect()
}

fn remembered(story: &str, place: Place) -> Msg {
    Msg::Remembered(Box::new(Remembered {
        positions: BTreeMap::from([(story.to_owned(), place)]),
        ..Remembered::default()
    }))
}

fn there() -> Place {
    Place {
        story: 0,
        slot: Slot::Block(3),
        byte: 0,
    }
}

#[test]
fn a_story_opened_before_the_library_answered_is_still_gone_back_to() {
    for keys in ["enter", "enter k", "enter z g g"] {
        let mut app = early();
        let told = press(&mut app, keys);
        assert_eq!(told, [], "{keys}: nobody knows yet where the reader left");
        update(&mut app, remembered("s1", there()));
        let galley = app.galley().expect("set");
        let line = galley.row_of((there().slot, there().byte));
        assert_eq!(app.reading.top, line, "{keys}");
    }
}

#[test]
fn where_the_reader_went_is_kept_though_the_library_has_not_answered() {
    let mut app = early();
    let told = press(&mut app, "enter j j J j");
    let stories: Vec<&str> = told.iter().map(|(story, _)| story.as_str()).collect();
    assert_eq!(stories, ["s1", "s1", "s2"]);
    let gone_to = app.anchor(0);
    let effects = update(&mut app, remembered("s1", there()));
    assert_eq!(positions(effects), [], "nothing new is known");
    assert_eq!(
        app.anchor(0),
        gone_to,
        "the reader was faster, and is right"
    );
}

#[test]
fn a_reader_who_only_looks_writes_nothing_until_the_library_has_answered() {
    let mut app = early();
    assert_eq!(press(&mut app, "enter J K"), []);
    let told = positions(update(&mut app, Msg::Remembered(Box::default())));
    assert_eq!(told.len(), 1);
    assert_eq!(told[0].0, "s1");
}
