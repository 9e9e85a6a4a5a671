//! The paper that the program carries, whole: five damaged pages become the edition its writer meant.

use std::fs;
use std::path::Path;

use serde_json::Value;
use yuebao::delivery::{Wanted, deliver};
use yuebao::edition::{Block, Edition, Story};

/// The truth, written with the pages.
fn gold() -> Value {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases/sample/edition.gold.json");
    let text = fs::read_to_string(path).expect("the truth is there");
    serde_json::from_str(&text).expect("the truth is JSON")
}

fn sample() -> Edition {
    edition_of(&[Wanted::Sample])
}

/// Text without blanks and with narrow punctuation: what a page dump loses is no difference.
fn folded(text: &str) -> String {
    let wide = "，（）：；！？";
    let narrow = [',', '(', ')', ':', ';', '!', '?'];
    let fold = |c| wide.chars().position(|w| w == c).map_or(c, |at| narrow[at]);
    let letters = text.chars().filter(|c| !c.is_whitespace());
    letters.map(fold).collect()
}

/// What a story says: its head, its paragraphs and its subheads, as lines.
fn told(story: &Story) -> Vec<String> {
    let head = [&story.headline, &story.deck].into_iter().flatten();
    let body = story.blocks.iter().filter_map(|block| match block {
        Block::Paragraph { text, .. } => Some(format!("P {}", folded(text))),
        Block::Subhead { text } => Some(format!("S {}", folded(text))),
        _ => None,
    });
    head.map(|text| format!("H {}", folded(text)))
        .chain(body)
        .collect()
}

fn meant(story: &Value) -> Vec<String> {
    let head = ["headline", "deck"].map(|part| story[part].as_str());
    let head = head
        .into_iter()
        .flatten()
        .map(|text| format!("H {}", folded(text)));
    let blocks = story["blocks"].as_array().into_iter().flatten();
    let body = blocks.map(|block| {
        let kind = if block["kind"] == "subhead" { "S" } else { "P" };
        format!(
            "{kind} {}",
            folded(block["text"].as_str().unwrap_or_default())
        )
    });
    head.chain(body).collect()
}

#[test]
fn the_sample_is_read_as_its_writer_meant_it() {
    let (edition, gold) = (sample(), gold());
    let wanted: Vec<_> = gold["stories"]
        .as_array()
        .expect("stories")
        .iter()
        .map(meant)
        .collect();
    let found: Vec<_> = edition.stories.iter().map(told).collect();
    for story in &wanted {
        assert!(
            found.contains(story),
            "not read whole: {story:#?}\nfound: {found:#?}"
        );
    }
    assert_eq!(found.len(), wanted.len());
}

#[test]
fn the_sample_has_its_masthead_its_date_and_its_pages() {
    let (edition, gold) = (sample(), gold());
    assert_eq!(edition.masthead.as_deref(), gold["masthead"].as_str());
    assert_eq!(
        edition.date.map(|date| date.to_string()).as_deref(),
        gold["date"].as_str()
    );
    let pages = edition.sections.iter();
    let pages: Vec<_> = pages
        .map(|page| (page.label.trim_start_matches('0'), page.title.as_deref()))
        .collect();
    let wanted = gold["sections"].as_array().expect("sections").iter();
    let wanted: Vec<_> = wanted
        .map(|page| {
            (
                page["label"].as_str().unwrap_or_default(),
                page["title"].as_str(),
            )
        })
        .collect();
    assert_eq!(pages, wanted);
}

#[test]
fn the_story_that_jumps_is_one_story_on_two_pages() {
    let edition = sample();
    let jumping = edition
        .stories
        .iter()
        .find(|story| story.headline.as_deref() == Some("玻璃橱窗前 一站就是一百年"));
    let id = &jumping.expect("the story is there").id;
    let pages = edition
        .sections
        .iter()
        .filter(|page| page.stories.contains(id));
    let labels: Vec<_> = pages
        .map(|page| page.label.trim_start_matches('0'))
        .collect();
    assert_eq!(labels, ["1", "3"]);
}

#[test]
fn the_stories_in_other_languages_are_known_for_what_they_are() {
    let edition = sample();
    for (headline, language) in [
        ("十二段の朝", "ja"),
        ("띄어쓰기, 신문이 먼저 걸었다", "ko"),
        ("Etaoin Shrdlu, Night Shift", "en"),
        ("下转第几版", "zh"),
    ] {
        let story = edition
            .stories
            .iter()
            .find(|story| story.headline.as_deref() == Some(headline));
        let tag = story
            .and_then(|story| edition.language_of(story))
            .unwrap_or_default();
        assert!(tag.starts_with(language), "{headline}: {tag}");
    }
}

/// The only edition of what is wanted.
fn edition_of(wanted: &[Wanted]) -> Edition {
    let mut issues = deliver(wanted).issues;
    assert_eq!(issues.len(), 1);
    issues.remove(0).edition
}
