//! The archive on a PostgreSQL server, against a real one: started in a temporary folder, reached through a socket in it,
//! stopped when the tests end. Where the machine has none, the tests say so and pass.

#![cfg(all(unix, feature = "postgres"))]
#![allow(clippy::unwrap_used)] // A test that finds no value has failed.

#[path = "../benches/search/articles.rs"]
#[allow(dead_code)]
mod articles;
mod common;
#[path = "common/deflated.rs"]
mod deflated;
#[path = "postgres/equal.rs"]
mod equal;
#[path = "postgres/filing.rs"]
mod filing;
#[path = "postgres/forms.rs"]
mod forms;
#[path = "postgres/hostile.rs"]
mod hostile;
#[path = "postgres/killed.rs"]
mod killed;
#[path = "postgres/readers.rs"]
mod readers;
#[path = "postgres/room.rs"]
mod room;
#[path = "postgres/scan.rs"]
mod scan;
#[path = "postgres/server.rs"]
mod server;
#[path = "postgres/sharing.rs"]
mod sharing;
#[path = "common/terminal.rs"]
mod terminal;

use yuebao::edition::{Block, Edition, Story};
use yuebao::library::Key;
use yuebao::library::archive::Filing;

/// An edition of a paper and a day with stories of these texts.
fn filing(name: &str, paper: &str, day: &str, texts: &[&str]) -> Filing {
    let story = |(at, text): (usize, &&str)| Story {
        id: format!("s{}", at + 1),
        page: Some("01".into()),
        headline: Some(text.chars().take(8).collect()),
        blocks: vec![Block::paragraph(*text)],
        ..Story::default()
    };
    Filing {
        key: Key::of([name.as_bytes()]),
        paper: paper.into(),
        origin: format!("{name}.txt"),
        edition: Edition {
            masthead: Some(paper.into()),
            date: day.parse().ok(),
            stories: texts.iter().enumerate().map(story).collect(),
            ..Edition::default()
        },
        originals: [].into(),
    }
}

/// A text long enough to be told from others.
fn long(text: &str) -> String {
    format!("{text}，").repeat(20)
}
