//! Editions that were written as JSON and are read again: the same edition, and nothing to mend.

#![allow(clippy::unwrap_used)] // A test that finds no value has failed.

use std::path::{Path, PathBuf};

use yuebao::delivery::{Wanted, deliver};
use yuebao::edition::{Edition, Mark};
use yuebao::read::{Source, join, read};
use yuebao::write::{Form, Punctuation, write};

fn cases(folder: &str) -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/cases")
        .join(folder);
    let entries = std::fs::read_dir(folder).unwrap();
    entries.map(|entry| entry.unwrap().path()).collect()
}

fn reread(edition: &Edition) -> Edition {
    let mut bytes = Vec::new();
    write(edition, Form::Json, Punctuation::Kept, &mut bytes).unwrap();
    let name = "edition.json";
    join(vec![
        read(Source {
            name,
            bytes: &bytes,
        })
        .unwrap(),
    ])
}

#[track_caller]
fn check(name: &str, edition: &Edition) {
    assert!(!edition.stories.is_empty(), "{name} has no story");
    assert!(
        reread(edition) == *edition,
        "{name} is another edition when it is read back"
    );
}

#[test]
fn the_sample_edition_reads_back() {
    check("the sample", &edition_of(&[Wanted::Sample]));
}

#[test]
fn every_page_of_the_cases_reads_back() {
    let mut pages = cases("plain");
    pages.extend(cases("json"));
    pages.extend(cases("screens"));
    pages.retain(|path| !path.to_string_lossy().ends_with(".gold.json"));
    pages.retain(|path| {
        !path.to_string_lossy().contains("cases/screens/") || path.ends_with("edition.json")
    });
    assert!(pages.len() > 8);
    for page in pages {
        check(
            &page.display().to_string(),
            &edition_of(&[Wanted::Path(page.clone())]),
        );
    }
}

#[test]
fn the_cases_of_the_writers_read_back() {
    for path in cases("write") {
        let case = std::fs::read_to_string(&path).unwrap();
        let json = case
            .split("=== ")
            .find_map(|part| part.strip_prefix("edition\n"))
            .unwrap();
        let edition = join(vec![
            read(Source {
                name: "case",
                bytes: json.as_bytes(),
            })
            .unwrap(),
        ]);
        // What its stories are in was for the reader to find; the rest is as it stands there.
        let mut plain: Edition = serde_json::from_str(json).unwrap();
        for (story, read) in plain.stories.iter_mut().zip(&edition.stories) {
            story.language.clone_from(&read.language);
        }
        assert_eq!(edition, plain);
        check(&path.display().to_string(), &edition);
    }
}

#[test]
fn a_page_with_everything_on_it_needs_no_mending() {
    for path in cases("json") {
        let edition = edition_of(&[Wanted::Path(path.clone())]);
        assert_eq!(edition.notes, [], "{}", path.display());
        let spans = edition.stories.iter().flat_map(|story| &story.blocks);
        let rubies = spans
            .flat_map(|block| block.spans())
            .filter(|span| matches!(span.mark, Mark::Ruby(_)));
        assert!(rubies.count() > 20);
    }
}

/// The only edition of what is wanted.
fn edition_of(wanted: &[Wanted]) -> Edition {
    let mut issues = deliver(wanted).issues;
    assert_eq!(issues.len(), 1);
    issues.remove(0).edition
}
