//! `yuebao shelf`: what stands on the shelf, by paper and day; `yuebao reindex`: the index made anew.

use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context, bail};
use clap::{Args, ValueHint};
use serde_json::json;

use super::archive::{At, index};
use super::out::{self, To, one_line};
use super::progress::Progress;
use crate::delivery::{shown, write_originals};
use crate::library::Key;
use crate::library::archive::{Archive, Paper, Standing};
use crate::library::query::Days;

/// Options of `shelf`.
#[derive(Debug, Args)]
pub(super) struct ShelfOf {
    /// The paper whose editions are listed; all papers where none is named.
    paper: Option<String>,
    /// Editions of these days: 2026, 2026-07, 2026-07-09, 2026-07..2026-09.
    #[arg(long, value_name = "DAYS", requires = "paper")]
    date: Option<String>,
    /// Take the edition of this key off the shelf; marks in it stay.
    #[arg(long, value_name = "KEY", conflicts_with_all = ["paper", "date"])]
    remove: Option<String>,
    /// Write the source files that were kept of the edition of this key into a folder.
    #[arg(long, value_name = "KEY", requires = "into", conflicts_with_all = ["paper", "date", "remove"])]
    sources: Option<String>,
    /// The folder for --sources; no file in it is written over.
    #[arg(long, value_name = "FOLDER", value_hint = ValueHint::DirPath)]
    into: Option<PathBuf>,
    /// The form to write.
    #[arg(long, value_enum, default_value = "text")]
    to: To,
    #[command(flatten)]
    at: At,
}

/// Options of `reindex`.
#[derive(Debug, Args)]
pub(super) struct Reindex {
    /// Say nothing but what went wrong.
    #[arg(long, short)]
    quiet: bool,
    #[command(flatten)]
    at: At,
}

/// Lists papers or editions.
pub(super) fn run(shelf: &ShelfOf) -> anyhow::Result<ExitCode> {
    let mut archive = shelf.at.open()?;
    if let Some(key) = &shelf.remove {
        return remove(archive.as_mut(), &parsed(key)?);
    }
    if let (Some(key), Some(into)) = (&shelf.sources, &shelf.into) {
        return sources(archive.as_mut(), &parsed(key)?, into);
    }
    let Some(paper) = &shelf.paper else {
        let papers = archive.papers()?;
        out::standard(|out| match shelf.to {
            To::Text => papers.iter().try_for_each(|paper| told(paper, out)),
            To::Json => array(papers.iter().map(paper_json).collect(), out),
        })?;
        return Ok(ExitCode::SUCCESS);
    };
    let days = shelf.date.as_deref().map(|date| match Days::parse(date) {
        Some(days) => Ok(days),
        None => bail!("{date:?} is no date; dates are 2026, 2026-07, 2026-07-09, 2026-07..2026-09"),
    });
    let days = days.transpose()?.unwrap_or(Days {
        from: None,
        to: None,
    });
    let editions = archive.editions(paper, days.from, days.to)?;
    out::standard(|out| match shelf.to {
        To::Text => editions
            .iter()
            .try_for_each(|edition| standing(edition, out)),
        To::Json => array(editions.iter().map(standing_json).collect(), out),
    })?;
    Ok(match editions.is_empty() {
        true => ExitCode::FAILURE,
        false => ExitCode::SUCCESS,
    })
}

fn parsed(key: &str) -> anyhow::Result<Key> {
    match Key::parse(key) {
        Some(key) => Ok(key),
        None => bail!("{key:?} is no key: `yuebao shelf PAPER --to json` gives them"),
    }
}

fn remove(archive: &mut dyn Archive, key: &Key) -> anyhow::Result<ExitCode> {
    if !archive.remove(key)? {
        bail!("no edition of this key stands on the shelf");
    }
    index(archive, &mut |_, _| {})?;
    Ok(ExitCode::SUCCESS)
}

/// Writes the source files of an edition, and says where.
fn sources(archive: &mut dyn Archive, key: &Key, into: &Path) -> anyhow::Result<ExitCode> {
    let kept = archive.originals(key)?;
    if kept.is_empty() {
        bail!(
            "no source files were kept of an edition of this key; `yuebao add --keep` keeps them"
        );
    }
    let files = kept
        .iter()
        .map(|kept| (kept.name.as_str(), kept.bytes.as_slice()));
    let written = write_originals(into, files).with_context(|| shown(into))?;
    out::standard(|out| {
        written
            .iter()
            .try_for_each(|path| writeln!(out, "{}", shown(path)))
    })?;
    Ok(ExitCode::SUCCESS)
}

/// Makes the index anew.
pub(super) fn reindex(reindex: &Reindex) -> anyhow::Result<ExitCode> {
    let mut archive = reindex.at.open()?;
    let progress = Progress::begin(!reindex.quiet);
    progress.expect("indexing", 0);
    archive.reindex(&mut |done, all| progress.tell_of(done, all))?;
    progress.end();
    Ok(ExitCode::SUCCESS)
}

fn told(paper: &Paper, out: &mut dyn Write) -> io::Result<()> {
    let day = |day: Option<jiff::civil::Date>| day.map_or("-".into(), |day| day.to_string());
    let (first, latest) = (day(paper.first), day(paper.latest));
    let name = one_line(&paper.name);
    writeln!(
        out,
        "{name}  {first} .. {latest}  {} editions, {} stories",
        paper.editions, paper.stories
    )
}

fn standing(edition: &Standing, out: &mut dyn Write) -> io::Result<()> {
    let day = edition.date.map_or("-".into(), |day| day.to_string());
    let key = edition.key.as_str();
    writeln!(
        out,
        "{day}  {} pages, {} stories  {key}",
        edition.pages, edition.stories
    )
}

fn paper_json(paper: &Paper) -> serde_json::Value {
    json!({
        "paper": paper.name, "editions": paper.editions, "stories": paper.stories,
        "first": paper.first, "latest": paper.latest,
    })
}

fn standing_json(edition: &Standing) -> serde_json::Value {
    json!({
        "paper": edition.paper, "date": edition.date, "pages": edition.pages, "stories": edition.stories,
        "key": edition.key.as_str(), "filed": edition.filed,
    })
}

fn array(values: Vec<serde_json::Value>, out: &mut dyn Write) -> io::Result<()> {
    serde_json::to_writer_pretty(&mut *out, &values)?;
    writeln!(out)
}
