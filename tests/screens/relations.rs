//! What a reader does at the shelf, step by step.

use crate::desk::{Desk, edition, look};
use yuebao::tui::state::{Listing, Screen};
use yuebao::tui::{Answer, Effect, Msg, Question, Topic};

fn desk(size: (u16, u16)) -> Desk {
    let mut desk = Desk::new(edition(), look("zh-Hans"), size);
    desk.shelf = true;
    desk
}

fn title(desk: &Desk) -> String {
    let story = desk.app.open().and_then(|index| desk.app.story(index));
    story.map_or(String::new(), |story| story.title().into_owned())
}

#[test]
fn a_paper_is_found_by_pinyin_and_its_days_are_walked() {
    let mut desk = desk((80, 24));
    desk.keys("S / \"tyrb\"");
    assert_eq!(desk.app.lists.roll(Listing::Papers).rows.len(), 1);
    desk.keys("enter");
    assert_eq!(desk.app.screen, Screen::Days);
    assert_eq!(desk.app.stacks.calendar.paper, "太原日报");
    desk.keys("h h enter");
    assert_eq!(desk.app.name, "太原日报");
    assert_eq!(desk.app.edition.date, Some(jiff::civil::date(2026, 7, 7)));
    desk.keys(">");
    assert_eq!(desk.app.edition.date, Some(jiff::civil::date(2026, 7, 8)));
    desk.keys("< <");
    assert_eq!(desk.app.edition.date, Some(jiff::civil::date(2026, 7, 6)));
    desk.keys("<");
    assert!(desk.app.said.is_some(), "there is none before it");
}

#[test]
fn several_editions_of_a_day_are_a_list() {
    let mut desk = desk((80, 24));
    desk.keys("S j enter");
    assert_eq!(desk.app.stacks.calendar.paper, "汾水晚报");
    for _ in 0..20 {
        desk.keys("h");
    }
    desk.keys("6 l enter");
    assert_eq!(desk.app.screen, Screen::List(Listing::Issues));
    assert_eq!(desk.app.lists.roll(Listing::Issues).rows.len(), 2);
    desk.keys("j enter");
    assert_eq!(desk.app.edition.date, Some(jiff::civil::date(2026, 7, 2)));
    assert_eq!(desk.app.screen, Screen::Stories);
    desk.keys("backspace");
    assert_eq!(desk.app.screen, Screen::List(Listing::Issues));
    desk.keys("q q");
    assert_eq!(desk.app.screen, Screen::List(Listing::Papers));
}

#[test]
fn a_search_follows_every_letter_and_a_hit_opens_where_it_is() {
    let mut desk = desk((80, 24));
    desk.keys("F \"公建民营\"");
    let hits = desk.app.stacks.results.hits.len();
    assert!(hits >= 10, "{hits}");
    desk.keys("down down enter");
    assert_eq!(desk.app.screen, Screen::Text);
    assert_ne!(desk.app.name, "汾水晚报 2026-07-09");
    let search = desk.app.search.as_ref().expect("the words are looked for");
    assert_eq!(search.needles, ["公建民营"]);
    assert_eq!(search.hits.len(), 2, "headline and text");
    desk.keys("n");
    assert!(
        desk.app
            .said
            .as_deref()
            .is_some_and(|said| said.contains("公建民营"))
    );
    desk.keys("backspace");
    assert_eq!(
        desk.app.screen,
        Screen::List(Listing::Found),
        "the results as they were"
    );
    assert_eq!(desk.app.lists.roll(Listing::Found).at, 2);
    assert_eq!(desk.app.stacks.results.hits.len(), hits);
    assert_eq!(desk.app.name, "汾水晚报");
    desk.keys("q");
    assert_eq!(desk.app.screen, Screen::Stories);
}

#[test]
fn a_hit_in_the_open_paper_opens_no_other() {
    let mut desk = desk((80, 24));
    desk.keys("enter F \"会自己落下的\" enter");
    assert!(
        !desk
            .effects
            .iter()
            .any(|effect| matches!(effect, Effect::Open { .. }))
    );
    assert!(title(&desk).contains("会自己落下的"));
    desk.keys("backspace");
    assert_eq!(desk.app.screen, Screen::List(Listing::Found));
    desk.keys("q");
    assert_eq!(desk.app.screen, Screen::Text);
}

#[test]
fn what_a_query_lacks_is_said() {
    let mut desk = desk((80, 24));
    desk.keys("F");
    assert!(
        desk.picture().contains("几个词都要有"),
        "{}",
        desk.picture()
    );
    desk.keys("\"日期:昨天\"");
    assert!(
        desk.picture().contains("“昨天”不是日期"),
        "{}",
        desk.picture()
    );
    desk.keys("ctrl-u \"没有这样的话\"");
    assert!(
        desk.picture().contains("报架上没有这样的文章"),
        "{}",
        desk.picture()
    );
}

