//! `yuebao add`: files editions on the shelf, where they are found again by paper, day and word.

use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Context;
use clap::{Args, ValueHint};

use super::archive::{At, index};
use super::progress::Progress;
use super::{desk, out};
use crate::delivery::{Taken, loads, take};
use crate::library::archive::Filed;

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
        let taken = take(archive.as_mut(), load, keep).context("nothing of this was filed")?;
        out::tell(&taken.failures);
        tally.add(&taken);
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

impl Tally {
    fn add(&mut self, taken: &Taken) {
        self.known += usize::from(taken.is_known);
        self.failed += taken.failures.len();
        for (filed, stories) in &taken.filed {
            match filed {
                Filed::New => {
                    self.filed += 1;
                    self.stories += stories;
                }
                Filed::Known => self.known += 1,
                Filed::Within => self.within += 1,
            }
        }
    }

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
