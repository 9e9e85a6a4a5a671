//! Text that runs down: the form each character takes there, and the squares that characters stand in.
//!
//! A line that runs down is one square wide; a square is two cells of a terminal. Where lines break is found on the text
//! as it runs across: forms are a matter of showing it.

use std::iter::Peekable;

use unicode_segmentation::{GraphemeIndices, UnicodeSegmentation};

use super::language::Language;

/// The text as it is shown running down, character for character: marks in their vertical forms (the `<vertical>`
/// decompositions of Unicode; GB/T 15834-2011 5.2, JLREQ Appendix A), Latin letters and digits full-width, each in a
/// square of its own (CLREQ 2.3.2). A number of two digits stays narrow: [`Squares`] has it in one square.
pub fn stand(text: &str, language: Language) -> String {
    let chars: Vec<char> = text.chars().collect();
    let mut stood = String::with_capacity(text.len() * 2);
    let mut at = 0;
    while let Some(&c) = chars.get(at) {
        let run = run_of_pair(&chars, at, language);
        if run == 0 {
            stood.push(form(&chars, at, c, language));
            at += 1;
            continue;
        }
        let is_pair = run == 2 && !is_decimal(&chars, at, run) && !is_composed(&chars, at + 1);
        for at in at..at + run {
            let c = chars.get(at).copied().unwrap_or(c);
            stood.push(if is_pair {
                narrow(c)
            } else {
                form(&chars, at, c, language)
            });
        }
        at += run;
    }
    stood
}

/// The character that a form stands for as far as rules for line ends go: the mark it was before it stood.
pub fn laid(form: char) -> char {
    let of = |&(_, stood): &(char, char)| stood == form;
    FORMS
        .iter()
        .find(|pair| of(pair))
        .map_or(form, |&(mark, _)| mark)
}

/// Marks and their vertical forms. Of several marks with one form the first is what the form is taken for.
#[rustfmt::skip]
const FORMS: [(char, char); 48] = [
    ('，', '︐'), ('、', '︑'), ('。', '︒'), ('：', '︓'), ('；', '︔'), ('！', '︕'), ('？', '︖'),
    ('（', '︵'), ('）', '︶'), ('｛', '︷'), ('｝', '︸'), ('〔', '︹'), ('〕', '︺'), ('【', '︻'), ('】', '︼'),
    ('《', '︽'), ('》', '︾'), ('〈', '︿'), ('〉', '﹀'), ('「', '﹁'), ('」', '﹂'), ('『', '﹃'), ('』', '﹄'),
    ('［', '﹇'), ('］', '﹈'), ('〖', '︗'), ('〗', '︘'),
    ('—', '︱'), ('―', '︱'), ('…', '︙'), ('⋯', '︙'), ('‥', '︰'), ('–', '︲'), ('‐', '︲'), ('＿', '︳'), ('_', '︳'),
    // These have no forms of their own: the wave and the long vowel turn, the middle dot only needs its square.
    ('～', '︴'), ('〜', '︴'), ('~', '︴'), ('ー', '︱'), ('·', '・'), ('‧', '・'),
    ('｡', '︒'), ('､', '︑'), ('｢', '﹁'), ('｣', '﹂'), ('＜', '︿'), ('＞', '﹀'),
];

/// Characters from `at` on that may make a pair in one square: digits, and in Japanese the marks of exclamation and
/// question.
fn run_of_pair(chars: &[char], at: usize, language: Language) -> usize {
    let run = |belongs: fn(char) -> bool| {
        let run = chars.get(at..).unwrap_or(&[]).iter();
        run.take_while(|&&c| belongs(c)).count()
    };
    match run(|c| narrow(c).is_ascii_digit()) {
        0 if language == Language::Ja => run(|c| matches!(narrow(c), '!' | '?')),
        digits => digits,
    }
}

