//! Where the sentences of a text are.

use std::ops::Range;

/// Byte ranges of the sentences, in order, without the blanks between them; closing quotes and brackets belong to the
/// sentence they end.
pub fn sentences(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut begin = 0;
    let mut rest = text.char_indices().peekable();
    while let Some((at, c)) = rest.next() {
        let mut end = at + c.len_utf8();
        if !(is_end(c) || c == '\n') {
            continue;
        }
        let mut last = c;
        while let Some((at, next)) = rest.next_if(|(_, next)| is_end(*next) || closes(*next)) {
            end = at + next.len_utf8();
            last = if is_end(next) { next } else { last };
        }
        if ends_before(last, text.get(end..).unwrap_or("")) {
            found.push(begin..end);
            begin = end;
        }
    }
    found.push(begin..text.len());
    let trimmed = found.into_iter().map(|range| trim(text, range));
    trimmed.filter(|range| !range.is_empty()).collect()
}

fn is_end(c: char) -> bool {
    matches!(c, '。' | '．' | '｡' | '！' | '？' | '.' | '!' | '?')
}

fn closes(c: char) -> bool {
    matches!(
        c,
        '”' | '’' | '」' | '』' | '）' | ')' | '》' | '〉' | '】' | ']' | '"' | '\'' | '»'
    )
}

/// Whether a sentence ends with this mark, by what comes after it: the ASCII marks also stand in numbers, names and
/// abbreviations.
fn ends_before(mark: char, rest: &str) -> bool {
    if !mark.is_ascii() || mark == '\n' {
        return true;
    }
    match rest.chars().next() {
        None | Some('\n') => true,
        Some(next) if next.is_whitespace() => {
            let word = rest.trim_start().chars().next();
            !word.is_some_and(char::is_lowercase)
        }
        Some(next) => mark != '.' && super::script::is_cjk(next),
    }
}

fn trim(text: &str, range: Range<usize>) -> Range<usize> {
    let piece = text.get(range.clone()).unwrap_or("");
    let start = range.start + (piece.len() - piece.trim_start().len());
    start..start + piece.trim().len()
}

#[cfg(test)]
mod tests {
    use super::sentences;

    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let found: Vec<&str> = sentences(text).into_iter().map(|r| &text[r]).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn sentences_end_with_their_marks_and_quotes() {
        check(
            "　　雨还没有下。杆子先立起来了！",
            &["雨还没有下。", "杆子先立起来了！"],
        );
        check(
            "“下大雨了？”班长说，“快走。”",
            &["“下大雨了？”", "班长说，“快走。”"],
        );
        check("真的？！好", &["真的？！", "好"]);
        check(
            "「そうです。」と言った。",
            &["「そうです。」", "と言った。"],
        );
    }

    #[test]
    fn numbers_and_abbreviations_end_nothing() {
        check(
            "It rose 3.5 per cent. The rest fell.",
            &["It rose 3.5 per cent.", "The rest fell."],
        );
        check("At 5 p.m. he left. Why?", &["At 5 p.m. he left.", "Why?"]);
        check("He said “No.” She left.", &["He said “No.”", "She left."]);
    }

    #[test]
    fn lines_are_apart_and_nothing_is_no_sentence() {
        check("一\n二", &["一", "二"]);
        check(" \n ", &[]);
        check("", &[]);
        check("没有句号", &["没有句号"]);
    }
}
