//! From a key press to its frame, on a story of 200,000 characters: our own time, without a terminal's.
//!
//! A key press may take 2 ms, a resize 30 ms. The frame is drawn into a buffer and compared with the one before, as it
//! is for a terminal.

use divan::{Bencher, black_box};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use yuebao::config::{Screen, Setting};
use yuebao::edition::{Block, Edition, Story};
use yuebao::library::Key;
use yuebao::tui::key::sequence;
use yuebao::tui::{App, Look, Msg, Paper, draw, update};

fn main() {
    divan::main();
}

const SENTENCE: &str =
    "报纸每天早晨贴到墙上，站着看报的人按自己的次序看：先看天气，再看比分，最后才看“要闻”。";

/// A story of 200,000 characters in paragraphs of a few hundred, and a short one after it.
fn paper() -> Paper {
    let sentences = 200_000 / SENTENCE.chars().count();
    let paragraphs = (0..sentences / 8).map(|_| Block::paragraph(SENTENCE.repeat(8)));
    let story = |id: &str, blocks| Story {
        id: id.into(),
        headline: Some("一篇很长的文章".into()),
        blocks,
        ..Story::default()
    };
    let edition = Edition {
        language: Some("zh-Hans".into()),
        stories: vec![
            story("s1", paragraphs.collect()),
            story("s2", vec![Block::paragraph(SENTENCE)]),
        ],
        ..Edition::default()
    };
    Paper {
        edition,
        key: Key::of([&b"bench"[..]]),
        name: "bench".into(),
        origin: "bench".into(),
        beside: [None, None],
    }
}

fn reading() -> App {
    let look = Look {
        setting: Setting::default(),
        screen: Screen::default(),
        locale: "zh-Hans".into(),
        ascii: false,
        colour: true,
        commands: Vec::new(),
        zone: jiff::tz::TimeZone::UTC,
        browser: None,
        shares: false,
    };
    let mut app = App::new(paper(), look, (120, 40));
    update(&mut app, Msg::Remembered(Box::default()));
    press(&mut app, "enter 9 0 0 j");
    app
}

fn press(app: &mut App, keys: &str) {
    for stroke in sequence(keys).expect("keys") {
        update(app, Msg::Key(stroke));
    }
}

/// Draws, and finds what a terminal would have to be sent.
fn frame(app: &App, before: &mut Buffer) -> usize {
    let (width, height) = app.size;
    let mut after = Buffer::empty(Rect::new(0, 0, width, height));
    draw(app, &mut after);
    let changed = match before.area == after.area {
        true => before.diff_iter(&after).count(),
        false => after.content().len(),
    };
    *before = after;
    changed
}

fn key_to_frame(bencher: Bencher, keys: &str) {
    let mut app = reading();
    let mut before = Buffer::empty(Rect::new(0, 0, 120, 40));
    frame(&app, &mut before);
    bencher.bench_local(|| {
        press(&mut app, keys);
        black_box(frame(&app, &mut before))
    });
}

#[divan::bench]
fn line(bencher: Bencher) {
    key_to_frame(bencher, "j");
}

#[divan::bench]
fn screen(bencher: Bencher) {
    key_to_frame(bencher, "pagedown");
}

#[divan::bench]
fn to_the_end_and_back(bencher: Bencher) {
    key_to_frame(bencher, "G g g");
}

#[divan::bench]
fn next_hit(bencher: Bencher) {
    let mut app = reading();
    press(&mut app, "/ 要 闻 enter");
    let mut before = Buffer::empty(Rect::new(0, 0, 120, 40));
    bencher.bench_local(|| {
        press(&mut app, "n");
        black_box(frame(&app, &mut before))
    });
}

#[divan::bench]
fn letter_of_a_search(bencher: Bencher) {
    let mut app = reading();
    press(&mut app, "/");
    let mut before = Buffer::empty(Rect::new(0, 0, 120, 40));
    bencher.bench_local(|| {
        press(&mut app, "要");
        let changed = frame(&app, &mut before);
        press(&mut app, "backspace");
        black_box(changed)
    });
}

#[divan::bench]
fn search_opened(bencher: Bencher) {
    key_to_frame(bencher, "/ esc");
}

#[divan::bench]
fn away_and_back_to_the_story(bencher: Bencher) {
    key_to_frame(bencher, "J K");
}

#[divan::bench]
fn resize(bencher: Bencher) {
    let mut app = reading();
    let mut before = Buffer::empty(Rect::new(0, 0, 120, 40));
    let mut narrow = false;
    bencher.bench_local(|| {
        narrow = !narrow;
        let width = if narrow { 100 } else { 120 };
        update(&mut app, Msg::Resize(width, 40));
        black_box(frame(&app, &mut before))
    });
}