/// Whether a run of digits is a part of a larger number, behind or before a point.
fn is_decimal(chars: &[char], at: usize, run: usize) -> bool {
    let get = |at: Option<usize>| at.and_then(|at| chars.get(at)).map(|&c| narrow(c));
    let is_point = |c: Option<char>| matches!(c, Some('.' | ','));
    let is_digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
    let before = is_point(get(at.checked_sub(1))) && is_digit(get(at.checked_sub(2)));
    before || (is_point(get(Some(at + run))) && is_digit(get(Some(at + run + 1))))
}

/// Whether what follows makes another character of it, which must not be torn.
fn is_composed(chars: &[char], at: usize) -> bool {
    matches!(
        chars.get(at + 1),
        Some('\u{FE00}'..='\u{FE0F}' | '\u{20E3}' | '\u{200D}')
    )
}

fn form(chars: &[char], at: usize, c: char, language: Language) -> char {
    if matches!(c, '\u{4E00}'..='\u{9FFF}' | ' ') || is_composed(chars, at) {
        return c;
    }
    let before = at
        .checked_sub(1)
        .and_then(|at| chars.get(at))
        .copied()
        .unwrap_or(' ');
    let after = chars.get(at + 1).copied().unwrap_or(' ');
    let between = |belongs: fn(char) -> bool| belongs(narrow(before)) && belongs(narrow(after));
    match c {
        '“' | '”' | '‘' | '’' => quote(c, between(|c| c.is_ascii_alphabetic()), language),
        '-' if between(|c| c.is_ascii_alphanumeric()) => '︲',
        // The point of a number stands in the middle of its square (JLREQ 3.2.5).
        '.' | '．' if between(|c| c.is_ascii_digit()) => '・',
        _ => {
            let wide = wide(c);
            let of = |&&(mark, _): &&(char, char)| mark == wide;
            FORMS.iter().find(of).map_or(wide, |&(_, form)| form)
        }
    }
}

/// Corner brackets stand for curly quotes (CLREQ 3.1.5): white ones outside in mainland China (GB/T 15834-2011 5.2.3) and
/// Korea, plain ones outside where the characters are traditional; Japanese has a pair of its own (JLREQ cl-01).
fn quote(c: char, is_apostrophe: bool, language: Language) -> char {
    let [single, double] = match language {
        _ if is_apostrophe => return c,
        Language::Ja => [['﹁', '﹂'], ['〝', '〟']],
        Language::ZhHant => [['﹃', '﹄'], ['﹁', '﹂']],
        _ => [['﹁', '﹂'], ['﹃', '﹄']],
    };
    match c {
        '‘' => single[0],
        '’' => single[1],
        '“' => double[0],
        _ => double[1],
    }
}

/// Between U+FF01 and U+FF5E stand the ASCII characters once more, full-width.
const WIDER: u32 = 0xFEE0;

fn wide(c: char) -> char {
    match c {
        '!'..='~' => char::from_u32(c as u32 + WIDER).unwrap_or(c),
        _ => c,
    }
}

fn narrow(c: char) -> char {
    match c {
        '！'..='～' => char::from_u32(c as u32 - WIDER).unwrap_or(c),
        _ => c,
    }
}

/// The squares of a text that stands, each with its byte: a grapheme cluster, or a pair.
pub struct Squares<'a> {
    text: &'a str,
    clusters: Peekable<GraphemeIndices<'a>>,
}

/// The squares of a text that [`stand`] answered.
pub fn squares(text: &str) -> Squares<'_> {
    Squares {
        text,
        clusters: text.grapheme_indices(true).peekable(),
    }
}

