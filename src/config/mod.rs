//! Options, with serde and defaults. Every room is handed its own part, never the whole.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use thiserror::Error;

pub use columns::{Columns, NoColumns};
pub use command::{Command, Reading, Takes};
pub use delivery::Delivery;
pub use marks::Marks;
pub use setting::{AmbiguousWidth, Fit, NoAmbiguousWidth, Ruby, Setting};
pub use shelf::Shelf;

mod columns;
mod command;
mod delivery;
mod marks;
mod setting;
mod shelf;
mod written;

/// `config.toml`. Unknown keys are errors, so that a misspelt one is told.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Config {
    /// How text is set.
    pub setting: Setting,
    /// How the screen looks and behaves.
    pub screen: Screen,
    /// Where editions are filed.
    pub shelf: Shelf,
    /// Who sees what is marked.
    pub marks: Marks,
    /// How papers are fetched.
    pub delivery: Delivery,
    /// What is done with a story outside.
    pub reading: Reading,
    /// Commands that stories are piped to.
    pub command: Vec<Command>,
}

/// What is wrong in `config.toml`.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("line {line}: {key}{message}")]
pub struct ConfigError {
    /// Line, from 1.
    pub line: usize,
    /// The key on that line with a colon after it; empty where the line has none.
    pub key: String,
    /// What is wrong with it, in one line.
    pub message: String,
}

impl Config {
    /// Reads the text of `config.toml`; what it does not say keeps its default.
    pub fn parse(text: &str) -> Result<Self, ConfigError> {
        let config: Self = toml::from_str(text).map_err(|error| ConfigError::of(text, &error))?;
        config.check(text)?;
        Ok(config)
    }

    /// Numbers that could be written but not meant.
    fn check(&self, text: &str) -> Result<(), ConfigError> {
        let wrong = |key: &str, message: &str| {
            let at = text.lines().position(|line| key_of(line) == key);
            Err(ConfigError {
                line: at.unwrap_or(0) + 1,
                key: format!("{key}: "),
                message: message.into(),
            })
        };
        match self {
            Self { setting, .. } if setting.measure < 2 => wrong("measure", "is less than 2 cells"),
            Self { screen, .. } if screen.characters_per_minute == 0 => {
                wrong("characters_per_minute", "is 0")
            }
            Self { screen, .. } if screen.words_per_minute == 0 => {
                wrong("words_per_minute", "is 0")
            }
            Self { command, .. } if command.iter().any(|one| one.run.is_empty()) => {
                wrong("run", "of a command names no program")
            }
            _ => Ok(()),
        }
    }
}

impl ConfigError {
    fn of(text: &str, error: &toml::de::Error) -> Self {
        let at = error.span().map_or(0, |span| span.start);
        let before = text.get(..at).unwrap_or(text);
        let line = before.matches('\n').count();
        let key = text.lines().nth(line).map_or("", key_of);
        // The parser's message may take several lines, and names an unknown key itself.
        let message = error.message().trim().replace('\n', "; ");
        let named = key.is_empty() || message.contains(&format!("`{key}`"));
        Self {
            line: line + 1,
            key: if named {
                String::new()
            } else {
                format!("{key}: ")
            },
            message,
        }
    }
}

/// What stands before the `=` of a line.
fn key_of(line: &str) -> &str {
    line.split_once('=').map_or("", |(key, _)| key.trim())
}

/// How the screen looks and behaves.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Screen {
    /// Name of a theme in `data/themes/`.
    pub theme: String,
    /// Rules drawn with ASCII only.
    pub ascii: bool,
    /// Answer the mouse.
    pub mouse: bool,
    /// Reading speed for East Asian text, characters a minute.
    pub characters_per_minute: u16,
    /// Reading speed for other text, words a minute.
    pub words_per_minute: u16,
    /// The reader's own keys by the action's name (`next-story = ["J", ", n"]`), instead of the built-in ones.
    pub keys: BTreeMap<String, Vec<String>>,
}

