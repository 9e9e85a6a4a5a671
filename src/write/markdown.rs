//! An edition as Markdown (CommonMark with tables): pages are `#`, headlines `##`, subheads `###`, kickers `#####` over
//! their headline; the paper and its day stand in front matter.
//!
//! What we write is told apart when it is read back (`read::markdown`): underscores are kept for the furniture of a
//! story (`__deck__`, `_byline_`), asterisks for marks in text; a heading without words is a story without headline or
//! stories without a page; a link into the page (`#page-2`) is a jump line. Blocks are `markdown_blocks`'.

use std::collections::HashMap;
use std::io::{self, Write};

use super::Punctuation;
use super::inline::{destination, plain};
use crate::edition::{Edition, Jump, Section, Slot, Story};

/// What the front matter says of its maker: by it the rules above are known to hold.
const MAKER: &str = "generator: yuebao";

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
        seen: HashMap::new(),
        starred: false,
    };
    page.front(edition)?;
    for section in &edition.sections {
        page.section(edition, section)?;
    }
    let listed = |page: &Page<'_>, story: &Story| page.seen.contains_key(&story.id);
    if edition.stories.iter().any(|story| !listed(&page, story)) && !edition.sections.is_empty() {
        page.block("#")?;
    }
    for story in &edition.stories {
        if !listed(&page, story) {
            page.story(story)?;
        }
    }
    page.loose(&edition.loose)
}

/// Markdown in the making.
pub(super) struct Page<'a> {
    pub(super) punctuation: Punctuation,
    out: &'a mut dyn Write,
    begun: bool,
    /// The stories written so far, and their numbers.
    seen: HashMap<String, usize>,
    /// Whether the last block was a list with asterisks, or with hyphens, if any.
    pub(super) starred: bool,
}

impl Page<'_> {
    fn front(&mut self, edition: &Edition) -> io::Result<()> {
        let mut lines = vec!["---".to_owned()];
        let quoted = |text: &str| serde_json::to_string(text).unwrap_or_default();
        if let Some(masthead) = &edition.masthead {
            lines.push(format!("title: {}", quoted(masthead)));
        }
        if let Some(date) = edition.date {
            lines.push(format!("date: {date}"));
        }
        if let Some(language) = &edition.language {
            lines.push(format!("lang: {}", quoted(language)));
        }
        if let Some(url) = &edition.url {
            lines.push(format!("url: {}", quoted(url)));
        }
        lines.extend([MAKER.to_owned(), "---".to_owned()]);
        self.block(&lines.join("\n"))
    }

    /// A page's heading has two blanks between its label and its title, which are shown as one.
    fn section(&mut self, edition: &Edition, section: &Section) -> io::Result<()> {
        let label = plain(&section.label, self.punctuation);
        let title = section.title.as_deref().unwrap_or("");
        let title = plain(title, self.punctuation);
        self.heading_of("#", &format!("{label}  {title}"))?;
        for id in &section.stories {
            match (self.seen.get(id), edition.index_of(id)) {
                (None, Some(at)) => self.story(&edition.stories[at])?,
                (Some(&number), Some(at)) => {
                    let title = plain(&edition.stories[at].title(), self.punctuation);
                    self.block(&format!("## [{title}](<#story-{number}>)"))?;
                }
                _ => {}
            }
        }
        Ok(())
    }

    fn story(&mut self, story: &Story) -> io::Result<()> {
        self.seen.insert(story.id.clone(), self.seen.len() + 1);
        if let Some(kicker) = &story.kicker {
            self.heading("#####", kicker)?;
        }
        self.heading("##", story.headline.as_deref().unwrap_or(""))?;
        for (slot, text) in story.parts() {
            match slot {
                Slot::Kicker | Slot::Headline => {}
                Slot::Deck => self.marked("__", &text)?,
                Slot::Byline => self.marked("_", &text)?,
                Slot::From => self.jump(story.continued_from.as_ref())?,
                Slot::On => self.jump(story.continued_on.as_ref())?,
                Slot::Block(index) => self.story_block(story.blocks.get(index))?,
            }
        }
        self.origin(story)
    }

    fn jump(&mut self, jump: Option<&Jump>) -> io::Result<()> {
        let Some(jump) = jump else { return Ok(()) };
        let text = plain(jump.text.trim(), self.punctuation);
        let page = jump
            .page
            .as_deref()
            .map_or_else(String::new, |page| format!("-{page}"));
        self.block(&format!(
            "[{text}]({})",
            destination(&format!("#page{page}"))
        ))
    }

    fn origin(&mut self, story: &Story) -> io::Result<()> {
        if let Some(source) = &story.source {
            self.marked("_", source)?;
        }
        match &story.url {
            Some(url) => {
                let name = plain(url, Punctuation::Kept);
                self.block(&format!("[{name}]({})", destination(url)))
            }
            None => Ok(()),
        }
    }

    fn loose(&mut self, loose: &[String]) -> io::Result<()> {
        if !loose.is_empty() {
            self.block("#")?;
        }
        loose.iter().try_for_each(|text| {
            let text = plain(text, self.punctuation);
            self.block(&text)
        })
    }

    /// A heading; without words it is one all the same.
    pub(super) fn heading(&mut self, level: &str, text: &str) -> io::Result<()> {
        let text = plain(text, self.punctuation);
        self.heading_of(level, &text)
    }

    fn heading_of(&mut self, level: &str, text: &str) -> io::Result<()> {
        // Number signs at the end of a heading's line would be taken for its closing.
        let text = text.trim();
        let kept = text.trim_end_matches('#');
        let slashes = kept.len() - kept.trim_end_matches('\\').len();
        let kept = &text[..kept.len() + slashes % 2];
        let signs = r"\#".repeat(text.len() - kept.len());
        self.block(format!("{level} {kept}{signs}").trim_end())
    }

    /// A paragraph that is marked as a whole.
    pub(super) fn marked(&mut self, mark: &str, text: &str) -> io::Result<()> {
        let text = plain(text.trim(), self.punctuation);
        if text.is_empty() {
            return Ok(());
        }
        self.block(&format!("{mark}{text}{mark}"))
    }

    /// Writes some lines, with air before them.
    pub(super) fn block(&mut self, text: &str) -> io::Result<()> {
        self.starred = false;
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
