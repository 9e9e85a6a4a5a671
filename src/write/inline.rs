//! Running text as Markdown: what would be read as markup is escaped, spans become emphasis, links and ruby.

use crate::edition::{Mark, Span};

use super::Punctuation;

/// A text with its spans, on one line.
pub(super) fn inline(text: &str, spans: &[Span], punctuation: Punctuation) -> String {
    let mut spans: Vec<&Span> = spans.iter().filter(|span| is_sound(text, span)).collect();
    spans.sort_by_key(|span| (span.range.start, std::cmp::Reverse(span.range.end)));
    let mut spans = spans.into_iter().peekable();
    let mut open: Vec<Open> = Vec::new();
    let mut out = String::with_capacity(text.len());
    let shown = punctuation.apply(text);
    // Widening goes character for character, so the two run side by side.
    for ((at, _), c) in text.char_indices().zip(shown.chars()) {
        close(&mut open, at, &mut out);
        while let Some(span) = spans.next_if(|span| span.range.start <= at) {
            // Spans that overlap are made to nest: the inner one ends with the outer at the latest.
            let end = open
                .last()
                .map_or(span.range.end, |outer| outer.end.min(span.range.end));
            let plain = stands_alone(text, span, end, &open, spans.peek());
            let (before, after) = tags(&span.mark, plain && !out.ends_with('*'));
            out.push_str(&before);
            open.push(Open { end, tag: after });
        }
        push(&mut out, c);
    }
    close(&mut open, text.len(), &mut out);
    out
}

/// A text without spans, on one line.
pub(super) fn plain(text: &str, punctuation: Punctuation) -> String {
    inline(text, &[], punctuation)
}

struct Open {
    end: usize,
    tag: String,
}

fn is_sound(text: &str, span: &Span) -> bool {
    text.get(span.range.clone())
        .is_some_and(|part| !part.is_empty())
}

fn close(open: &mut Vec<Open>, at: usize, out: &mut String) {
    while open.last().is_some_and(|last| last.end <= at) {
        out.extend(open.pop().map(|last| last.tag));
    }
}

/// Whether asterisks may mark a stretch: no other mark begins or ends where it does, so that no run of them is mistaken.
fn stands_alone(text: &str, span: &Span, end: usize, open: &[Open], next: Option<&&Span>) -> bool {
    let shares = open.last().is_some_and(|outer| outer.end == end)
        || next.is_some_and(|next| {
            next.range.start == span.range.start
                || (next.range.start < end && next.range.end >= end)
        });
    !shares && may_take_stars(text, span.range.start, end)
}

/// What stands before and after a marked stretch.
fn tags(mark: &Mark, stars: bool) -> (String, String) {
    let pair = |before: &str, after: &str| (before.to_owned(), after.to_owned());
    match mark {
        Mark::Emphasis if stars => pair("*", "*"),
        Mark::Emphasis => pair("<em>", "</em>"),
        Mark::Strong if stars => pair("**", "**"),
        Mark::Strong => pair("<strong>", "</strong>"),
        // HTML's own words for the proper name mark of Chinese and for titles of works.
        Mark::Name => pair("<u>", "</u>"),
        Mark::Title => pair("<cite>", "</cite>"),
        Mark::Link(address) => ("[".into(), format!("]({})", destination(address))),
        Mark::Ruby(reading) => {
            let mut escaped = String::new();
            reading.chars().for_each(|c| push(&mut escaped, c));
            ("<ruby>".into(), format!("<rt>{escaped}</rt></ruby>"))
        }
    }
}

/// Whether a title has its brackets already, within the marked stretch or round it.
pub(super) fn has_brackets(text: &str, start: usize, end: usize) -> bool {
    let inner = text.get(start..end).unwrap_or("");
    let (before, after) = (text.get(..start), text.get(end..));
    inner.starts_with('《')
        || (before.is_some_and(|text| text.ends_with('《'))
            && after.is_some_and(|text| text.starts_with('》')))
}

