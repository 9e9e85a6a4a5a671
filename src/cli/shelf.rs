//! `yuebao shelf`: what stands on the shelf, by paper and day; `yuebao reindex`: the index made anew.

use std::io::{self, Write};
use std::process::ExitCode;

use anyhow::bail;
use clap::Args;
use serde_json::json;

use super::archive::{At, index};
use super::out::{self, To, one_line};
use super::progress::Progress;
use crate::library::Key;
use crate::library::archive::{Paper, Standing};
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
        let Some(key) = Key::parse(key) else {
            bail!("{key:?} is no key: `yuebao shelf PAPER --to json` gives them");
        };
        if !archive.remove(&key)? {
            bail!("no edition of this key stands on the shelf");
        }
        index(archive.as_mut(), &mut |_, _| {})?;
        return Ok(ExitCode::SUCCESS);
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
