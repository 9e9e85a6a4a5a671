//! An edition as plain text, unset: one line a paragraph, a blank line between, two before a story.

use std::io::{self, Write};

use super::Punctuation;
use super::inline::has_brackets;
use crate::edition::{Block, Edition, Mark, Slot, Span, Story};

/// Stands where the page had a thematic break, and before what belongs to no story.
const BREAK: &str = "* * *";

/// Writes it.
pub(super) fn write(
    edition: &Edition,
    punctuation: Punctuation,
    out: &mut dyn Write,
) -> io::Result<()> {
    let mut page = Page {
        punctuation,
        out,
        begun: false,
        standing: 0,
    };
    page.front(edition)?;
    for (section, stories) in edition.pages() {
        page.section(&edition.page_heading(section))?;
        for story in stories {
            page.story(story)?;
        }
    }
    page.loose(&edition.loose)
}

struct Page<'a> {
    punctuation: Punctuation,
    out: &'a mut dyn Write,
    /// Whether something stands above, to be kept at a distance.
    begun: bool,
    /// Blank lines that stand at the end already.
    standing: usize,
}

impl Page<'_> {
    fn front(&mut self, edition: &Edition) -> io::Result<()> {
        if let Some(masthead) = &edition.masthead {
            self.line(masthead)?;
        }
        match edition.date {
            Some(date) => self.line(&date.to_string()),
            None => Ok(()),
        }
    }

    fn section(&mut self, heading: &str) -> io::Result<()> {
        if heading.is_empty() {
            return Ok(());
        }
        self.gap(2)?;
        self.line(heading)
    }

    fn story(&mut self, story: &Story) -> io::Result<()> {
        self.gap(2)?;
        let mut in_head = false;
        for (slot, text) in story.parts() {
            if text.is_empty() && !is_rule(story, slot) {
                continue;
            }
            // The lines of a head stand together; everything else has air above it.
            let is_head = slot < Slot::From;
            if !(is_head && in_head) {
                self.gap(1)?;
            }
            in_head = is_head;
            match slot {
                Slot::Block(index) => self.block(story.blocks.get(index), &text)?,
                _ => self.line(&text)?,
            }
        }
        self.origin(story)
    }

    fn block(&mut self, block: Option<&Block>, text: &str) -> io::Result<()> {
        match block {
            Some(Block::Rule) => self.line(BREAK),
            Some(block) if block.spans().iter().any(|span| span.mark == Mark::Title) => {
                self.line(&with_titles(text, block.spans()))
            }
            _ => text.split('\n').try_for_each(|line| self.line(line)),
        }
    }

    fn origin(&mut self, story: &Story) -> io::Result<()> {
        for text in [&story.source, &story.url].into_iter().flatten() {
            self.gap(1)?;
            self.line(text)?;
        }
        Ok(())
    }

    fn loose(&mut self, loose: &[String]) -> io::Result<()> {
        if loose.is_empty() {
            return Ok(());
        }
        self.gap(2)?;
        self.line(BREAK)?;
        for text in loose {
            self.gap(1)?;
            self.line(text)?;
        }
        Ok(())
    }

    fn gap(&mut self, lines: usize) -> io::Result<()> {
        if !self.begun {
            return Ok(());
        }
        // A gap asked for twice is the wider one, never the sum.
        let due = lines.saturating_sub(self.standing);
        self.standing += due;
        self.out.write_all("\n".repeat(due).as_bytes())
    }

    fn line(&mut self, text: &str) -> io::Result<()> {
        self.begun = true;
        self.standing = 0;
        let text = self.punctuation.apply(text);
        self.out.write_all(text.as_bytes())?;
        self.out.write_all(b"\n")
    }
}

/// Titles that the page marked with a wavy line, in the brackets that say the same in plain text.
fn with_titles(text: &str, spans: &[Span]) -> String {
    let sound = |span: &&Span| {
        text.get(span.range.clone())
            .is_some_and(|title| !title.is_empty())
    };
    let titles = spans
        .iter()
        .filter(|span| span.mark == Mark::Title)
        .filter(sound);
    let bare = titles.filter(|span| !has_brackets(text, span.range.start, span.range.end));
    let mut brackets: Vec<(usize, char)> = bare
        .flat_map(|span| [(span.range.start, '《'), (span.range.end, '》')])
        .collect();
    // What closes at a byte stands before what opens there.
    brackets.sort_by_key(|&(at, bracket)| (at, bracket == '《'));
    let mut out = String::with_capacity(text.len() + 3 * brackets.len());
    let mut copied = 0;
    for (at, bracket) in brackets {
        out.push_str(&text[copied..at]);
        out.push(bracket);
        copied = at;
    }
    out.push_str(&text[copied..]);
    out
}

fn is_rule(story: &Story, slot: Slot) -> bool {
    matches!(slot, Slot::Block(index) if matches!(story.blocks.get(index), Some(Block::Rule)))
}
