//! What is Markdown and what is not, and what anybody's becomes.

use super::is_markdown;
use crate::read::{Reading, Source, read};

fn reading(text: &str) -> Reading {
    assert!(is_markdown(text), "{text}");
    read(Source {
        name: "x",
        bytes: text.as_bytes(),
    })
    .unwrap()
}

/// Headlines with the kinds of their blocks, one story a line.
fn told(reading: &Reading) -> Vec<String> {
    let stories = reading.edition.stories.iter();
    let told = stories.map(|story| {
        let blocks: Vec<String> = story
            .blocks
            .iter()
            .map(|block| block.text().into_owned())
            .collect();
        format!(
            "{}: {}",
            story.headline.as_deref().unwrap_or("-"),
            blocks.join(" | ")
        )
    });
    told.collect()
}

#[test]
fn page_dumps_are_no_markdown() {
    for text in [
        "#话题# 今天下雨\n# 1 楼\n说了一句。\n# 2 楼\n又说一句。",
        "要闻\n----------\n第一段说完了。\n==========\n第二段。",
        "#!/bin/sh\n# a note\n# another\necho",
        "--- \n第一版\n---\n正文",
        "---\nNote: this is a line. And so on\n",
        "A letter\n\nDear Sir, the # of cats is 3.\n\n# 7 is missing\nI think.",
        "",
    ] {
        assert!(!is_markdown(text), "{text}");
    }
}

#[test]
fn headings_that_repeat_are_stories() {
    let reading = reading(
        "# The Weekly Note\n\n## Rain\n\nIt *rained*.\n\n### Where\n\n- here\n- there\n\n## Sun\n\nIt [shone](http://x/).\n",
    );
    assert_eq!(reading.edition.masthead.as_deref(), Some("The Weekly Note"));
    assert_eq!(
        told(&reading),
        ["Rain: It rained. | Where | here\nthere", "Sun: It shone."]
    );
}

#[test]
fn what_stands_above_stories_are_pages() {
    let reading = reading("Home\n====\n\nA\n-\n\nx\n\nB\n-\n\ny\n\nAway\n====\n\nC\n-\n\nz\n");
    assert_eq!(told(&reading), ["A: x", "B: y", "C: z"]);
    let pages = reading.edition.sections.iter();
    let pages: Vec<_> = pages
        .map(|page| (page.title.as_deref(), page.stories.len()))
        .collect();
    assert_eq!(pages, [(Some("Home"), 2), (Some("Away"), 1)]);
}

#[test]
fn front_matter_names_the_one_story() {
    let reading = reading(
        "---\ntitle: \"A tide: in, and out\"\nauthor: [Ann Low, Bo Hai]\ndate: 2026-11-23T08:00:00Z\n---\nText.\n\n## Part\n\nMore.\n\n## Rest\n\nEnd.\n",
    );
    let story = &reading.edition.stories[0];
    assert_eq!(
        told(&reading),
        ["A tide: in, and out: Text. | Part | More. | Rest | End."]
    );
    assert_eq!(story.byline.as_deref(), Some("Ann Low, Bo Hai"));
    assert_eq!(
        reading.edition.date.map(|date| date.to_string()).as_deref(),
        Some("2026-11-23")
    );
}

#[test]
fn blocks_of_every_kind() {
    let reading = reading(
        "# One\n\n> said *she*\n\n1. a\n2. b\n   - c\n\n| x | y |\n|---|---|\n| 1 | |\n\n```rust\nlet a;\n```\n\n![A boat](b.png)\n\n---\n\nlast\nline\n",
    );
    assert_eq!(
        told(&reading),
        ["One: said she | 1. a\n2. b\nc | x\ty\n1 | let a; | A boat |  | last line"]
    );
}
