//! The fixtures of feed-rs, each beside what feed-rs made of it: entries, titles, links, dates and texts. What differs is listed with
//! the reason; nothing else may.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;
use yuebao::edition::{Edition, Story};
use yuebao::read::{Source, join, read};

/// Where an edition differs from the expectation, and why that is right.
const DEPARTURES: &[(&str, &str, &str)] = &[
    (
        "rss_1.0_example_1",
        "url Some(\"http://www.example.com/%E8",
        "a relative link starts from the feed's site; the expectation leaves it as it stands",
    ),
    (
        "atom_relative",
        "url Some(\"https://example.com/blog",
        "a relative link starts from the feed's own address; feed-rs was not told it",
    ),
];

fn fixtures() -> Vec<PathBuf> {
    let Some(corpus) = std::env::var_os("YUEBAO_CORPUS") else {
        return Vec::new();
    };
    let kinds = fs::read_dir(Path::new(&corpus).join("feeds/feed-rs"));
    let kinds = kinds.into_iter().flatten().flatten();
    let files = kinds.filter_map(|kind| fs::read_dir(kind.path()).ok());
    let files = files.flatten().flatten().map(|file| file.path());
    files
        .filter(|path| path.to_string_lossy().ends_with(".serde.json"))
        .collect()
}

/// The letters and digits of a text, its markup taken away.
fn letters(html: &str) -> String {
    let document = dom_query::Document::from(html);
    document
        .select("script, style, title, iframe, video, audio, svg, noscript")
        .remove();
    let text = document.root().text().to_lowercase();
    text.chars().filter(|c| c.is_alphanumeric()).collect()
}

/// All that a story says.
fn said(story: &Story) -> String {
    let parts: Vec<_> = story.parts().map(|(_, text)| text.into_owned()).collect();
    let text = parts.join(" ").to_lowercase();
    text.chars().filter(|c| c.is_alphanumeric()).collect()
}

/// What differs, one line each.
fn differences(edition: &Edition, truth: &Value) -> Vec<String> {
    let entries = truth["entries"].as_array().unwrap();
    if entries.len() != edition.stories.len() {
        return vec![format!(
            "{} entries, not {}",
            edition.stories.len(),
            entries.len()
        )];
    }
    let pairs = edition.stories.iter().zip(entries).enumerate();
    let mut found: Vec<String> = pairs
        .flat_map(|(at, (story, entry))| compare(at, story, entry))
        .collect();
    let title = letters(truth["title"]["content"].as_str().unwrap_or(""));
    if letters(edition.masthead.as_deref().unwrap_or("")) != title {
        found.push(format!("masthead {:?}", edition.masthead));
    }
    found
}

fn compare(at: usize, story: &Story, entry: &Value) -> Vec<String> {
    let mut found = Vec::new();
    let title = letters(entry["title"]["content"].as_str().unwrap_or(""));
    if letters(story.headline.as_deref().unwrap_or("")) != title {
        found.push(format!(
            "{at}: headline {:?}, not {title:?}",
            story.headline
        ));
    }
    let links = entry["links"].as_array().unwrap().iter();
    let own = links.filter(|link| link["rel"].as_str().is_none_or(|rel| rel == "alternate"));
    let own: Vec<&str> = own
        .filter_map(|link| link["href"].as_str())
        .map(str::trim)
        .collect();
    let is_one = story.url.as_deref().is_some_and(|url| own.contains(&url));
    if !own.is_empty() && !is_one {
        found.push(format!("{at}: url {:?}, not {own:?}", story.url));
    }
    let dates = [
        ("published", story.published),
        ("updated", story.updated.or(story.published)),
    ];
    for (name, date) in dates {
        let expected = entry[name].as_str().map(|date| date.parse().unwrap());
        let is_right = expected.is_none_or(|expected: jiff::Timestamp| {
            date.is_some_and(|date| date.as_second() == expected.as_second())
        });
        if !is_right {
            found.push(format!("{at}: {name} {date:?}, not {}", entry[name]));
        }
    }
    for text in [&entry["content"]["body"], &entry["summary"]["content"]] {
        let expected = letters(text.as_str().unwrap_or(""));
        if !said(story).contains(&expected) {
            found.push(format!("{at}: text {:?}, not {expected:?}", said(story)));
        }
    }
    found
}

#[test]
fn the_fixtures_of_feed_rs_are_read_alike() {
    let fixtures = fixtures();
    if fixtures.is_empty() {
        eprintln!("skipped: no corpus (YUEBAO_CORPUS)");
        return;
    }
    let mut wrong = String::new();
    let mut entries = 0;
    for truth in &fixtures {
        let name = truth
            .file_name()
            .unwrap()
            .to_string_lossy()
            .replace(".serde.json", "");
        let file = ["xml", "json"].map(|end| truth.with_file_name(format!("{name}.{end}")));
        let file = file.iter().find(|file| file.exists()).unwrap();
        let truth: Value = serde_json::from_str(&fs::read_to_string(truth).unwrap()).unwrap();
        let bytes = fs::read(file).unwrap();
        let edition = read(Source {
            name: "feed",
            bytes: &bytes,
        })
        .map(|reading| join(vec![reading]));
        entries += truth["entries"].as_array().unwrap().len();
        let found = match edition {
            Ok(edition) => differences(&edition, &truth),
            Err(refusal) => vec![refusal.to_string()],
        };
        for what in found {
            let is_known = |known: &&(&str, &str, &str)| known.0 == name && what.contains(known.1);
            if !DEPARTURES.iter().any(|known| is_known(&known)) {
                let _ = writeln!(
                    wrong,
                    "{name}: {}",
                    what.chars().take(400).collect::<String>()
                );
            }
        }
    }
    eprintln!("{} feeds, {entries} entries", fixtures.len());
    assert!(wrong.is_empty(), "{wrong}");
}
