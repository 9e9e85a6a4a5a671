//! `yuebao stats`: what was read, by day and by paper.

use std::io::{self, Write};
use std::process::ExitCode;

use clap::Args;
use jiff::civil::Date;
use serde_json::{Value, json};

use super::out::{self, To, columns, one_line};
use crate::library::{Folders, Library, Stats, Tally};

/// Options of `stats`.
#[derive(Debug, Args)]
pub(super) struct StatsOf {
    /// The form to write.
    #[arg(long, value_enum, default_value = "text")]
    to: To,
    /// Only from this day on (2026-07-09).
    #[arg(long, value_name = "DAY")]
    since: Option<Date>,
}

/// Writes them to standard output.
pub(super) fn run(of: &StatsOf) -> anyhow::Result<ExitCode> {
    let library = Library::open(Folders::of_user()?.data())?;
    let stats = library.stats(of.since)?;
    out::standard(|out| match of.to {
        To::Text => text(&stats, out),
        To::Json => {
            serde_json::to_writer_pretty(&mut *out, &value(&stats))?;
            writeln!(out)
        }
    })?;
    Ok(ExitCode::SUCCESS)
}

/// The days, the papers, all of it: one line each, name, stories, minutes.
fn text(stats: &Stats, out: &mut dyn Write) -> io::Result<()> {
    let days = stats
        .days
        .iter()
        .map(|(day, tally)| (day.to_string(), *tally));
    let papers = stats
        .papers
        .iter()
        .map(|(paper, tally)| (one_line(paper), *tally));
    let total = [(String::new(), stats.total)];
    for part in [days.collect(), papers.collect(), total.to_vec()] {
        table(&part, out)?;
    }
    Ok(())
}

fn table(rows: &[(String, Tally)], out: &mut dyn Write) -> io::Result<()> {
    let rows: Vec<[String; 3]> = rows
        .iter()
        .map(|(name, tally)| {
            let (stories, minutes) = (tally.stories, tally.minutes());
            [
                name.clone(),
                format!("stories {stories:>5}"),
                format!("minutes {minutes:>5}"),
            ]
        })
        .collect();
    columns(&rows, out)?;
    match rows.is_empty() {
        true => Ok(()),
        false => writeln!(out),
    }
}

fn value(stats: &Stats) -> Value {
    let days = stats.days.iter();
    let papers = stats.papers.iter();
    let both = stats.papers_of_days.iter();
    json!({
        "total": tally(json!({}), stats.total),
        "days": days.map(|(day, t)| tally(json!({ "day": day }), *t)).collect::<Vec<_>>(),
        "papers": papers.map(|(paper, t)| tally(json!({ "paper": paper }), *t)).collect::<Vec<_>>(),
        "papers_of_days": both
            .map(|(day, paper, t)| tally(json!({ "day": day, "paper": paper }), *t))
            .collect::<Vec<_>>(),
    })
}

fn tally(mut value: Value, tally: Tally) -> Value {
    value["stories"] = tally.stories.into();
    value["seconds"] = tally.seconds.into();
    value["minutes"] = tally.minutes().into();
    value
}
