//! What becomes of a line end inside a paragraph: nothing between East Asian letters, a blank between words.
//!
//! CSS Text 3 §4.1.3, "Segment Break Transformation Rules". Not for lines that were cut in the middle of a word.

use unicode_width::UnicodeWidthChar;

use super::script::is_hangul;

/// Joins the next line of a paragraph to what there is of it; blanks and tabs around the line end go.
pub fn join(paragraph: &mut String, next: &str) {
    let blank = [' ', '\t'];
    paragraph.truncate(paragraph.trim_end_matches(blank).len());
    let next = next.trim_matches(blank);
    if let (Some(before), Some(after)) = (paragraph.chars().next_back(), next.chars().next())
        && !vanishes(before, after)
    {
        paragraph.push(' ');
    }
    paragraph.push_str(next);
}

/// Whether a line end between two characters leaves nothing.
///
/// It does beside a zero-width space and between two characters of East Asian width F, W or H, neither of them Hangul.
/// Beyond CSS, marks of ambiguous width (“ ” — …) count as wide beside such a character, and next to their own kind
/// (a —— broken in two), for so they are printed in Chinese.
pub fn vanishes(before: char, after: char) -> bool {
    const ZERO_WIDTH_SPACE: char = '\u{200B}';
    if before == ZERO_WIDTH_SPACE || after == ZERO_WIDTH_SPACE {
        return true;
    }
    let wide = [before, after].map(is_wide);
    let mark = [before, after].map(is_ambiguous_mark);
    match (wide, mark) {
        ([true, true], _) | ([true, false], [_, true]) | ([false, true], [true, _]) => true,
        (_, [true, true]) => before == after,
        _ => false,
    }
}

fn is_wide(c: char) -> bool {
    let half = matches!(c, '\u{FF61}'..='\u{FF9F}' | '\u{20A9}');
    (half || c.width() == Some(2)) && !is_hangul(c)
}

fn is_ambiguous_mark(c: char) -> bool {
    matches!(c, '“' | '”' | '‘' | '’' | '—' | '―' | '…' | '‥' | '·')
}

#[cfg(test)]
mod tests {
    use super::join;

    #[track_caller]
    fn check(first: &str, second: &str, expected: &str) {
        let mut paragraph = first.to_owned();
        join(&mut paragraph, second);
        assert_eq!(paragraph, expected);
    }

    #[test]
    fn line_ends_vanish_between_wide_characters() {
        check("今天", "下雨", "今天下雨");
        check("雨。 ", "  晴", "雨。晴");
        check("カタ", "ｶﾅ", "カタｶﾅ");
        check("他说：", "“好”", "他说：“好”");
        check("等等—", "—他", "等等——他");
    }

    #[test]
    fn words_keep_a_blank() {
        check("two", "words", "two words");
        check("오늘", "비가", "오늘 비가");
        check("版面", "page", "版面 page");
        check("the “", "“x”", "the ““x”");
        check("", "x", "x");
    }

    #[test]
    fn a_zero_width_space_wins() {
        check("a\u{200B}", "b", "a\u{200B}b");
    }
}
