//! The short cut through plain text: kinds of characters whose pairs decide alone, since no rule of UAX #14 and none
//! of a level reaches across them.

use super::level::Words;
use super::rules::Rules;
use crate::text::kinsoku::{Class, class_of};

/// What a character is on the short cut.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// Han and kana that a line may begin with (ID).
    Letter,
    /// Wide opening marks (OP).
    Opening,
    /// Wide marks that may not begin a line (CL, EX, NS).
    Closing,
    /// Everything else: the engine's business.
    Other,
}

/// The kinds under one row of rules.
#[derive(Clone, Copy, Debug)]
pub(super) struct Plain {
    /// Brackets and stops are of a kind: no line begins or ends with them.
    marks: bool,
    /// So are ！ and ：.
    bangs: bool,
    /// Curly quotes are brackets.
    quotes: bool,
    /// A line may break between two letters.
    letters: bool,
}

impl Plain {
    pub(super) fn new(rules: &Rules) -> Self {
        let keeps = |classes: [Class; 2]| classes.iter().all(|class| rules.keeps(*class));
        let marks = keeps([Class::Open, Class::Close]) && rules.keeps(Class::Stop);
        Self {
            marks,
            bangs: marks && keeps([Class::Bang, Class::Colon]),
            quotes: marks && rules.has_quotes_as_brackets(),
            letters: rules.words != Words::KeepAll,
        }
    }

    pub(super) fn kind(&self, c: char) -> Kind {
        match c {
            '\u{4E00}'..='\u{9FFF}' | '\u{3400}'..='\u{4DBF}' => Kind::Letter,
            '，' | '。' | '、' | '」' | '』' | '）' | '》' | '〉' | '】' | '〕' if self.marks => {
                Kind::Closing
            }
            '「' | '『' | '（' | '《' | '〈' | '【' | '〔' if self.marks => Kind::Opening,
            '“' | '‘' if self.quotes => Kind::Opening,
            '”' | '’' if self.quotes => Kind::Closing,
            '：' | '；' | '！' | '？' if self.bangs => Kind::Closing,
            '\u{3042}'..='\u{3094}' | '\u{30A2}'..='\u{30F4}' if class_of(c) == Class::Letter => {
                Kind::Letter
            }
            _ => Kind::Other,
        }
    }

    /// UAX #14: not after OP (LB14), not before CL, EX, NS (LB13, LB21), else yes (LB31).
    pub(super) fn breaks_between(&self, left: Kind, right: Kind) -> bool {
        let are_letters = left == Kind::Letter && right == Kind::Letter;
        left != Kind::Opening && right != Kind::Closing && (self.letters || !are_letters)
    }
}
