//! The shelf: what is filed is found, every story of it and no other; nothing acknowledged is lost; two programs at once.

#[path = "../../benches/search/articles.rs"]
#[allow(dead_code)] // The bench draws words of its own.
mod articles;
#[path = "../common/deflated.rs"]
mod deflated;
#[cfg(target_os = "linux")]
mod disk;
#[cfg(target_os = "linux")]
#[path = "../common/disk.rs"]
mod disks;
mod filing;
mod finding;
mod health;
mod killed;
#[path = "../common/killed.rs"]
mod killing;

use std::path::Path;

use yuebao::edition::{Block, Edition, Section, Story};
use yuebao::library::archive::{Archive, Filing};
use yuebao::library::query::Query;
use yuebao::library::{Key, LibraryError, Shelf};

fn shelf(folder: &Path) -> Shelf {
    Shelf::open(folder).expect("a shelf")
}

fn indexed(folder: &Path, filings: &[Filing]) -> Shelf {
    let mut shelf = shelf(folder);
    shelf.file(filings).expect("filed");
    index(&mut shelf);
    shelf
}

/// Indexes what was filed, however long another program is at it.
fn index(shelf: &mut Shelf) {
    loop {
        match shelf.index(&mut |_, _| {}) {
            Err(LibraryError::IndexBusy) => {}
            done => return done.expect("indexed"),
        }
    }
}

fn found(shelf: &mut Shelf, query: &str) -> Vec<(String, usize)> {
    let query = Query::parse(query).expect("a query");
    let found = shelf.search(&query, 0, 10_000).expect("searched");
    let hits = found
        .hits
        .into_iter()
        .map(|hit| (hit.which.edition.as_str().to_owned(), hit.which.story));
    let hits: Vec<_> = hits.collect();
    assert!(!found.more);
    assert_eq!(shelf.count(&query).expect("counted"), hits.len());
    hits
}

/// A day's paper with these stories: headline, byline, text.
fn paper(name: &str, day: &str, stories: &[(&str, &str, &str)]) -> Filing {
    let story = |(index, (headline, byline, text)): (usize, &(&str, &str, &str))| Story {
        id: format!("s{}", index + 1),
        page: Some(format!("{:02}", index + 1)),
        headline: Some((*headline).into()),
        byline: (!byline.is_empty()).then(|| (*byline).into()),
        blocks: vec![Block::paragraph(*text)],
        ..Story::default()
    };
    let section = |index: usize| Section {
        label: format!("{:02}", index + 1),
        title: Some(format!("第{}张", index + 1)),
        stories: vec![format!("s{}", index + 1)],
        ..Section::default()
    };
    Filing {
        key: Key::of([name.as_bytes(), day.as_bytes(), stories[0].0.as_bytes()]),
        paper: name.into(),
        origin: format!("/{name}/{day}"),
        edition: Edition {
            masthead: Some(name.into()),
            date: day.parse().ok(),
            sections: (0..stories.len()).map(section).collect(),
            stories: stories.iter().enumerate().map(story).collect(),
            ..Edition::default()
        },
        originals: [].into(),
    }
}

fn city() -> Vec<Filing> {
    vec![
        paper(
            "东城日报",
            "2026-07-08",
            &[
                (
                    "智慧养老进社区",
                    "记者 王勇",
                    "公建民营之后，老厂房里办起养老院，食堂的黑板上写着菜。",
                ),
                (
                    "大棚里的账本",
                    "记者 李敏",
                    "西邵村怎样把地种活，GDP 增长 3.5%，A股市场也涨。",
                ),
            ],
        ),
        paper(
            "西城晚报",
            "2026-08-01",
            &[
                (
                    "廣告：簡易書架",
                    "",
                    "簡體字與繁體字，一樣找得到。養老院旁。",
                ),
                (
                    "The Old Town",
                    "By Jane Doe",
                    "The old town hall reopened in 2026 after years of care.",
                ),
            ],
        ),
        paper(
            "海角日报",
            "",
            &[("无日期的一期", "", "没有日期，也要养老。")],
        ),
    ]
}
