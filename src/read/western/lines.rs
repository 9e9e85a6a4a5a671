//! Lines of a page with the shape that tells what they are: length, air, case. What they say is of no interest here.

use crate::read::plain::is_closer;

/// A line, trimmed, with its shape.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Line<'a> {
    /// The text without blanks round it.
    pub text: &'a str,
    /// Whether a blank line stands before it.
    pub gap: bool,
    /// Blanks before it, in characters.
    pub indent: usize,
    /// Length in characters.
    pub length: usize,
    /// Its letters.
    pub letters: usize,
    /// Those of them that are small.
    pub small: usize,
    /// Letters of its words in capitals (of two letters or more).
    pub capitals: usize,
}

/// The lines of a page, and how long a full one is.
#[derive(Clone, Debug, Default)]
pub struct Page<'a> {
    /// The lines, blank ones left out.
    pub lines: Vec<Line<'a>>,
    /// Length of a full line in characters: nine lines in ten are no longer.
    pub measure: usize,
    /// Whether blank lines part some lines from others. Where they stand between all lines they part nothing.
    pub gapped: bool,
    /// Whether lines end sentences at all: OCR of mimeographed pages has lost all points.
    pub punctuated: bool,
}

impl<'a> Page<'a> {
    /// Looks at a page.
    pub fn new(text: &'a str) -> Self {
        let mut lines: Vec<Line<'a>> = Vec::new();
        let mut gap = false;
        for raw in text.split('\n') {
            let line = Line::new(raw, gap);
            gap = line.text.is_empty();
            if !gap {
                lines.push(line);
            }
        }
        let gaps = lines.iter().filter(|line| line.gap).count();
        if gaps * 3 > lines.len() * 2 {
            lines.iter_mut().for_each(|line| line.gap = false);
        }
        let gapped = lines.iter().skip(1).any(|line| line.gap);
        let measure = measure(&lines);
        let ends = lines.iter().filter(|line| line.ends_sentence()).count();
        Self {
            punctuated: ends * 15 >= lines.len(),
            lines,
            measure,
            gapped,
        }
    }

    /// Whether nearly all lines open alike, with digits: a log, a list of numbers.
    pub fn is_log(&self) -> bool {
        let Some(first) = self.lines.first().map(|line| opening(line.text)) else {
            return false;
        };
        let lines = &self.lines;
        let alike = lines.iter().filter(|line| opening(line.text) == first);
        first.contains(&'0') && lines.len() >= 5 && alike.count() * 10 >= lines.len() * 8
    }

    /// Whether a line is short: less than so many hundredths of the measure.
    pub fn is_short(&self, line: &Line<'_>, hundredths: usize) -> bool {
        line.length * 100 < self.measure * hundredths
    }

    /// Whether a line is running text by its shape: of some length, and mostly small letters.
    pub fn is_running(&self, line: &Line<'_>) -> bool {
        !self.is_short(line, 55) && line.letters > 0 && line.small * 5 >= line.letters * 4
    }
}

/// How a line opens: digits as 0, letters as a.
fn opening(text: &str) -> Vec<char> {
    const LOOK: usize = 6;
    let shape = |c: char| match c {
        c if c.is_ascii_digit() => '0',
        c if c.is_alphabetic() => 'a',
        c => c,
    };
    text.chars().take(LOOK).map(shape).collect()
}

fn measure(lines: &[Line<'_>]) -> usize {
    let mut lengths: Vec<usize> = lines.iter().map(|line| line.length).collect();
    lengths.sort_unstable();
    lengths.get(lengths.len() * 9 / 10).copied().unwrap_or(0)
}

impl<'a> Line<'a> {
    fn new(raw: &'a str, gap: bool) -> Self {
        let text = raw.trim();
        let indent = raw.chars().take_while(|c| c.is_whitespace()).count();
        let letters = text.chars().filter(|c| c.is_alphabetic());
        let small = letters.clone().filter(|c| c.is_lowercase()).count();
        Self {
            text,
            gap,
            indent,
            length: text.chars().count(),
            letters: letters.count(),
            small,
            capitals: words(text).map(capitals).sum(),
        }
    }

    /// The first letter or digit is no small letter.
    pub fn starts_large(&self) -> bool {
        let first = self.text.chars().find(|c| c.is_alphanumeric());
        first.is_some_and(|c| !c.is_lowercase())
    }

    /// Whether it ends as a sentence does.
    pub fn ends_sentence(&self) -> bool {
        ends_sentence(self.text)
    }
}

/// Whether a text ends with a finished sentence.
pub fn ends_sentence(text: &str) -> bool {
    let last = text.chars().rev().find(|&c| !is_closer(c) && c != '»');
    last.is_some_and(|c| matches!(c, '.' | '!' | '?' | '…'))
}

/// The stretches of letters.
pub fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphabetic() && c != '\'')
        .filter(|word| !word.is_empty())
}

/// Letters of a word in capitals; none where it has a small letter, or is one letter long.
fn capitals(word: &str) -> usize {
    let letters = word.chars().filter(|c| c.is_alphabetic()).count();
    let large = word.chars().filter(|c| c.is_uppercase()).count();
    if large == letters && large > 1 {
        large
    } else {
        0
    }
}

#[cfg(test)]
mod tests {
    use super::Page;

    #[test]
    fn a_page_tells_its_measure_and_what_runs() {
        let page = Page::new(
            "THE FAIR OPENS\n\nThe fair opened on\n  Monday with rain,\nand closed at once.",
        );
        assert_eq!((page.measure, page.gapped), (19, true));
        let running: Vec<bool> = page
            .lines
            .iter()
            .map(|line| page.is_running(line))
            .collect();
        assert_eq!(running, [false, true, true, true]);
        assert_eq!((page.lines[0].capitals, page.lines[2].indent), (12, 2));
    }

    #[test]
    fn blank_lines_everywhere_part_nothing() {
        let page = Page::new("One line\n\nand one\n\nmore of\n\nthem here");
        assert!(!page.gapped);
    }
}
