//! The reader of editions in JSON, as `yuebao export --to json` prints them: what was written is read back.
//!
//! Stages: `wire` (JSON to values, no more of them than the limits let in) → `wash` (every text cleaned, `spans` moved
//! along with it) → `listing` (ids that are unique, pages that list what is there). What was mended is told in `notes`.
//! Nothing here looks for stories in text; that is `read::plain`.

mod listing;
mod notes;
mod spans;
mod wash;
mod wire;

use super::{Reading, Refusal, Source};
use crate::edition::Edition;
use crate::text::clean::clean;
use crate::text::language::guess_tag;
use notes::Notes;

/// Reads an edition.
///
/// # Errors
///
/// [`Refusal::Malformed`] where it is no JSON, or a value is of another type than the contract's.
pub fn read(source: Source<'_>) -> Result<Reading, Refusal> {
    let bytes = source.bytes.strip_prefix(b"\xef\xbb\xbf");
    let wire = wire::parse(bytes.unwrap_or(source.bytes)).map_err(|error| refusal(&error))?;
    let mut notes = Notes::new(source.name);
    let mut edition = wire.into_edition(&mut notes);
    wash::wash(&mut edition, &mut notes);
    listing::drop_mute(&mut edition, &mut notes);
    listing::name_stories(&mut edition, &mut notes);
    listing::list_stories(&mut edition, &mut notes);
    edition.language = edition.language.take().or_else(|| language_of(&edition));
    edition.notes.extend(notes.close());
    Ok(Reading { edition })
}

/// The language of the stories' first texts, for an edition that names none.
fn language_of(edition: &Edition) -> Option<String> {
    const ENOUGH: usize = 16_000;
    let mut text = String::new();
    for part in edition.stories.iter().flat_map(|story| story.parts()) {
        text.extend(part.1.chars().take(ENOUGH));
        if text.len() > ENOUGH {
            break;
        }
    }
    guess_tag(&text).map(str::to_owned)
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
