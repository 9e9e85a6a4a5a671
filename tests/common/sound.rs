//! What holds of every edition, whatever bytes it was read from. Fuzz targets and tests ask the same.

use std::collections::HashSet;

use yuebao::edition::{Edition, Story};
use yuebao::read::{Form, Reading, Source, gather, read, sniff, unpack};
use yuebao::write;

/// Reads bytes as the program does, archives and all, and checks what comes of them.
pub fn check(name: &str, bytes: &[u8]) {
    let mut readings = Vec::new();
    take(name, bytes, 0, &mut readings);
    check_readings(readings);
}

/// Reads several files of one folder, as `(name, bytes)`.
pub fn check_folder(files: &[(String, Vec<u8>)]) {
    let mut readings = Vec::new();
    for (name, bytes) in files {
        take(name, bytes, 0, &mut readings);
    }
    check_readings(readings);
}

fn take(name: &str, bytes: &[u8], depth: usize, readings: &mut Vec<Reading>) {
    let source = Source { name, bytes };
    match unpack::open(source) {
        Ok(Some(mut package)) if depth < 2 => {
            let names = package.names().to_vec();
            for (index, name) in names.iter().enumerate().take(100) {
                if let Ok(bytes) = package.read(index) {
                    take(name, &bytes, depth + 1, readings);
                }
            }
        }
        _ => readings.extend(read(source)),
    }
}

fn check_readings(readings: Vec<Reading>) {
    let sources = readings.len();
    let gathered = gather(readings);
    let used: HashSet<usize> = gathered
        .iter()
        .flat_map(|one| one.sources.iter().copied())
        .collect();
    assert_eq!(used.len(), sources, "every source is part of an edition");
    for one in &gathered {
        check_edition(&one.edition);
    }
}

/// Whether bytes are of a form; what a target is not about it leaves to others.
#[allow(dead_code)] // Not every test asks.
pub fn is(bytes: &[u8], form: Form) -> bool {
    sniff(bytes) == Ok(form)
}

/// Checks an edition.
pub fn check_edition(edition: &Edition) {
    let ids: HashSet<&str> = edition
        .stories
        .iter()
        .map(|story| story.id.as_str())
        .collect();
    assert_eq!(ids.len(), edition.stories.len(), "ids are unique");
    for section in &edition.sections {
        line(&section.label);
        section.title.iter().for_each(|title| line(title));
        assert!(
            section.stories.iter().all(|id| ids.contains(id.as_str())),
            "a page lists what is there"
        );
    }
    [&edition.masthead, &edition.language, &edition.url]
        .into_iter()
        .flatten()
        .for_each(|text| line(text));
    edition.stories.iter().for_each(story);
    edition.loose.iter().for_each(|text| safe(text));
    reads_back(edition);
}

fn story(story: &Story) {
    let lines = [
        &story.page,
        &story.kicker,
        &story.headline,
        &story.deck,
        &story.byline,
        &story.dateline,
        &story.source,
        &story.url,
    ];
    lines.into_iter().flatten().for_each(|text| line(text));
    for block in &story.blocks {
        let text = block.text();
        safe(&text);
        for span in block.spans() {
            let marked = text.get(span.range.clone());
            assert!(
                marked.is_some_and(|marked| !marked.is_empty()),
                "{span:?} marks nothing of {text:?}"
            );
        }
    }
}

fn line(text: &str) {
    safe(text);
    assert!(!text.contains(['\n', '\t']), "a line break in {text:?}");
}

fn safe(text: &str) {
    let acts = |c: char| {
        c.is_control() && c != '\n' && c != '\t'
            || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
    };
    assert!(!text.contains(acts), "{text:?} could act on a terminal");
}

/// What is written as JSON is read back as the same.
fn reads_back(edition: &Edition) {
    let mut json = Vec::new();
    write::write(
        edition,
        write::Form::Json,
        write::Punctuation::Kept,
        &mut json,
    )
    .expect("a vector takes all");
    let source = Source {
        name: "edition.json",
        bytes: &json,
    };
    if let Ok(again) = read(source) {
        let again = again.edition;
        assert_eq!(
            again.stories, edition.stories,
            "stories read back from JSON"
        );
        assert_eq!(
            again.sections, edition.sections,
            "pages read back from JSON"
        );
        assert_eq!(again.loose, edition.loose);
    }
}
