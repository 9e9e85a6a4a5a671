//! `yuebao man`: the manual page, made from the command line's own definition.

use std::io::{self, Write};
use std::process::ExitCode;

use clap::Command;
use clap_mangen::Man;

use super::out;

/// Writes one page that has every command in it to standard output.
pub(super) fn run(mut command: Command) -> anyhow::Result<ExitCode> {
    command.build();
    out::standard(|out| page(&command, out))?;
    Ok(ExitCode::SUCCESS)
}

fn page(command: &Command, out: &mut dyn Write) -> io::Result<()> {
    let man = Man::new(command.clone());
    man.render_title(out)?;
    man.render_name_section(out)?;
    man.render_synopsis_section(out)?;
    man.render_description_section(out)?;
    man.render_options_section(out)?;
    let commands = command.get_subcommands();
    for command in commands.filter(|command| command.get_name() != "help") {
        let name = command.get_name();
        writeln!(out, ".SH \"YUEBAO {}\"", name.to_uppercase())?;
        let man = Man::new(command.clone());
        man.render_description_section(out)?;
        man.render_synopsis_section(out)?;
        man.render_options_section(out)?;
    }
    man.render_extra_section(out)
}
