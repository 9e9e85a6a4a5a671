//! Everything that is printed goes through here: one checked writer, one way to say what went wrong, one rule for a
//! broken pipe (a reader that has seen enough is no error).

use std::io::{self, BufWriter, ErrorKind, IsTerminal, StdoutLock, Write};
use std::process::ExitCode;

use anyhow::Context;
use clap::ValueEnum;

use crate::delivery::Failure;
use crate::text::clean;
use crate::text::width::{Ambiguous, width};

/// The form of what a command tells: for people or for programs.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub(super) enum To {
    Text,
    Json,
}

/// Runs `body` with standard output, buffered, and sees that all of it arrives.
pub(super) fn standard(
    body: impl FnOnce(&mut BufWriter<StdoutLock<'static>>) -> io::Result<()>,
) -> anyhow::Result<()> {
    let mut out = BufWriter::new(io::stdout().lock());
    body(&mut out)
        .and_then(|()| out.flush())
        .context("standard output")
}

/// Whether headlines may be bold: a terminal that is not dumb, and no wish against it.
pub(super) fn is_bold() -> bool {
    let is_set = |name| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    io::stdout().is_terminal() && !is_set("NO_COLOR") && !is_dumb()
}

/// Whether the terminal can do no more than print lines.
pub(super) fn is_dumb() -> bool {
    std::env::var_os("TERM").is_some_and(|term| term == "dumb")
}

/// Says what could not be opened, one line each.
pub(super) fn tell(failures: &[Failure]) {
    for failure in failures {
        say(&failure.to_string());
    }
}

/// What came from papers and from readers, safe to print on one line.
pub(super) fn one_line(text: &str) -> String {
    clean::clean(text).text.replace(['\n', '\t'], " ")
}

/// Rows in columns, each as wide as the widest of its cells.
pub(super) fn columns<const N: usize>(rows: &[[String; N]], out: &mut dyn Write) -> io::Result<()> {
    let cells = |text: &str| width(text, Ambiguous::Narrow);
    let widest = |column: usize| {
        rows.iter()
            .map(|row| cells(&row[column]))
            .max()
            .unwrap_or(0)
    };
    let widths: [usize; N] = std::array::from_fn(widest);
    for row in rows {
        let mut line = String::new();
        for (text, width) in row.iter().zip(widths) {
            let air = width - cells(text) + 2;
            line.push_str(text);
            line.push_str(&" ".repeat(air));
        }
        writeln!(out, "{}", line.trim_end())?;
    }
    Ok(())
}

/// One line on standard error, with the program's name before it and nothing in it that acts on a terminal.
pub(super) fn say(message: &str) {
    let line = clean::clean(message).text.replace('\n', " ");
    // Nobody is left to be told that standard error is closed.
    let _ = writeln!(io::stderr(), "yuebao: {line}");
}

/// The end of a command that failed.
pub(super) fn close(error: &anyhow::Error) -> ExitCode {
    if error.chain().any(is_broken_pipe) {
        return ExitCode::SUCCESS;
    }
    say(&format!("{error:#}"));
    ExitCode::FAILURE
}

fn is_broken_pipe(cause: &(dyn std::error::Error + 'static)) -> bool {
    cause
        .downcast_ref::<io::Error>()
        .is_some_and(|error| error.kind() == ErrorKind::BrokenPipe)
}

/// The end of a command line that is a question (help, version) or a mistake.
pub(super) fn usage(usage: &clap::Error) -> ExitCode {
    if usage.exit_code() == 0 {
        // Help into a closed pipe is as good as read.
        let _ = usage.print();
        return ExitCode::SUCCESS;
    }
    // The message repeats what was typed, which may be a hostile file name.
    let rendered = usage.render().to_string();
    let _ = io::stderr().write_all(clean::clean(&rendered).text.as_bytes());
    ExitCode::from(2)
}
