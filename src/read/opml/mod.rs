//! To be filled.

use super::{Reading, Refusal, Source};

/// Reads it.
pub fn read(_source: Source<'_>) -> Result<Reading, Refusal> {
    Err(Refusal::Unsupported("OPML"))
}
