//! The reader of editions in JSON, as `yuebao export --to json` prints them: what was written is read back.
//!
//! `wire` makes values of JSON, no more of them than the limits let in; the builder washes them, as it does for every
//! reader. Nothing here looks for stories in text; that is `read::plain`.

mod wire;

use super::build::Builder;
use super::reading::Role;
use super::{Reading, Refusal, Source};
use crate::text::clean::clean;

/// Reads an edition.
///
/// # Errors
///
/// [`Refusal::Malformed`] where it is no JSON, or a value is of another type than the contract's.
pub fn read(source: Source<'_>) -> Result<Reading, Refusal> {
    let bytes = source.bytes.strip_prefix(b"\xef\xbb\xbf");
    let wire = wire::parse(bytes.unwrap_or(source.bytes)).map_err(|error| refusal(&error))?;
    let mut builder = Builder::new(source.name);
    builder.edition = wire.into_edition(&mut builder.notes);
    // It may be one page of several: pages in JSON join pages of text.
    Ok(Reading {
        role: Role::Page,
        ..builder.close()
    })
}

fn refusal(error: &serde_json::Error) -> Refusal {
    const LONGEST: usize = 160;
    let said = error.to_string();
    // The place is told apart from the rest, and what is wrong may quote the source.
    let what = said
        .rsplit_once(" at line ")
        .map_or(&*said, |(what, _)| what);
    let what = clean(what).text.replace(['\n', '\t'], " ");
    Refusal::Malformed {
        line: error.line(),
        column: error.column(),
        what: what.chars().take(LONGEST).collect(),
    }
}

#[cfg(test)]
mod tests;
