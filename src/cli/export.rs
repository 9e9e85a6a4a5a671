//! `yuebao export`: an edition as JSON, text or Markdown.

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
}

impl From<To> for Form {
    fn from(to: To) -> Self {
        match to {
            To::Json => Self::Json,
            To::Text => Self::Text,
            To::Markdown => Self::Markdown,
        }
    }
}

/// Writes the edition to standard output.
pub(super) fn run(export: &Export) -> anyhow::Result<ExitCode> {
    let delivered = match export.papers.open() {
        Ok(delivered) => delivered,
        Err(end) => return Ok(end),
    };
    let punctuation = if export.keep_punctuation {
        Punctuation::Kept
    } else {
        Punctuation::Widened
    };
    out::standard(|out| write::write(&delivered.edition, export.to.into(), punctuation, out))?;
    Ok(papers::status(&delivered))
}
