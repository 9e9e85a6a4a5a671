//! How many newspaper columns a reader wants.

use std::str::FromStr;

use serde::de::Deserializer;
use serde::{Deserialize, Serialize, Serializer};
use thiserror::Error;

use super::written::word_or_number;

/// How many newspaper columns text is set in. Written `"auto"` or a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Columns {
    /// As many as read well in the room there is.
    Auto,
    /// So many, 1 or more.
    Of(u16),
}

/// A word that is no [`Columns`].
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("{0:?} is no number of columns: auto, 1 or more")]
pub struct NoColumns(String);

impl Columns {
    /// One: none beside it.
    pub const ONE: Self = Self::Of(1);

    /// The number, where `well` of them read well.
    pub fn count(self, well: u16) -> u16 {
        match self {
            Self::Auto => well,
            Self::Of(count) => count,
        }
    }
}

impl Default for Columns {
    fn default() -> Self {
        Self::ONE
    }
}

impl FromStr for Columns {
    type Err = NoColumns;

    fn from_str(word: &str) -> Result<Self, Self::Err> {
        match word.parse() {
            _ if word == "auto" => Ok(Self::Auto),
            Ok(count) if count > 0 => Ok(Self::Of(count)),
            _ => Err(NoColumns(word.into())),
        }
    }
}

impl Serialize for Columns {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Auto => to.serialize_str("auto"),
            Self::Of(count) => to.serialize_u16(*count),
        }
    }
}

impl<'de> Deserialize<'de> for Columns {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        word_or_number(from, "\"auto\" or a number of columns")
    }
}
