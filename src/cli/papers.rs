//! From file arguments to editions, the same way for every command.

use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::bail;
use clap::{Args, ValueHint};

use super::issues::{Shelf, opener};
use super::{desk, out};
use crate::delivery::{Delivery, Issue, Wanted, deliver};
use crate::edition::Edition;
use crate::library::Key;

/// The papers of a command that needs at least one.
#[derive(Debug, Args)]
pub(super) struct Papers {
    /// Files, folders, archives, or - for standard input; or the key of an edition on the shelf. What has one masthead and
    /// one date is one edition.
    #[arg(value_name = "FILE", value_hint = ValueHint::AnyPath)]
    files: Vec<PathBuf>,
    /// Of several editions, those whose title or date has this in it (2026-11-24, 日报).
    #[arg(long, value_name = "WHICH")]
    edition: Option<String>,
}

impl Papers {
    /// Whether none was named.
    pub(super) fn are_none(&self) -> bool {
        self.files.is_empty()
    }

    /// Opens them; `Err` is the end of the command where nothing could be opened.
    pub(super) fn open(&self) -> anyhow::Result<Result<Delivery, ExitCode>> {
        if self.files.is_empty() {
            out::say("no FILE was given; see --help");
            return Ok(Err(ExitCode::from(2)));
        }
        // Settings that cannot be read are told by what needs them; the shelf is then the reader's own.
        let mut shelf = Shelf::behind(opener(&desk::config().unwrap_or_default()));
        let mut delivery = delivered(&self.files, &mut shelf);
        out::tell(&delivery.failures);
        if delivery.opened == 0 {
            return Ok(Err(ExitCode::FAILURE));
        }
        if let Some(which) = &self.edition {
            let all = titles(&delivery.issues);
            delivery
                .issues
                .retain(|issue| issue.title().contains(which.as_str()));
            if delivery.issues.is_empty() {
                bail!("no edition has {which:?} in its title; there are: {all}");
            }
        }
        Ok(Ok(delivery))
    }
}

/// The only edition there is.
///
/// # Errors
///
/// Where there are several: `what` is what can be done with one only.
pub(super) fn only<'a>(delivery: &'a Delivery, what: &str) -> anyhow::Result<&'a Issue> {
    match &delivery.issues[..] {
        [issue] => Ok(issue),
        issues => bail!(
            "{what} one edition, and these are {}: {}; choose with --edition",
            issues.len(),
            titles(issues)
        ),
    }
}

/// The ids there are, as far as one line can say it.
pub(super) fn range(edition: &Edition) -> String {
    match (edition.stories.first(), edition.stories.last()) {
        (Some(first), Some(last)) => format!("{} to {}", first.id, last.id),
        _ => "none".into(),
    }
}

/// The titles of editions, as far as one line can say it.
fn titles(issues: &[Issue]) -> String {
    const MOST: usize = 12;
    let titles: Vec<String> = issues.iter().take(MOST).map(Issue::title).collect();
    let more = if issues.len() > MOST { ", …" } else { "" };
    titles.join(", ") + more
}

/// What the arguments ask for, opened: files, or one edition of the shelf by its key.
pub(super) fn delivered(files: &[PathBuf], shelf: &mut Shelf) -> Delivery {
    let filed = match files {
        [one] if !one.exists() => one.to_str().and_then(Key::parse),
        _ => None,
    };
    let filed = filed.and_then(|key| shelf.deliver_key(&key));
    filed.unwrap_or_else(|| deliver(&wanted(files)))
}

fn wanted(files: &[PathBuf]) -> Vec<Wanted> {
    let wanted = files.iter().map(|file| match file.as_os_str() {
        name if name == "-" => Wanted::Input,
        _ => Wanted::Path(file.clone()),
    });
    wanted.collect()
}

/// The exit status of a command that put out all that it could: 1 where something was left out.
pub(super) fn status(delivery: &Delivery) -> ExitCode {
    match delivery.failures.is_empty() {
        true => ExitCode::SUCCESS,
        false => ExitCode::FAILURE,
    }
}
