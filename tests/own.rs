//! Editions that were written as HTML or EPUB and are read again: the same edition as comes back from JSON.

#![allow(clippy::unwrap_used)] // A test that finds no value has failed.

use std::path::{Path, PathBuf};

use yuebao::delivery::{Wanted, deliver};
use yuebao::edition::Edition;
use yuebao::read::{Source, picture, read};
use yuebao::write::{Form, Punctuation, write, write_with};

fn written(edition: &Edition, form: Form) -> Vec<u8> {
    let mut bytes = Vec::new();
    write(edition, form, Punctuation::Kept, &mut bytes).unwrap();
    bytes
}

fn reread(edition: &Edition, form: Form) -> Edition {
    let bytes = written(edition, form);
    let name = "edition";
    read(Source {
        name,
        bytes: &bytes,
    })
    .unwrap()
    .edition
}

/// The first two things that differ, not the whole of both.
#[track_caller]
fn check(name: &str, edition: &Edition) {
    let expected = reread(edition, Form::Json);
    for form in [Form::Html, Form::Epub] {
        let found = reread(edition, form);
        for (found, expected) in found.stories.iter().zip(&expected.stories) {
            assert_eq!(found, expected, "{name} as {form:?}");
        }
        assert_eq!(found.sections, expected.sections, "{name} as {form:?}");
        assert!(found == expected, "{name} as {form:?} is another edition");
    }
}

fn cases(folder: &str) -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/cases")
        .join(folder);
    let entries = std::fs::read_dir(folder).unwrap();
    let paths = entries.map(|entry| entry.unwrap().path());
    paths
        .filter(|path| !path.to_string_lossy().ends_with(".gold.json"))
        .collect()
}

fn edition_of(wanted: Wanted) -> Edition {
    deliver(&[wanted]).issues.remove(0).edition
}

#[test]
fn the_sample_edition_comes_back() {
    check("the sample", &edition_of(Wanted::Sample));
}

#[test]
fn every_page_of_the_cases_comes_back() {
    let pages: Vec<PathBuf> = ["plain", "json"].into_iter().flat_map(cases).collect();
    assert!(pages.len() > 7);
    for page in pages {
        check(
            &page.display().to_string(),
            &edition_of(Wanted::Path(page.clone())),
        );
    }
}

#[test]
fn every_part_of_the_model_comes_back() {
    let edition: Edition = serde_json::from_str(EVERY_PART).unwrap();
    check("every part", &edition);
}

#[test]
fn pictures_go_into_the_file_and_come_out_of_it() {
    let json = r#"{"stories": [{"id": "s1", "headline": "h", "blocks": [
        {"kind": "figure", "image": "a/b c.png"}, {"kind": "figure", "image": "gone.png"}]}]}"#;
    let edition: Edition = serde_json::from_str(json).unwrap();
    let bytes = b"\x89PNG\r\n\x1a\nxyz";
    let pictures = |name: &str| (name == "a/b c.png").then(|| bytes.to_vec());
    for form in [Form::Html, Form::Epub] {
        let mut file = Vec::new();
        write_with(&edition, form, Punctuation::Kept, &pictures, &mut file).unwrap();
        let source = Source {
            name: "x",
            bytes: &file,
        };
        assert_eq!(read(source).unwrap().edition.stories, edition.stories);
        assert_eq!(
            picture(source, "a/b c.png").as_deref(),
            Some(&bytes[..]),
            "{form:?}"
        );
        assert_eq!(picture(source, "gone.png"), None);
    }
}

#[test]
fn a_page_loads_nothing_and_runs_nothing() {
    let edition = edition_of(Wanted::Path(cases("json").remove(0)));
    let page = String::from_utf8(written(&edition, Form::Html)).unwrap();
    assert!(page.contains("default-src 'none'"));
    assert!(
        !page.contains("<script")
            && !page.contains(" src=\"http")
            && !page.contains("@import")
            && !page.contains("url(")
    );
}

#[test]
fn the_same_edition_is_the_same_book() {
    let edition = edition_of(Wanted::Sample);
    let book = written(&edition, Form::Epub);
    assert!(book == written(&edition, Form::Epub));
    assert_eq!(&book[30..58], b"mimetypeapplication/epub+zip");
}

/// Where Debian's epubcheck lies.
const EPUBCHECK: &str = "/usr/bin/epubcheck";

