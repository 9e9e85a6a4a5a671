//! The reader of Markdown (CommonMark with tables), by pulldown-cmark: our own, which reads back as it was written, and
//! anybody's, whose headings become stories.
//!
//! `sniff` tells Markdown from page dumps, `front` takes the front matter, `pieces` makes headings and blocks of the
//! parser's events with `running` for text and its spans; `own` and `outline` make the edition of them.

mod front;
mod outline;
mod own;
mod pieces;
mod running;
mod sniff;

pub use sniff::is_markdown;

use super::build::Builder;
use super::{Reading, Source};
use crate::text::clean::clean;
use crate::text::decode::decode;

/// Reads Markdown.
pub fn read(source: Source<'_>) -> Reading {
    let decoded = decode(source.bytes);
    let cleaned = clean(&decoded.text);
    let mut builder = Builder::new(source.name);
    let dropped = "characters that could act on a terminal were dropped";
    builder.notes.count("", cleaned.dropped, dropped);
    let (front, body) = front::take(&cleaned.text);
    let pieces = pieces::pieces(body);
    if front.is_ours {
        own::read(front, pieces, &mut builder);
    } else {
        outline::read(front, pieces, &mut builder);
    }
    builder.close()
}

#[cfg(test)]
mod tests;
