//! Stars, tags, passages and the clipboard, by their keys.

use yuebao::library::{Kind, Mark, Remembered};
use yuebao::tui::actions::Surface;
use yuebao::tui::{Effect, Order};

use crate::desk::{Desk, edition, look};

fn desk() -> Desk {
    Desk::new(edition(), look("zh-Hans"), (80, 24))
}

fn marks(desk: &Desk) -> Vec<&Mark> {
    desk.app.marks.listed().collect()
}

fn said(desk: &Desk) -> &str {
    desk.app.said.as_deref().unwrap_or("")
}

#[test]
fn a_story_is_starred_and_unstarred_and_both_are_undone() {
    let mut desk = desk();
    desk.keys("enter s");
    assert_eq!(said(&desk), "已加星");
    let mark = marks(&desk)[0];
    assert_eq!(
        (mark.draft.kind, mark.draft.story.as_str()),
        (Kind::Star, "s1")
    );
    assert!(desk.picture().contains("*"));
    desk.keys("s");
    assert_eq!((said(&desk), marks(&desk).len()), ("已去星，u 撤销", 0));
    desk.keys("u");
    assert_eq!((said(&desk), marks(&desk).len()), ("已重新加星", 1));
    desk.keys("u");
    assert_eq!(marks(&desk).len(), 0);
    desk.keys("q s");
    assert_eq!(marks(&desk).len(), 1, "from the list as well");
}

#[test]
fn tags_are_written_changed_and_taken_away() {
    let mut desk = desk();
    let tags = |desk: &Desk| {
        let tags = marks(desk)
            .into_iter()
            .map(|mark| mark.draft.tags.join(" "));
        tags.collect::<Vec<_>>()
    };
    desk.keys("enter # \"#防汛\" space \"城事\" enter");
    assert_eq!(tags(&desk), ["城事 防汛"]);
    desk.keys("# \"桥\" enter");
    assert_eq!(tags(&desk), ["城事 桥 防汛"]);
    desk.keys("u");
    assert_eq!(tags(&desk), ["城事 防汛"]);
    desk.keys("# ctrl-u enter");
    assert_eq!(tags(&desk), Vec::<String>::new());
    desk.keys("u");
    assert_eq!(tags(&desk), ["城事 防汛"]);
    desk.keys("# esc B");
    assert!(desk.picture().contains("#城事 #防汛"));
}

#[test]
fn a_passage_is_chosen_and_kept_with_and_without_a_note() {
    let mut desk = desk();
    desk.keys("enter v");
    assert_eq!(desk.app.surface(), Surface::Passage);
    desk.keys("l j enter");
    assert_eq!(
        (said(&desk), desk.app.surface()),
        ("划线已存", Surface::Text)
    );
    let first = marks(&desk)[0].clone();
    let story = &desk.app.edition.stories[0];
    let place = first.draft.place;
    let end = first.draft.end.expect("an end");
    let words = story.passage((place.slot, place.byte), end);
    assert_eq!(first.draft.excerpt, words);
    assert!(words.chars().filter(|c| *c == '。').count() >= 1, "{words}");
    desk.keys("v l j enter");
    assert_eq!(marks(&desk).len(), 1, "that one is there");
    desk.keys("v 5 j M \"记下\" enter");
    assert_eq!(marks(&desk).len(), 2);
    let noted = marks(&desk)
        .into_iter()
        .find(|mark| mark.draft.note.is_some());
    assert_eq!(
        noted.and_then(|mark| mark.draft.note.as_deref()),
        Some("记下")
    );
    desk.keys("v esc");
    assert_eq!((marks(&desk).len(), desk.app.surface()), (2, Surface::Text));
    desk.keys("v 9 j d");
    assert_eq!(marks(&desk).len(), 0, "those it touches are taken away");
    desk.keys("u u");
    assert_eq!(marks(&desk).len(), 2);
    desk.keys("v ? q");
    assert_eq!(desk.app.surface(), Surface::Passage, "help lies over it");
    desk.keys("J q");
    assert_eq!(
        desk.app.surface(),
        Surface::Passage,
        "other keys do nothing meanwhile"
    );
}

#[test]
fn a_highlight_is_found_by_its_words_when_the_paper_was_read_differently() {
    let mut desk = desk();
    desk.keys("enter v l l 3 j enter");
    let kept = marks(&desk)[0].clone();
    let mut moved = kept.clone();
    moved.draft.place.byte += 300;
    moved.draft.end = Some((yuebao::edition::Slot::On, 7));
    let mut other = self::desk();
    other.remembered(Remembered {
        marks: vec![moved],
        ..Remembered::default()
    });
    let found = marks(&other)[0];
    assert_eq!(
        (found.draft.place, found.draft.end),
        (kept.draft.place, kept.draft.end)
    );
}

#[test]
fn a_story_and_a_passage_are_copied_with_their_citation() {
    let mut desk = desk();
    let copied = |desk: &Desk| match desk.effects.last() {
        Some(Effect::Copy(text)) => text.clone(),
        other => panic!("{other:?}"),
    };
    let citation = "\n\n《汾水晚报》 2026-07-09 第01版 桥下新装了会自己落下的阻车杆";
    desk.keys("enter y");
    let story = copied(&desk);
    assert!(story.contains(citation), "{story}");
    assert!(story.lines().count() > 10, "{story}");
    desk.keys("v l y");
    let passage = copied(&desk);
    assert!(
        passage.contains(citation) && passage.len() < story.len(),
        "{passage}"
    );
    assert_eq!(desk.app.surface(), Surface::Text);
    let long = "长。".repeat(60_000);
    desk.app.edition.stories[0].blocks = vec![yuebao::edition::Block::paragraph(long)];
    desk.keys("y");
    let part = copied(&desk);
    assert!(part.len() <= 100_000 && part.len() > 99_990);
    assert_eq!(said(&desk), "已复制开头的 100 kB");
}

#[test]
fn the_library_hears_which_story_is_open_and_when_none_is() {
    let mut desk = desk();
    desk.keys("enter J B q q");
    let heard = desk.effects.iter().filter_map(|effect| match effect {
        Effect::Keep(Order::Attend(story)) => Some(story.as_deref()),
        _ => None,
    });
    let heard: Vec<Option<&str>> = heard.collect();
    assert_eq!(heard, [Some("s1"), Some("s2"), None, Some("s2"), None]);
}
