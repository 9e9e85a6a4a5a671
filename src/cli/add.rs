//! `yuebao add`: files editions on the shelf, where they are found again by paper, day and word.

use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;

use anyhow::Context;
use clap::{Args, ValueHint};

use super::archive::{At, index};
use super::progress::Progress;
use super::{desk, out};
use crate::delivery::{Delivery, Issue, Load, Wanted, deliver, loads, originals};
use crate::library::archive::{Archive, Filed, Filing, Original};

/// Options of `add`.
#[derive(Debug, Args)]
pub(super) struct Add {
    /// Files, folders, archives, or - for standard input. What was filed before is passed over.
    #[arg(value_name = "FILE|FOLDER", required = true, value_hint = ValueHint::AnyPath)]
    papers: Vec<PathBuf>,
    /// Keep the source files too, packed, on the shelf (`shelf.keep` in config.toml says it for always).
    #[arg(long)]
    keep: bool,
    /// Only remember where the source files are.
    #[arg(long, conflicts_with = "keep")]
    refer: bool,
    /// Say nothing but what went wrong.
    #[arg(long, short)]
    quiet: bool,
    #[command(flatten)]
    at: At,
}

/// What has been done.
#[derive(Default)]
struct Tally {
    filed: usize,
    stories: usize,
    known: usize,
    within: usize,
    failed: usize,
}

/// Files everything, load by load, then has it found.
pub(super) fn run(add: &Add) -> anyhow::Result<ExitCode> {
    let mut archive = add.at.open()?;
    let keep = add.keep || (!add.refer && desk::config()?.shelf.keep);
    let progress = Progress::begin(!add.quiet);
    let loads = loads(&add.papers);
    let mut tally = Tally::default();
    progress.expect("reading", loads.len() as u64);
    for (at, load) in loads.iter().enumerate() {
        take(archive.as_mut(), load, keep, &mut tally)?;
        progress.tell(
            at as u64 + 1,
            &format!("{} editions, {} stories", tally.filed, tally.stories),
        );
    }
    progress.expect("indexing", tally.stories as u64);
    index(archive.as_mut(), &mut |done, all| {
        progress.tell_of(done, all)
    })?;
    progress.end();
    if !add.quiet {
        out::standard(|out| {
            use std::io::Write;
            writeln!(out, "{}", tally.told())
        })?;
    }
    Ok(match tally.failed {
        0 => ExitCode::SUCCESS,
        _ => ExitCode::FAILURE,
    })
}

/// Opens one load and files what it holds.
fn take(
    archive: &mut dyn Archive,
    load: &Load,
    keep: bool,
    tally: &mut Tally,
) -> anyhow::Result<()> {
    let stamp = load
        .stamp
        .as_ref()
        .map(|stamp| format!("{stamp}{}", u8::from(keep)));
    if let Some(stamp) = &stamp
        && archive.has_taken(stamp)?
    {
        tally.known += 1;
        return Ok(());
    }
    let delivery = deliver(&load.wanted);
    out::tell(&delivery.failures);
    tally.failed += delivery.failures.len();
    let whole = delivery.failures.is_empty();
    let filings = filings(delivery, &load.wanted, keep);
    let filed = archive
        .file(&filings)
        .context("nothing of this was filed")?;
    for (filing, filed) in filings.iter().zip(filed) {
        match filed {
            Filed::New => {
                tally.filed += 1;
                tally.stories += filing.edition.stories.len();
            }
            Filed::Known => tally.known += 1,
            Filed::Within => tally.within += 1,
        }
    }
    match stamp.filter(|_| whole) {
        Some(stamp) => Ok(archive.note_taken(&stamp)?),
        None => Ok(()),
    }
}

fn filings(delivery: Delivery, wanted: &[Wanted], keep: bool) -> Vec<Filing> {
    let kept = keep.then(|| originals(wanted)).into_iter().flatten();
    let kept: Arc<[Original]> = kept
        .map(|(name, bytes)| Original::new(name, bytes))
        .collect();
    let issues = delivery.issues.into_iter();
    issues
        .map(|issue| {
            let Issue {
                edition,
                key,
                name,
                origin,
            } = issue;
            Filing {
                paper: edition.masthead.clone().unwrap_or(name),
                edition,
                key,
                origin,
                originals: Arc::clone(&kept),
            }
        })
        .collect()
}

impl Tally {
    fn told(&self) -> String {
        let Self {
            filed,
            stories,
            known,
            within,
            ..
        } = self;
        let mut told = format!("{filed} editions filed, {stories} stories");
        if *known > 0 {
            told.push_str(&format!("; {known} were there already"));
        }
        if *within > 0 {
            told.push_str(&format!(
                "; {within} have no story that was not there already"
            ));
        }
        told
    }
}
