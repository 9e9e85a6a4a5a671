//! Options, with serde and defaults. Every room is handed its own part, never the whole.

use serde::{Deserialize, Serialize};

use crate::text::width::Ambiguous;

/// `config.toml`. Unknown keys are errors, so that a misspelt one is told.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Config {
    /// How text is set.
    pub setting: Setting,
    /// How the screen looks and behaves.
    pub screen: Screen,
}

/// How text is set.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Setting {
    /// Longest line in cells (76 = 38 Han characters).
    pub measure: u16,
    /// First-line indent in cells; absent is the language's own.
    pub indent: Option<u16>,
    /// Show flattened punctuation wide between East Asian letters.
    pub widen_punctuation: bool,
    /// Width of ambiguous characters.
    pub ambiguous_width: Ambiguous,
}

impl Default for Setting {
    fn default() -> Self {
        Self {
            measure: 76,
            indent: None,
            widen_punctuation: true,
            ambiguous_width: Ambiguous::Narrow,
        }
    }
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
}

impl Default for Screen {
    fn default() -> Self {
        Self {
            theme: "auto".into(),
            ascii: false,
            mouse: true,
            characters_per_minute: 400,
            words_per_minute: 220,
        }
    }
}
