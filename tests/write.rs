//! Editions as text and Markdown: cases as data, and what holds for every edition.

#![allow(clippy::unwrap_used)] // A test that finds no value has failed.

use proptest::prelude::*;
use yuebao::edition::{Block, Edition, Story};
use yuebao::write::{Form, Punctuation, write};

fn written(edition: &Edition, form: Form) -> String {
    let mut bytes = Vec::new();
    write(edition, form, Punctuation::Kept, &mut bytes).unwrap();
    String::from_utf8(bytes).unwrap()
}

/// A part of a case: what stands between its `=== name` and the next.
fn part<'a>(case: &'a str, name: &str) -> Option<&'a str> {
    let (_, rest) = case.split_once(&format!("=== {name}\n"))?;
    Some(rest.split("=== ").next().unwrap_or(rest))
}

#[test]
fn every_case_is_written_as_it_says() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/cases/write");
    let mut checked = 0;
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let case = std::fs::read_to_string(&path).unwrap();
        let edition: Edition = serde_json::from_str(part(&case, "edition").unwrap()).unwrap();
        for (name, form) in [("text", Form::Text), ("markdown", Form::Markdown)] {
            let Some(expected) = part(&case, name) else {
                continue;
            };
            let found = written(&edition, form);
            assert!(found == expected, "{} as {name}:\n{found}", path.display());
            checked += 1;
        }
    }
    assert!(checked > 0);
}

fn edition_of(headline: &str, texts: &[String], loose: &[String]) -> Edition {
    let story = Story {
        id: "s1".into(),
        headline: Some(headline.into()),
        blocks: texts.iter().map(Block::paragraph).collect(),
        ..Story::default()
    };
    Edition {
        stories: vec![story],
        loose: loose.to_vec(),
        ..Edition::default()
    }
}

/// Markdown with its escapes undone.
fn unescaped(markdown: &str) -> String {
    let mut text = String::new();
    let mut characters = markdown.chars().peekable();
    while let Some(c) = characters.next() {
        let escaped = characters.next_if(|next| c == '\\' && next.is_ascii_punctuation());
        text.push(escaped.unwrap_or(c));
    }
    text
}

proptest! {
    #[test]
    fn json_reads_back_as_the_same_edition(headline in ".*", texts: Vec<String>, loose: Vec<String>) {
        let edition = edition_of(&headline, &texts, &loose);
        let back: Edition = serde_json::from_str(&written(&edition, Form::Json)).unwrap();
        prop_assert_eq!(back, edition);
    }

    #[test]
    fn text_holds_every_paragraph(texts in prop::collection::vec("[^\n]+", 0..5)) {
        let text = written(&edition_of("题", &texts, &texts), Form::Text);
        for paragraph in &texts {
            prop_assert!(text.matches(paragraph.as_str()).count() >= 2);
        }
    }

    #[test]
    fn markdown_holds_every_paragraph(texts in prop::collection::vec("[^ \t\r\n][^\r\n]*", 0..5)) {
        let markdown = unescaped(&written(&edition_of("题", &texts, &texts), Form::Markdown));
        for paragraph in &texts {
            prop_assert!(markdown.matches(paragraph.as_str()).count() >= 2, "{:?}", markdown);
        }
    }

    #[test]
    fn markdown_reads_no_markup_into_a_paragraph(text in "[-#>*_`~+=|<&!.0-9a-z\\[\\]() \\\\]{1,12}") {
        let markdown = written(&edition_of("题", &[text], &[]), Form::Markdown);
        let body = markdown.lines().nth(6).unwrap_or("");
        prop_assert!(!body.starts_with(['#', '>', '-', '+', '=', ' ', '|', '*', '`', '~']), "{body:?}");
        let bare = body.replace("\\\\", "");
        for (at, mark) in bare.match_indices(['*', '_', '`', '[', '<', '&', '~']) {
            prop_assert!(bare[..at].ends_with('\\'), "{mark} in {body:?}");
        }
    }
}
