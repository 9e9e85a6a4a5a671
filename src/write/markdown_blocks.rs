//! Blocks of a story as Markdown.

use std::io;

use super::inline::{destination, inline, plain};
use super::markdown::Page;
use crate::edition::Block;

impl Page<'_> {
    pub(super) fn story_block(&mut self, block: Option<&Block>) -> io::Result<()> {
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
            Some(Block::Figure {
                caption,
                credit,
                image,
            }) => self.figure(caption.as_deref(), credit.as_deref(), image.as_deref()),
            Some(Block::Rule) => self.block("---"),
            Some(Block::Verbatim { text }) => self.verbatim(text),
            None => Ok(()),
        }
    }

    /// A picture and below it, in the same paragraph, its caption and credit. One without a file has no address.
    fn figure(
        &mut self,
        caption: Option<&str>,
        credit: Option<&str>,
        image: Option<&str>,
    ) -> io::Result<()> {
        let show = |text: Option<&str>| plain(text.unwrap_or("").trim(), self.punctuation);
        let (caption, credit) = (show(caption), show(credit));
        if caption.is_empty() && credit.is_empty() && image.is_none() {
            return Ok(());
        }
        let mut text = format!("![]({})", destination(image.unwrap_or("")));
        if !caption.is_empty() {
            text.push_str(&format!("\n_{caption}_"));
        }
        if !credit.is_empty() {
            text.push_str(&format!("\n__{credit}__"));
        }
        self.block(&text)
    }

    /// Of two lists on end the second has another mark, or they would be one.
    fn list(&mut self, text: &str) -> io::Result<()> {
        let mark = if self.starred { '*' } else { '-' };
        let item = |item| format!("{mark} {}", plain(item, self.punctuation));
        let items: Vec<String> = text.split('\n').map(item).collect();
        self.block(&items.join("\n"))?;
        self.starred = mark == '-';
        Ok(())
    }

    /// All rows have as many cells as the widest, or it would be no table.
    fn table(&mut self, text: &str) -> io::Result<()> {
        let columns = text.split('\n').map(|row| row.split('\t').count()).max();
        let columns = columns.unwrap_or(1);
        let rule = format!("|{}", " --- |".repeat(columns));
        let mut rows = text.split('\n').map(|row| {
            let cells = row.split('\t').map(|cell| plain(cell, self.punctuation));
            let missing = columns - row.split('\t').count();
            let cells: Vec<String> = cells.collect();
            format!("| {} |{}", cells.join(" | "), "  |".repeat(missing))
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
}
