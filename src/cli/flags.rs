//! The flags by which commands that set text are told how. What they do not say stays as it was.

use std::str::FromStr;

use clap::Args;

use crate::config::{AmbiguousWidth, Columns, Fit, Ruby, Setting};
use crate::text::breaks::{Level, Words};
use crate::text::convert::Conversion;
use crate::text::spacing::Autospace;

/// Flags of `print` and `wrap`.
#[derive(Debug, Args)]
#[command(next_help_heading = "Setting")]
pub(super) struct Flags {
    /// Language of the text as a BCP 47 tag (zh, zh-Hant, ja, ko, en, ...); without it the text is looked at.
    #[arg(long, value_name = "TAG", value_parser = tag)]
    pub(super) lang: Option<String>,
    /// How strictly prohibitions at line ends are kept: auto; CSS loose, normal, strict, anywhere; clreq-none, clreq-basic,
    /// clreq-gb, clreq-strict; jlreq-very-loose, jlreq-loose, jlreq-strict, jlreq-very-strict; klreq-word, klreq-syllable.
    #[arg(long, value_name = "LEVEL")]
    line_break: Option<LineBreak>,
    /// What is held together as a word: normal, break-all or keep-all.
    #[arg(long, value_name = "KIND")]
    word_break: Option<Words>,
    /// How lines are chosen: greedy or paragraph.
    #[arg(long, value_name = "WAY", value_parser = word::<Fit>)]
    fit: Option<Fit>,
    /// Cells before the first line of a paragraph.
    #[arg(long, value_name = "N")]
    indent: Option<u16>,
    /// Cells that a mark may stand beyond a line's end: 1 its blank half, 2 a pause or stop as a whole.
    #[arg(long, value_name = "N", num_args = 0..=1, default_missing_value = "1", value_parser = clap::value_parser!(u16).range(..=2))]
    hang: Option<u16>,
    /// Space between East Asian and western letters: off, on, or parity (only to come back to the grid).
    #[arg(long, value_name = "WAY", num_args = 0..=1, default_missing_value = "on", value_parser = word::<Autospace>)]
    autospace: Option<Autospace>,
    /// Stretch lines to the measure.
    #[arg(long)]
    justify: bool,
    /// Newspaper columns that the width is divided into: a number, or auto for as many as read well.
    #[arg(long, value_name = "N|auto")]
    columns: Option<Columns>,
    /// Where readings of characters stand: above, beside or off.
    #[arg(long, value_name = "WHERE", num_args = 0..=1, default_missing_value = "above", value_parser = word::<Ruby>)]
    ruby: Option<Ruby>,
    /// The characters that Chinese is shown in: off, simplified, traditional, taiwan, taiwan-idioms, hongkong.
    #[arg(long, value_name = "SCRIPT")]
    script: Option<Conversion>,
    /// Cells of “ ” — … and others of ambiguous width: auto, 1 or 2.
    #[arg(long, value_name = "CELLS")]
    ambiguous: Option<AmbiguousWidth>,
}

/// A level, or for Korean what a word is.
#[derive(Clone, Copy, Debug)]
enum LineBreak {
    Level(Level),
    Words(Words),
}

impl FromStr for LineBreak {
    type Err = <Level as FromStr>::Err;

    fn from_str(name: &str) -> Result<Self, Self::Err> {
        let level = name.parse().map(Self::Level);
        level.or_else(|error| name.parse().map(Self::Words).map_err(|_| error))
    }
}

impl Flags {
    /// A setting, with what the flags say otherwise.
    pub(super) fn over(&self, mut setting: Setting) -> Setting {
        match self.line_break {
            Some(LineBreak::Level(level)) => setting.line_break = level,
            Some(LineBreak::Words(words)) => setting.words = words,
            None => {}
        }
        setting.indent = self.indent.or(setting.indent);
        take(&mut setting.words, self.word_break);
        take(&mut setting.fit, self.fit);
        take(&mut setting.hang, self.hang);
        take(&mut setting.autospace, self.autospace);
        take(&mut setting.columns, self.columns);
        take(&mut setting.ruby, self.ruby);
        take(&mut setting.script, self.script);
        take(&mut setting.ambiguous_width, self.ambiguous);
        setting.justify |= self.justify;
        setting
    }
}

fn take<T>(setting: &mut T, flag: Option<T>) {
    if let Some(flag) = flag {
        *setting = flag;
    }
}

/// A word of `config.toml` on the command line.
fn word<T: serde::de::DeserializeOwned>(word: &str) -> Result<T, String> {
    let value = serde_json::Value::String(word.to_owned());
    serde_json::from_value(value).map_err(|error| error.to_string())
}

/// A language tag, as far as its form goes.
fn tag(word: &str) -> Result<String, String> {
    let is_subtag = |part: &str| {
        (1..=8).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphanumeric())
    };
    match word.split(['-', '_']).all(is_subtag) {
        true => Ok(word.to_owned()),
        false => Err("is no language tag, such as zh-Hant or ja".into()),
    }
}