#[test]
fn epubcheck_finds_no_fault() {
    if !Path::new(EPUBCHECK).exists() {
        println!("skipped: no epubcheck");
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let case = edition_of(Wanted::Path(cases("json").remove(0)));
    let odd: Edition = serde_json::from_str(EVERY_PART).unwrap();
    let mut checks = Vec::new();
    for (name, edition) in [
        ("sample", edition_of(Wanted::Sample)),
        ("case", case),
        ("odd", odd),
        ("empty", Edition::default()),
    ] {
        let path = folder.path().join(format!("{name}.epub"));
        let pictures = |_: &str| Some(PICTURE.to_vec());
        let mut file = std::fs::File::create(&path).unwrap();
        write_with(
            &edition,
            Form::Epub,
            Punctuation::Kept,
            &pictures,
            &mut file,
        )
        .unwrap();
        let mut java = std::process::Command::new("java");
        java.args(["-Xshare:auto", "-XX:TieredStopAtLevel=1", "-jar", EPUBCHECK])
            .arg(path);
        let java = java
            .stdout(std::process::Stdio::piped())
            .stderr(std::process::Stdio::piped());
        checks.push(java.spawn());
    }
    for check in checks {
        let Ok(check) = check else {
            println!("skipped: no java");
            return;
        };
        let answer = check.wait_with_output().unwrap();
        let said = String::from_utf8_lossy(&answer.stderr).into_owned()
            + &String::from_utf8_lossy(&answer.stdout);
        assert!(
            answer.status.success() && !said.contains("WARNING("),
            "{said}"
        );
    }
}

/// A picture of one dot.
const PICTURE: &[u8] = b"GIF89a\x01\x00\x01\x00\x80\x00\x00\x00\x00\x00\xff\xff\xff!\xf9\x04\x01\x00\x00\x00\x00,\x00\x00\x00\x00\x01\x00\x01\x00\x00\x02\x01D\x00;";

/// An edition that has every part of the model, with what markup could trip over.
const EVERY_PART: &str = r#"{
        "masthead": " 双  空 <b>&amp;", "date": "2026-11-23", "language": "zh-Hans", "url": "https://a.example/?a=1&b=<c>", "vertical": true,
        "sections": [
            {"label": "A 1", "title": null, "stories": ["b", "a"], "facsimile": "1.jpg", "pdf": "1.pdf"},
            {"label": "", "title": "", "stories": [], "facsimile": null}
        ],
        "stories": [
            {"id": "a", "sort": "picture", "page": "A 1", "kicker": "", "headline": "x\"'<>&", "deck": "d", "byline": "b", "dateline": "l",
             "source": "s", "url": "javascript:alert(1)", "published": "2026-11-23T01:02:03.123456Z", "updated": "0001-01-01T00:00:00Z",
             "language": "x-odd tag", "continued_from": {"page": "1", "text": " t ", "story": "b"}, "continued_on": {"text": "on"},
             "regions": [{"page": "1", "shows": "picture", "points": [[0.25, 0.5], [1, 0.333333]]}],
             "blocks": [
                {"kind": "paragraph", "text": "  一 <i>二</i>   三", "spans": [
                    {"range": {"start": 2, "end": 5}, "mark": {"ruby": "いち"}},
                    {"range": {"start": 2, "end": 5}, "mark": "strong"},
                    {"range": {"start": 6, "end": 9}, "mark": {"link": "a b.html#\"c"}},
                    {"range": {"start": 0, "end": 9}, "mark": "name"},
                    {"range": {"start": 7, "end": 8}, "mark": {"link": "https://b.example/"}},
                    {"range": {"start": 9, "end": 12}, "mark": "title"}]},
                {"kind": "paragraph", "text": ""},
                {"kind": "subhead", "text": "  sub"},
                {"kind": "quote", "text": "q", "spans": [{"range": {"start": 0, "end": 1}, "mark": "emphasis"}]},
                {"kind": "list", "text": "一\n\n 二"}, {"kind": "list", "text": ""},
                {"kind": "table", "text": "\ta\t\n\nb"},
                {"kind": "figure", "caption": null, "credit": "c", "image": "f/ü x.png"},
                {"kind": "figure", "caption": " c ", "credit": null, "image": null},
                {"kind": "figure"},
                {"kind": "rule"},
                {"kind": "verbatim", "text": "\n\n a\n\tb\n"}]},
            {"id": "c d", "sort": "advertisement", "headline": "无页"},
            {"id": "b", "sort": "imprint", "blocks": [{"kind": "paragraph", "text": "责编"}]}
        ],
        "loose": ["游离  文字", "二"],
        "notes": [{"at": "", "what": "x <y>"}]
    }"#;
