//! Feeds: RSS 0.9 to 2.0, RDF, Atom 0.3 and 1.0, and JSON Feed. An entry is a story, a category a section.
//!
//! `tree` takes an entry of XML as a small tree, with `names` for its namespaces; `entry`, `text`, `markup` and `media` say what
//! stands in it; `channel` walks the document, `object` reads JSON Feed; both give the same `parts`. `dates` (with the names of `calendar`) reads what people
//! write for dates. `issue` makes the edition of it: `story` one story, `sections` the order they stand in.
//! Names, prefixes and nesting are taken as people write them, not as the standards want them.

mod calendar;
mod channel;
mod dates;
mod entry;
mod issue;
mod markup;
mod media;
mod names;
mod object;
mod parts;
mod people;
mod sections;
mod story;
mod text;
mod tree;

pub use dates::moment;

use super::wash::Notes;
use super::{Reading, Refusal, Source, xml};

/// Reads a feed.
pub fn read(source: Source<'_>) -> Result<Reading, Refusal> {
    let decoded = xml::decode(source.bytes);
    let mut notes = Notes::new(source.name);
    notes.count("", decoded.damaged, "characters could not be decoded");
    let feed = if decoded.text.trim_start().starts_with('{') {
        object::feed(&decoded.text, &mut notes)
    } else {
        channel::feed(&decoded.text, &mut notes)
    };
    Ok(issue::edition(feed, source.name, notes))
}
