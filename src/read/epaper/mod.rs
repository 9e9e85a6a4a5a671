//! To be filled.

use super::{Reading, Refusal, Source};

/// Reads it.
pub fn read_json(_source: Source<'_>) -> Result<Reading, Refusal> {
    Err(Refusal::Unsupported("EpaperJson"))
}

/// Joins pages and stories of one issue.
pub fn knit(readings: Vec<Reading>) -> Reading {
    readings.into_iter().next().unwrap_or_default()
}
