//! An edition as EPUB 3.3: a file a story, the pages of the paper as its contents, and the older form of these (NCX) beside
//! them. The same edition is the same bytes. `read::own` reads it back as the same edition.

use std::collections::HashMap;
use std::io::{self, Cursor, Write};

use sha2::{Digest, Sha256};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

use super::book;
use super::markup::picture::{self, Pictures};
use super::markup::{STYLE, VERTICAL, front, story};
use crate::edition::{Edition, Story};

const CONTAINER: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">
<rootfiles><rootfile full-path="EPUB/package.opf" media-type="application/oebps-package+xml"/></rootfiles>
</container>
"#;

/// Writes it.
pub(super) fn write(
    edition: &Edition,
    pictures: Pictures<'_>,
    out: &mut dyn Write,
) -> io::Result<()> {
    let mut archive = Archive::begin()?;
    let mut images = Images::default();
    archive.add("META-INF/container.xml", CONTAINER.as_bytes())?;
    archive.add("EPUB/style.css", style(edition).as_bytes())?;
    let leaves = book::leaves(edition);
    archive.page(edition, "front", &book::front(edition))?;
    for at in 0..edition.sections.len() {
        let page = book::paper_page(edition, at, &leaves);
        archive.page(edition, &book::page_name(at), &page)?;
    }
    for leaf in &leaves {
        let page = story_page(leaf.story, leaf.index, &mut images, pictures, &mut archive)?;
        archive.page(edition, &leaf.name, &page)?;
    }
    let rest = rest(edition);
    if !rest.is_empty() {
        archive.page(edition, book::REST, &rest)?;
    }
    archive.add("EPUB/nav.xhtml", book::nav(edition, &leaves).as_bytes())?;
    archive.add(
        "EPUB/toc.ncx",
        book::ncx(edition, &leaves, &identifier(edition)).as_bytes(),
    )?;
    let package = book::package(
        edition,
        &leaves,
        &images.list,
        &identifier(edition),
        !rest.is_empty(),
    );
    archive.add("EPUB/package.opf", package.as_bytes())?;
    out.write_all(&archive.zip.finish()?.into_inner())
}

fn style(edition: &Edition) -> String {
    let more = if edition.vertical { VERTICAL } else { "" };
    format!("{STYLE}{more}")
}

/// Stray texts and notes.
fn rest(edition: &Edition) -> String {
    let mut page = String::new();
    front::loose(&mut page, edition);
    front::notes(&mut page, edition);
    page
}

fn story_page(
    one: &Story,
    index: usize,
    images: &mut Images,
    pictures: Pictures<'_>,
    archive: &mut Archive,
) -> io::Result<String> {
    let mut page = String::new();
    let mut trouble = None;
    let mut place = |name: &str| {
        let placed = images.place(name, pictures, archive);
        placed.unwrap_or_else(|error| {
            trouble = Some(error);
            None
        })
    };
    story::story(&mut page, one, index, &mut place);
    trouble.map_or(Ok(page), Err)
}

/// A name for the book that is always the same for the same edition: a UUID of its digest (RFC 9562 §5.8).
fn identifier(edition: &Edition) -> String {
    let digest = Sha256::digest(serde_json::to_vec(edition).unwrap_or_default());
    let hex: String = digest
        .iter()
        .take(16)
        .map(|byte| format!("{byte:02x}"))
        .collect();
    format!(
        "urn:uuid:{}-{}-8{}-8{}-{}",
        &hex[..8],
        &hex[8..12],
        &hex[13..16],
        &hex[17..20],
        &hex[20..]
    )
}

/// The pictures that are in the book.
#[derive(Default)]
struct Images {
    /// Names of figures, and the paths of their pictures where they have some.
    known: HashMap<String, Option<String>>,
    list: Vec<(String, &'static str)>,
}

impl Images {
    /// Puts a picture into the book, once, and gives its path.
    fn place(
        &mut self,
        name: &str,
        pictures: Pictures<'_>,
        archive: &mut Archive,
    ) -> io::Result<Option<String>> {
        if let Some(path) = self.known.get(name) {
            return Ok(path.clone());
        }
        let found = pictures(name).and_then(|bytes| Some((picture::kind(&bytes)?, bytes)));
        let path = match found {
            Some(((kind, end), bytes)) => {
                let path = format!("images/{}.{end}", book::picture_name(name));
                archive.add(&format!("EPUB/{path}"), &bytes)?;
                self.list.push((path.clone(), kind));
                Some(path)
            }
            None => None,
        };
        self.known.insert(name.to_owned(), path.clone());
        Ok(path)
    }
}

/// The file in the making.
struct Archive {
    zip: ZipWriter<Cursor<Vec<u8>>>,
}

impl Archive {
    /// Its first file says what it is (EPUB OCF 3.3 §4.3): as it is, not packed.
    fn begin() -> io::Result<Self> {
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        zip.start_file("mimetype", options(CompressionMethod::Stored))?;
        zip.write_all(b"application/epub+zip")?;
        Ok(Self { zip })
    }

    fn add(&mut self, name: &str, bytes: &[u8]) -> io::Result<()> {
        self.zip
            .start_file(name, options(CompressionMethod::Deflated))?;
        self.zip.write_all(bytes)
    }

    fn page(&mut self, edition: &Edition, name: &str, body: &str) -> io::Result<()> {
        self.add(
            &format!("EPUB/{name}.xhtml"),
            book::page(edition, body).as_bytes(),
        )
    }
}

fn options(method: CompressionMethod) -> SimpleFileOptions {
    SimpleFileOptions::default()
        .compression_method(method)
        .last_modified_time(DateTime::default())
}
