//! `yuebao wrap`: a filter from paragraphs to set lines, in the memory of one paragraph's part, or for columns of a story.

use std::io::{self, BufRead, Read, Write};
use std::process::ExitCode;

use clap::{Args, value_parser};

use super::down::{self, Down};
use super::flags::Flags;
use super::set::Setter;
use super::{desk, out};
use crate::config::{Columns, Setting};
use crate::edition::{Block, Story};
use crate::text::language::{Language, guess_tag};
use crate::text::{clean, segment};
use crate::typeset::{Direction, Manner, Style, lay_out, prepare};

/// Bytes of one read. A longer line comes in pieces.
const PIECE: u64 = 1 << 16;
/// Cells in a line, where nothing else is said.
const WIDTH: u16 = 76;
/// Bytes of a paragraph that are held. Of a longer one all lines but the last are put out, and it goes on from there.
const HELD: usize = 1 << 18;
/// Bytes of a story in columns, all of whose paragraphs are held. What comes after them is set like another story.
const STORY: usize = 1 << 22;

/// Options of `wrap`.
#[derive(Debug, Args)]
pub(super) struct Wrap {
    /// Cells in a line (76); with --vertical in a page.
    #[arg(long, value_name = "N", value_parser = value_parser!(u16).range(2..))]
    width: Option<u16>,
    #[command(flatten)]
    down: Down,
    #[command(flatten)]
    flags: Flags,
}

/// Sets UTF-8 paragraphs from standard input to standard output. Blank lines separate paragraphs.
pub(super) fn run(wrap: &Wrap) -> anyhow::Result<ExitCode> {
    // A filter does the same for everybody; only what the terminal is like is the reader's own.
    let setting = Setting {
        indent: Some(0),
        hang: 0,
        widen_punctuation: false,
        ambiguous_width: desk::config()?.setting.ambiguous_width,
        ..Setting::default()
    };
    let setting = wrap.flags.over(setting);
    out::standard(|out| {
        let mut filter = Filter::new(wrap, setting, out);
        filter.run(io::stdin().lock())
    })?;
    Ok(ExitCode::SUCCESS)
}

/// A paragraph on its way.
struct Filter<'a> {
    wrap: &'a Wrap,
    setting: Setting,
    out: &'a mut dyn Write,
    /// What is held of the paragraph.
    text: String,
    /// Paragraphs that are held for columns.
    story: Story,
    /// Bytes of them.
    held: usize,
    /// Tag of the paragraph's language, once it is known.
    tag: Option<String>,
    /// Lines of this paragraph were put out already.
    begun: bool,
    /// A paragraph stands above.
    below: bool,
}

impl<'a> Filter<'a> {
    fn new(wrap: &'a Wrap, setting: Setting, out: &'a mut dyn Write) -> Self {
        Self {
            wrap,
            setting,
            out,
            text: String::new(),
            story: Story::default(),
            held: 0,
            tag: None,
            begun: false,
            below: false,
        }
    }

    fn run(&mut self, mut input: impl BufRead) -> io::Result<()> {
        let mut bytes = Vec::new();
        let mut line_goes_on = false;
        while (&mut input).take(PIECE).read_until(b'\n', &mut bytes)? > 0 {
            let line_ends = bytes.ends_with(b"\n");
            let rest = if line_ends {
                Vec::new()
            } else {
                cut_tail(&mut bytes)
            };
            self.take(&String::from_utf8_lossy(&bytes), line_goes_on)?;
            line_goes_on = !line_ends;
            bytes = rest;
        }
        self.take(&String::from_utf8_lossy(&bytes), true)?;
        self.end()?;
        self.end_story()
    }

    /// Takes a line, or a piece of one.
    fn take(&mut self, piece: &str, same_line: bool) -> io::Result<()> {
        let cleaned = clean::clean(piece);
        let line = cleaned.text.trim_end_matches('\n');
        if same_line {
            self.text.push_str(line);
        } else if line.trim().is_empty() {
            return self.end();
        } else {
            segment::join(&mut self.text, line);
        }
        match self.holds_stories() {
            true if self.text.len() >= STORY => self.end(),
            false if self.text.len() >= HELD => self.put_out_all_but_last(),
            _ => Ok(()),
        }
    }

