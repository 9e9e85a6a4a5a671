//! `yuebao backup`, `restore` and `import`: a copy of what the reader made, its return, and what another machine made.

use std::io::Write;
use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::{Context, anyhow};
use clap::{Args, ValueHint};

use super::courier::known;
use super::out;
use super::subscriptions::{keep, name};
use crate::delivery::papers::{Definition, from_opml};
use crate::delivery::{read_file, shown};
use crate::library::{Folders, Library};

/// Options of `backup`.
#[derive(Debug, Args)]
pub(super) struct Backup {
    /// The file to write. A copy that is there is replaced, anything else is left alone.
    #[arg(value_hint = ValueHint::FilePath)]
    file: PathBuf,
}

/// Options of `restore`.
#[derive(Debug, Args)]
pub(super) struct Restore {
    /// The copy: of `yuebao backup`, or one of those in the folder `backups` of the library.
    #[arg(value_hint = ValueHint::FilePath)]
    file: PathBuf,
}

/// Options of `import`.
#[derive(Debug, Args)]
pub(super) struct Import {
    /// What `yuebao marks --to json` wrote, or a list of feeds (OPML) to subscribe to.
    #[arg(value_hint = ValueHint::FilePath)]
    file: PathBuf,
}

/// Makes a copy.
pub(super) fn backup(backup: &Backup) -> anyhow::Result<ExitCode> {
    let library = Library::open(Folders::of_user()?.data())?;
    library.backup(&backup.file)?;
    told(&format!("copied to {}", shown(&backup.file)))
}

/// Puts a copy in the library's place.
pub(super) fn restore(restore: &Restore) -> anyhow::Result<ExitCode> {
    let folders = Folders::of_user()?;
    let kept = Library::restore(folders.data(), &restore.file)?;
    let from = shown(&restore.file);
    told(&match kept {
        Some(kept) => format!(
            "restored from {from}; what was there is kept as {}",
            shown(&kept)
        ),
        None => format!("restored from {from}"),
    })
}

/// Takes in marks, or papers to subscribe to.
pub(super) fn import(import: &Import) -> anyhow::Result<ExitCode> {
    let bytes = read_file(&import.file);
    let bytes = bytes.map_err(|reason| anyhow!("{}: {reason}", shown(&import.file)))?;
    if let Some(papers) = from_opml(&shown(&import.file), &bytes, &known()?) {
        return subscribe(papers);
    }
    let export = serde_json::from_slice(&bytes).with_context(|| shown(&import.file))?;
    let library = Library::open(Folders::of_user()?.data())?;
    let imported = library.import(export)?;
    let others = match imported.others {
        0 => String::new(),
        others => format!(", {others} of other readers left to them"),
    };
    told(&format!(
        "{} new, {} changed, {} known, {} without sense{others}",
        imported.new, imported.changed, imported.known, imported.senseless
    ))
}

/// Subscribes to the papers of a list that are not subscribed to yet.
fn subscribe(papers: Vec<Definition>) -> anyhow::Result<ExitCode> {
    let known = known()?;
    let (all, mut new) = (papers.len(), 0);
    for mut paper in papers {
        if name(&mut paper, &known, false)? {
            keep(&paper, &known)?;
            new += 1;
        }
    }
    let there = all - new;
    told(&format!("{new} papers subscribed to, {there} were already"))
}

fn told(line: &str) -> anyhow::Result<ExitCode> {
    out::standard(|out| writeln!(out, "{line}"))?;
    Ok(ExitCode::SUCCESS)
}
