//! Makes text from outside safe for a terminal: controls, escape sequences, bidi overrides and zero-width
//! tricks are dropped here, once, on the way in. Everything else may then print what it is given.
//!
//! A scan over the bytes finds the few characters worth a look (`suspect`); text that has none is
//! borrowed, not copied. What a character *means* (layout, language) is no concern of this file.

use std::borrow::Cow;
use std::ops::Range;

use super::suspect::{self, Kind, Verdict};

/// Text that is safe to print, and how much was dropped to make it so.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cleaned<'a> {
    /// The safe text. `\n` and `\t` remain; every other line end has become `\n`.
    pub text: Cow<'a, str>,
    /// How many characters were dropped. Line ends that were only rewritten are not counted.
    pub dropped: usize,
    /// The same number by kind.
    pub kinds: Dropped,
}

/// Characters dropped, by kind.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Dropped {
    /// Controls and whole escape sequences (every character of them counts).
    pub controls: usize,
    /// Characters that turn the direction of writing.
    pub directions: usize,
    /// Characters without a shape that did no job where they stood.
    pub invisible: usize,
    /// Combining marks piled higher than any language does.
    pub marks: usize,
}

impl Dropped {
    fn count(&mut self, kind: Kind, characters: usize) {
        let counter = match kind {
            Kind::LineEnd => return,
            Kind::Control => &mut self.controls,
            Kind::Direction => &mut self.directions,
            Kind::Invisible => &mut self.invisible,
            Kind::Mark => &mut self.marks,
        };
        *counter += characters;
    }

    fn total(&self) -> usize {
        self.controls + self.directions + self.invisible + self.marks
    }
}

/// Drops what could act on a terminal; line ends become `\n`. Linear in the length of `text`.
pub fn clean(text: &str) -> Cleaned<'_> {
    clean_and_tell(text, |_, _| {})
}

/// The same, and tells of every stretch that went: its bytes in `text`, and how many bytes (0 or 1) stand for it.
pub fn clean_and_tell(text: &str, mut tell: impl FnMut(Range<usize>, usize)) -> Cleaned<'_> {
    let mut safe = String::new();
    let mut kinds = Dropped::default();
    let mut copied = 0;
    let mut at = 0;
    while let Some(found) = suspect::next(text, at) {
        let before = text[copied..found].chars().rev().chain(safe.chars().rev());
        match suspect::judge(before, text, found) {
            Verdict::Keep { end } => at = end,
            Verdict::Drop { end, kind } => {
                kinds.count(kind, text[found..end].chars().count());
                safe.push_str(&text[copied..found]);
                if kind == Kind::LineEnd {
                    safe.push('\n');
                }
                tell(found..end, usize::from(kind == Kind::LineEnd));
                copied = end;
                at = end;
            }
        }
    }
    let text = if copied == 0 {
        Cow::Borrowed(text)
    } else {
        safe.push_str(&text[copied..]);
        Cow::Owned(safe)
    };
    Cleaned {
        text,
        dropped: kinds.total(),
        kinds,
    }
}

#[cfg(test)]
mod tests {
    use std::borrow::Cow;

    use proptest::prelude::*;

    use super::clean;

    fn check(dirty: &str, safe: &str) {
        assert_eq!(clean(dirty).text, safe, "from {dirty:?}");
    }

    #[test]
    fn clean_text_is_borrowed() {
        let text = "“雨还没有下，”他说——杆子先立起来了……\n\tｶﾞ 👨‍👩‍👧 🏳️‍🌈 café\u{301} がぎ\u{3099}";
        let cleaned = clean(text);
        assert!(matches!(cleaned.text, Cow::Borrowed(same) if same == text));
        assert_eq!(cleaned.dropped, 0);
    }

    #[test]
    fn line_ends_become_one_kind_and_are_not_counted() {
        let cleaned = clean("一\r\n二\r三\u{85}四\u{2028}五\u{2029}六\u{b}七\u{c}八");
        assert_eq!(cleaned.text, "一\n二\n三\n四\n五\n六\n七\n八");
        assert_eq!(cleaned.dropped, 0);
    }

    #[test]
    fn escape_sequences_go_whole() {
        check("甲\u{1b}[31;1m红\u{1b}[0m乙", "甲红乙");
        check("甲\u{1b}]0;title\u{7}乙", "甲乙");
        check(
            "甲\u{1b}]8;;http://x\u{1b}\\link\u{1b}]8;;\u{1b}\\乙",
            "甲link乙",
        );
        check("甲\u{1b}Pq#0;2\u{1b}\\乙\u{9b}2J丙", "甲乙丙");
        check("甲\u{1b}(B乙\u{1b}c丙\u{1b}", "甲乙丙");
        check("甲\u{1b}乙", "甲乙");
    }

    #[test]
    fn an_unterminated_string_swallows_no_text() {
        check("甲\u{1b}]0;没有结尾\n下一行", "甲0;没有结尾\n下一行");
        check("甲\u{1b}[12;34", "甲");
    }

    #[test]
    fn direction_and_zero_width_tricks_go() {
        check("甲\u{202e}乙\u{2066}丙\u{200f}丁\u{61c}戊", "甲乙丙丁戊");
        check("\u{feff}银\u{200b}行\u{2060}卡\u{ad}号", "银行卡号");
        check("马\u{200c}凯\u{200d}说", "马凯说");
        check("甲\u{e0041}\u{e0042}乙", "甲乙");
        check(
            "甲\u{fff9}乙\u{fffa}丙\u{fffb}\u{fdd0}\u{ffff}丁",
            "甲乙丙丁",
        );
    }

    #[test]
    fn joiners_that_do_a_job_stay() {
        for text in [
            "👩‍💻",
            "می\u{200c}خواهم",
            "क्\u{200d}ष",
            "🏴\u{e0067}\u{e0062}\u{e007f}",
        ] {
            check(text, text);
        }
    }

    #[test]
    fn piled_marks_are_cut() {
        let dirty = format!("a{}b", "\u{301}".repeat(1000));
        let cleaned = clean(&dirty);
        assert_eq!(cleaned.text, format!("a{}b", "\u{301}".repeat(8)));
        assert_eq!(cleaned.kinds.marks, 992);
    }

    fn is_unsafe(c: char) -> bool {
        (c.is_control() && c != '\n' && c != '\t')
            || matches!(c, '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{200b}' | '\u{feff}')
    }

    proptest! {
        #[test]
        fn nothing_unsafe_is_left(dirty in any::<String>()) {
            prop_assert!(!clean(&dirty).text.contains(is_unsafe));
        }

        #[test]
        fn nothing_unsafe_is_left_of_tricks(dirty in "[\u{1b}\u{9b}\u{9d}\\[\\]a;0\r\n\u{7}\u{200d}\u{301}汉👩\u{e0041}🏴\\\\]{0,40}") {
            let cleaned = clean(&dirty);
            prop_assert!(!cleaned.text.contains(is_unsafe));
            prop_assert_eq!(clean(&cleaned.text).text, cleaned.text.clone());
        }
    }
}
