//! Editions through Markdown and through text and back: what comes out is what went in, but for what neither can say.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use proptest::prelude::*;
use yuebao::edition::{Block, Edition, Mark, Section, Span, Story};
use yuebao::read::{Source, join, read};
use yuebao::write::{Form, Punctuation, write};

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn open(path: &Path) -> yuebao::read::Reading {
    let bytes = std::fs::read(path).unwrap();
    let name = path.file_name().unwrap().to_string_lossy();
    read(Source {
        name: &name,
        bytes: &bytes,
    })
    .unwrap()
}

fn sample() -> Edition {
    let folder = std::fs::read_dir(root().join("data/sample")).unwrap();
    let mut pages: Vec<PathBuf> = folder.map(|entry| entry.unwrap().path()).collect();
    pages.retain(|path| path.extension().is_some_and(|end| end == "txt"));
    pages.sort();
    join(pages.iter().map(|page| open(page)).collect())
}

fn written(edition: &Edition, form: Form) -> Vec<u8> {
    let mut bytes = Vec::new();
    write(edition, form, Punctuation::Kept, &mut bytes).unwrap();
    bytes
}

fn back(edition: &Edition, form: Form) -> Edition {
    let bytes = written(edition, form);
    let source = Source {
        name: "back",
        bytes: &bytes,
    };
    join(vec![read(source).unwrap()])
}

/// What Markdown cannot say: ids (they are numbered anew, in reading order), notes, where stories stand on pictures of
/// pages and those pictures, times, sorts, a dateline apart from its text, which story a jump leads to, a page of a story
/// that no page lists, the order of spans. The language of a story is told from its text again.
fn said(mut edition: Edition) -> Edition {
    let mut numbers = HashMap::new();
    let mut stories: Vec<Story> = Vec::new();
    let listed: Vec<String> = edition
        .sections
        .iter()
        .flat_map(|section| section.stories.clone())
        .collect();
    let ids: Vec<String> = edition
        .stories
        .iter()
        .map(|story| story.id.clone())
        .collect();
    for id in listed.iter().chain(&ids) {
        let Some(at) = edition.index_of(id).filter(|_| !numbers.contains_key(id)) else {
            continue;
        };
        let number = format!("s{}", numbers.len() + 1);
        numbers.insert(id.clone(), number.clone());
        let mut story = edition.stories[at].clone();
        story.id = number;
        story.language = edition.language_of(&story).map(str::to_owned);
        simplify(&mut story);
        stories.push(story);
    }
    edition.stories = stories;
    for section in &mut edition.sections {
        section.facsimile = None;
        section.pdf = None;
        section.stories = section
            .stories
            .iter()
            .map(|id| numbers[id].clone())
            .collect();
    }
    edition.notes.clear();
    edition.vertical = false;
    edition
}

fn simplify(story: &mut Story) {
    story.dateline = None;
    story.regions.clear();
    (story.published, story.updated) = (None, None);
    story.sort = Default::default();
    for jump in [&mut story.continued_from, &mut story.continued_on]
        .into_iter()
        .flatten()
    {
        jump.story = None;
    }
    for block in &mut story.blocks {
        if let Block::Paragraph { spans, .. } | Block::Quote { spans, .. } = block {
            spans.sort_by_key(|span| (span.range.start, std::cmp::Reverse(span.range.end)));
        }
    }
}

#[track_caller]
fn check(edition: Edition) {
    let text = String::from_utf8(written(&edition, Form::Markdown)).unwrap();
    let found = serde_json::to_string_pretty(&said(back(&edition, Form::Markdown))).unwrap();
    let expected = serde_json::to_string_pretty(&said(edition)).unwrap();
    for (at, (one, other)) in found.lines().zip(expected.lines()).enumerate() {
        let near: Vec<&str> = found.lines().skip(at.saturating_sub(12)).take(20).collect();
        assert_eq!(one, other, "line {at}: {near:#?}\nby way of\n{text}");
    }
    assert_eq!(found, expected);
}

#[test]
fn the_sample_edition_reads_back_from_markdown() {
    check(sample());
}

#[test]
fn every_kind_of_block_and_mark_reads_back_from_markdown() {
    check(open(&root().join("tests/cases/json/every-kind.json")).edition);
    let case = std::fs::read_to_string(root().join("tests/cases/write/every-block.case")).unwrap();
    let json = case
        .split("=== ")
        .nth(1)
        .unwrap()
        .strip_prefix("edition\n")
        .unwrap();
    let mut edition: Edition = serde_json::from_str(json).unwrap();
    // An empty picture says nothing and is not written.
    edition.stories[0].blocks.remove(1);
    for section in edition.sections.clone() {
        for id in section.stories {
            let at = edition.index_of(&id).unwrap();
            edition.stories[at]
                .page
                .get_or_insert(section.label.clone());
        }
    }
    check(edition);
}

