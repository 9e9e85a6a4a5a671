//! The commands. Context is put to errors here, and nowhere below.

mod add;
mod archive;
mod arguments;
mod check;
mod completions;
mod courier;
mod desk;
mod doctor;
mod down;
mod export;
mod fetch;
mod flags;
mod interrupt;
mod issues;
mod keep;
mod manual;
mod marks;
mod out;
mod papers;
mod print;
mod progress;
mod read;
mod room;
mod search;
mod set;
mod shelf;
mod stats;
mod subscriptions;
mod wrap;

use std::ffi::OsString;
use std::process::ExitCode;

use clap::{CommandFactory, Parser};

use arguments::{Arguments, Command};

/// Runs the program with its arguments (the first is its own name).
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> ExitCode {
    match Arguments::try_parse_from(arguments) {
        Ok(arguments) => perform(arguments).unwrap_or_else(|error| out::close(&error)),
        Err(usage) => out::usage(&usage),
    }
}

fn perform(arguments: Arguments) -> anyhow::Result<ExitCode> {
    match arguments.command {
        None => read::run(&arguments.papers),
        Some(Command::Export(export)) => export::run(&export),
        Some(Command::Print(print)) => print::run(&print),
        Some(Command::Papers(papers)) => subscriptions::papers(&papers),
        Some(Command::Subscribe(subscribe)) => subscriptions::subscribe(&subscribe),
        Some(Command::Unsubscribe(unsubscribe)) => subscriptions::unsubscribe(&unsubscribe),
        Some(Command::Fetch(fetch)) => fetch::run(&fetch),
        Some(Command::Add(add)) => add::run(&add),
        Some(Command::Search(search)) => search::run(&search),
        Some(Command::Shelf(shelf)) => shelf::run(&shelf),
        Some(Command::Reindex(reindex)) => shelf::reindex(&reindex),
        Some(Command::Wrap(wrap)) => wrap::run(&wrap),
        Some(Command::Marks(marks)) => marks::run(&marks),
        Some(Command::Import(import)) => keep::import(&import),
        Some(Command::Stats(stats)) => stats::run(&stats),
        Some(Command::Backup(backup)) => keep::backup(&backup),
        Some(Command::Restore(restore)) => keep::restore(&restore),
        Some(Command::Doctor(doctor)) => doctor::run(&doctor),
        Some(Command::Completions(completions)) => {
            completions::run(&completions, Arguments::command())
        }
        Some(Command::Man) => manual::run(Arguments::command()),
    }
}
