//! The reader of page dumps, held to pages with known truth: our own damaged pages always, the corpus where it is there.
//!
//! The measures are those of the corpus' scorer, in Rust, so that `cargo test` needs nothing else: exact stories, and
//! nothing lost. Every page here must come out whole.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::collections::HashMap;
use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;
use yuebao::edition::{Block, Edition};
use yuebao::read::{Source, join, read};

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn edition_of(path: &Path) -> Edition {
    let bytes = fs::read(path).unwrap();
    let name = path.file_name().unwrap().to_string_lossy().into_owned();
    join(vec![
        read(Source {
            name: &name,
            bytes: &bytes,
        })
        .unwrap(),
    ])
}

/// Text as the scorer compares it, without white space and with wide punctuation narrow; and without the joiners that
/// one real page has between Han letters, which cleaning takes away.
fn norm(text: &str) -> String {
    let narrow = |c: char| match c {
        '，' => ',',
        '（' => '(',
        '）' => ')',
        '：' => ':',
        '；' => ';',
        '！' => '!',
        '？' => '?',
        '．' => '.',
        other => other,
    };
    text.chars()
        .filter(|c| !c.is_whitespace() && *c != '\u{200C}')
        .map(narrow)
        .collect()
}

/// (kind, text) of every paragraph and subhead.
type Body = Vec<(&'static str, String)>;

fn body(blocks: &[Block]) -> Body {
    let told = blocks.iter().filter_map(|block| match block {
        Block::Paragraph { text, .. } => Some(("paragraph", norm(text))),
        Block::Subhead { text } => Some(("subhead", norm(text))),
        _ => None,
    });
    told.collect()
}

fn gold_body(story: &Value) -> Body {
    let blocks = story["blocks"].as_array().unwrap();
    let told = blocks
        .iter()
        .filter_map(|block| match block["kind"].as_str().unwrap() {
            "paragraph" => Some(("paragraph", norm(block["text"].as_str().unwrap()))),
            "subhead" => Some(("subhead", norm(block["text"].as_str().unwrap()))),
            _ => None,
        });
    told.collect()
}

/// Every story of the truth is a story of the edition, with that headline, deck and body.
fn check_stories(page: &str, edition: &Edition, gold: &Value) {
    let stories = gold["stories"].as_array().unwrap();
    for story in stories {
        let headline = story["headline"].as_str().map(norm);
        let expected = gold_body(story);
        let found = edition.stories.iter().find(|s| body(&s.blocks) == expected);
        let found = found.unwrap_or_else(|| {
            panic!("{page}: no story reads as {headline:?} should: {expected:#?}")
        });
        assert_eq!(
            found.headline.as_deref().map(norm),
            headline,
            "{page}: headline"
        );
        if let Some(deck) = story["deck"].as_str() {
            assert_eq!(
                found.deck.as_deref().map(norm),
                Some(norm(deck)),
                "{page}: deck of {headline:?}"
            );
        }
        for caption in story["captions"].as_array().unwrap() {
            let caption = norm(caption.as_str().unwrap());
            let told = found.blocks.iter().any(|block| {
                matches!(block, Block::Figure { .. })
                    && norm(&block.text()).replace('\u{3000}', "") == caption
            });
            assert!(told, "{page}: {headline:?} lacks its caption {caption}");
        }
    }
    assert_eq!(
        edition.stories.len(),
        stories.len(),
        "{page}: number of stories"
    );
}

/// Every letter and digit of the source stands somewhere in the edition.
fn check_nothing_lost(page: &str, edition: &Edition, source: &str) {
    let mut left: HashMap<char, isize> = HashMap::new();
    for c in serde_json::to_string(edition).unwrap().chars() {
        *left.entry(c).or_default() += 1;
    }
    for c in source.chars().filter(|c| c.is_alphanumeric()) {
        *left.entry(c).or_default() -= 1;
    }
    let lost: Vec<char> = left
        .iter()
        .filter(|(_, n)| **n < 0)
        .map(|(c, _)| *c)
        .collect();
    assert!(lost.is_empty(), "{page}: lost {lost:?}");
}

fn check(page: &Path, gold: &Path) {
    let name = page.display().to_string();
    let edition = edition_of(page);
    let gold: Value = serde_json::from_str(&fs::read_to_string(gold).unwrap()).unwrap();
    check_stories(&name, &edition, &gold);
    check_nothing_lost(&name, &edition, &fs::read_to_string(page).unwrap());
}

fn pages(folder: &Path) -> Vec<PathBuf> {
    let mut pages: Vec<PathBuf> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|ext| ext == "txt"))
        .collect();
    pages.sort();
    assert!(!pages.is_empty(), "no pages in {}", folder.display());
    pages
}

#[test]
fn damaged_pages_of_our_own_come_out_whole() {
    for page in pages(&root().join("tests/cases/plain")) {
        check(&page, &page.with_extension("gold.json"));
    }
}

