//! The thin binary: hands the command line to [`yuebao::cli`] and exits with what it answers.

use std::process::ExitCode;

fn main() -> ExitCode {
    yuebao::cli::run(std::env::args_os())
}