impl Default for Screen {
    fn default() -> Self {
        Self {
            theme: "auto".into(),
            ascii: false,
            mouse: true,
            characters_per_minute: 400,
            words_per_minute: 220,
            keys: BTreeMap::new(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{AmbiguousWidth, Columns, Config};

    #[track_caller]
    fn check(text: &str, expected: &str) {
        let error = Config::parse(text).unwrap_err();
        assert_eq!(error.to_string(), expected);
    }

    #[test]
    fn an_empty_file_is_the_default() {
        assert_eq!(Config::parse("").unwrap(), Config::default());
        let config = Config::parse("[setting]\nmeasure = 40\n").unwrap();
        assert_eq!(config.setting.measure, 40);
        assert!(config.setting.widen_punctuation);
    }

    #[test]
    fn an_error_names_its_line_and_key_on_one_line() {
        check(
            "[setting]\nmeasure = \"wide\"\n",
            "line 2: measure: invalid type: string \"wide\", expected u16",
        );
        check(
            "[screen]\nascii = true\nmouze = true\n",
            "line 3: unknown field `mouze`, expected one of `theme`, `ascii`, `mouse`, \
             `characters_per_minute`, `words_per_minute`, `keys`",
        );
        check(
            "[setting]\n\nmeasure = 0\n",
            "line 3: measure: is less than 2 cells",
        );
    }

    #[test]
    fn commands_are_read_and_must_name_a_program() {
        let text = "[[command]]\nname = \"translate\"\nrun = [\"trans\", \"-b\", \"{text}\"]\n";
        let config = Config::parse(text).unwrap();
        assert_eq!(config.command[0].takes, super::Takes::Passage);
        assert!(!config.command[0].terminal);
        check(
            "[[command]]\nname = \"x\"\nrun = []\n",
            "line 3: run: of a command names no program",
        );
        check("[[command]]\nname = \"x\"\n", "line 1: missing field `run`");
    }

    #[test]
    fn the_width_of_ambiguous_characters_is_a_word_or_a_number() {
        let read = |value: &str| {
            let text = format!("[setting]\nambiguous_width = {value}\n");
            Config::parse(&text).map(|config| config.setting.ambiguous_width)
        };
        for (value, expected) in [
            ("\"auto\"", AmbiguousWidth::Auto),
            ("1", AmbiguousWidth::Narrow),
            ("\"1\"", AmbiguousWidth::Narrow),
            ("\"narrow\"", AmbiguousWidth::Narrow),
            ("2", AmbiguousWidth::Wide),
            ("\"wide\"", AmbiguousWidth::Wide),
        ] {
            assert_eq!(read(value), Ok(expected), "{value}");
            let written = serde_json::to_string(&expected).unwrap();
            assert_eq!(serde_json::from_str(&written).ok(), Some(expected));
        }
        check(
            "[setting]\nambiguous_width = 3\n",
            "line 2: ambiguous_width: invalid value: integer `3`, expected \"auto\", 1 or 2",
        );
        check(
            "[setting]\nambiguous_width = \"wied\"\n",
            "line 2: ambiguous_width: invalid value: string \"wied\", expected \"auto\", 1 or 2",
        );
    }

    #[test]
    fn columns_are_a_word_or_a_number() {
        let read = |value: &str| {
            let text = format!("[setting]\ncolumns = {value}\n");
            Config::parse(&text).map(|config| config.setting.columns)
        };
        for (value, expected) in [
            ("1", Columns::ONE),
            ("3", Columns::Of(3)),
            ("\"auto\"", Columns::Auto),
        ] {
            assert_eq!(read(value), Ok(expected), "{value}");
            let written = serde_json::to_string(&expected).unwrap();
            assert_eq!(serde_json::from_str(&written).ok(), Some(expected));
        }
        check(
            "[setting]\ncolumns = 0\n",
            "line 2: columns: invalid value: integer `0`, expected \"auto\" or a number of columns",
        );
    }

    #[test]
    fn only_auto_listens_to_the_terminal() {
        use crate::text::width::Ambiguous::{Narrow, Wide};
        let policies =
            |width: AmbiguousWidth| [None, Some(Narrow), Some(Wide)].map(|p| width.policy(p));
        assert_eq!(policies(AmbiguousWidth::Auto), [Narrow, Narrow, Wide]);
        assert_eq!(policies(AmbiguousWidth::Narrow), [Narrow; 3]);
        assert_eq!(policies(AmbiguousWidth::Wide), [Wide; 3]);
    }

    #[test]
    fn broken_syntax_is_one_line_too() {
        let error = Config::parse("[setting]\nmeasure 40\n").unwrap_err();
        assert_eq!((error.line, error.to_string().lines().count()), (2, 1));
    }
}