#[test]
fn a_text_of_unknown_sort_is_one_story() {
    for path in pages(&root().join("tests/cases/unknown")) {
        let (name, edition) = (path.display().to_string(), edition_of(&path));
        assert_eq!(edition.stories.len(), 1, "{name}: stories");
        check_nothing_lost(&name, &edition, &fs::read_to_string(&path).unwrap());
        let chinese = name.ends_with("xin.txt");
        let language = if chinese { "zh-Hans" } else { "en" };
        assert_eq!(edition.language.as_deref(), Some(language), "{name}");
    }
}

#[test]
fn every_page_of_the_sample_comes_out_whole() {
    for page in pages(&root().join("data/sample")) {
        let gold = root()
            .join("tests/cases/sample")
            .join(page.file_name().unwrap());
        check(&page, &gold.with_extension("gold.json"));
    }
}

#[test]
fn the_sample_is_one_edition_and_its_jump_is_joined() {
    let folder = root().join("data/sample");
    let readings = pages(&folder).into_iter().map(|path| {
        let bytes = fs::read(&path).unwrap();
        read(Source {
            name: &path.file_name().unwrap().to_string_lossy(),
            bytes: &bytes,
        })
        .unwrap()
    });
    let edition = join(readings.collect());
    let gold = fs::read_to_string(root().join("tests/cases/sample/edition.gold.json")).unwrap();
    let gold: Value = serde_json::from_str(&gold).unwrap();
    check_stories("sample", &edition, &gold);
    assert_eq!(edition.masthead.as_deref(), gold["masthead"].as_str());
    assert_eq!(
        edition.date.map(|date| date.to_string()).as_deref(),
        gold["date"].as_str()
    );
    let labels: Vec<&str> = edition
        .sections
        .iter()
        .map(|section| section.label.as_str())
        .collect();
    let expected: Vec<&str> = gold["sections"]
        .as_array()
        .unwrap()
        .iter()
        .map(|s| s["label"].as_str().unwrap())
        .collect();
    assert_eq!(labels, expected);
    let shared = edition.stories.iter().filter(|story| {
        edition
            .sections
            .iter()
            .filter(|section| section.stories.contains(&story.id))
            .count()
            == 2
    });
    assert_eq!(
        shared.count(),
        1,
        "the story that jumps is listed on both its pages"
    );
}

#[test]
fn real_pages_of_the_corpus_come_out_whole() {
    let folder = root().join("../shared/corpus/pages-zh");
    if !folder.is_dir() {
        println!("skipped: no corpus beside the repository");
        return;
    }
    for page in pages(&folder) {
        check(&page, &page.with_extension("gold.json"));
    }
}

mod properties {
    use proptest::prelude::*;
    use yuebao::read::{Source, join, read};

    use super::check_nothing_lost;

    /// Lines that a page may be made of, in any order.
    fn line() -> impl Strategy<Value = String> {
        prop_oneof![
            Just(String::new()),
            Just(String::new()),
            "[阅报栏前人来人往看完一版]{2,14}",
            "[阅报栏前人来人往看完一版]{20,90}[。，”]",
            "　　本报讯 [雨停水落桥通车行]{10,60}。（[王李张][小明华]{1,2}）",
            Just("(上接第1版)".to_owned()),
            "（上接第[1-3]版）[雨停水落]{5,30}。",
            "[雨停水落]{5,30}（下转第[1-3]版）",
            Just("——一个副题".to_owned()),
            "记者 [王李张][小明华]{1,2}",
            "[桥上行人]{4,10}。[王李张][小明华]{1,2} 摄",
            Just("第3版 要闻".to_owned()),
            Just("2026年11月23日 星期一".to_owned()),
            "[A-Z][a-z]{2,9}( [a-z]{2,9}){0,12}[.]?",
            "\\PC{0,40}",
        ]
    }

    proptest! {
        #[test]
        fn any_page_is_read_and_no_letter_is_lost(lines in proptest::collection::vec(line(), 1..60)) {
            let page = lines.join("\n");
            let Ok(reading) = read(Source { name: "page.txt", bytes: page.as_bytes() }) else {
                prop_assert!(page.trim().is_empty() || page.chars().all(|c| !c.is_alphanumeric()));
                return Ok(());
            };
            let edition = join(vec![reading]);
            // What cleaning takes away is noted and not lost: compare with the cleaned page.
            let cleaned = yuebao::text::clean::clean(&page);
            check_nothing_lost("generated", &edition, &cleaned.text);
            for section in &edition.sections {
                prop_assert!(section.stories.iter().all(|id| edition.index_of(id).is_some()));
            }
        }

        #[test]
        fn any_bytes_are_read_or_refused(bytes in proptest::collection::vec(any::<u8>(), 0..600)) {
            let _ = read(Source { name: "bytes", bytes: &bytes });
        }
    }
}
