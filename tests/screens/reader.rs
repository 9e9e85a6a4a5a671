//! What a reader does, step by step, and what comes of it.

use std::collections::{BTreeMap, BTreeSet};

use crate::desk::{Desk, edition, look};
use yuebao::edition::{Block, Place, Slot, Story};
use yuebao::library::Remembered;
use yuebao::tui::state::landing::Landing;
use yuebao::tui::state::{Listing, Screen};
use yuebao::tui::{Effect, Msg, Order, Stored, update};

fn desk(size: (u16, u16)) -> Desk {
    Desk::new(edition(), look("zh-Hans"), size)
}

fn orders(desk: &Desk) -> Vec<&Order> {
    let effects = desk.effects.iter();
    let orders = effects.filter_map(|effect| match effect {
        Effect::Keep(order) => Some(order),
        _ => None,
    });
    orders.collect()
}

fn place(story: usize, slot: Slot, byte: usize) -> Place {
    Place { story, slot, byte }
}

#[test]
fn space_alone_reads_the_paper_from_the_first_line_to_the_last() {
    for size in [(40, 12), (80, 24), (120, 40)] {
        let mut desk = desk(size);
        desk.keys("enter");
        let mut met = Vec::new();
        for _ in 0..200 {
            let open = desk.app.open();
            if met.last() != Some(&open) {
                met.push(open);
            }
            desk.keys("space");
        }
        let stories: Vec<Option<usize>> = (0..10).map(Some).collect();
        assert_eq!(
            met, stories,
            "{size:?}: eight stories, the loose text, the notes"
        );
        assert_eq!(desk.app.marks.unread(8), 0);
    }
}

#[test]
fn a_story_is_read_when_its_end_was_seen_and_undone_with_one_key() {
    let mut desk = desk((40, 12));
    desk.keys("enter");
    assert!(!desk.app.marks.is_read(0));
    desk.keys("G");
    assert!(desk.app.marks.is_read(0));
    desk.keys("u");
    assert!(!desk.app.marks.is_read(0));
    desk.keys("k j");
    assert!(
        !desk.app.marks.is_read(0),
        "looking at the same end again is no second reading"
    );
    let sent: Vec<bool> = orders(&desk)
        .iter()
        .filter_map(|order| match order {
            Order::SetRead { read, .. } => Some(*read),
            _ => None,
        })
        .collect();
    assert_eq!(sent, [true, false]);
}

#[test]
fn the_paper_opens_at_the_story_that_was_open_last_and_at_its_place() {
    let mut desk = desk((120, 40));
    let there = place(3, Slot::Block(1), 0);
    desk.remembered(Remembered {
        read: BTreeSet::from(["s1".to_owned()]),
        positions: BTreeMap::from([("s4".to_owned(), there)]),
        last: Some("s4".to_owned()),
        ..Remembered::default()
    });
    assert_eq!(desk.app.open(), Some(3));
    assert!(desk.app.marks.is_read(0));
    assert_eq!(desk.app.anchor(3), (there.slot, there.byte));
    assert_eq!(desk.app.screen, Screen::Stories);
}

#[test]
fn what_the_library_remembers_never_moves_a_reader_who_has_begun() {
    let mut desk = desk((80, 24));
    desk.keys("j");
    desk.remembered(Remembered {
        last: Some("s7".to_owned()),
        ..Remembered::default()
    });
    assert_eq!(desk.app.open(), Some(1));
}

#[test]
fn a_bookmark_is_called_stored_only_when_it_is() {
    let mut desk = desk((80, 24));
    desk.keys("enter");
    let key = "m".parse().expect("a key");
    let effects = update(&mut desk.app, Msg::Key(key));
    let [Effect::Keep(Order::AddMark(draft))] = &effects[..] else {
        panic!("{effects:?}");
    };
    assert_eq!(draft.title, "桥下新装了会自己落下的阻车杆");
    assert_eq!(desk.app.said, None);
    assert!(desk.app.marks.is_empty());
    let again = update(&mut desk.app, Msg::Key(key));
    assert!(again.is_empty(), "one is on its way already");
    desk.tell(Msg::Failed("disk full".into()));
    assert!(
        desk.app
            .said
            .as_deref()
            .is_some_and(|said| said.contains("disk full"))
    );
    desk.keys("m");
    assert_eq!(desk.app.said.as_deref(), Some("书签已存"));
    assert_eq!(desk.app.marks.len(), 1);
}

