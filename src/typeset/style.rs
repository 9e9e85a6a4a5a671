//! What a caller may choose about setting.

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
}
