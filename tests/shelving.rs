//! Filing and searching by commands: what is printed, what JSON says, how it ends.

mod common;

use common::{Desk, PAGE};
use serde_json::Value;

/// A desk with a folder of two days.
fn desk() -> Desk {
    let desk = Desk::new();
    desk.file("papers/2026-07-08/02.txt", PAGE);
    desk.file("papers/2026-07-09/02.txt", PAGE.replace("阻车杆", "升降杆"));
    desk
}

fn json(text: &str) -> Vec<Value> {
    serde_json::from_str(text).expect("an array")
}

#[test]
fn what_is_added_is_found_once_and_listed() {
    let desk = desk();
    let said = desk.run(&["add", "papers"]).good();
    assert!(said.contains("filed"), "{said}");
    let again = desk.run(&["add", "papers"]).good();
    assert!(again.starts_with("0 editions filed"), "{again}");
    let hits = json(&desk.run(&["search", "下穿通道", "--to", "json"]).good());
    assert!(!hits.is_empty());
    for hit in &hits {
        let fields = [
            "paper", "date", "page", "section", "headline", "byline", "story", "snippet", "score",
        ];
        assert!(fields.iter().all(|field| hit.get(field).is_some()), "{hit}");
    }
    let one = json(
        &desk
            .run(&["search", "下穿通道", "--limit", "1", "--to", "json"])
            .good(),
    );
    assert_eq!(one, hits[..1]);
    let text = desk.run(&["search", "标题:阻车杆"]).good();
    assert!(text.contains("[阻车杆]"), "{text}");
    let all = hits.len();
    for (words, last) in [
        (&["--limit", "1"][..], format!("1-1 of {all}\n")),
        (&["--limit", "0"], format!("none of {all}\n")),
        (&["--skip", "1"], format!("2-{all} of {all}\n")),
    ] {
        let text = desk.run(&[&["search", "下穿通道"], words].concat()).good();
        assert!(text.ends_with(&last), "{text}");
    }
    let after = desk.run(&["search", "下穿通道", "--skip", "99"]);
    let told = (after.code, after.out.as_str());
    assert_eq!(told, (Some(1), "nothing more found\n"));
    let papers = json(&desk.run(&["shelf", "--to", "json"]).good());
    assert!(
        papers
            .iter()
            .all(|paper| paper["stories"].as_u64() > Some(0)),
        "{papers:?}"
    );
}

#[test]
fn what_is_not_found_or_asked_wrongly_is_said() {
    let desk = desk();
    desk.run(&["add", "papers", "--quiet"]).good();
    let nothing = desk.run(&["search", "没有的字"]);
    assert_eq!(
        (nothing.code, nothing.out.as_str()),
        (Some(1), "nothing found\n")
    );
    assert!(
        desk.run(&["search", "date:soon"])
            .complaint()
            .contains("is no date")
    );
    assert!(
        desk.run(&["search", "。"])
            .complaint()
            .contains("nothing to look for")
    );
    assert!(desk.run(&["add", "missing"]).err.contains("does not exist"));
    assert!(
        desk.run(&["shelf", "--remove", "x"])
            .complaint()
            .contains("is no key")
    );
    let strange = desk
        .run(&["search", "x", "--archive", "mysql://me:secret@host/x"])
        .complaint();
    assert!(!strange.contains("secret"), "{strange}");
}

#[test]
fn an_edition_is_taken_off_the_shelf_and_its_sources_come_back() {
    let desk = desk();
    desk.run(&["add", "papers/2026-07-08/02.txt", "--keep"])
        .good();
    let papers = json(&desk.run(&["shelf", "--to", "json"]).good());
    let paper = papers[0]["paper"].as_str().expect("a name");
    let editions = json(&desk.run(&["shelf", paper, "--to", "json"]).good());
    let key = editions[0]["key"].as_str().expect("a key");
    let written = desk
        .run(&["shelf", "--sources", key, "--into", "back"])
        .good();
    assert!(written.contains("02.txt"), "{written}");
    let back = std::fs::read_to_string(desk.path("back/02.txt")).expect("written");
    assert_eq!(back, PAGE);
    assert!(
        desk.run(&["shelf", "--sources", key, "--into", "back"])
            .complaint()
            .contains("there already")
    );
    desk.run(&["shelf", "--remove", key]).good();
    assert_eq!(desk.run(&["search", "阻车杆"]).code, Some(1));
    assert!(
        desk.run(&["shelf", "--sources", key, "--into", "b"])
            .complaint()
            .contains("kept")
    );
}
