//! `yuebao doctor`: looks whether all is well with what the reader made, mends what can be mended, and says line by line
//! what was found and done.

use std::io::Write;
use std::process::ExitCode;

use clap::Args;
use serde_json::json;

use super::archive::At;
use super::out::{self, To};
use crate::library::Folders;
use crate::library::doctor::{Check, Finding, Outcome, of_archive, of_depot, of_library};
use crate::text::clean::clean;

/// Options of `doctor`.
#[derive(Debug, Args)]
pub(super) struct Doctor {
    /// The form to write.
    #[arg(long, value_enum, default_value = "text")]
    to: To,
    #[command(flatten)]
    at: At,
}

/// Runs every check. All is well where all is sound; what was repaired is told by the exit status as well.
pub(super) fn run(doctor: &Doctor) -> anyhow::Result<ExitCode> {
    let folders = Folders::of_user()?;
    let address = doctor.at.address()?;
    let checks = [
        of_library(folders.data()),
        of_archive(folders.data(), address.as_deref()),
        of_depot(folders.data()),
    ];
    let found: Vec<Finding> = checks.into_iter().flat_map(Check::run).collect();
    out::standard(|out| match doctor.to {
        To::Text => found.iter().try_for_each(|finding| {
            let said = clean(&finding.said).text.replace('\n', " ");
            writeln!(out, "{:<8}  {}: {said}", finding.outcome.name(), finding.of)
        }),
        To::Json => {
            let found = found.iter().map(|finding| {
                let outcome = finding.outcome.name();
                json!({ "of": finding.of, "outcome": outcome, "said": finding.said })
            });
            serde_json::to_writer_pretty(&mut *out, &found.collect::<Vec<_>>())?;
            writeln!(out)
        }
    })?;
    let sound = found
        .iter()
        .all(|finding| finding.outcome == Outcome::Sound);
    Ok(if sound {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}
