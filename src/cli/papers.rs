//! From file arguments to an edition, the same way for every command.

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Args, ValueHint};

use super::out;
use crate::delivery::{Delivered, Wanted, deliver};

/// The papers of a command that needs at least one.
#[derive(Debug, Args)]
pub(super) struct Papers {
    /// Files, folders, or - for standard input: the pages of one edition.
    #[arg(value_name = "FILE", required = true, value_hint = ValueHint::AnyPath)]
    files: Vec<PathBuf>,
}

impl Papers {
    /// Opens them; `Err` is the end of the command where nothing could be opened.
    pub(super) fn open(&self) -> Result<Delivered, ExitCode> {
        let delivered = deliver(&wanted(&self.files));
        out::tell(&delivered.failures);
        match delivered.opened {
            0 => Err(ExitCode::FAILURE),
            _ => Ok(delivered),
        }
    }
}

/// What the arguments ask for.
pub(super) fn wanted(files: &[PathBuf]) -> Vec<Wanted> {
    let wanted = files.iter().map(|file| match file.as_os_str() {
        name if name == "-" => Wanted::Input,
        _ => Wanted::Path(file.clone()),
    });
    wanted.collect()
}

/// The exit status of a command that put out all that it could: 1 where something was left out.
pub(super) fn status(delivered: &Delivered) -> ExitCode {
    match delivered.failures.is_empty() {
        true => ExitCode::SUCCESS,
        false => ExitCode::FAILURE,
    }
}
