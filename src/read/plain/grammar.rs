//! What the ends of a line say about sentences: whether one is finished, whether one goes on.

use crate::text::script::is_cjk;

/// How a paragraph's text ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ending {
    /// With a finished sentence, or a mark that paragraphs do end with (； ： …… ——).
    Whole,
    /// In mid-sentence: a letter, a comma, an opening mark.
    Cut,
}

/// Marks that close a quotation or bracket and may follow the end of a sentence.
pub fn is_closer(c: char) -> bool {
    matches!(
        c,
        '”' | '’'
            | '」'
            | '』'
            | '）'
            | ')'
            | '】'
            | ']'
            | '》'
            | '〉'
            | '〕'
            | '"'
            | '\''
            | '\u{200C}'
    )
}

fn ends_a_sentence(c: char) -> bool {
    matches!(
        c,
        '。' | '！' | '？' | '!' | '?' | '.' | '．' | '…' | '｡' | '‼' | '⁇'
    )
}

/// How `text` ends. A closing mark counts by what stands before it, unless nothing tells.
pub fn ending(text: &str) -> Ending {
    let mut rest = text.trim_end().chars().rev().peekable();
    let mut closed = false;
    while rest.peek().is_some_and(|&c| is_closer(c)) {
        closed |= rest
            .next()
            .is_some_and(|c| matches!(c, ')' | '）' | '】' | ']'));
    }
    match rest.next() {
        // "(作者系…)" as a whole line: a bracket is finished when it is closed.
        _ if closed && text.starts_with(['(', '（', '【', '[']) => Ending::Whole,
        // "19." before "5小时": between Han text a point after a digit is a decimal point.
        Some('.')
            if rest.next().is_some_and(|c| c.is_ascii_digit()) && rest.take(8).any(is_cjk) =>
        {
            Ending::Cut
        }
        Some(c) if ends_a_sentence(c) || matches!(c, '；' | ';' | '：' | ':') => Ending::Whole,
        Some('—' | '─' | '―') if text.ends_with("——") => Ending::Whole,
        Some(_) => Ending::Cut,
        None => Ending::Whole,
    }
}

/// Whether `text` ends with a full stop or its like: not with a letter, and not with ； ： or ——.
pub fn ends_sentence(text: &str) -> bool {
    let last = text.trim_end().chars().rev().find(|&c| !is_closer(c));
    last.is_some_and(ends_a_sentence)
}

/// Whether `text` cannot begin a sentence: a small letter, a comma, a closing mark.
pub fn starts_in_mid_sentence(text: &str) -> bool {
    text.chars().next().is_some_and(|c| {
        c.is_lowercase()
            || (is_closer(c) && !matches!(c, '"' | '\''))
            || matches!(
                c,
                '，' | ','
                    | '、'
                    | '。'
                    | '；'
                    | ';'
                    | '：'
                    | ':'
                    | '！'
                    | '？'
                    | '!'
                    | '?'
                    | '%'
                    | '％'
            )
    })
}

/// Joins two halves of a paragraph that a column break cut: no blank between East Asian text, a hyphen at the
/// end of a Latin line undone, else one blank.
pub fn join_into(paragraph: &mut String, more: &str) {
    let last = paragraph.chars().next_back();
    let first = more.chars().next();
    let (Some(last), Some(first)) = (last, first) else {
        paragraph.push_str(more);
        return;
    };
    if last == '-' && first.is_lowercase() && letter_before_hyphen(paragraph) {
        paragraph.pop();
    } else if needs_space(last, first) {
        paragraph.push(' ');
    }
    paragraph.push_str(more);
}

fn letter_before_hyphen(paragraph: &str) -> bool {
    paragraph
        .chars()
        .rev()
        .nth(1)
        .is_some_and(char::is_alphabetic)
}

/// Whether a line end between these two letters stood for a blank (CSS Text 3 §4.1.3, with Hangul by words).
fn needs_space(last: char, first: char) -> bool {
    let wide = |c: char| is_cjk(c) || is_wide_mark(c);
    if wide(last) || wide(first) {
        return false;
    }
    last.is_alphanumeric() && first.is_alphanumeric()
        || matches!(
            last,
            ',' | ';' | ':' | '.' | '!' | '?' | ')' | '"' | '\'' | '”' | '’'
        )
        || (last.is_alphanumeric() && matches!(first, '(' | '"' | '\'' | '“' | '‘' | '$' | '&'))
        || matches!(first, '&')
}

/// Punctuation of the full-width forms and the CJK block.
pub fn is_wide_mark(c: char) -> bool {
    matches!(c, '\u{3000}'..='\u{303F}' | '\u{FF01}'..='\u{FF65}')
}

#[cfg(test)]
mod tests {
    use super::{Ending, ending, join_into, starts_in_mid_sentence};

    #[test]
    fn endings() {
        let cases = [
            ("雨停了。", Ending::Whole),
            ("他说:“雨停了。”", Ending::Whole),
            ("养护工人沿着快速", Ending::Cut),
            ("接入智慧平台,", Ending::Cut),
            ("分为三类；", Ending::Whole),
            ("发出总动员——", Ending::Whole),
            ("他想起一句“", Ending::Cut),
            ("(作者系某大学教授)", Ending::Whole),
            ("写在括号里(如此)", Ending::Cut),
            ("The rain had stopped.", Ending::Whole),
            ("The rain had", Ending::Cut),
            ("", Ending::Whole),
        ];
        for (text, expected) in cases {
            assert_eq!(ending(text), expected, "{text}");
        }
    }

    #[test]
    fn halves_join_by_their_script() {
        for (head, tail, whole) in [
            ("养护工人沿着快速", "路走", "养护工人沿着快速路走"),
            ("the river wa-", "ter rose", "the river water rose"),
            ("the river", "rose", "the river rose"),
            ("在2026", "年", "在2026年"),
            ("he said,", "“Come.”", "he said, “Come.”"),
        ] {
            let mut paragraph = head.to_owned();
            join_into(&mut paragraph, tail);
            assert_eq!(paragraph, whole);
        }
        assert!(starts_in_mid_sentence("and so on"));
        assert!(!starts_in_mid_sentence("“雨停了”"));
    }
}
