//! Pages of the web: an edition that yuebao wrote, a page or an article of an e-paper, or any other page, of which the main
//! article is taken (`article`).

mod article;
mod label;

use super::{Reading, Refusal, Source, epaper, own};
use crate::text::decode::decode_labelled;

/// Reads a page of markup.
pub fn read(source: Source<'_>) -> Result<Reading, Refusal> {
    let label = label::charset(source.bytes);
    let decoded = decode_labelled(source.bytes, label.as_deref());
    let damaged = decoded.damaged;
    let mut markup = decoded.text;
    if markup.contains('\0') {
        markup.retain(|c| c != '\0');
    }
    let ours = own::read(source.name, &markup);
    let known = ours.or_else(|| epaper::read(source.name, &markup));
    let mut reading = known.unwrap_or_else(|| article::read(source.name, &markup));
    if damaged > 0 {
        reading.edition.notes.push(crate::edition::Note {
            at: source.name.to_owned(),
            what: format!(
                "{damaged} sequences of bytes are no {} and became U+FFFD",
                decoded.encoding
            ),
        });
    }
    Ok(reading)
}
