//! Cases in `tests/cases/feeds`: a feed, and what is made of it. The name of the file before its last dot may end with an encoding
//! (`.gb2312`), in which the bytes are made from the text.

use std::fmt::Write as _;
use std::path::Path;

use yuebao::edition::{Block, Edition, Mark};
use yuebao::read::{Source, join, read};

/// An edition in lines: what a reader would see of it, and where it leads.
pub fn shown(edition: &Edition) -> String {
    let mut out = String::new();
    let front = [&edition.masthead, &edition.language, &edition.url];
    let date = edition.date.map(|date| date.to_string());
    for said in front.into_iter().chain([&date]) {
        let _ = write!(out, "{} | ", said.as_deref().unwrap_or("-"));
    }
    out.push('\n');
    for (section, stories) in edition.pages() {
        if let Some(title) = section.and_then(|section| section.title.as_deref()) {
            let _ = writeln!(out, "## {title}");
        }
        for story in stories {
            let _ = writeln!(out, "# {}", story.headline.as_deref().unwrap_or("-"));
            let dates =
                [story.published, story.updated].map(|date| date.map(|date| date.to_string()));
            let parts = [
                ("url", &story.url),
                ("deck", &story.deck),
                ("by", &story.byline),
                ("published", &dates[0]),
                ("updated", &dates[1]),
                ("source", &story.source),
                ("language", &story.language),
            ];
            for (name, said) in parts {
                if let Some(said) = said {
                    let _ = writeln!(out, "{name}: {said}");
                }
            }
            story.blocks.iter().for_each(|block| show(block, &mut out));
        }
    }
    for note in &edition.notes {
        let _ = writeln!(out, "! {}", note.what);
    }
    out
}

fn show(block: &Block, out: &mut String) {
    let kind = match block {
        Block::Paragraph { .. } => "p",
        Block::Subhead { .. } => "h",
        Block::Quote { .. } => "q",
        Block::List { .. } => "l",
        Block::Table { .. } => "t",
        Block::Figure { .. } => "f",
        Block::Rule => "r",
        Block::Verbatim { .. } => "v",
    };
    let _ = write!(out, "{kind}> {}", block.text().replace('\n', " / "));
    if let Block::Figure {
        image: Some(image), ..
    } = block
    {
        let _ = write!(out, " <{image}>");
    }
    for span in block.spans() {
        if let Mark::Link(link) = &span.mark {
            let _ = write!(out, " [{}: {link}]", &block.text()[span.range.clone()]);
        }
    }
    out.push('\n');
}

/// The bytes of a case: its text in the encoding that the name of its file says.
fn bytes(path: &Path, text: &str) -> Vec<u8> {
    let name = path.file_stem().unwrap().to_str().unwrap();
    let label = name.rsplit_once('.').map_or("utf-8", |(_, label)| label);
    match label {
        "utf-16le" => text.encode_utf16().flat_map(u16::to_le_bytes).collect(),
        "utf-16be" => {
            let marked = "\u{feff}".encode_utf16().chain(text.encode_utf16());
            marked.flat_map(u16::to_be_bytes).collect()
        }
        label => {
            let encoding = encoding_rs::Encoding::for_label(label.as_bytes());
            let (bytes, _, lost) = encoding.expect(label).encode(text);
            assert!(!lost, "{label} cannot say it");
            bytes.into_owned()
        }
    }
}

#[test]
fn every_case_is_read_as_it_says() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/cases/feeds");
    let mut wrong = String::new();
    let mut checked = 0;
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let case = std::fs::read_to_string(&path).unwrap();
        let (feed, expected) = case.split_once("\n=== read\n").unwrap();
        let found = match read(Source {
            name: "feed.xml",
            bytes: &bytes(&path, feed),
        }) {
            Ok(reading) => shown(&join(vec![reading])),
            Err(refusal) => format!("{refusal}\n"),
        };
        if found != expected {
            let _ = writeln!(wrong, "{}:\n{found}", path.display());
        }
        checked += 1;
    }
    assert!(checked > 0);
    assert!(wrong.is_empty(), "{wrong}");
}
