//! Physical lines to logical ones: blank lines counted, indents noticed, and hard-wrapped text unwrapped, so that
//! from here on a line of running text is a paragraph or a fragment that a column break left.

use std::borrow::Cow;

use super::grammar::{Ending, ending, ends_sentence, join_into};

/// A logical line, trimmed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line<'a> {
    /// Number of its first physical line, from 1.
    pub number: usize,
    /// Blank lines before it.
    pub gap: usize,
    /// Whether it was indented by a blank or more.
    pub indented: bool,
    /// The text without blanks round it.
    pub text: Cow<'a, str>,
}

/// The logical lines of a page; `first` is the number of the page's first physical line.
pub fn split(page: &str, first: usize) -> Vec<Line<'_>> {
    let lines = physical(page, first);
    match wrap_width(&lines) {
        Some(width) => unwrap(lines, width),
        None => lines,
    }
}

fn physical(page: &str, first: usize) -> Vec<Line<'_>> {
    let mut lines = Vec::new();
    let mut gap = 0;
    for (index, raw) in page.split('\n').enumerate() {
        let text = raw.trim();
        if text.is_empty() {
            gap += 1;
            continue;
        }
        let indented = raw.starts_with(['\u{3000}', ' ', '\t', '\u{A0}']);
        lines.push(Line {
            number: first + index,
            gap,
            indented,
            text: Cow::Borrowed(text),
        });
        gap = 0;
    }
    lines
}

/// The width at which the page was hard-wrapped, in characters; `None` where every line is a paragraph.
///
/// In wrapped text most lines that have a next one stop in mid-sentence, and those that do fill the measure.
fn wrap_width(lines: &[Line<'_>]) -> Option<usize> {
    const PAIRS: usize = 6;
    const LONGEST: usize = 132;
    let length = |line: &Line<'_>| line.text.chars().count();
    let mut widths: Vec<usize> = lines.iter().map(length).collect();
    widths.sort_unstable();
    let width = widths
        .get(widths.len() * 9 / 10)
        .copied()
        .filter(|width| *width <= LONGEST)?;
    let (mut all, mut cut, mut full) = (0, 0, 0);
    for pair in lines.windows(2).filter(|pair| pair[1].gap == 0) {
        let stops = ending(&pair[0].text) == Ending::Cut;
        all += 1;
        cut += usize::from(stops);
        full += usize::from(stops && length(&pair[0]) * 4 >= width * 3);
    }
    (all >= PAIRS && cut * 2 >= all && full * 5 >= cut * 3).then_some(width)
}

/// Joins what was wrapped at `width` characters.
fn unwrap(lines: Vec<Line<'_>>, width: usize) -> Vec<Line<'_>> {
    let mut logical: Vec<Line<'_>> = Vec::with_capacity(lines.len());
    let mut last_width = 0;
    let mut last_raw_short = false;
    for line in lines {
        let length = line.text.chars().count();
        let joins = logical.last().is_some_and(|last| {
            line.gap == 0 && !starts_paragraph(last, last_width, last_raw_short, &line, width)
        });
        match logical.last_mut().filter(|_| joins) {
            Some(last) => join_into(last.text.to_mut(), &line.text),
            None => logical.push(line),
        }
        last_raw_short = !joins && length * 10 < width * 7;
        last_width = length;
    }
    logical
}

/// Whether `line` begins something new although no blank line stands before it.
fn starts_paragraph(
    last: &Line<'_>,
    last_width: usize,
    title: bool,
    line: &Line<'_>,
    width: usize,
) -> bool {
    let short = last_width * 10 < width * 8;
    let ended = short && ends_sentence(&last.text);
    let indented = line.indented && !last.indented && last.gap + last_width > 0 && (ended || title);
    let case = is_capitals(&last.text) != is_capitals(&line.text);
    let own =
        super::credits::line(&line.text).is_some() || super::jumps::from(&line.text).is_some();
    let signed = super::credits::line(&last.text).is_some();
    ended
        || indented
        || (line.indented && ends_sentence(&last.text))
        || (case && title)
        || own
        || signed
}

/// A line in capitals: a headline in Latin type.
pub fn is_capitals(text: &str) -> bool {
    let letters = text
        .chars()
        .filter(|c| c.is_alphabetic() && (c.is_uppercase() || c.is_lowercase()));
    let (mut capitals, mut all) = (0, 0);
    for letter in letters.take(200) {
        all += 1;
        capitals += usize::from(letter.is_uppercase());
    }
    all >= 4 && capitals * 10 >= all * 9
}

#[cfg(test)]
mod tests {
    use super::split;

    #[test]
    fn paragraphs_on_one_line_are_left_alone() {
        let page = "标题\n\n　　第一段说完了。\n　　第二段也说完了。\n\n第三段，没有\n\n说完。";
        let lines = split(page, 1);
        let texts: Vec<&str> = lines.iter().map(|line| line.text.as_ref()).collect();
        assert_eq!(
            texts,
            [
                "标题",
                "第一段说完了。",
                "第二段也说完了。",
                "第三段，没有",
                "说完。"
            ]
        );
        assert_eq!(
            (lines[1].number, lines[1].gap, lines[1].indented),
            (3, 1, true)
        );
    }

    #[test]
    fn wrapped_lines_become_paragraphs() {
        let page = "COUNCIL MENDS THE WALL\n\nThe council voted on Tuesday to mend the ri-\nver wall before the \
                    autumn rain, which the\nmayor called a small thing that had waited\nlong enough.\nWork begins \
                    in May and will take the whole of\nthe summer, the engineer said, if the weather\nholds.";
        let lines = split(page, 1);
        assert_eq!(lines.len(), 3);
        assert!(lines[1].text.contains("mend the river wall before"));
        assert!(lines[2].text.starts_with("Work begins"));
    }
}
