//! EPUBs: calibre's periodicals, any other book, and archives that mean harm. The real sample is read where it is there.

#![allow(clippy::unwrap_used)] // A test that finds no value has failed.

mod books;
mod hostile;
mod made;
mod news;

use std::path::PathBuf;

use yuebao::edition::Edition;
use yuebao::read::{self, Source, picture, read};

fn corpus(name: &str) -> Option<Vec<u8>> {
    let folder = std::env::var_os("YUEBAO_CORPUS").map(PathBuf::from)?;
    std::fs::read(folder.join(name)).ok()
}

fn edition(bytes: &[u8]) -> Edition {
    let name = "book.epub";
    read(Source { name, bytes }).unwrap().edition
}

#[test]
fn a_periodical_of_calibre_has_its_sections_and_articles_and_nothing_of_calibre() {
    let Some(bytes) = corpus("epub/calibre-topaz-times-1944-12-13.epub") else {
        println!("skipped: no corpus");
        return;
    };
    let edition = edition(&bytes);
    assert_eq!(edition.masthead.as_deref(), Some("Topaz Times"));
    assert_eq!(edition.date, Some(jiff::civil::date(2026, 11, 23)));
    assert_eq!(edition.language.as_deref(), Some("en"));
    let sections: Vec<(&str, usize)> = edition
        .sections
        .iter()
        .map(|section| (section.title.as_deref().unwrap(), section.stories.len()))
        .collect();
    assert_eq!(
        sections,
        [("Page 1", 8), ("Page 2", 5), ("Page 3", 7), ("Page 4", 9)]
    );
    for story in &edition.stories {
        assert!(story.headline.is_some() && !story.blocks.is_empty());
        assert!(story.url.as_ref().unwrap().ends_with(".html"));
        for (_, text) in story.parts() {
            assert!(
                !text.contains("Section menu") && !text.contains("calibre"),
                "{text}"
            );
        }
    }
    assert_eq!(edition.notes, []);
    assert!(edition.loose.is_empty());
    let source = Source {
        name: "x",
        bytes: &bytes,
    };
    assert!(picture(source, "Cover.jpg").is_some_and(|bytes| read::is_picture(&bytes)));
    assert!(picture(source, "content.opf").is_none());
}
