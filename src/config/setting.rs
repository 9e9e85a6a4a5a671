//! How text is set: the part of `config.toml` that the typesetter is handed.

use std::str::FromStr;

use serde::de::Deserializer;
use serde::{Deserialize, Serialize, Serializer};
use thiserror::Error;

use super::columns::Columns;
use super::written::word_or_number;
use crate::text::breaks::{Level, Words};
use crate::text::convert::Conversion;
use crate::text::spacing::Autospace;
use crate::text::width::Ambiguous;

/// How text is set.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Setting {
    /// Longest line in cells (76 = 38 Han characters).
    pub measure: u16,
    /// First-line indent in cells; absent is the language's own.
    pub indent: Option<u16>,
    /// How lines are chosen.
    pub fit: Fit,
    /// How strictly prohibitions at line ends are kept.
    pub line_break: Level,
    /// What is held together as a word; Korean by word is `keep-all`.
    pub words: Words,
    /// Cells that a mark at a line's end may stand beyond the measure, 0 to 2; from 1 on, an opening bracket at a line's
    /// head may stand one before it.
    pub hang: u16,
    /// Space between East Asian and western letters.
    pub autospace: Autospace,
    /// Lines are stretched to the measure.
    pub justify: bool,
    /// Newspaper columns.
    pub columns: Columns,
    /// Chinese and Japanese are set in lines that run down, from right to left.
    pub vertical: bool,
    /// Where readings of characters are shown.
    pub ruby: Ruby,
    /// The characters that Chinese is shown in.
    pub script: Conversion,
    /// Show flattened punctuation wide between East Asian letters.
    pub widen_punctuation: bool,
    /// Width of ambiguous characters.
    pub ambiguous_width: AmbiguousWidth,
}

impl Default for Setting {
    fn default() -> Self {
        Self {
            measure: 76,
            indent: None,
            fit: Fit::default(),
            line_break: Level::default(),
            words: Words::default(),
            hang: 1,
            autospace: Autospace::default(),
            justify: false,
            columns: Columns::default(),
            vertical: false,
            ruby: Ruby::default(),
            script: Conversion::default(),
            widen_punctuation: true,
            ambiguous_width: AmbiguousWidth::Auto,
        }
    }
}

/// How lines are chosen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Fit {
    /// Each line takes as much as it can hold.
    Greedy,
    /// The lines of a paragraph are chosen together, for the least total cost.
    #[default]
    Paragraph,
}

/// Where readings of characters (ruby: furigana, pinyin) are shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Ruby {
    /// Nowhere.
    Off,
    /// In brackets after the characters.
    #[default]
    Beside,
    /// In a row of their own above them.
    Above,
}

/// What the reader says of the width of ambiguous characters (UAX #11 class A: “ ” — … · ①). Written `"auto"`, 1 or 2.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum AmbiguousWidth {
    /// The terminal is asked; narrow where there is none or it does not answer.
    #[default]
    Auto,
    /// One cell.
    Narrow,
    /// Two cells.
    Wide,
}

/// A word that is no [`AmbiguousWidth`].
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("{0:?} is no width of ambiguous characters: auto, 1 or 2")]
pub struct NoAmbiguousWidth(String);

impl AmbiguousWidth {
    /// The policy in force, when the terminal gave this answer, or none.
    pub fn policy(self, probed: Option<Ambiguous>) -> Ambiguous {
        match self {
            Self::Auto => probed.unwrap_or_default(),
            Self::Narrow => Ambiguous::Narrow,
            Self::Wide => Ambiguous::Wide,
        }
    }
}

impl FromStr for AmbiguousWidth {
    type Err = NoAmbiguousWidth;

    fn from_str(word: &str) -> Result<Self, Self::Err> {
        match word {
            "auto" => Ok(Self::Auto),
            "1" | "narrow" => Ok(Self::Narrow),
            "2" | "wide" => Ok(Self::Wide),
            _ => Err(NoAmbiguousWidth(word.into())),
        }
    }
}

impl Serialize for AmbiguousWidth {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Auto => to.serialize_str("auto"),
            Self::Narrow => to.serialize_u8(1),
            Self::Wide => to.serialize_u8(2),
        }
    }
}

impl<'de> Deserialize<'de> for AmbiguousWidth {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        word_or_number(from, "\"auto\", 1 or 2")
    }
}
