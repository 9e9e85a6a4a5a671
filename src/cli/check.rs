//! `yuebao papers check`: what a definition or an address gives, step by step, and where it fails.

use std::io::Write;
use std::path::Path;
use std::process::ExitCode;

use anyhow::anyhow;
use clap::{Args, ValueHint};

use super::out;
use crate::delivery::fetch::{Step, check_address, check_paper};
use crate::delivery::papers::definitions;

/// Options of `papers check`.
#[derive(Debug, Args)]
pub(super) struct Check {
    /// A file of definitions (.toml), or an address.
    #[arg(value_name = "FILE|URL", value_hint = ValueHint::AnyPath)]
    what: String,
}

/// Checks, and tells each step as it is done.
pub(super) fn run(check: &Check) -> anyhow::Result<ExitCode> {
    let mut failed = false;
    let mut tell = |step: Step| {
        failed |= !step.is_well;
        let mark = if step.is_well { "ok" } else { "failed" };
        let line = format!("{mark}: {}", step.what);
        // Nobody is left to be told that standard output is closed.
        let _ = out::standard(|to| writeln!(to, "{}", out::one_line(&line)));
    };
    match check.what.contains("://") {
        true => check_address(&check.what, &mut tell),
        false => {
            let papers =
                definitions(Path::new(&check.what)).map_err(|failure| anyhow!("{failure}"))?;
            for paper in &papers {
                check_paper(paper, &mut tell);
            }
        }
    }
    Ok(match failed {
        true => ExitCode::FAILURE,
        false => ExitCode::SUCCESS,
    })
}