#[test]
fn answers_that_were_overtaken_are_dropped() {
    let mut desk = Desk::new(edition(), look("zh-Hans"), (80, 24));
    desk.keys("F \"养老\"");
    let asked: Vec<(u64, Question)> = desk
        .effects
        .iter()
        .filter_map(|effect| match effect {
            Effect::Ask(number, question) => Some((*number, question.clone())),
            _ => None,
        })
        .collect();
    let [(first, early), (second, late)] = &asked[..] else {
        panic!("{asked:?}");
    };
    let tell = |desk: &mut Desk, number: u64, question: &Question| {
        let answer = crate::shelf::answer(question);
        desk.tell(Msg::Answered(number, Topic::Stories, answer));
    };
    tell(&mut desk, *first, early);
    assert!(desk.app.stacks.results.hits.is_empty());
    tell(&mut desk, *second, late);
    assert!(!desk.app.stacks.results.hits.is_empty());
}

#[test]
fn more_stories_are_asked_for_near_the_end_of_the_known_ones() {
    let mut desk = Desk::new(edition(), look("zh-Hans"), (80, 24));
    desk.keys("F \"养\"");
    let Ok(Answer::Stories(_, mut found)) = crate::shelf::answer(&last_question(&desk)) else {
        panic!("no stories");
    };
    found.hits.truncate(5);
    found.more = true;
    let number = desk.effects.iter().rev().find_map(|effect| match effect {
        Effect::Ask(number, _) => Some(*number),
        _ => None,
    });
    desk.tell(Msg::Answered(
        number.expect("asked"),
        Topic::Stories,
        Ok(Answer::Stories(0, found)),
    ));
    assert!(matches!(last_question(&desk), Question::Search(_, 5)));
    assert_eq!(desk.app.stacks.results.hits.len(), 5);
    assert!(desk.picture().contains("5+"), "{}", desk.picture());
    let counting = desk.effects.iter().rev().find_map(|effect| match effect {
        Effect::Ask(number, Question::Count(_)) => Some(*number),
        _ => None,
    });
    desk.tell(Msg::Answered(
        counting.expect("nobody waits for how many there are"),
        Topic::Count,
        Ok(Answer::Count(12)),
    ));
    assert!(!desk.picture().contains("5+"), "{}", desk.picture());
    assert!(desk.picture().contains("1/12"), "{}", desk.picture());
}

fn last_question(desk: &Desk) -> Question {
    let mut asked = desk.effects.iter().rev().filter_map(|effect| match effect {
        Effect::Ask(_, question) => Some(question.clone()),
        _ => None,
    });
    asked.next().expect("something was asked")
}

#[test]
fn a_story_is_picked_by_a_few_letters_of_its_headline() {
    let mut desk = desk((80, 24));
    desk.keys("f \"dapeng\" enter");
    assert_eq!(title(&desk), "大棚里的账本");
    assert_eq!(desk.app.screen, Screen::Text);
    desk.keys("f \"zzz\" enter");
    assert_eq!(
        desk.app.screen,
        Screen::List(Listing::Picks),
        "nothing to go to"
    );
    desk.keys("q");
    assert_eq!(title(&desk), "大棚里的账本");
    desk.keys("f esc");
    assert_eq!(
        desk.app.screen,
        Screen::Text,
        "an empty field is left at once"
    );
}

#[test]
fn stories_lead_to_others_of_their_kind() {
    let mut desk = desk((80, 24));
    desk.keys("F \"智慧养老\" enter g b");
    assert_eq!(desk.app.stacks.results.field, "记者:\"王勇\"");
    assert!(desk.app.stacks.results.hits.len() > 10);
    desk.keys("q g s");
    assert!(matches!(
        desk.app.stacks.results.asks,
        yuebao::tui::state::stacks::Asks::Same(..)
    ));
    desk.keys("q g k");
    assert!(desk.app.said.is_some(), "no column name stands over it");
    desk.keys("g l");
    assert_eq!(desk.app.screen, Screen::List(Listing::Found));
}

#[test]
fn marks_are_filtered_by_kind_and_by_letters() {
    let mut desk = desk((80, 24));
    desk.keys("enter m J m J m B");
    let rows = |desk: &Desk| desk.app.lists.roll(Listing::Marks).rows.len();
    assert_eq!(rows(&desk), 3);
    desk.keys("/ \"dpl\"");
    assert_eq!(rows(&desk), 1, "{}", desk.picture());
    desk.keys("esc # \"养老，公园\" enter");
    let mark = desk
        .app
        .marks
        .listed()
        .find(|mark| !mark.draft.tags.is_empty());
    assert_eq!(
        mark.map(|mark| mark.draft.tags.join(" ")).as_deref(),
        Some("公园 养老")
    );
    desk.keys("q B tab tab");
    assert_eq!(rows(&desk), 0, "no stars");
    desk.keys("tab tab tab");
    assert_eq!(rows(&desk), 3);
    desk.keys("/ \"yanglao\" enter");
    assert_eq!(title(&desk), "大棚里的账本", "found by its tag");
}
