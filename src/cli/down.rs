//! Options of lines that run down, and the pages such lines are printed on.

use std::io::{self, IsTerminal, Write};

use clap::{Args, value_parser};

use crate::typeset::{Direction, Layout, Prepared, Window, pages};

/// Cells and rows of a page where no terminal says its own.
const PAGE: (u16, u16) = (80, 24);

/// Options that `print` and `wrap` share.
#[derive(Debug, Args)]
pub(super) struct Down {
    /// Set Chinese and Japanese in lines that run down, from right to left, on pages of the terminal's size (80 by 24
    /// elsewhere); --width is then the width of a page.
    #[arg(long)]
    pub(super) vertical: bool,
    /// Rows of a page.
    #[arg(long, value_name = "N", requires = "vertical", value_parser = value_parser!(u16).range(2..))]
    pub(super) height: Option<u16>,
}

/// A page, as wide and high as was said.
pub(super) fn page(width: Option<u16>, height: Option<u16>) -> Window {
    let terminal = io::stdout()
        .is_terminal()
        .then(crossterm::terminal::size)
        .and_then(Result::ok);
    let (columns, rows) = terminal.unwrap_or(PAGE);
    Window {
        direction: Direction::Vertical,
        width: width.unwrap_or(columns).max(2),
        height: height.unwrap_or(rows).max(1),
        top: 0,
    }
}

/// Prints the pages of a layout, with a blank line between.
pub(super) fn print(
    prepared: &Prepared,
    layout: &Layout,
    page: Window,
    out: &mut dyn Write,
) -> io::Result<()> {
    for (index, rows) in pages(prepared, layout, page).enumerate() {
        if index > 0 {
            writeln!(out)?;
        }
        rows.iter().try_for_each(|row| writeln!(out, "{row}"))?;
    }
    Ok(())
}