/// Text says neither which line is a kicker or a deck nor where a paragraph is a quotation, and spans not at all. What
/// survives: every headline stands in the text in its order, and every paragraph whole.
#[test]
fn headlines_and_paragraphs_of_the_sample_survive_as_text() {
    let edition = sample();
    let found = back(&edition, Form::Text);
    let all = |edition: &Edition| -> Vec<String> {
        let parts = edition.stories.iter().flat_map(|story| story.parts());
        parts
            .map(|(_, text)| text.into_owned())
            .chain(edition.loose.clone())
            .collect()
    };
    let (before, after) = (all(&edition), all(&found).join("\n"));
    let squeezed = |text: &str| text.split_whitespace().collect::<String>();
    let after = squeezed(&after);
    let lost: Vec<&String> = before
        .iter()
        .filter(|part| !after.contains(&squeezed(part)))
        .collect();
    assert!(
        lost.len() * 20 <= before.len(),
        "{} of {}: {lost:#?}",
        lost.len(),
        before.len()
    );
    let heads = |edition: &Edition| -> Vec<String> {
        edition
            .stories
            .iter()
            .filter_map(|story| story.headline.clone())
            .collect()
    };
    let (wanted, told) = (heads(&edition), heads(&found));
    let kept = wanted
        .iter()
        .filter(|head| told.iter().any(|told| told.contains(*head)))
        .count();
    assert!(
        kept * 10 >= wanted.len() * 8,
        "{kept} of {wanted:#?}\n{told:#?}"
    );
    assert_eq!(
        (found.masthead, found.date),
        (edition.masthead, edition.date)
    );
}

fn one_story(text: &str, spans: Vec<Span>) -> Edition {
    let story = Story {
        id: "s1".into(),
        page: Some("1".into()),
        headline: Some(text.trim().to_owned()).filter(|text| !text.is_empty()),
        blocks: vec![
            Block::Paragraph {
                text: text.into(),
                spans,
            },
            Block::subhead("a"),
            Block::Verbatim { text: text.into() },
        ],
        ..Story::default()
    };
    Edition {
        language: Some("en".into()),
        sections: vec![Section {
            label: "1".into(),
            stories: vec!["s1".into()],
            ..Section::default()
        }],
        stories: vec![story],
        ..Edition::default()
    }
}

proptest! {
    #[test]
    fn any_text_reads_back_from_markdown(text in "[-#>*_`~+=|<&!.:;0-9a-z\\[\\]()\\\\ 说“好”，。/é]{0,16}[a-z*_)#>]") {
        let text = text.trim();
        let edition = one_story(text, Vec::new());
        let mut found = back(&edition, Form::Markdown);
        // The language of a story is told from its text, when it is read.
        found.stories.iter_mut().for_each(|story| story.language = None);
        prop_assert_eq!(said(found).stories, said(edition).stories);
    }

    #[test]
    fn any_marks_read_back_from_markdown(
        text in "[a说“。 *]{5,12}",
        cuts in prop::collection::vec((0usize..12, 1usize..8, 0usize..5), 0..4),
    ) {
        let text = format!("x{}x", text);
        let mut spans: Vec<Span> = Vec::new();
        let edges: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
        let mut from = 0;
        for (start, length, kind) in cuts {
            // Side by side, as marks of a story are; how they nest is for the cases above.
            let start = (from + start % 4).min(edges.len() - 1);
            let end = (start + length).min(edges.len() - 1);
            from = end;
            let range = edges[start]..edges[end];
            let inner = &text[range.clone()];
            if inner.is_empty() || inner.starts_with(' ') || inner.ends_with(' ') {
                continue;
            }
            let mark = match kind {
                0 => Mark::Emphasis,
                1 => Mark::Strong,
                2 => Mark::Name,
                3 => Mark::Title,
                _ => Mark::Link("http://x/?a&amp;b=<1>".into()),
            };
            spans.push(Span { range, mark });
        }
        let edition = one_story(&text, spans);
        let found = back(&edition, Form::Markdown);
        prop_assert_eq!(&said(found).stories[0].blocks, &said(edition).stories[0].blocks);
    }
}
