//! Properties of the reader's screen: whatever is pressed in whatever window, nothing panics, nothing is drawn outside,
//! the same keys do the same, and a resize keeps the place.

use crate::desk::{Desk, edition, look};
use crate::{changed, fetching, piping};
use proptest::prelude::*;
use yuebao::config::Columns;
use yuebao::edition::{Block, Edition, Section, Story};
use yuebao::text::width::Ambiguous;
use yuebao::tui::actions::ACTIONS;
use yuebao::tui::key::{Code, Stroke};
use yuebao::tui::{Deed, Mouse, Msg, Signal, Widths};

#[derive(Clone, Debug)]
enum Step {
    Key(Stroke),
    Paste(String),
    Mouse(Mouse),
    Resize(u16, u16),
    Widths(Widths),
    Fail,
    /// What a courier tells.
    Heard(&'static str),
    /// What the last command said.
    Ran(&'static str),
}

const HEARD: &[&str] = &[
    "began rmrb",
    "came rmrb 5 16 第5版 要闻",
    "came tyrb 0 0 头版",
    "filed fswb",
    "ended rmrb",
    "end",
    "fail no disk",
];

const RAN: &[&str] = &["0 一二三\n\t四 five", "3 half!!坏了", "0 ", "late", "gone"];

fn key() -> impl Strategy<Value = Stroke> {
    let known: Vec<Stroke> = ACTIONS
        .iter()
        .flat_map(|row| row.keys)
        .flat_map(|keys| keys.split(' '))
        .map(|key| key.parse().expect("a key of the table"))
        .collect();
    let typed = prop_oneof![
        proptest::char::range('0', '9'),
        proptest::char::range('！', '～'),
        proptest::char::range('一', '丐'),
        any::<char>(),
    ];
    prop_oneof![
        4 => proptest::sample::select(known),
        1 => typed.prop_map(|c| Stroke::plain(Code::Char(c))),
        1 => (any::<char>(), any::<bool>(), any::<bool>()).prop_map(|(c, ctrl, alt)| Stroke {
            code: Code::Char(c),
            ctrl,
            alt,
        }),
    ]
}

fn widths() -> impl Strategy<Value = Widths> {
    let width = || proptest::sample::select(vec![Ambiguous::Narrow, Ambiguous::Wide]);
    (width(), width()).prop_map(|(text, rules)| Widths { text, rules })
}

fn step() -> impl Strategy<Value = Step> {
    let deed = proptest::sample::select(vec![Deed::WheelUp, Deed::WheelDown, Deed::Click]);
    prop_oneof![
        12 => key().prop_map(Step::Key),
        1 => ".{0,12}".prop_map(Step::Paste),
        3 => (deed, 0u16..210, 0u16..210).prop_map(|(deed, x, y)| Step::Mouse(Mouse { deed, x, y })),
        2 => (1u16..200, 1u16..200).prop_map(|(width, height)| Step::Resize(width, height)),
        1 => widths().prop_map(Step::Widths),
        1 => Just(Step::Fail),
        2 => proptest::sample::select(HEARD).prop_map(Step::Heard),
        2 => proptest::sample::select(RAN).prop_map(Step::Ran),
    ]
}

/// Odd papers: no pages, no stories, no headlines, strange letters.
fn paper() -> impl Strategy<Value = Edition> {
    let text = "[ -~一-丐，。“”…—ｱﾞé\u{301}👨\u{200d}👩\u{200d}👧\t\u{3000}]{0,60}";
    let block = prop_oneof![
        4 => text.prop_map(Block::paragraph),
        1 => text.prop_map(Block::subhead),
        1 => Just(Block::Rule),
        1 => text.prop_map(|text| Block::Table { text }),
    ];
    let head = || proptest::option::of(text);
    let story = (head(), head(), proptest::collection::vec(block, 0..12));
    let stories = proptest::collection::vec(story, 0..6);
    (stories, 0usize..4, proptest::collection::vec(text, 0..3)).prop_map(
        |(stories, pages, loose)| {
            let stories: Vec<Story> = stories
                .into_iter()
                .enumerate()
                .map(|(i, (headline, kicker, blocks))| Story {
                    id: format!("s{}", i + 1),
                    headline,
                    kicker,
                    blocks,
                    ..Story::default()
                })
                .collect();
            let sections = (0..pages).map(|page| Section {
                label: format!("{page}"),
                stories: stories
                    .iter()
                    .skip(page)
                    .step_by(2)
                    .map(|s| s.id.clone())
                    .collect(),
                ..Section::default()
            });
            Edition {
                sections: sections.collect(),
                stories,
                loose,
                ..Edition::default()
            }
        },
    )
}

fn papers() -> impl Strategy<Value = Edition> {
    let own = vec![edition(), fetching::partly(), changed::changed()];
    prop_oneof![1 => proptest::sample::select(own), 2 => paper()]
}

fn take(desk: &mut Desk, step: &Step) {
    desk.tell(match step.clone() {
        Step::Key(stroke) => Msg::Key(stroke),
        Step::Paste(text) => Msg::Paste(text),
        Step::Mouse(mouse) => Msg::Mouse(mouse),
        Step::Resize(width, height) => Msg::Resize(width, height),
        Step::Widths(widths) => Msg::Widths(widths),
        Step::Fail => Msg::Failed("disk is full".into()),
        Step::Heard(told) => fetching::heard(told).remove(0),
        Step::Ran(told) => piping::ran(desk.app.runs, told),
    });
}

fn columns() -> impl Strategy<Value = Columns> {
    prop_oneof![
        Just(Columns::ONE),
        Just(Columns::Auto),
        (1u16..9).prop_map(Columns::Of)
    ]
}

fn sizes() -> impl Strategy<Value = (u16, u16)> {
    (1u16..200, 1u16..200)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

    #[test]
    fn anything_at_any_size_is_survived_and_drawn_inside(
        paper in papers(),
        size in sizes(),
        steps in proptest::collection::vec(step(), 0..40),
        columns in columns(),
        vertical in any::<bool>(),
        shelf in any::<bool>(),
    ) {
        let mut look = look("zh-Hans");
        look.setting.columns = columns;
        look.setting.vertical = vertical;
        look.commands = piping::commands();
        let mut desk = Desk::new(paper, look, size);
        desk.shelf = shelf;
        desk.papers = fetching::subscribed();
        for step in &steps {
            take(&mut desk, step);
            let (buffer, cursor) = desk.frame();
            if let Some(cursor) = cursor {
                prop_assert!(buffer.area.contains(cursor), "{cursor:?} in {:?}", buffer.area);
            }
            for y in 0..buffer.area.height {
                prop_assert!(crate::desk::row_width(&buffer, y) <= buffer.area.width);
            }
        }
    }

    #[test]
    fn the_same_keys_do_the_same(
        paper in papers(),
        size in sizes(),
        steps in proptest::collection::vec(step(), 0..40),
    ) {
        let mut one = Desk::new(paper.clone(), look("en"), size);
        let mut other = Desk::new(paper, look("en"), size);
        for step in &steps {
            take(&mut one, step);
            take(&mut other, step);
        }
        prop_assert_eq!(one.effects.clone(), other.effects.clone());
        prop_assert_eq!(one.picture(), other.picture());
    }

    #[test]
    fn a_resize_keeps_the_place_on_the_screen(
        down in 0usize..60,
        first in (20u16..200, 6u16..60),
        sizes in proptest::collection::vec((20u16..200, 6u16..60), 1..6),
        columns in columns(),
        vertical in any::<bool>(),
    ) {
        let mut look = look("zh-Hans");
        look.setting.columns = columns;
        look.setting.vertical = vertical;
        let mut desk = Desk::new(edition(), look, first);
        desk.keys("enter");
        for _ in 0..down {
            desk.keys("j");
        }
        let story = desk.app.open().expect("a story is open");
        let anchor = desk.app.anchor(story);
        for (width, height) in sizes {
            desk.tell(Msg::Resize(width, height));
            prop_assert_eq!(desk.app.anchor(story), anchor, "a resize never moves the place");
            let line = desk.app.galley().expect("set").row_of(anchor);
            let top = desk.app.reading.top;
            prop_assert!(top <= line && line < top + desk.app.page(), "{top} {line}");
        }
    }
}

#[test]
fn signals_and_a_lost_terminal_are_answered() {
    use yuebao::tui::Effect::{Die, Quit, Redraw, Suspend};
    for (msg, effect) in [
        (Msg::Signal(Signal::Leave(15)), Die(15)),
        (Msg::Hangup, Quit),
        (Msg::Signal(Signal::Stop), Suspend),
        (Msg::Signal(Signal::Continue), Redraw),
    ] {
        let mut desk = Desk::new(edition(), look("en"), (80, 24));
        desk.tell(msg);
        assert_eq!(desk.effects, [effect]);
    }
}