#[test]
fn bookmarks_are_removed_and_come_back() {
    let mut desk = desk((40, 12));
    desk.keys("enter m");
    assert_eq!(desk.app.marks.len(), 1);
    desk.keys("m");
    assert_eq!(desk.app.marks.len(), 0, "the same key takes it away");
    desk.keys("u");
    assert_eq!(desk.app.marks.len(), 1, "and undo brings it back");
    desk.keys("u");
    assert_eq!(desk.app.marks.len(), 0, "and the setting of it is undone");
    desk.keys("B d");
    assert_eq!(desk.app.marks.len(), 0);
}

#[test]
fn a_bookmark_is_jumped_to_and_the_way_back_is_remembered() {
    let mut desk = desk((40, 12));
    desk.keys("enter ctrl-d ctrl-d m");
    let (slot, byte) = desk.app.anchor(0);
    assert!(byte > 0, "in the middle of a paragraph");
    desk.keys("2 J B enter");
    assert_eq!(desk.app.open(), Some(0));
    assert_eq!(
        desk.app.anchor(0),
        (slot, 0),
        "the bookmark is at its beginning"
    );
    desk.keys("backspace");
    assert_eq!(desk.app.open(), Some(2));
}

#[test]
fn a_note_is_written_and_changed() {
    let mut desk = desk((80, 24));
    desk.keys("enter M \"记下\" enter B e \"来\" enter");
    let note = desk
        .app
        .marks
        .listed()
        .next()
        .and_then(|mark| mark.draft.note.clone());
    assert_eq!(note.as_deref(), Some("记下来"));
    desk.keys("u");
    let note = desk
        .app
        .marks
        .listed()
        .next()
        .and_then(|mark| mark.draft.note.clone());
    assert_eq!(note.as_deref(), Some("记下"));
}

#[test]
fn a_bookmark_of_another_edition_has_that_opened() {
    let mut desk = desk((80, 24));
    desk.keys("enter m");
    let mut other = desk.app.marks.here[0].clone();
    other.id = 99;
    other.edition = yuebao::library::Key::of([&b"other"[..]]);
    other.edition_title = "别的报".into();
    other.origin = "old.txt".into();
    desk.keys("B");
    let own = desk.app.marks.here[0].clone();
    desk.tell(Msg::Listed(vec![other, own]));
    assert_eq!(desk.app.marks.len(), 2);
    assert!(desk.picture().contains("别的报"));
    desk.keys("j enter");
    let opened = desk.effects.last();
    assert!(
        matches!(opened, Some(Effect::Open { origin, .. }) if origin == "old.txt"),
        "{opened:?}"
    );
    assert_eq!(
        desk.app.screen,
        Screen::List(Listing::Marks),
        "until it is open"
    );
    desk.tell(Msg::Stored(Stored::Removed(99)));
    assert_eq!(desk.app.marks.len(), 1);
}

#[test]
fn the_jump_line_is_followed_and_gone_back_from() {
    let mut desk = desk((40, 12));
    desk.keys("enter j j");
    let before = desk.app.anchor(0);
    desk.keys("enter");
    assert_eq!(desk.app.open(), Some(4));
    desk.keys("backspace");
    assert_eq!((desk.app.open(), desk.app.anchor(0)), (Some(0), before));
    desk.keys("J enter");
    assert!(
        desk.app.said.is_some(),
        "a story that does not jump says so"
    );
}

#[test]
fn a_search_goes_round_and_giving_it_up_changes_nothing() {
    let mut desk = desk((40, 12));
    desk.keys("enter j / \"杆子\" enter");
    let hits = desk
        .app
        .search
        .as_ref()
        .map_or(0, |search| search.hits.len());
    assert!(hits >= 5, "{hits}");
    let first = desk.app.search.as_ref().and_then(|search| search.place());
    desk.keys(&format!(
        "{} n",
        hits.to_string()
            .chars()
            .map(String::from)
            .collect::<Vec<_>>()
            .join(" ")
    ));
    let round = desk.app.search.as_ref().and_then(|search| search.place());
    assert_eq!(first, round, "as many steps as hits lead back");
    let top = desk.app.reading.top;
    desk.keys("/ \"老何\" esc");
    assert_eq!(desk.app.reading.top, top);
    let query = desk.app.search.as_ref().map(|search| search.query.clone());
    assert_eq!(query.as_deref(), Some("杆子"));
}

#[test]
fn a_press_of_q_leaves_one_level_and_then_the_program() {
    let mut desk = desk((80, 24));
    desk.keys("enter B q q");
    assert_eq!(desk.app.screen, Screen::Stories);
    assert!(!desk.effects.contains(&Effect::Quit));
    desk.keys("q");
    assert!(desk.effects.contains(&Effect::Quit));
}