/// Whether asterisks around a stretch are read as emphasis (CommonMark §6.2, flanking runs).
///
/// In text without spaces they often are not: `说**“好”**了` stays as it stands, so HTML takes their place there.
fn may_take_stars(text: &str, start: usize, end: usize) -> bool {
    let (before, rest) = text.split_at_checked(start).unwrap_or((text, ""));
    let inner = rest.get(..end.saturating_sub(start)).unwrap_or("");
    let after = rest.get(inner.len()..).unwrap_or("");
    let flanks = |inside: Option<char>, outside: Option<char>| match (inside, outside) {
        (Some(inside), _) if inside.is_alphanumeric() => outside != Some('*'),
        (Some(inside), Some(outside)) => {
            !inside.is_whitespace() && !outside.is_alphanumeric() && outside != '*'
        }
        (Some(inside), None) => !inside.is_whitespace(),
        (None, _) => false,
    };
    flanks(inner.chars().next(), before.chars().next_back())
        && flanks(inner.chars().next_back(), after.chars().next())
}

/// A link's address in angle brackets, which allow everything but line ends, escapes before what they would read.
pub(super) fn destination(address: &str) -> String {
    let has_entities = address.contains(';');
    let mut safe = String::from("<");
    for c in address.chars() {
        match c {
            '<' | '>' | '\\' => safe.extend(['\\', c]),
            '&' if has_entities => safe.push_str("\\&"),
            c if c.is_control() => {}
            c => safe.push(c),
        }
    }
    safe.push('>');
    safe
}

/// Adds one character of text, escaped where Markdown would read more into it.
fn push(out: &mut String, c: char) {
    match c {
        '\n' | '\r' => return out.push(' '),
        // Blanks at the start of a line would make it a code block.
        ' ' | '\t' if out.is_empty() => return,
        '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '&' | '|' | '~' => out.push('\\'),
        '#' | '+' | '-' | '=' | ':' if out.is_empty() => out.push('\\'),
        '.' | ')' if is_number(out) => out.push('\\'),
        _ => {}
    }
    out.push(c);
}

/// Whether a line so far is a number that a full stop would turn into a list's.
fn is_number(line: &str) -> bool {
    (1..=9).contains(&line.len()) && line.bytes().all(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::{inline, plain};
    use crate::edition::{Mark, Span};
    use crate::write::Punctuation;

    #[track_caller]
    fn check(text: &str, spans: &[(std::ops::Range<usize>, Mark)], expected: &str) {
        let spans: Vec<Span> = spans
            .iter()
            .map(|(range, mark)| Span {
                range: range.clone(),
                mark: mark.clone(),
            })
            .collect();
        assert_eq!(inline(text, &spans, Punctuation::Kept), expected);
    }

    #[test]
    fn markup_is_escaped() {
        check(
            "a*b_c [x](y) <i> &amp;",
            &[],
            r"a\*b\_c \[x\](y) \<i\> \&amp;",
        );
        check("# 1", &[], r"\# 1");
        check("12. x", &[], r"12\. x");
        check("-x - y", &[], r"\-x - y");
        assert_eq!(plain("  a\nb", Punctuation::Kept), "a b");
    }

    #[test]
    fn spans_become_markup() {
        check("ab cd", &[(3..5, Mark::Strong)], "ab **cd**");
        check(
            "说“好”了",
            &[(3..12, Mark::Strong)],
            "说<strong>“好”</strong>了",
        );
        check(
            "see here",
            &[(4..8, Mark::Link("http://x/<a b>".into()))],
            r"see [here](<http://x/\<a b\>>)",
        );
        check(
            "漢字",
            &[(0..6, Mark::Ruby("かんじ".into()))],
            "<ruby>漢字<rt>かんじ</rt></ruby>",
        );
        check("甘棠读", &[(0..6, Mark::Name)], "<u>甘棠</u>读");
        check("读河岸志", &[(3..12, Mark::Title)], "读<cite>河岸志</cite>");
    }

    #[test]
    fn overlapping_and_unsound_spans_do_no_harm() {
        check(
            "abcdef",
            &[(0..4, Mark::Emphasis), (2..6, Mark::Link("u".into()))],
            "<em>ab[cd](<u>)</em>ef",
        );
        check("é", &[(1..2, Mark::Strong), (0..9, Mark::Strong)], "é");
    }
}
