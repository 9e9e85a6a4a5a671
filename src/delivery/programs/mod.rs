//! Other programs: run with what they are given and within limits, or given the terminal, or only started.
//!
//! A program is a list of arguments; no shell ever sees it. What it is run with is a process group of its own, which is
//! killed as a whole when its time is over or nobody wants its answer any more; nothing of it is left behind.

mod answer;
mod fill;
mod scratch;
#[cfg(unix)]
#[cfg(test)]
mod tests;
#[cfg(unix)]
mod unix;

pub use answer::{Limits, Output, ProgramError, Status};
pub use fill::Piped;

use std::sync::atomic::AtomicBool;

use scratch::Scratch;

/// A program and its arguments.
#[derive(Debug)]
pub struct Program {
    argv: Vec<String>,
    /// The file that an argument names, kept as long as the program may read it.
    _file: Option<Scratch>,
}

impl Program {
    /// A program and its arguments, as they are.
    pub fn new(argv: Vec<String>) -> Self {
        Self { argv, _file: None }
    }

    /// The same with placeholders filled in, each inside its argument; for `{file}` a file is written that lives as long
    /// as this.
    ///
    /// # Errors
    /// The file cannot be written.
    pub fn filled(template: &[String], piped: &Piped) -> Result<Self, ProgramError> {
        let names_file = fill::names(template, "file");
        let file = names_file.then(|| Scratch::of(&piped.text)).transpose();
        let file = file.map_err(|error| ProgramError::Broken(error.to_string()))?;
        let path = file.as_ref().map(Scratch::shown).unwrap_or_default();
        Ok(Self {
            argv: fill::fill(template, piped, &path),
            _file: file,
        })
    }

    /// Its name: the first of its arguments.
    pub fn name(&self) -> &str {
        self.argv.first().map_or("", String::as_str)
    }

    /// Runs it without a terminal, gives it `input`, and waits for all it has to say. Once `stop` is set it is ended within
    /// some hundredths of a second.
    ///
    /// # Errors
    /// It cannot be started, runs too long, or is stopped. A program that fails has an [`Output`] that tells so.
    #[cfg(unix)]
    pub fn run(
        &self,
        input: &[u8],
        limits: Limits,
        stop: &AtomicBool,
    ) -> Result<Output, ProgramError> {
        unix::run(&self.argv, input, limits, stop)
    }

    /// Runs it on the terminal, which must be as the shell has it. It reads `input` where there is one, else keys. Whenever
    /// it steps into the background, `stopped` is called and should stop this process too.
    ///
    /// # Errors
    /// It cannot be started, or was lost.
    #[cfg(unix)]
    pub fn attend(
        &self,
        input: Option<&[u8]>,
        stopped: &mut dyn FnMut(),
    ) -> Result<Status, ProgramError> {
        unix::attend(&self.argv, input, stopped)
    }

    /// Starts it and lets it go: it has no terminal, and what it says goes nowhere.
    ///
    /// # Errors
    /// It cannot be started.
    #[cfg(unix)]
    pub fn launch(&self) -> Result<(), ProgramError> {
        unix::launch(&self.argv)
    }
}

/// Where there are no process groups nothing is run.
#[cfg(not(unix))]
impl Program {
    /// Nothing is run.
    ///
    /// # Errors
    /// Always.
    pub fn run(&self, _: &[u8], _: Limits, _: &AtomicBool) -> Result<Output, ProgramError> {
        Err(self.refused())
    }

    /// Nothing is run.
    ///
    /// # Errors
    /// Always.
    pub fn attend(&self, _: Option<&[u8]>, _: &mut dyn FnMut()) -> Result<Status, ProgramError> {
        Err(self.refused())
    }

    /// Nothing is started.
    ///
    /// # Errors
    /// Always.
    pub fn launch(&self) -> Result<(), ProgramError> {
        Err(self.refused())
    }

    fn refused(&self) -> ProgramError {
        ProgramError::Start {
            name: self.name().to_owned(),
            reason: "programs are run on Unix only".into(),
        }
    }
}
