//! `yuebao export`: an edition as JSON, text, Markdown, HTML or EPUB, or a list of its feeds; the papers that are subscribed to as
//! such a list.

use std::io::{self, IsTerminal};
use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::{Context, bail};
use clap::{Args, ValueEnum, ValueHint};

use super::papers::{self, Papers};
use super::{courier, out};
use crate::delivery::papers::{Definition, to_list};
use crate::delivery::{Delivery, write_file};
use crate::write::{self, Form, Punctuation};

/// Options of `export`.
#[derive(Debug, Args)]
pub(super) struct Export {
    #[command(flatten)]
    papers: Papers,
    /// The form to write.
    #[arg(long, value_enum, default_value = "json")]
    to: To,
    /// Write this story only, with its paper, day and page (its id as in JSON: s1, s2, ...).
    #[arg(long, value_name = "ID")]
    story: Option<String>,
    /// Leave punctuation as in the source; JSON, HTML and EPUB always do.
    #[arg(long)]
    keep_punctuation: bool,
    /// Let the lines of HTML and EPUB run down, whatever the paper does.
    #[arg(long)]
    vertical: bool,
    /// Write to this file, whole or not at all, instead of standard output.
    #[arg(long, short, value_name = "FILE", value_hint = ValueHint::FilePath)]
    output: Option<PathBuf>,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum To {
    Json,
    Text,
    Markdown,
    Opml,
    Html,
    Epub,
}

impl From<To> for Form {
    fn from(to: To) -> Self {
        match to {
            To::Json => Self::Json,
            To::Text => Self::Text,
            To::Markdown => Self::Markdown,
            To::Opml => Self::Opml,
            To::Html => Self::Html,
            To::Epub => Self::Epub,
        }
    }
}

/// Writes the editions, one after the other; of HTML and EPUB, which are one edition a file, the latest.
pub(super) fn run(export: &Export) -> anyhow::Result<ExitCode> {
    if export.papers.are_none() && matches!(export.to, To::Opml) {
        return subscriptions(export);
    }
    let mut delivery = match export.papers.open()? {
        Ok(delivery) => delivery,
        Err(end) => return Ok(end),
    };
    if export.output.is_none() && matches!(export.to, To::Epub) && io::stdout().is_terminal() {
        bail!("an EPUB is no text for a terminal: name a file with --output");
    }
    export.clip(&mut delivery)?;
    let left_out = export.choose(&mut delivery);
    match &export.output {
        Some(path) => write_file(path, |out| export.write(&delivery, out))
            .with_context(|| path.display().to_string())?,
        None => out::standard(|out| export.write(&delivery, out))?,
    }
    if left_out > 0 {
        out::say(&format!(
            "a file holds one issue: {left_out} others were left out"
        ));
        return Ok(ExitCode::FAILURE);
    }
    Ok(papers::status(&delivery))
}

/// Writes the papers that are subscribed to as a list of feeds.
fn subscriptions(export: &Export) -> anyhow::Result<ExitCode> {
    let papers: Vec<Definition> = courier::fetcher()?
        .papers()?
        .into_iter()
        .flatten()
        .collect();
    let list = to_list(&papers);
    match &export.output {
        Some(path) => write_file(path, |out| write::feeds(&[&list], out))
            .with_context(|| path.display().to_string())?,
        None => out::standard(|out| write::feeds(&[&list], out))?,
    }
    Ok(ExitCode::SUCCESS)
}

impl Export {
    /// Keeps of the edition the story that is asked for.
    fn clip(&self, delivery: &mut Delivery) -> anyhow::Result<()> {
        let Some(id) = &self.story else { return Ok(()) };
        let edition = &papers::only(delivery, "a story is told by its id in")?.edition;
        let Some(clipping) = edition.clipping(id) else {
            bail!("no story {id}: they are {}", papers::range(edition));
        };
        for issue in &mut delivery.issues {
            issue.edition = clipping.clone();
        }
        Ok(())
    }

    /// Keeps the issues that are written; answers with how many others there are.
    fn choose(&self, delivery: &mut Delivery) -> usize {
        if !matches!(self.to, To::Html | To::Epub) {
            return 0;
        }
        let issues = std::mem::take(&mut delivery.issues);
        let left_out = issues.len().saturating_sub(1);
        let latest = issues
            .into_iter()
            .rev()
            .max_by_key(|issue| issue.edition.date);
        delivery.issues.extend(latest);
        for issue in &mut delivery.issues {
            issue.edition.vertical |= self.vertical;
        }
        left_out
    }

    fn write(&self, delivery: &Delivery, out: &mut dyn io::Write) -> io::Result<()> {
        let punctuation = match self.keep_punctuation {
            true => Punctuation::Kept,
            false => Punctuation::Widened,
        };
        if matches!(self.to, To::Opml) {
            let editions = delivery.issues.iter().map(|issue| &issue.edition);
            return write::feeds(&editions.collect::<Vec<_>>(), out);
        }
        let pictures = |name: &str| delivery.pictures.find(name);
        let mut issues = delivery.issues.iter();
        issues.try_for_each(|issue| {
            write::write_with(&issue.edition, self.to.into(), punctuation, &pictures, out)
        })
    }
}
