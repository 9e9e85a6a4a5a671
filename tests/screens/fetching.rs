//! Papers that are subscribed to and fetched, told as a courier tells it, and an edition of which pages are missing.

use jiff::civil::date;
use yuebao::delivery::{Progress, State, Subscribed};
use yuebao::edition::{Edition, Section};
use yuebao::library::Key;
use yuebao::library::archive::{key_in, origin_of};
use yuebao::tui::{Effect, Errand, Msg};

use crate::desk::{Desk, edition, look, own_key};

fn paper(id: &str, name: &str, state: State) -> Subscribed {
    Subscribed {
        id: id.into(),
        name: name.into(),
        day: Some(date(2026, 7, 9)),
        is_today: true,
        key: Some(Key::of([id.as_bytes()])),
        state,
        stories: 37,
        read: 0,
        tried: None,
    }
}

/// A paper in every state there is.
pub fn subscribed() -> Vec<Subscribed> {
    let partly = State::Partly {
        pages: 5,
        of: 16,
        reason: "第6版：http://paper.example/06 连接超时".into(),
    };
    let failed = State::Failed {
        reason: "http://epaper.example/2026-07/09/node_1.htm: 404 没有这一页".into(),
    };
    vec![
        paper("tyrb", "太原日报", State::Whole),
        Subscribed {
            read: 12,
            ..paper("gmrb", "光明日报", State::Whole)
        },
        Subscribed {
            read: 37,
            ..paper("jjrb", "经济日报", State::Whole)
        },
        paper("rmrb", "人民日报", partly),
        Subscribed {
            key: None,
            stories: 0,
            ..paper("jfrb", "解放日报", failed)
        },
        Subscribed {
            is_today: false,
            day: Some(date(2026, 7, 8)),
            ..paper("fswb", "汾水晚报", State::Whole)
        },
        Subscribed {
            day: None,
            key: None,
            stories: 0,
            ..paper("bjwb", "北京晚报", State::Never)
        },
    ]
}

/// What a courier tells: "began ID", "came ID PAGES OF WHAT", "filed ID" (of the open edition), "ended ID", "end", "fail
/// WHY", with semicolons between.
pub fn heard(text: &str) -> Vec<Msg> {
    let told = text.split(';').map(str::trim);
    told.filter(|one| !one.is_empty()).map(msg).collect()
}

fn msg(told: &str) -> Msg {
    let words: Vec<&str> = told.splitn(5, ' ').collect();
    let id = || words[1].to_owned();
    let number = |at: usize| words[at].parse().expect("a number");
    Msg::Progress(match words[0] {
        "began" => Progress::Began { id: id() },
        "came" => Progress::Came {
            id: id(),
            pages: number(2),
            of: number(3),
            what: words[4].to_owned(),
        },
        "filed" => Progress::Filed {
            id: id(),
            key: own_key(),
        },
        "ended" => {
            let papers = subscribed();
            let paper = papers.into_iter().find(|paper| paper.id == words[1]);
            Progress::Ended {
                paper: Box::new(paper.expect("a paper")),
            }
        }
        "end" => return Msg::Fetched(Ok(())),
        _ => return Msg::Fetched(Err(told.to_owned())),
    })
}

/// The edition of the cases, of which a page is missing in part and another altogether.
pub fn partly() -> Edition {
    let mut edition = edition();
    edition.sections[0].missing = Some("第3篇 http://paper.example/0103 连接超时".into());
    edition.sections.insert(
        1,
        Section {
            label: "01B".into(),
            title: Some("专版".into()),
            missing: Some("404 没有这一页".into()),
            ..Section::default()
        },
    );
    edition
}

fn desk() -> Desk {
    let mut desk = Desk::new(edition(), look("zh-Hans"), (80, 24));
    desk.papers = subscribed();
    desk.tell(Msg::Subscribed(Ok(subscribed())));
    desk
}

fn errands(desk: &Desk) -> Vec<Errand> {
    let errands = desk.effects.iter().filter_map(|effect| match effect {
        Effect::Errand(errand) => Some(errand.clone()),
        _ => None,
    });
    errands.collect()
}

#[test]
fn the_paper_that_is_faced_is_fetched_and_the_same_key_stops_it() {
    let mut desk = desk();
    desk.keys("R");
    assert_eq!(errands(&desk), [Errand::Fetch(vec!["fswb".into()])]);
    desk.keys("S j j R");
    assert!(!errands(&desk).contains(&Errand::Stop), "another paper");
    assert!(desk.picture().contains("正在收别的报"));
    desk.keys("q R");
    assert_eq!(errands(&desk).last(), Some(&Errand::Stop));
    desk.tell(Msg::Fetched(Ok(())));
    desk.keys("S");
    desk.effects.clear();
    desk.keys("g R");
    assert_eq!(errands(&desk), [Errand::Fetch(Vec::new())]);
}

#[test]
fn a_paper_that_is_not_subscribed_to_says_so() {
    let mut desk = Desk::new(edition(), look("zh-Hans"), (80, 24));
    desk.keys("R");
    assert!(desk.picture().contains("没有订这份报"));
    desk.keys("g R");
    assert!(desk.picture().contains("还没有订报"));
    assert!(errands(&desk).is_empty());
}

#[test]
fn new_papers_open_at_once_and_others_at_their_calendar() {
    let mut desk = desk();
    desk.keys("S enter");
    let opened = desk.effects.iter().find_map(|effect| match effect {
        Effect::Open { origin, .. } => key_in(origin),
        _ => None,
    });
    assert_eq!(opened, subscribed()[0].key);
    desk.effects.clear();
    desk.keys("G enter");
    assert!(desk.picture().contains("还没收过"), "nothing to open");
    assert!(
        desk.effects
            .iter()
            .all(|effect| !matches!(effect, Effect::Open { .. }))
    );
}

#[test]
fn the_cursor_stays_on_its_paper_while_papers_come() {
    let mut desk = Desk::new(edition(), look("zh-Hans"), (80, 24));
    desk.shelf = true;
    desk.keys("S j");
    assert!(desk.picture().contains(">  汾水晚报"));
    desk.tell(Msg::Subscribed(Ok(subscribed())));
    assert!(desk.picture().contains(">  汾水晚报"));
}

#[test]
fn an_edition_that_has_grown_is_opened_anew_at_the_same_place() {
    let mut desk = desk();
    desk.shelf = true;
    desk.keys("enter j j j ctrl-r");
    assert!(desk.picture().contains("本期没有新到的"));
    let before = (desk.app.open(), desk.app.anchor(0));
    desk.keys("R");
    for msg in heard("began fswb; filed fswb") {
        desk.tell(msg);
    }
    assert!(
        desk.picture().contains("ctrl-r 看新到的版面"),
        "{}",
        desk.picture()
    );
    desk.keys("ctrl-r");
    let opens = desk.effects.iter().rev().find_map(|effect| match effect {
        Effect::Open { origin, .. } => Some(origin.clone()),
        _ => None,
    });
    assert_eq!(opens, Some(origin_of(&own_key())));
    assert_eq!((desk.app.open(), desk.app.anchor(0)), before);
    assert!(desk.picture().contains("换上了新到的"));
    desk.keys("backspace");
    assert!(desk.picture().contains("没有可回的地方"));
}
