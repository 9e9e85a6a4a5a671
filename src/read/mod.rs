//! Bytes to editions: sniff the format, read each source as a page or more, put together what is one issue.
//!
//! Dirty input never fails: what was mended is noted, what belongs nowhere is `loose`. `Err` is only "not this
//! format" or "nothing readable". This room opens no file and no socket and grows within named limits.
//! Every form is a folder that is named in one arm below, and every edition is washed before it leaves.

mod build;
mod carry;
mod each;
mod epaper;
mod epub;
mod feed;
mod follow;
mod gather;
mod html;
mod join;
mod json;
mod limits;
mod markdown;
mod onward;
mod opml;
mod own;
mod pictures;
mod plain;
mod reading;
mod sniff;
mod tongues;
pub mod unpack;
mod wash;
mod web;
mod western;
mod xml;

pub use each::read_each;
pub use epaper::KNOWN_PAPERS;
pub use gather::{Gathered, gather, together};
pub use join::join;
pub use limits::SOURCE_BYTES;
pub use onward::{Onward, onward};
pub use pictures::{is_picture, picture, picture_type};
pub use reading::{Reading, Refusal, Source};
pub use sniff::{Form, sniff};

/// Reads one source.
///
/// # Errors
///
/// A [`Refusal`] says why nothing could be read.
pub fn read(source: Source<'_>) -> Result<Reading, Refusal> {
    if source.bytes.len() > SOURCE_BYTES {
        return Err(Refusal::TooLarge(SOURCE_BYTES >> 20));
    }
    let mut reading = match sniff(source.bytes)? {
        Form::Markdown => markdown::read(source),
        Form::Plain if western::is_western(source.bytes) => western::read(source),
        Form::Plain => plain::read(source),
        Form::Json => json::read(source)?,
        Form::EpaperJson => epaper::read_json(source)?,
        Form::Html => web::read(source)?,
        Form::Feed => feed::read(source)?,
        Form::Opml => opml::read(source)?,
        Form::Epub => epub::read(source)?,
        Form::Archive(_) => return Err(Refusal::Packed),
    };
    reading.path = source.name.to_owned();
    let edition = &mut reading.edition;
    tongues::tell_apart(edition);
    if edition.stories.is_empty() && edition.loose.is_empty() && edition.sections.is_empty() {
        Err(Refusal::Empty)
    } else {
        Ok(reading)
    }
}
