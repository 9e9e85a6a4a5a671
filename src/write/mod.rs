//! An edition to bytes: JSON, text, Markdown, HTML, EPUB. The mirror of `read`, one file a format; it knows no screen.

mod book;
mod epub;
mod html;
mod inline;
mod json;
mod markdown;
mod markdown_blocks;
mod markup;
mod opml;
mod punctuation;
mod text;

pub use markup::picture::Pictures;
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
    /// One page of HTML with everything in it.
    Html,
    /// EPUB 3.
    Epub,
    /// A list of the feeds it is made of.
    Opml,
}

/// Text as one line of Markdown that reads as just this text.
pub fn escape(text: &str) -> String {
    inline::plain(text, Punctuation::Kept)
}

/// Writes an edition without the bytes of its pictures; all forms but EPUB end with a line end.
///
/// # Errors
/// Only those of `out`.
pub fn write(
    edition: &Edition,
    form: Form,
    punctuation: Punctuation,
    out: &mut dyn io::Write,
) -> io::Result<()> {
    write_with(edition, form, punctuation, &|_| None, out)
}

/// Writes an edition; HTML and EPUB, which keep the source's own punctuation, have the pictures that can be had in them.
///
/// # Errors
/// Only those of `out`.
pub fn write_with(
    edition: &Edition,
    form: Form,
    punctuation: Punctuation,
    pictures: Pictures<'_>,
    out: &mut dyn io::Write,
) -> io::Result<()> {
    match form {
        Form::Json => json::write(edition, out),
        Form::Text => text::write(edition, punctuation, out),
        Form::Markdown => markdown::write(edition, punctuation, out),
        Form::Html => html::write(edition, pictures, out),
        Form::Epub => epub::write(edition, pictures, out),
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
