//! Lists of feeds: what is written reads back as the same.

use std::path::Path;

use yuebao::edition::Edition;
use yuebao::read::{Source, join, read};
use yuebao::write::{Form, Punctuation, feeds, write};

fn reading(bytes: &[u8]) -> Edition {
    let name = "list.opml";
    join(vec![read(Source { name, bytes }).unwrap()])
}

fn written(edition: &Edition) -> String {
    let mut bytes = Vec::new();
    write(edition, Form::Opml, Punctuation::Kept, &mut bytes).unwrap();
    String::from_utf8(bytes).unwrap()
}

fn case(name: &str) -> String {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases/feeds");
    let case = std::fs::read_to_string(folder.join(name)).unwrap();
    case.split_once("\n=== read\n").unwrap().0.to_owned()
}

#[test]
fn a_list_reads_back_as_the_same() {
    let list = reading(case("folders.opml").as_bytes());
    assert!(list.sections.len() > 2 && list.stories.len() > 4);
    let again = reading(written(&list).as_bytes());
    assert_eq!(again, list);
    assert_eq!(written(&again), written(&list));
}

#[test]
fn feeds_are_one_outline_each() {
    let feed = reading(case("plain-rss.xml").as_bytes());
    let mut bytes = Vec::new();
    feeds(&[&feed, &feed], &mut bytes).unwrap();
    let list = reading(&bytes);
    assert_eq!(list.stories.len(), 2);
    for story in &list.stories {
        assert_eq!(story.headline, feed.masthead);
        assert_eq!(story.url, feed.url);
    }
}

#[test]
fn outlines_that_never_end_stay_within_limits() {
    for open in ["<outline text='a'>", "<outline text='a' xmlUrl='b'>"] {
        let list = format!("<opml><body>{}<outline text='end'/>", open.repeat(5_000));
        let edition = reading(list.as_bytes());
        assert!(!edition.notes.is_empty(), "{open}");
    }
}