impl<'a> Iterator for Squares<'a> {
    type Item = (usize, &'a str);

    fn next(&mut self) -> Option<Self::Item> {
        let (at, first) = self.clusters.next()?;
        let follows = |(_, second): &(usize, &str)| is_pair(first, second);
        let second = self.clusters.next_if(follows);
        let end = at + first.len() + second.map_or(0, |(_, second)| second.len());
        Some((at, self.text.get(at..end).unwrap_or(first)))
    }
}

/// Whether `at` is inside a square of a text that stands.
pub fn is_inside_square(text: &str, at: usize) -> bool {
    let around = at
        .checked_sub(1)
        .and_then(|before| text.get(before..at + 1));
    around
        .is_some_and(|around| is_pair(around.get(..1).unwrap_or(""), around.get(1..).unwrap_or("")))
}

fn is_pair(first: &str, second: &str) -> bool {
    let all = |belongs: fn(&u8) -> bool| {
        let both = |text: &str| text.len() == 1 && text.bytes().all(|byte| belongs(&byte));
        both(first) && both(second)
    };
    all(u8::is_ascii_digit) || all(|byte| matches!(byte, b'!' | b'?'))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use unicode_segmentation::UnicodeSegmentation;

    use super::*;

    /// `stood` has its squares divided by blanks.
    #[track_caller]
    fn check(language: Language, text: &str, stood: &str) {
        let shown = stand(text, language);
        let squares: Vec<&str> = squares(&shown).map(|(_, square)| square).collect();
        assert_eq!(squares.join(" "), stood);
    }

    #[test]
    fn marks_take_their_vertical_forms() {
        check(Language::ZhHans, "好，（走）。", "好 ︐ ︵ 走 ︶ ︒");
        check(Language::ZhHans, "《报》：——……", "︽ 报 ︾ ︓ ︱ ︱ ︙ ︙");
        check(Language::Ja, "ページ〜1", "ペ ︱ ジ ︴ １");
        check(Language::ZhHans, "(a_b)!", "︵ ａ ︳ ｂ ︶ ︕");
    }

    #[test]
    fn quotes_turn_by_language() {
        check(Language::ZhHans, "“‘字’”", "﹃ ﹁ 字 ﹂ ﹄");
        check(Language::ZhHant, "“‘字’”", "﹁ ﹃ 字 ﹄ ﹂");
        check(Language::Ja, "“字”「』", "〝 字 〟 ﹁ ﹄");
        check(Language::ZhHans, "isn’t", "ｉ ｓ ｎ ’ ｔ");
    }

    #[test]
    fn numbers_of_two_digits_take_one_square() {
        check(
            Language::ZhHans,
            "2026年11月3日",
            "２ ０ ２ ６ 年 11 月 ３ 日",
        );
        check(Language::ZhHans, "１２％和12.5", "12 ％ 和 １ ２ ・ ５");
        check(
            Language::ZhHans,
            "1,594 G20-10",
            "１ ︐ ５ ９ ４   Ｇ 20 ︲ 10",
        );
        check(Language::Ja, "えっ！？", "え っ !?");
        check(Language::ZhHans, "啊！？", "啊 ︕ ︖");
    }

    #[test]
    fn what_is_composed_is_not_torn() {
        check(Language::Ja, "11️⃣é", "１ 1️⃣ é");
        check(Language::Ja, "1️⃣", "1️⃣");
    }

    #[test]
    fn a_form_is_taken_for_its_mark() {
        assert_eq!(
            "︐︒﹃︶—字".chars().map(laid).collect::<String>(),
            "，。『）—字"
        );
    }

    proptest! {
        #[test]
        fn it_stands_character_for_character(text in any::<String>(), ja in any::<bool>()) {
            let language = if ja { Language::Ja } else { Language::ZhHans };
            let shown = stand(&text, language);
            prop_assert_eq!(shown.chars().count(), text.chars().count());
            let all: String = squares(&shown).map(|(_, square)| square).collect();
            prop_assert_eq!(all, shown);
        }

        #[test]
        fn clusters_stay_clusters(text in "[汉aé1！？!?“”·.,\u{301}\u{FE0F}\u{20E3}\u{200D}👩🇨\u{600}ｶﾞ0-9]{0,24}") {
            let shown = stand(&text, Language::Ja);
            let counts = |text: &str| text.graphemes(true).map(|c| c.chars().count()).collect::<Vec<_>>();
            prop_assert_eq!(counts(&shown), counts(&text));
        }
    }
}
