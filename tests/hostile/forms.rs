//! Markup, feeds, books and archives that mean harm: a result or one line that says why not, within bounded memory.

use std::io::{Cursor, Write};

use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::common::Desk;
use super::{SCALE, check, count};

/// A sentence of a page.
const TEXT: &str = "清晨六点，渡口的第一班船离了岸，船上坐着去对岸卖菜的人和上学的孩子。";

fn zip(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in files {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

#[test]
fn pages_of_50_megabytes() {
    let many = 450_000 / SCALE;
    let desk = Desk::new();
    desk.file(
        "paragraphs.html",
        format!("<html><body>{}", format!("<p>{TEXT}</p>").repeat(many)),
    );
    desk.file("one.html", format!("<html><body><p>{}", TEXT.repeat(many)));
    for name in ["paragraphs.html", "one.html"] {
        for written in check(&desk, name) {
            assert!(count(&written, "第一班船") > 0, "{name}");
        }
    }
}

#[test]
fn elements_in_elements_without_end() {
    let desk = Desk::new();
    for (name, tag) in [
        ("div", "<div>"),
        ("table", "<table><tr><td>"),
        ("list", "<ul><li>"),
        ("bold", "<b><i><a href=x>"),
    ] {
        let name = format!("{name}.html");
        desk.file(
            &name,
            format!("<html><body>{}<p>{TEXT}", tag.repeat(10_000 / SCALE.min(4))),
        );
        for written in check(&desk, &name) {
            let letters: String = written.split_whitespace().collect();
            assert!(letters.contains("第一班船"), "{name}");
        }
    }
}

#[test]
fn entities_that_multiply_and_entities_from_outside() {
    let desk = Desk::new();
    let secret = desk.file("secret.txt", "secret words");
    let mut bomb = "<!DOCTYPE rss [<!ENTITY a0 \"ha\">".to_owned();
    for level in 1..30 {
        let before = level - 1;
        bomb += &format!("<!ENTITY a{level} \"&a{before};&a{before};&a{before};&a{before};\">");
    }
    let outside = format!("<!ENTITY x SYSTEM \"file://{}\">", secret.display());
    let item =
        format!("<item><title>渡口开船</title><description>{TEXT}&a29;&x;</description></item>");
    let feed = format!(
        "<?xml version=\"1.0\"?>{bomb}{outside}]><rss version=\"2.0\"><channel><title>t</title>{item}</channel></rss>"
    );
    desk.file("bomb.xml", feed);
    for written in check(&desk, "bomb.xml") {
        assert!(!written.contains("secret words"));
    }
    desk.file("bomb.opml", format!("<?xml version=\"1.0\"?>{bomb}]><opml version=\"2.0\"><body><outline text=\"&a29;\" xmlUrl=\"http://a.example/\"/></body></opml>"));
    check(&desk, "bomb.opml");
}

#[test]
fn archives_that_swell() {
    let desk = Desk::new();
    let zeros = vec![b' '; 40 << 20];
    desk.file("bomb.zip", zip(&[("01.txt", &zeros)]));
    let outcome = desk.run(&["export", "bomb.zip"]);
    assert_eq!(outcome.code, Some(1));
    check(&desk, "bomb.zip");
    let container = b"<container><rootfiles><rootfile full-path='a.opf'/></rootfiles></container>";
    let package = b"<package><metadata/><manifest><item id='a' href='a.html' media-type='application/xhtml+xml'/></manifest><spine><itemref idref='a'/></spine></package>";
    let book = zip(&[
        ("META-INF/container.xml", container),
        ("a.opf", package),
        ("a.html", &zeros),
    ]);
    desk.file("bomb.epub", book);
    check(&desk, "bomb.epub");
}

#[test]
fn names_that_lead_out_of_an_archive_are_only_names() {
    let desk = Desk::new();
    let page = format!("渡口今天开船\n\n　　{TEXT}\n");
    desk.file(
        "out.zip",
        zip(&[("../../../../tmp/yuebao-out.txt", page.as_bytes())]),
    );
    for written in check(&desk, "out.zip") {
        let letters: String = written.split_whitespace().collect();
        assert!(letters.contains("第一班船"));
    }
    assert!(!std::path::Path::new("/tmp/yuebao-out.txt").exists());
}

#[test]
fn files_cut_off_anywhere() {
    let desk = Desk::new();
    let page = format!("<html><body><h1>渡口今天开船</h1><p>{TEXT}</p></body></html>");
    let feed = format!(
        "<rss version='2.0'><channel><title>t</title><item><title>渡口</title><description>{TEXT}</description></item></channel></rss>"
    );
    let archive = zip(&[("01.html", page.as_bytes()), ("feed.xml", feed.as_bytes())]);
    for (name, whole) in [
        ("a.html", page.into_bytes()),
        ("a.xml", feed.into_bytes()),
        ("a.zip", archive),
    ] {
        for tenth in 1..10 {
            let name = format!("{tenth}-{name}");
            desk.file(&name, &whole[..whole.len() * tenth / 10]);
            check(&desk, &name);
        }
    }
}
