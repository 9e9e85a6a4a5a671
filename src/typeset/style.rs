//! What a caller may choose about setting.

use crate::config::{Fit, Ruby, Setting};
use crate::text::breaks::{Breaking, Level, Words};
use crate::text::convert::Conversion;
use crate::text::hyphen::Patterns;
use crate::text::language::Language;
use crate::text::spacing::Autospace;
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
    /// Space between East Asian and western letters; none in lines that run down.
    pub autospace: Autospace,
    /// Where words are divided that are longer than a line.
    pub hyphens: Patterns,
    /// Where readings of characters are shown.
    pub ruby: Ruby,
    /// The characters that Chinese is shown in.
    pub script: Conversion,
    /// Which way lines run.
    pub direction: Direction,
}

/// Which way lines run. Where one runs down, what is a cell along the line elsewhere is a row of the screen, and every
/// character stands in a square of one row.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Direction {
    /// From left to right, the lines below each other.
    #[default]
    Horizontal,
    /// From top to bottom, the lines from right to left.
    Vertical,
}

impl Direction {
    /// As the reader has it, for a text in a language.
    pub fn of(setting: &Setting, language: Language) -> Self {
        match setting.vertical && language.runs_down() {
            true => Self::Vertical,
            false => Self::Horizontal,
        }
    }
}

impl Manner {
    /// A text of no language, with nothing done to it.
    pub const PLAIN: Self = Self {
        language: Language::Other,
        level: Level::Auto,
        words: Words::Normal,
        ambiguous: Ambiguous::Narrow,
        widen: false,
        autospace: Autospace::Off,
        hyphens: Patterns::NONE,
        ruby: Ruby::Off,
        script: Conversion::Off,
        direction: Direction::Horizontal,
    };

    /// As the reader has it, for a text in a language, on a terminal with such ambiguous characters. `tag` is the BCP 47
    /// tag of the language, where it is known.
    pub fn from_setting(
        setting: &Setting,
        language: Language,
        tag: Option<&str>,
        ambiguous: Ambiguous,
    ) -> Self {
        Self {
            language,
            level: setting.line_break,
            words: setting.words,
            ambiguous,
            widen: setting.widen_punctuation,
            autospace: setting.autospace,
            hyphens: tag.or(language.tag()).map_or(Patterns::NONE, Patterns::of),
            ruby: setting.ruby,
            script: setting.script.for_text_in(language),
            direction: Direction::of(setting, language),
        }
    }

    /// As it can be followed: where lines run down, squares have no space between them, words of one letter a row no
    /// hyphens, and no reading stands beside its line.
    pub(super) fn followed(self) -> Self {
        match self.direction {
            Direction::Horizontal => self,
            Direction::Vertical => Self {
                autospace: Autospace::Off,
                hyphens: Patterns::NONE,
                ruby: match self.ruby {
                    Ruby::Off => Ruby::Off,
                    Ruby::Beside | Ruby::Above => Ruby::Beside,
                },
                ..self
            },
        }
    }

    /// Where lines may break.
    pub fn breaking(&self) -> Breaking {
        Breaking {
            language: self.language,
            level: self.level,
            words: self.words,
        }
    }
}

/// Choices that cost only a new layout. Where lines run down, its cells along the line are squares.
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
    /// pause or stop as a whole). In simplified Chinese and Japanese only (CLREQ 3.1.6.4, JLREQ 3.8.2). A square is never
    /// halved: where lines run down 1 is a pause or stop as a whole.
    pub hang: u16,
    /// Cells left of the measure that belong to the layout, 0 or 1: an opening bracket at a line's head puts its blank
    /// half there (CLREQ 3.1.6.3). Everything else stands that much farther right.
    pub gutter: u16,
    /// Lines are stretched to the measure, if they do not run down: squares keep together.
    pub justify: bool,
    /// Newspaper columns that the measure is divided into, the head across them; fewer where they would be narrower than
    /// eight Han characters. 1 is none.
    pub columns: u16,
    /// Cells between two columns.
    pub alley: u16,
    /// Rows of a window: columns are as high, and go on from row `depth`, 2 × `depth` and so on. `None` is one
    /// balanced band as high as the story needs.
    pub depth: Option<u16>,
}

/// Cells between two columns unless the caller says otherwise: two em.
pub const ALLEY: u16 = 4;

impl Style {
    /// As the reader has it, with nothing beyond the measure.
    pub fn from_setting(setting: &Setting, measure: u16) -> Self {
        Self {
            indent: setting.indent,
            fit: setting.fit,
            justify: setting.justify,
            ..Self::of(measure)
        }
    }

    /// The same with what the reader lets hang beyond the measure, for a page that has a cell free on either side of it.
    pub fn with_gutters(self, setting: &Setting) -> Self {
        Self {
            hang: setting.hang,
            gutter: setting.hang.min(1),
            ..self
        }
    }

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
            columns: 1,
            alley: ALLEY,
            depth: None,
        }
    }

    /// The style as it can be followed in a direction.
    pub(super) fn in_direction(self, direction: Direction) -> Self {
        let stands = direction == Direction::Vertical;
        Self {
            measure: self.measure.max(1),
            gutter: if stands { 0 } else { self.gutter.min(1) },
            justify: self.justify && !stands,
            columns: if stands { 1 } else { self.columns },
            ..self
        }
    }
}
