//! EPUB 2 and 3: news that calibre downloaded, and any other book as stories.
//!
//! `bundle` has the files, `package` and `toc` say what they are and in which order (`xml` reads both), `pages` takes them
//! apart. `calibre` makes stories of the articles of a periodical (`added` is what it
//! had to take out), `book` of the chapters of anything else, with its `notes`.
//! Nothing is fetched and no file is written; how blocks come out of XHTML is for `read::html`.

mod added;
mod book;
mod bundle;
mod calibre;
mod dates;
mod notes;
mod package;
mod pages;
mod toc;
mod trim;
mod vertical;
mod xml;

use sha2::{Digest, Sha256};

use self::bundle::Bundle;
use self::package::Package;
use super::build::Builder;
use super::html::parse_xhtml;
use super::limits::PICTURE_BYTES;
use super::{Reading, Refusal, Source, own};
use crate::edition::Edition;
use crate::text::language::guess_tag;

/// Reads it.
///
/// # Errors
///
/// A [`Refusal`] where its archive cannot be read.
pub fn read(source: Source<'_>) -> Result<Reading, Refusal> {
    let bundle = Bundle::open(source.bytes)?;
    let package = package::read(&bundle);
    let contents = toc::read(&bundle, &package);
    let mut builder = Builder::new(source.name);
    builder.edition.vertical = vertical::is_vertical(&bundle, &package);
    if is_own(&package) {
        let mut parts = own::Parts::default();
        for &page in &package.spine {
            let tree = parse_xhtml(&bundle.text(page).unwrap_or_default());
            parts.take(&tree.document.root());
        }
        parts.put(&mut builder);
        return Ok(builder.close());
    }
    if calibre::is_periodical(&bundle, &package) {
        calibre::read(&bundle, &package, &contents, &mut builder);
    } else {
        book::read(&bundle, &package, &contents, &mut builder);
    }
    builder.edition.language = language(package.language.as_deref(), &builder.edition);
    for what in bundle.troubles() {
        builder.notes.tell("", what);
    }
    Ok(builder.close())
}

/// The language that the package names; where the letters plainly say another, theirs.
fn language(named: Option<&str>, edition: &Edition) -> Option<String> {
    const LOOK: usize = 4000;
    let mut text = String::new();
    for (_, part) in edition.stories.iter().flat_map(|story| story.parts()) {
        text.extend(part.chars().take(LOOK));
        if text.len() > 4 * LOOK {
            break;
        }
    }
    let named = named.filter(|tag| !matches!(*tag, "und" | "mul" | "zxx"));
    let main = |tag: &str| {
        tag.split(['-', '_'])
            .next()
            .unwrap_or("")
            .to_ascii_lowercase()
    };
    let guess = guess_tag(&text);
    match (named, guess) {
        // The letters tell the two forms of Chinese apart, which a bare `zh` does not.
        (Some(named), Some(guess)) if main(named) != main(guess) || named.len() == 2 => {
            Some(guess.to_owned())
        }
        (named, guess) => named.or(guess).map(str::to_owned),
    }
}

fn is_own(package: &Package) -> bool {
    let made_by = package.generator.as_deref().unwrap_or("");
    made_by.starts_with(own::GENERATOR)
}

/// The bytes of the file of this path inside an EPUB.
pub fn file(source: Source<'_>, path: &str) -> Option<Vec<u8>> {
    let bundle = Bundle::open(source.bytes).ok()?;
    let bytes = bundle.bytes(bundle.find(path).or_else(|| renamed(&bundle, path))?)?;
    (bytes.len() <= PICTURE_BYTES).then_some(bytes)
}

/// The picture of this name in an EPUB that yuebao wrote: `write::epub` names its file by the name's digest.
fn renamed(bundle: &Bundle<'_>, name: &str) -> Option<usize> {
    let digest = Sha256::digest(name.as_bytes());
    let digest: String = digest
        .iter()
        .take(8)
        .map(|byte| format!("{byte:02x}"))
        .collect();
    let start = format!("EPUB/images/{digest}.");
    bundle
        .names()
        .iter()
        .position(|file| file.starts_with(&start))
}
