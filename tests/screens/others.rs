//! Marks of other readers on the screen: seen where they are, and nobody's but theirs.

use ratatui::style::Modifier;
use yuebao::edition::{Place, Slot};
use yuebao::library::{Draft, Key, Kind, Mark};
use yuebao::tui::{Answer, Effect, Msg, Order, Question, Topic};

use crate::desk::{Desk, edition, look, own_key};

const WORDS: &str = "雨还没有来，杆子已经立好了。";

fn desk() -> Desk {
    let mut shared = look("zh-Hans");
    shared.shares = true;
    Desk::new(edition(), shared, (80, 24))
}

/// A highlight of another reader's, in this edition or in another.
fn theirs(id: i64, edition: Key) -> Mark {
    Mark {
        id,
        uid: format!("u{id}"),
        reader: Some("李梅".into()),
        edition,
        edition_title: "汾水晚报 2026-07-08".into(),
        origin: "shelf\nabc".into(),
        paper: "汾水晚报".into(),
        draft: Draft {
            kind: Kind::Highlight,
            story: "s1".into(),
            // Where the words were when another reading of the file had them.
            place: Place {
                story: 0,
                slot: Slot::Block(2),
                byte: 3,
            },
            end: Some((Slot::Block(2), 9)),
            title: "桥下新装了会自己落下的阻车杆".into(),
            excerpt: WORDS.into(),
            note: Some("问问老何".into()),
            ..Draft::default()
        },
        made: 7,
        ..Mark::default()
    }
}

/// The number of the question for what others marked that was asked last, if any was.
fn asked(desk: &Desk) -> Option<u64> {
    desk.effects.iter().rev().find_map(|effect| match effect {
        Effect::Ask(number, Question::Others) => Some(*number),
        _ => None,
    })
}

fn hear(desk: &mut Desk, answer: Result<Vec<Mark>, &str>) {
    let number = asked(desk).expect("asked");
    let answer = answer.map(Answer::Others).map_err(str::to_owned);
    desk.tell(Msg::Answered(number, Topic::Others, answer));
}

fn said(desk: &Desk) -> &str {
    desk.app.said.as_deref().unwrap_or("")
}

#[test]
fn they_are_shown_where_their_words_are_and_listed_with_their_reader() {
    let mut desk = desk();
    let all = vec![theirs(-1, own_key()), theirs(-2, Key::of([&b"other"[..]]))];
    hear(&mut desk, Ok(all.clone()));
    desk.keys("enter");
    let underlined = |desk: &Desk| {
        let picture = desk.picture();
        let lines = picture.lines().filter(|line| line.starts_with("underline"));
        lines.map(str::to_owned).collect::<String>()
    };
    assert!(
        underlined(&desk).contains("雨还没有来"),
        "{}",
        desk.picture()
    );
    desk.keys("B");
    hear(&mut desk, Ok(all));
    let picture = desk.picture();
    assert!(picture.contains("划线  李梅  01 要闻"), "{picture}");
    assert!(
        picture.contains("划线  李梅  汾水晚报 2026-07-08"),
        "{picture}"
    );
    desk.keys("/ \"limei\"");
    assert!(desk.picture().contains("李梅"), "found by who made it");
    desk.keys("ctrl-u \"gaoyuan\"");
    assert!(!desk.picture().contains("李梅"));
    desk.keys("ctrl-u esc q B");
    // What is heard next takes the place of this.
    hear(&mut desk, Ok(vec![]));
    assert!(desk.app.marks.is_empty());
    desk.keys("q");
    assert!(!underlined(&desk).contains("雨还没有来"));
}

#[test]
fn nobody_changes_them_but_their_reader() {
    let mut desk = desk();
    hear(&mut desk, Ok(vec![theirs(-1, own_key())]));
    let changes = |desk: &Desk| {
        let kept = desk.effects.iter();
        kept.filter(|effect| {
            matches!(
                effect,
                Effect::Keep(Order::RemoveMark(_) | Order::SetNote(..) | Order::SetTags(..))
            )
        })
        .count()
    };
    for key in ["d", "e", "#"] {
        desk.keys("B");
        desk.keys(key);
        assert_eq!(said(&desk), "这是李梅的标记，只有李梅能改", "{key}");
        desk.keys("q");
    }
    // In the text as well: their highlight is not taken away, and one's own may stand on the same words.
    desk.keys("enter v d");
    assert_eq!((changes(&desk), desk.app.marks.len()), (0, 1));
    desk.keys("v enter");
    assert_eq!(desk.app.marks.len(), 2);
    desk.keys("s s");
    assert_eq!(changes(&desk), 1, "one's own star");
}

#[test]
fn ones_own_highlight_lies_on_top_of_theirs() {
    let mut desk = desk();
    hear(&mut desk, Ok(vec![theirs(-1, own_key())]));
    let theirs = |desk: &Desk| {
        let (buffer, _) = desk.frame();
        let theirs = Modifier::UNDERLINED | Modifier::DIM;
        let cells = buffer.content.iter();
        cells.filter(|cell| cell.modifier.contains(theirs)).count()
    };
    desk.keys("B enter");
    assert!(theirs(&desk) > 0);
    desk.keys("v enter");
    assert_eq!(desk.app.marks.len(), 2);
    assert_eq!(theirs(&desk), 0, "{}", desk.picture());
}

#[test]
fn what_is_marked_is_told_and_that_nobody_hears_is_said_once() {
    let mut desk = desk();
    hear(&mut desk, Err("archive: no route to host"));
    assert_eq!(
        said(&desk),
        "标记已存，以后再共享：archive: no route to host"
    );
    let before = asked(&desk);
    desk.keys("enter s");
    assert_ne!(asked(&desk), before, "every mark is told");
    hear(&mut desk, Err("archive: no route to host"));
    assert_eq!(said(&desk), "已加星");
    let mut alone = Desk::new(edition(), look("zh-Hans"), (80, 24));
    alone.keys("enter s B");
    assert_eq!(asked(&alone), None);
}
