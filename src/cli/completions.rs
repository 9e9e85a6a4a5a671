//! `yuebao completions`: what a shell needs to complete the command line.

use std::process::ExitCode;

use clap::{Args, Command};
use clap_complete::Shell;

use super::out;

/// Options of `completions`.
#[derive(Debug, Args)]
pub(super) struct Completions {
    /// The shell.
    shell: Shell,
}

/// Writes those of `command` to standard output.
pub(super) fn run(completions: &Completions, mut command: Command) -> anyhow::Result<ExitCode> {
    // Into memory first: the generator panics where its writer fails.
    let mut script = Vec::new();
    clap_complete::generate(completions.shell, &mut command, "yuebao", &mut script);
    out::standard(|out| std::io::Write::write_all(out, &script))?;
    Ok(ExitCode::SUCCESS)
}
