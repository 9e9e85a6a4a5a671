//! `yuebao` alone or with papers: reads them on the terminal.

use std::io::IsTerminal;
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;

use anyhow::Context;

use super::{desk, out, papers, print};
use crate::config::Config;
use crate::delivery::{Delivered, Failure, Wanted, deliver};
use crate::edition::Note;
use crate::library::{Folders, Library};
use crate::tui::{self, Desk, Paper};

/// Opens the papers, or the edition read last, or the sample.
pub(super) fn run(files: &[PathBuf]) -> anyhow::Result<ExitCode> {
    let config = desk::config()?;
    let delivered = match files {
        [] => unasked(),
        files => deliver(&papers::wanted(files)),
    };
    if delivered.opened == 0 {
        out::tell(&delivered.failures);
        return Ok(ExitCode::FAILURE);
    }
    if !std::io::stdout().is_terminal() || out::is_dumb() {
        out::tell(&delivered.failures);
        print::whole(&delivered, &print::How::from_setting(config.setting))?;
        return Ok(papers::status(&delivered));
    }
    on_terminal(delivered, config)
}

/// What opens when nothing was asked for.
fn unasked() -> Delivered {
    let last = Folders::of_user()
        .ok()
        .filter(|folders| folders.data().is_dir())
        .and_then(|folders| Library::open(folders.data()).ok()?.last_origin().ok()?);
    let again = Wanted::again(&last.unwrap_or_default());
    let delivered = deliver(&again);
    match delivered.opened {
        0 => deliver(&[Wanted::Sample]),
        _ => delivered,
    }
}

fn on_terminal(delivered: Delivered, config: Config) -> anyhow::Result<ExitCode> {
    let mut failures = Vec::new();
    let paper = paper(delivered, &mut failures);
    let desk = Desk {
        open_library: Arc::new(|| Library::open(Folders::of_user()?.data())),
        setting: config.setting,
        screen: config.screen,
        locale: desk::locale(),
    };
    let mut another = |origin: &str| {
        let delivered = deliver(&Wanted::again(origin));
        (delivered.opened > 0).then(|| self::paper(delivered, &mut failures))
    };
    let read = tui::run(paper, desk, &mut another);
    out::tell(&failures);
    read.context("terminal")?;
    Ok(ExitCode::SUCCESS)
}

/// A paper for the screen. What of it could not be opened stands in its notes, and is told when the reader leaves.
fn paper(delivered: Delivered, failures: &mut Vec<Failure>) -> Paper {
    let mut edition = delivered.edition;
    let missing = delivered.failures.iter().map(|failure| Note {
        at: failure.name.clone(),
        what: failure.reason.to_string(),
    });
    edition.notes.extend(missing);
    failures.extend(delivered.failures);
    Paper {
        edition,
        key: delivered.key,
        name: delivered.name,
        origin: delivered.origin,
    }
}
