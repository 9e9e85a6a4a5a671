//! How lines are broken, as a caller may choose it: a language, a level of strictness, and what a word is.
//!
//! The names are those of CSS Text 3 and of the layout requirements of the W3C for Chinese (CLREQ), Japanese (JLREQ)
//! and Korean (KLREQ). What a level means is said in `rules`.

use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::text::language::Language;

/// Everything that decides where a line may break.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Breaking {
    /// Language of the text.
    pub language: Language,
    /// How strictly prohibitions are kept.
    pub level: Level,
    /// What is held together as a word.
    pub words: Words,
}

/// How strictly line breaking keeps its prohibitions.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub enum Level {
    /// What is usual in the language: every prohibition of CLREQ “basic” and JLREQ “very strict”, and the glue that
    /// UAX #14 adds to both.
    #[default]
    Auto,
    /// CSS `anywhere`: between any two characters as the reader counts them.
    Anywhere,
    /// CSS `loose`: short lines.
    Loose,
    /// CSS `normal`.
    Normal,
    /// CSS `strict`.
    Strict,
    /// CLREQ “none”: a mark may stand anywhere, as in some papers of Taiwan and Hong Kong; words, numbers and marks
    /// of two ems are still whole.
    ClreqNone,
    /// CLREQ “basic”.
    ClreqBasic,
    /// CLREQ “GB” (GB/T 15834): no solidus at a line's end either.
    ClreqGb,
    /// CLREQ “strict”: nor a dash or an ellipsis at a line's start.
    ClreqStrict,
    /// JLREQ “very loose”, of newspapers.
    JlreqVeryLoose,
    /// JLREQ “loose”, of magazines.
    JlreqLoose,
    /// JLREQ “strict”.
    JlreqStrict,
    /// JLREQ “very strict”: its Table 2 with nothing relaxed.
    JlreqVeryStrict,
}

impl Level {
    /// Every name a level goes by, the first of a level being its own.
    pub const NAMES: &[(&str, Self)] = &[
        ("auto", Self::Auto),
        ("anywhere", Self::Anywhere),
        ("loose", Self::Loose),
        ("normal", Self::Normal),
        ("strict", Self::Strict),
        ("clreq-none", Self::ClreqNone),
        ("clreq-basic", Self::ClreqBasic),
        ("clreq-gb", Self::ClreqGb),
        ("clreq-strict", Self::ClreqStrict),
        ("jlreq-very-loose", Self::JlreqVeryLoose),
        ("jlreq-loose", Self::JlreqLoose),
        ("jlreq-strict", Self::JlreqStrict),
        ("jlreq-very-strict", Self::JlreqVeryStrict),
        ("none", Self::ClreqNone),
        ("basic", Self::ClreqBasic),
        ("gb", Self::ClreqGb),
        ("very-loose", Self::JlreqVeryLoose),
        ("newspaper", Self::JlreqVeryLoose),
        ("very-strict", Self::JlreqVeryStrict),
    ];

    /// Its own name.
    pub fn name(self) -> &'static str {
        name_of(Self::NAMES, self)
    }
}

/// What is held together as a word (CSS Text 3 §5.2 `word-break`).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub enum Words {
    /// By the custom of each script: Han, kana and Hangul break between any two, Latin at blanks.
    #[default]
    Normal,
    /// Every letter stands for itself, Latin ones too.
    BreakAll,
    /// Letters of any script hold together: only blanks and marks divide.
    KeepAll,
}

impl Words {
    /// Every name it goes by, the first of each being its own. KLREQ §4.3.7 breaks Korean by word or by syllable.
    pub const NAMES: &[(&str, Self)] = &[
        ("normal", Self::Normal),
        ("break-all", Self::BreakAll),
        ("keep-all", Self::KeepAll),
        ("klreq-syllable", Self::Normal),
        ("syllable", Self::Normal),
        ("klreq-word", Self::KeepAll),
        ("word", Self::KeepAll),
    ];

    /// Its own name.
    pub fn name(self) -> &'static str {
        name_of(Self::NAMES, self)
    }
}

/// A word that names no level and no kind of words.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("no such way of breaking lines: {0}")]
pub struct UnknownName(String);

impl FromStr for Level {
    type Err = UnknownName;

    fn from_str(name: &str) -> Result<Self, UnknownName> {
        named(Self::NAMES, name)
    }
}

impl FromStr for Words {
    type Err = UnknownName;

    fn from_str(name: &str) -> Result<Self, UnknownName> {
        named(Self::NAMES, name)
    }
}

impl TryFrom<String> for Level {
    type Error = UnknownName;

    fn try_from(name: String) -> Result<Self, UnknownName> {
        name.parse()
    }
}

impl TryFrom<String> for Words {
    type Error = UnknownName;

    fn try_from(name: String) -> Result<Self, UnknownName> {
        name.parse()
    }
}

impl From<Level> for String {
    fn from(level: Level) -> Self {
        level.name().to_owned()
    }
}

impl From<Words> for String {
    fn from(words: Words) -> Self {
        words.name().to_owned()
    }
}

fn named<T: Copy>(names: &[(&str, T)], name: &str) -> Result<T, UnknownName> {
    let found = names.iter().find(|(known, _)| *known == name);
    found
        .map(|(_, value)| *value)
        .ok_or_else(|| UnknownName(name.to_owned()))
}

fn name_of<T: PartialEq>(names: &[(&'static str, T)], value: T) -> &'static str {
    let found = names.iter().find(|(_, known)| *known == value);
    found.map_or("", |(name, _)| name)
}

#[cfg(test)]
mod tests {
    use super::{Level, Words};

    #[test]
    fn names_lead_to_their_values_and_back() {
        for (name, level) in Level::NAMES {
            assert_eq!(name.parse(), Ok(*level));
            assert_eq!(level.name().parse(), Ok(*level));
        }
        for (name, words) in Words::NAMES {
            assert_eq!(name.parse(), Ok(*words));
            assert_eq!(words.name().parse(), Ok(*words));
        }
        assert_eq!("strict".parse(), Ok(Level::Strict));
        assert!("severe".parse::<Level>().is_err() && "".parse::<Words>().is_err());
    }
}