    /// The paragraph is whole.
    fn end(&mut self) -> io::Result<()> {
        let text = self.take_text();
        if !text.is_empty() {
            self.held += text.len();
            self.story.blocks.push(Block::paragraph(text));
        }
        if !self.holds_stories() || self.held >= STORY {
            self.end_story()?;
        }
        self.begun = false;
        self.tag = None;
        Ok(())
    }

    /// Puts out the paragraphs that are held.
    fn end_story(&mut self) -> io::Result<()> {
        let story = std::mem::take(&mut self.story);
        self.held = 0;
        let Some(first) = story.blocks.first() else {
            return Ok(());
        };
        self.separate()?;
        let mut manner = self.manner(&first.text());
        if self.wrap.down.vertical {
            // Whatever the language: it was asked for.
            manner.direction = Direction::Vertical;
        }
        self.setter().set(&story, manner, self.out)?;
        self.below = true;
        Ok(())
    }

    /// Whether paragraphs make up a page together.
    fn holds_stories(&self) -> bool {
        self.wrap.down.vertical || self.setting.columns != Columns::ONE
    }

    fn put_out_all_but_last(&mut self) -> io::Result<()> {
        let text = self.take_text();
        let story = story_of(&text);
        let manner = self.manner(&text);
        let prepared = prepare(&story, manner);
        let layout = lay_out(&prepared, &self.setter().style);
        // With a single line there is nothing to hold it together for.
        let put_out = layout.lines().len().saturating_sub(1).max(1);
        self.separate()?;
        for row in 0..put_out {
            writeln!(self.out, "{}", layout.to_text(&prepared, row))?;
        }
        let rest = layout
            .lines()
            .get(put_out)
            .and_then(|last| text.get(last.start..));
        self.text = rest.unwrap_or_default().to_owned();
        self.tag = self
            .tag
            .take()
            .or_else(|| guess_tag(&text).map(str::to_owned));
        (self.begun, self.below) = (true, true);
        Ok(())
    }

    fn separate(&mut self) -> io::Result<()> {
        match self.below && !self.begun {
            true => writeln!(self.out),
            false => Ok(()),
        }
    }

    /// What is held, to be set. The indent is the setting's business, and not the blanks that the source begins with.
    fn take_text(&mut self) -> String {
        let text = std::mem::take(&mut self.text);
        if self.begun {
            text
        } else {
            text.trim_start().to_owned()
        }
    }

    fn setter(&self) -> Setter {
        let style = Style::from_setting(&self.setting, self.wrap.width.unwrap_or(WIDTH));
        Setter {
            style: Style {
                indent: if self.begun { Some(0) } else { style.indent },
                gap: style.indent.map(|indent| u16::from(indent == 0)),
                hang: self.setting.hang,
                ..style
            },
            columns: self.setting.columns,
            bold: false,
            page: down::page(self.wrap.width, self.wrap.down.height),
        }
    }

    fn manner(&self, text: &str) -> Manner {
        // A paragraph that is put out in parts is in one language.
        let guessed = self.tag.as_deref().or_else(|| guess_tag(text));
        let tag = self.wrap.flags.lang.as_deref().or(guessed);
        let language = tag.map_or(Language::Other, Language::from_tag);
        let ambiguous = self.setting.ambiguous_width.policy(None);
        Manner::from_setting(&self.setting, language, tag, ambiguous)
    }
}

fn story_of(text: &str) -> Story {
    Story {
        blocks: vec![Block::paragraph(text)],
        ..Story::default()
    }
}

/// Cuts off a character that is not whole yet.
fn cut_tail(bytes: &mut Vec<u8>) -> Vec<u8> {
    let tail = bytes
        .iter()
        .rev()
        .take(4)
        .position(|byte| byte & 0xC0 != 0x80);
    let start = tail.map_or(bytes.len(), |back| bytes.len() - 1 - back);
    let is_cut = std::str::from_utf8(bytes.get(start..).unwrap_or_default())
        .is_err_and(|error| error.error_len().is_none());
    bytes.split_off(if is_cut { start } else { bytes.len() })
}
