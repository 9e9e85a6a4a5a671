//! `yuebao export`: an edition as JSON, text, Markdown or a list of feeds.

use std::process::ExitCode;

use clap::{Args, ValueEnum};

use super::out;
use super::papers::{self, Papers};
use crate::write::{self, Form, Punctuation};

/// Options of `export`.
#[derive(Debug, Args)]
pub(super) struct Export {
    #[command(flatten)]
    papers: Papers,
    /// The form to write.
    #[arg(long, value_enum, default_value = "json")]
    to: To,
    /// Leave punctuation as in the source; JSON always does.
    #[arg(long)]
    keep_punctuation: bool,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum To {
    Json,
    Text,
    Markdown,
    Opml,
}

impl From<To> for Form {
    fn from(to: To) -> Self {
        match to {
            To::Json => Self::Json,
            To::Text => Self::Text,
            To::Markdown => Self::Markdown,
            To::Opml => Self::Opml,
        }
    }
}

/// Writes the editions to standard output, one after the other.
pub(super) fn run(export: &Export) -> anyhow::Result<ExitCode> {
    let delivery = match export.papers.open()? {
        Ok(delivery) => delivery,
        Err(end) => return Ok(end),
    };
    let punctuation = if export.keep_punctuation {
        Punctuation::Kept
    } else {
        Punctuation::Widened
    };
    out::standard(|out| {
        if matches!(export.to, To::Opml) {
            let editions = delivery.issues.iter().map(|issue| &issue.edition);
            return write::feeds(&editions.collect::<Vec<_>>(), out);
        }
        let mut issues = delivery.issues.iter();
        issues
            .try_for_each(|issue| write::write(&issue.edition, export.to.into(), punctuation, out))
    })?;
    Ok(papers::status(&delivery))
}
