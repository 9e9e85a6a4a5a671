//! The text of a story: paragraphs out of wrapped lines, verse as it stands, jump lines at its ends.

use super::hyphens::Hyphens;
use super::lines::{Line, Page, ends_sentence};
use crate::edition::Block;

/// A stretch of text of one kind.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stretch {
    /// Its blocks.
    pub blocks: Vec<Block>,
    /// Whether it is verse, whose lines stand as they are.
    pub verse: bool,
    /// Whether it stops in mid-sentence.
    pub cut: bool,
}

/// The stretches of some lines of a page, in order.
pub fn stretches(page: &Page<'_>, lines: &[Line<'_>], hyphens: &Hyphens) -> Vec<Stretch> {
    let mut all: Vec<Stretch> = Vec::new();
    for segment in segments(lines) {
        let verse = is_verse(segment);
        if all.last().is_none_or(|last| last.verse != verse) {
            all.push(Stretch {
                blocks: Vec::new(),
                verse,
                cut: false,
            });
        }
        if let Some(stretch) = all.last_mut() {
            if verse {
                stretch.verse(segment);
            } else {
                stretch.prose(page, segment, hyphens);
            }
            stretch.cut = !segment.last().is_some_and(|line| line.ends_sentence());
        }
    }
    all
}

/// Lines up to the next blank one.
fn segments<'l, 'a>(lines: &'l [Line<'a>]) -> Vec<&'l [Line<'a>]> {
    let mut found = Vec::new();
    let mut start = 0;
    for at in 1..=lines.len() {
        if lines.get(at).is_none_or(|line| line.gap) {
            found.push(&lines[start..at]);
            start = at;
        }
    }
    found.retain(|segment| !segment.is_empty());
    found
}

/// Nearly every line begins with a capital, and no word is divided.
fn is_verse(lines: &[Line<'_>]) -> bool {
    const LEAST: usize = 8;
    let count = lines.iter().filter(|line| is_verse_line(line)).count();
    let divided = lines.iter().filter(|line| line.text.ends_with('-')).count();
    lines.len() >= LEAST && count * 10 >= lines.len() * 9 && divided * 20 <= lines.len()
}

/// Three words at least, the first of them large.
fn is_verse_line(line: &Line<'_>) -> bool {
    let first = line.text.chars().find(|c| c.is_alphanumeric());
    first.is_some_and(char::is_uppercase) && line.text.split_whitespace().nth(2).is_some()
}

impl Stretch {
    fn verse(&mut self, lines: &[Line<'_>]) {
        let lines: Vec<&str> = lines.iter().map(|line| line.text).collect();
        let more = lines.join("\n");
        match self.blocks.last_mut() {
            Some(Block::Verbatim { text }) => text.extend(["\n", &more]),
            _ => self.blocks.push(Block::Verbatim { text: more }),
        }
    }

    fn prose(&mut self, page: &Page<'_>, lines: &[Line<'_>], hyphens: &Hyphens) {
        let mut before: Option<&Line<'_>> = None;
        for (at, line) in lines.iter().enumerate() {
            let parted = at == 0 && self.is_parted(line);
            let opens = parted || before.is_some_and(|before| begins(page, before, line));
            match self.blocks.last_mut() {
                Some(Block::Paragraph { text, .. }) if !opens => hyphens.join(text, line.text),
                _ => self.blocks.push(Block::paragraph(line.text)),
            }
            before = Some(line);
        }
    }

    /// Whether a blank line ends the paragraph before it: not where a column broke a sentence.
    fn is_parted(&self, line: &Line<'_>) -> bool {
        match self.blocks.last() {
            Some(Block::Paragraph { text, .. }) => {
                let few = text.chars().take(40).count() < 40;
                ends_sentence(text) || (line.starts_large() && (few || text.ends_with(':')))
            }
            _ => true,
        }
    }
}

/// Whether a line begins a paragraph: after a short last line, or indented after a finished sentence.
fn begins(page: &Page<'_>, before: &Line<'_>, line: &Line<'_>) -> bool {
    let ended = before.ends_sentence() && line.starts_large();
    ended && (page.is_short(before, 80) || line.indent > before.indent)
}
