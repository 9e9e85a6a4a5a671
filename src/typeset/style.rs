//! What a caller may choose about setting.

use serde::{Deserialize, Serialize};

use crate::text::breaks::{Breaking, Level, Words};
use crate::text::language::Language;
use crate::text::width::Ambiguous;

/// Choices that do not depend on the width of the window; a change means preparing again.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Manner {
    /// Language of the story.
    pub language: Language,
    /// Strictness of line breaking.
    pub level: Level,
    /// What is held together as a word.
    pub words: Words,
    /// Width of ambiguous characters.
    pub ambiguous: Ambiguous,
    /// Show flattened punctuation wide between East Asian letters.
    pub widen: bool,
    /// Space between East Asian and western letters.
    pub autospace: Autospace,
}

/// Space where an East Asian letter meets a western one and the text has none (CSS Text 4 `text-autospace`,
/// CLREQ 3.2.2, JLREQ 3.2.6). A quarter of an em there, a whole cell or nothing here.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Autospace {
    /// None.
    #[default]
    Off,
    /// A cell.
    On,
    /// A cell after a run of western letters that left the grid of Han characters (CLREQ 3.2.5, grid alignment).
    Parity,
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

impl Manner {
    /// Where lines may break.
    pub fn breaking(&self) -> Breaking {
        Breaking {
            language: self.language,
            level: self.level,
            words: self.words,
        }
    }
}

/// Choices that cost only a new layout.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Style {
    /// Width of a line in cells, at least 1.
    pub measure: u16,
    /// First-line indent of paragraphs in cells; `None` is the language's own (zh 4, ja 2, others 0).
    pub indent: Option<u16>,
    /// Blank lines between paragraphs; `None` is the language's own (0 where there is an indent, else 1).
    pub gap: Option<u16>,
    /// How lines are chosen.
    pub fit: Fit,
    /// Cells that a mark at a line's end may stand beyond the measure: 0, 1 (the blank half of a closing mark) or 2 (a
    /// pause or stop as a whole). In simplified Chinese and Japanese only (CLREQ 3.1.6.4, JLREQ 3.8.2).
    pub hang: u16,
    /// Cells left of the measure that belong to the layout, 0 or 1: an opening bracket at a line's head puts its blank
    /// half there (CLREQ 3.1.6.3). Everything else stands that much farther right.
    pub gutter: u16,
    /// Lines are stretched to the measure.
    pub justify: bool,
}

impl Style {
    /// A measure, and everything else as it is by default: nothing beyond the measure, nothing stretched.
    pub fn of(measure: u16) -> Self {
        Self {
            measure,
            indent: None,
            gap: None,
            fit: Fit::default(),
            hang: 0,
            gutter: 0,
            justify: false,
        }
    }
}
