//! An edition to bytes: JSON, text, Markdown. The mirror of `read`, one file a format; it knows no screen.

mod inline;
mod json;
mod markdown;
mod markdown_blocks;
mod opml;
mod punctuation;
mod text;

pub use punctuation::Punctuation;

use std::io;

use crate::edition::Edition;

/// A form an edition can be written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// The public JSON contract.
    Json,
    /// Plain text, unset.
    Text,
    /// Markdown.
    Markdown,
    /// A list of the feeds it is made of.
    Opml,
}

/// Text as one line of Markdown that reads as just this text.
pub fn escape(text: &str) -> String {
    inline::plain(text, Punctuation::Kept)
}

/// Writes an edition, ending with a line end.
///
/// # Errors
/// Only those of `out`.
pub fn write(
    edition: &Edition,
    form: Form,
    punctuation: Punctuation,
    out: &mut dyn io::Write,
) -> io::Result<()> {
    match form {
        Form::Json => json::write(edition, out),
        Form::Text => text::write(edition, punctuation, out),
        Form::Markdown => markdown::write(edition, punctuation, out),
        Form::Opml => opml::write(&[edition], out),
    }
}

/// Writes one list of the feeds that several editions came from.
///
/// # Errors
/// Only those of `out`.
pub fn feeds(editions: &[&Edition], out: &mut dyn io::Write) -> io::Result<()> {
    opml::write(editions, out)
}
