//! Folders and archives of pages, end to end: what is of one masthead and one date is one issue, and the rest apart.

#![allow(clippy::unwrap_used)] // A test that finds no value has failed.

mod common;

use std::io::{Cursor, Write};

use common::{Desk, headlines, json};
use serde_json::Value;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

/// A page of a paper of our own.
fn page(paper: &str, day: u8, number: u8, headline: &str) -> String {
    format!(
        "{paper} 2026年11月{day}日 星期二\n第{number:02}版 要闻\n\n{headline}\n\n　　本报讯（记者 林晓）清晨六点，渡口的第一班船离了岸，船上坐着去对岸卖菜的人和上学的孩子，船工说今天水面平稳，开得比昨天早。\n"
    )
}

/// Two issues of one paper and one of another.
fn issues() -> Vec<(&'static str, String)> {
    vec![
        ("24/01.txt", page("河岸日报", 24, 1, "渡口今天提早开船")),
        ("24/02.txt", page("河岸日报", 24, 2, "集市搬到桥的东头")),
        ("23/01.txt", page("河岸日报", 23, 1, "大雾推迟三班渡船")),
        (
            "24/晚报/01.txt",
            page("山前晚报", 24, 1, "山路今晚封闭半夜"),
        ),
    ]
}

fn zip(files: &[(&str, impl AsRef<[u8]>)]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in files {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(bytes.as_ref()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// Title and headlines of every edition in an export.
fn editions(out: &str) -> Vec<(String, Vec<String>)> {
    let editions = serde_json::Deserializer::from_str(out).into_iter::<Value>();
    let told = editions.map(|edition| {
        let edition = edition.unwrap();
        let title = format!(
            "{} {}",
            edition["masthead"].as_str().unwrap_or("-"),
            edition["date"].as_str().unwrap_or("-")
        );
        let headlines = headlines(&edition).into_iter().map(Into::into).collect();
        (title, headlines)
    });
    let mut told: Vec<_> = told.collect();
    told.sort();
    told
}

#[track_caller]
fn check(out: &str) {
    let expected = [
        ("山前晚报 2026-11-24", vec!["山路今晚封闭半夜"]),
        ("河岸日报 2026-11-23", vec!["大雾推迟三班渡船"]),
        (
            "河岸日报 2026-11-24",
            vec!["渡口今天提早开船", "集市搬到桥的东头"],
        ),
    ];
    let expected = expected.map(|(title, headlines)| {
        let headlines = headlines.into_iter().map(str::to_owned).collect();
        (title.to_owned(), headlines)
    });
    assert_eq!(editions(out), expected);
}

#[test]
fn a_folder_falls_into_its_issues_and_so_does_an_archive_of_it() {
    let desk = Desk::new();
    let files = issues();
    for (name, text) in &files {
        desk.file(&format!("papers/{name}"), text);
    }
    check(&desk.run(&["export", "papers"]).good());
    desk.file("papers.zip", zip(&files));
    check(&desk.run(&["export", "papers.zip"]).good());
    desk.file("packed.zip", zip(&[("inner/papers.zip", zip(&files))]));
    check(&desk.run(&["export", "packed.zip"]).good());
    let one = desk
        .run(&["export", "papers.zip", "--edition", "山前"])
        .good();
    assert_eq!(headlines(&json(&one)), ["山路今晚封闭半夜"]);
    let none = desk
        .run(&["export", "papers.zip", "--edition", "1999"])
        .complaint();
    assert!(none.contains("河岸日报 2026-11-23"), "{none}");
}

#[test]
fn what_is_no_page_is_passed_over_and_told() {
    let desk = Desk::new();
    let script = b"function turn(page) { return page + 1; }";
    let files: Vec<(&str, Vec<u8>)> = vec![
        ("01.txt", page("河岸日报", 24, 1, "渡口今天提早开船").into()),
        ("site/turn.js", script.to_vec()),
        ("__MACOSX/._01.txt", b"junk of a system".to_vec()),
        ("a.png", b"\x89PNG".to_vec()),
        (
            "notes",
            b"A letter beside the pages, which is none of them.".to_vec(),
        ),
    ];
    desk.file("paper.zip", zip(&files));
    let edition = json(&desk.run(&["export", "paper.zip"]).good());
    assert_eq!(headlines(&edition), ["渡口今天提早开船"]);
    let notes = edition["notes"].to_string();
    assert!(notes.contains("4 files that are no pages"), "{notes}");
    desk.file("empty.zip", zip(&[("a.png", b"\x89PNG")]));
    let complaint = desk.run(&["export", "empty.zip"]).complaint();
    assert_eq!(
        complaint,
        "yuebao: empty.zip has no page in it that yuebao reads"
    );
}

#[test]
fn archives_in_archives_have_an_end() {
    let desk = Desk::new();
    let mut packed = page("河岸日报", 24, 1, "渡口今天提早开船").into_bytes();
    let mut name = "01.txt";
    for _ in 0..4 {
        packed = zip(&[(name, packed)]);
        name = "inner.zip";
    }
    desk.file("deep.zip", packed);
    let outcome = desk.run(&["export", "deep.zip"]);
    assert_eq!(outcome.code, Some(1));
    assert!(outcome.err.contains("packed too often"), "{}", outcome.err);
}
