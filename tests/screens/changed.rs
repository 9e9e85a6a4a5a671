//! Stories that their paper changed: said where they are read, and shown sentence by sentence.

use yuebao::edition::{Block, Earlier, Edition};

use crate::desk::{Desk, edition, look};

/// The edition of the cases, the first story of which was changed twice.
pub fn changed() -> Edition {
    let mut edition = edition();
    let story = &mut edition.stories[0];
    let mut before = Earlier {
        until: "2026-07-09T14:02:00Z".parse().expect("a time"),
        headline: story.headline.clone(),
        deck: Some("——全城四十六处，大雨之前全部到位".into()),
        blocks: story.blocks.clone(),
    };
    let text = before.blocks[0].text().replace("六月初", "五月底");
    let text = text.replace("三条河", "三条河和一条渠");
    before.blocks[0] = Block::paragraph(text);
    let count = before.blocks.len();
    before.blocks.truncate(count - 1);
    let mut first = before.clone();
    first.until = "2026-07-08T23:40:00Z".parse().expect("a time");
    first.blocks.push(Block::paragraph(
        "每一处都要停全夜的交通。养护队说，市民的电话一个也没有少接。",
    ));
    story.earlier = vec![first, before];
    edition
}

#[test]
fn a_story_that_was_not_changed_says_so() {
    let mut desk = Desk::new(edition(), look("zh-Hans"), (80, 24));
    desk.keys("g c");
    assert!(desk.picture().contains("本篇没有改过"));
    let mut desk = Desk::new(changed(), look("zh-Hans"), (80, 24));
    assert!(desk.picture().contains("更新"), "in the list");
    desk.keys("enter");
    assert!(desk.picture().contains("更新 14:02"));
    desk.keys("g c q");
    assert!(desk.picture().contains("更新 14:02"), "back in the story");
}
