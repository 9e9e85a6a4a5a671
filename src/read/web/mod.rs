//! Pages of the web: an edition that yuebao wrote, a page or an article of an e-paper, or any other page, of which the main
//! article is taken (`article`).

mod article;
mod label;

use super::{Reading, Refusal, Source, epaper, own};
use crate::text::decode::decode_labelled;

/// Reads a page of markup.
pub fn read(source: Source<'_>) -> Result<Reading, Refusal> {
    let (markup, damaged, encoding) = decoded(source.bytes);
    let ours = own::read(source.name, &markup);
    let known = ours.or_else(|| epaper::read(source.name, &markup));
    let mut reading = known.unwrap_or_else(|| article::read(source.name, &markup));
    if damaged > 0 {
        reading.edition.notes.push(crate::edition::Note {
            at: source.name.to_owned(),
            what: format!("{damaged} sequences of bytes are no {encoding} and became U+FFFD"),
        });
    }
    Ok(reading)
}

/// A page's markup, how many sequences of its bytes could not be decoded, and the name of its encoding.
pub fn decoded(bytes: &[u8]) -> (String, usize, &'static str) {
    let label = label::charset(bytes);
    let decoded = decode_labelled(bytes, label.as_deref());
    let mut markup = decoded.text;
    if markup.contains('\0') {
        markup.retain(|c| c != '\0');
    }
    (markup, decoded.damaged, decoded.encoding)
}
