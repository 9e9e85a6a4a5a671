//! `yuebao print`: an edition set to standard output, for paper, pipes and screen readers.

use std::cell::LazyCell;
use std::io::{self, IsTerminal, Write};
use std::process::ExitCode;

use anyhow::bail;
use clap::{Args, value_parser};

use super::down::{self, Down};
use super::flags::Flags;
use super::papers::{self, Papers};
use super::set::{BREAK, Setter};
use super::{desk, out};
use crate::config::{Columns, Setting};
use crate::delivery::Delivery;
use crate::edition::{Block, Edition, Sort, Story};
use crate::text::language::Language;
use crate::tui::words::Words;
use crate::typeset::{ALLEY, Manner, Style, comfortable};

/// Options of `print`.
#[derive(Debug, Args)]
pub(super) struct Print {
    #[command(flatten)]
    papers: Papers,
    /// Cells in a line; the default is the measure of config.toml (76), or the terminal where it is narrower. In columns,
    /// of all of them together: the default is then the terminal.
    #[arg(long, value_name = "N", value_parser = value_parser!(u16).range(2..))]
    width: Option<u16>,
    #[command(flatten)]
    down: Down,
    /// Print this story only (its id as in export: s1, s2, ...).
    #[arg(long, value_name = "ID")]
    story: Option<String>,
    /// Leave punctuation as in the source.
    #[arg(long)]
    keep_punctuation: bool,
    #[command(flatten)]
    flags: Flags,
}

/// How a paper is printed.
pub(super) struct How {
    setting: Setting,
    /// Cells in a line; the configured measure otherwise.
    width: Option<u16>,
    /// Rows of a page of lines that run down; the terminal's otherwise.
    height: Option<u16>,
    /// BCP 47 tag of the language of every story, where that was said.
    tag: Option<String>,
}

impl How {
    /// As the reader has it, but with nothing beyond the measure, which may be beyond the paper, and not in columns or in
    /// lines that run down, which no pipe reads.
    pub(super) fn from_setting(setting: Setting) -> Self {
        Self {
            setting: Setting {
                hang: 0,
                columns: Columns::ONE,
                vertical: false,
                ..setting
            },
            width: None,
            height: None,
            tag: None,
        }
    }
}

/// Prints the papers that can be opened.
pub(super) fn run(print: &Print) -> anyhow::Result<ExitCode> {
    let usual = How::from_setting(desk::config()?.setting);
    let mut how = How {
        setting: print.flags.over(usual.setting),
        width: print.width,
        height: print.down.height,
        tag: print.flags.lang.clone(),
    };
    how.setting.vertical = print.down.vertical;
    how.setting.widen_punctuation &= !print.keep_punctuation;
    let delivery = match print.papers.open()? {
        Ok(delivery) => delivery,
        Err(end) => return Ok(end),
    };
    match &print.story {
        Some(id) => one(
            &papers::only(&delivery, "a story is told by its id in")?.edition,
            id,
            &how,
        )?,
        None => whole(&delivery, &how)?,
    }
    Ok(papers::status(&delivery))
}

/// Prints whole editions.
pub(super) fn whole(delivery: &Delivery, how: &How) -> anyhow::Result<()> {
    out::standard(|out| {
        let mut issues = delivery.issues.iter();
        issues.try_for_each(|issue| Printer::new(&issue.edition, how).edition(&issue.name, out))
    })
}

fn one(edition: &Edition, id: &str, how: &How) -> anyhow::Result<()> {
    let Some(story) = edition.index_of(id).and_then(|at| edition.stories.get(at)) else {
        bail!("no story {id}: they are {}", papers::range(edition));
    };
    let printer = Printer::new(edition, how);
    out::standard(|out| printer.story(story, out))
}

struct Printer<'a> {
    edition: &'a Edition,
    how: &'a How,
    setter: Setter,
    words: LazyCell<Words>,
}

impl<'a> Printer<'a> {
    fn new(edition: &'a Edition, how: &'a How) -> Self {
        let setting = &how.setting;
        let measure = how.width.unwrap_or_else(|| default_width(setting));
        let style = Style::from_setting(setting, measure).with_gutters(setting);
        let bold = out::is_bold();
        Self {
            edition,
            how,
            words: LazyCell::new(|| Words::for_locale(&desk::locale())),
            setter: Setter {
                style,
                columns: setting.columns,
                bold,
                page: down::page(how.width, how.height),
            },
        }
    }

    fn edition(&self, name: &str, out: &mut dyn Write) -> io::Result<()> {
        writeln!(out, "{}", self.edition.masthead.as_deref().unwrap_or(name))?;
        if let Some(date) = self.edition.date {
            writeln!(out, "{date}")?;
        }
        for (section, stories) in self.edition.pages() {
            let heading = self.edition.page_heading(section);
            if !heading.is_empty() {
                write!(out, "\n\n{heading}\n")?;
            }
            for story in stories {
                writeln!(out, "\n")?;
                self.story(story, out)?;
            }
        }
        self.loose(out)
    }

    /// A story; what is none says above it what it is, as the list of stories does on the screen.
    fn story(&self, story: &Story, out: &mut dyn Write) -> io::Result<()> {
        if story.sort != Sort::Story
            && let Some(sort) = self.words.status.sort(story.sort)
        {
            writeln!(out, "[{sort}]")?;
        }
        self.setter.set(story, self.manner(story), out)
    }

    /// What belongs to no story, set like one.
    fn loose(&self, out: &mut dyn Write) -> io::Result<()> {
        if self.edition.loose.is_empty() {
            return Ok(());
        }
        write!(out, "\n\n{BREAK}\n\n")?;
        let blocks = self.edition.loose.iter().map(Block::paragraph).collect();
        let story = Story {
            blocks,
            ..Story::default()
        };
        self.story(&story, out)
    }

    fn manner(&self, story: &Story) -> Manner {
        let said = self.how.tag.as_deref();
        let tag = said.or_else(|| self.edition.language_of(story));
        let language = tag.map_or_else(|| guess(story), Language::from_tag);
        let ambiguous = self.how.setting.ambiguous_width.policy(None);
        Manner::from_setting(&self.how.setting, language, tag, ambiguous)
    }
}

fn guess(story: &Story) -> Language {
    let text = story
        .blocks
        .iter()
        .map(Block::text)
        .find(|text| !text.is_empty());
    Language::guess(&text.unwrap_or_default())
}

/// Cells in a line, where that was not said: the configured measure for each column, or the terminal's width where that
/// is less. What is no terminal is as wide as its columns need to read well.
fn default_width(setting: &Setting) -> u16 {
    let side_by_side = |count: u16, width: u16| {
        let alleys = ALLEY.saturating_mul(count.saturating_sub(1));
        width.saturating_mul(count).saturating_add(alleys)
    };
    let terminal = io::stdout()
        .is_terminal()
        .then(crossterm::terminal::size)
        .and_then(Result::ok);
    let width = match (setting.columns, terminal) {
        (Columns::Auto, Some((width, _))) => width,
        (Columns::Of(count), Some((width, _))) => side_by_side(count, setting.measure).min(width),
        (Columns::Of(2..), None) => {
            side_by_side(setting.columns.count(1), comfortable(Language::ZhHans))
        }
        (_, None) => setting.measure,
    };
    width.max(2)
}
