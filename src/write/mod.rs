//! An edition to bytes: JSON, text, Markdown. The mirror of `read`, one file a format; it knows no screen.

mod json;
mod markdown;
mod text;

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
}

/// Writes an edition.
pub fn write(edition: &Edition, form: Form) -> String {
    match form {
        Form::Json => json::write(edition),
        Form::Text => text::write(edition),
        Form::Markdown => markdown::write(edition),
    }
}
