//! Bytes to an edition: sniff the format, read each source as a page or more, join the pages.
//!
//! Dirty input never fails: what was mended is noted, what belongs nowhere is `loose`. `Err` is only "not this
//! format" or "nothing readable". This room opens no file and no socket and grows within named limits.

mod follow;
mod join;
mod json;
mod limits;
mod plain;
mod reading;
mod sniff;
mod tongues;

pub use join::join;
pub use limits::SOURCE_BYTES;
pub use reading::{Reading, Refusal, Source};

/// Reads one source.
///
/// # Errors
///
/// A [`Refusal`] says why nothing could be read.
pub fn read(source: Source<'_>) -> Result<Reading, Refusal> {
    if source.bytes.len() > SOURCE_BYTES {
        return Err(Refusal::TooLarge(SOURCE_BYTES >> 20));
    }
    let mut reading = match sniff::sniff(source.bytes)? {
        sniff::Form::Plain => plain::read(source),
        sniff::Form::Json => json::read(source)?,
    };
    let edition = &mut reading.edition;
    tongues::tell_apart(edition);
    if edition.stories.is_empty() && edition.loose.is_empty() {
        Err(Refusal::Empty)
    } else {
        Ok(reading)
    }
}
