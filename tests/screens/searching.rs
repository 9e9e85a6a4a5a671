//! What a search finds, and what it says.

use crate::desk::{Desk, edition, look};
use yuebao::edition::Slot;

fn slots(query: &str) -> Vec<Slot> {
    let mut desk = Desk::new(edition(), look("zh-Hans"), (80, 24));
    desk.keys(&format!("enter / \"{query}\" enter"));
    let search = desk.app.search.expect("a search");
    search.hits.into_iter().map(|(slot, _)| slot).collect()
}

#[test]
fn every_part_of_a_story_is_searched() {
    assert_eq!(slots("防汛"), [Slot::Kicker]);
    assert_eq!(slots("会自己落下"), [Slot::Headline]);
    assert_eq!(slots("五十二处")[0], Slot::Deck);
    assert_eq!(
        slots("林小舟"),
        [Slot::Byline, Slot::Block(4)],
        "and a credit"
    );
    assert_eq!(slots("夜里试落"), [Slot::Block(4)], "a caption");
    assert_eq!(
        slots("先装最低的十处")[0..],
        [Slot::Block(2), Slot::Block(3)]
    );
    assert_eq!(slots("下转"), [Slot::On]);
}

#[test]
fn a_hit_in_the_headline_is_marked_on_the_screen() {
    let mut desk = Desk::new(edition(), look("zh-Hans"), (40, 12));
    desk.keys("enter / \"落下\" enter");
    assert!(
        desk.picture().contains("reverse 1: 落下\n"),
        "{}",
        desk.picture()
    );
}

#[test]
fn going_past_the_last_hit_is_said() {
    let mut desk = Desk::new(edition(), look("zh-Hans"), (80, 24));
    desk.keys("enter / \"林小舟\" enter");
    let said = |desk: &Desk| desk.app.said.clone().unwrap_or_default();
    assert!(said(&desk).contains("第 1 处，共 2 处"), "{}", said(&desk));
    desk.keys("n");
    assert!(!said(&desk).contains("绕回"));
    desk.keys("n");
    assert!(
        said(&desk).contains("第 1 处，共 2 处（绕回）"),
        "{}",
        said(&desk)
    );
    desk.keys("N");
    assert!(
        said(&desk).contains("第 2 处，共 2 处（绕回）"),
        "{}",
        said(&desk)
    );
}