#[test]
fn nothing_that_acts_on_a_terminal_reaches_a_cell() {
    let mut paper = edition();
    let bad = "\u{1b}[31m\u{7}x\u{9b}2J\u{202e}y\u{0}";
    paper.masthead = Some(bad.to_owned());
    paper.stories[0] = Story {
        headline: Some(bad.to_owned()),
        blocks: vec![Block::paragraph(bad)],
        ..paper.stories[0].clone()
    };
    let mut desk = Desk::new(paper, look("en"), (120, 40));
    desk.tell(Msg::Failed(bad.to_owned()));
    for keys in ["", "enter", "m B", "?"] {
        desk.keys(keys);
        let (buffer, _) = desk.frame();
        for cell in buffer.content() {
            assert!(
                !cell.symbol().chars().any(char::is_control),
                "{:?}",
                cell.symbol()
            );
        }
    }
}

#[test]
fn a_terminal_without_colour_gets_none() {
    for theme in ["auto", "light", "dark", "plain"] {
        let mut look = look("en");
        look.screen.theme = theme.into();
        look.colour = false;
        let (buffer, _) = Desk::new(edition(), look, (120, 40)).frame();
        for cell in buffer.content() {
            assert_eq!(cell.fg, ratatui::style::Color::Reset);
            assert_eq!(cell.bg, ratatui::style::Color::Reset);
        }
    }
}

#[test]
fn what_is_wrong_with_the_settings_is_said() {
    let mut look = look("en");
    look.screen.theme = "no such".into();
    let desk = Desk::new(edition(), look, (80, 24));
    assert!(desk.picture().contains("no theme is named"));
}

#[test]
fn a_bookmark_is_found_by_its_words_when_the_paper_was_read_differently() {
    let mut desk = desk((80, 24));
    desk.keys("enter j j j m");
    let mut marked = desk.app.marks.here[0].clone();
    let there = marked.draft.place;
    marked.draft.place = place(7, Slot::Block(40), 3);
    let mut other = self::desk((80, 24));
    other.remembered(Remembered {
        marks: vec![marked.clone()],
        ..Remembered::default()
    });
    assert_eq!(other.app.marks.here[0].draft.place, there);
    other.keys("B enter");
    assert_eq!(
        (other.app.open(), other.app.screen),
        (Some(0), Screen::Text)
    );
    marked.draft.excerpt = "这句话报上没有".into();
    other.app.turn_to(&Landing::at(marked.draft.clone()));
    assert!(
        other
            .app
            .said
            .is_some_and(|said| said.contains(&marked.draft.title))
    );
}

#[test]
fn lists_have_the_punctuation_that_the_text_is_set_with() {
    let mut edition = edition();
    let story = &mut edition.stories[0];
    story.headline = Some("天晴了,出门走走".into());
    story.deck = Some("多带水,少带书".into());
    story.blocks[0] = Block::paragraph("路还没有干,鞋已经脏了。");
    for (widen, mark) in [(true, '，'), (false, ',')] {
        let mut look = look("zh-Hans");
        look.setting.widen_punctuation = widen;
        let mut desk = Desk::new(edition.clone(), look, (120, 40));
        let count = |desk: &Desk, words: &str| {
            let words = words.replace(',', &mark.to_string());
            desk.picture()
                .lines()
                .take(40)
                .map(|row| row.matches(&words).count())
                .sum::<usize>()
        };
        assert_eq!(count(&desk, "天晴了,出门"), 2, "{}", desk.picture());
        assert_eq!(count(&desk, "多带水,少带书"), 2);
        desk.keys("enter K / \"路还\" enter m B");
        assert_eq!(count(&desk, "天晴了,出门"), 1, "{}", desk.picture());
    }
}

#[test]
fn the_way_back_leads_at_last_into_the_paper_before() {
    let mut before = desk((40, 12));
    before.keys("enter j j j");
    let back = before.app.way_back();
    let mut desk = desk((40, 12));
    desk.app.came_from.clone_from(&back);
    desk.keys("enter enter backspace");
    assert_eq!(desk.app.open(), Some(0), "first the jump in this paper");
    desk.keys("backspace");
    let (origin, landing) = back.expect("a story was open");
    let place = landing.draft.as_ref().map(|draft| draft.place.slot);
    assert_eq!(place, Some(before.app.anchor(0).0));
    assert_eq!(desk.effects.last(), Some(&Effect::Open { origin, landing }));
}
