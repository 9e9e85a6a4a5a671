//! An edition as Markdown (CommonMark with tables): the paper and its pages are `#`, headlines `##`, subheads `###`.

use std::io::{self, Write};

use super::Punctuation;
use super::inline::{destination, inline, plain};
use crate::edition::{Block, Edition, Slot, Story};

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
    begun: bool,
}

impl Page<'_> {
    fn front(&mut self, edition: &Edition) -> io::Result<()> {
        if let Some(masthead) = &edition.masthead {
            self.heading("#", masthead)?;
        }
        match edition.date {
            Some(date) => self.block(&date.to_string()),
            None => Ok(()),
        }
    }

    fn section(&mut self, heading: &str) -> io::Result<()> {
        match heading {
            "" => Ok(()),
            heading => self.heading("#", heading),
        }
    }

    fn story(&mut self, story: &Story) -> io::Result<()> {
        if story.headline.is_none() {
            // Without a headline only a break tells where the story before it ends.
            self.block("---")?;
        }
        for (slot, text) in story.parts() {
            match slot {
                Slot::Headline => self.heading("##", &text)?,
                Slot::Deck => self.marked("**", &text)?,
                Slot::Byline | Slot::From | Slot::On => self.marked("*", &text)?,
                Slot::Kicker => self.paragraph(&text)?,
                Slot::Block(index) => self.story_block(story.blocks.get(index), &text)?,
            }
        }
        self.origin(story)
    }

    fn origin(&mut self, story: &Story) -> io::Result<()> {
        if let Some(source) = &story.source {
            self.paragraph(source)?;
        }
        match &story.url {
            Some(url) => {
                let name = plain(url, Punctuation::Kept);
                self.block(&format!("[{name}]({})", destination(url)))
            }
            None => Ok(()),
        }
    }

    fn story_block(&mut self, block: Option<&Block>, text: &str) -> io::Result<()> {
        match block {
            Some(Block::Paragraph { text, spans }) => {
                self.block(&inline(text, spans, self.punctuation))
            }
            Some(Block::Subhead { text }) => self.heading("###", text),
            Some(Block::Quote { text, spans }) => {
                self.block(&format!("> {}", inline(text, spans, self.punctuation)))
            }
            Some(Block::List { text }) => self.list(text),
            Some(Block::Table { text }) => self.table(text),
            Some(Block::Figure { image, .. }) => self.figure(image.as_deref(), text),
            Some(Block::Rule) => self.block("---"),
            Some(Block::Verbatim { text }) => self.verbatim(text),
            None => Ok(()),
        }
    }

    fn figure(&mut self, image: Option<&str>, text: &str) -> io::Result<()> {
        if let Some(image) = image {
            let name = plain(text, self.punctuation);
            self.block(&format!("![{name}]({})", destination(image)))?;
        }
        self.marked("*", text)
    }

    fn list(&mut self, text: &str) -> io::Result<()> {
        let items = text
            .split('\n')
            .map(|item| format!("- {}", plain(item, self.punctuation)));
        self.block(&items.collect::<Vec<_>>().join("\n"))
    }

    fn table(&mut self, text: &str) -> io::Result<()> {
        let columns = text.split('\n').map(|row| row.split('\t').count()).max();
        let rule = format!("|{}", " --- |".repeat(columns.unwrap_or(1)));
        let mut rows = text.split('\n').map(|row| {
            let cells = row.split('\t').map(|cell| plain(cell, self.punctuation));
            format!("| {} |", cells.collect::<Vec<_>>().join(" | "))
        });
        let head = rows.next().unwrap_or_default();
        let body: Vec<String> = [head, rule].into_iter().chain(rows).collect();
        self.block(&body.join("\n"))
    }

    /// A fenced block; the fence is longer than any run of backticks inside.
    fn verbatim(&mut self, text: &str) -> io::Result<()> {
        let longest = text.split(|c| c != '`').map(str::len).max().unwrap_or(0);
        let fence = "`".repeat(longest.max(2) + 1);
        self.block(&format!("{fence}\n{text}\n{fence}"))
    }

    fn loose(&mut self, loose: &[String]) -> io::Result<()> {
        if !loose.is_empty() {
            self.block("---")?;
        }
        loose.iter().try_for_each(|text| self.paragraph(text))
    }

    fn heading(&mut self, level: &str, text: &str) -> io::Result<()> {
        // Number signs at the end of a heading's line would be taken for its closing.
        let text = plain(text, self.punctuation);
        let kept = text.trim_end_matches('#');
        let signs = r"\#".repeat(text.len() - kept.len());
        self.block(&format!("{level} {kept}{signs}"))
    }

    fn paragraph(&mut self, text: &str) -> io::Result<()> {
        let text = plain(text, self.punctuation);
        self.block(&text)
    }

    /// A paragraph that is emphasised as a whole.
    fn marked(&mut self, mark: &str, text: &str) -> io::Result<()> {
        let text = plain(text.trim(), self.punctuation);
        if text.is_empty() {
            return Ok(());
        }
        self.block(&format!("{mark}{text}{mark}"))
    }

    fn block(&mut self, text: &str) -> io::Result<()> {
        if text.is_empty() {
            return Ok(());
        }
        let air = if std::mem::replace(&mut self.begun, true) {
            "\n"
        } else {
            ""
        };
        writeln!(self.out, "{air}{text}")
    }
}
