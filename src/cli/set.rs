//! Set lines as text: what a [`Layout`] says, printed.
//!
//! [`Layout`]: crate::typeset::Layout

use std::io::{self, Write};

use super::down;
use crate::config::Columns;
use crate::edition::Story;
use crate::typeset::{Direction, Manner, Role, Style, Window, lay_out, prepare};

/// Stands for a thematic break; a screen reader says it, a terminal of any kind shows it.
pub(super) const BREAK: &str = "* * *";

/// A printer of set text.
pub(super) struct Setter {
    /// Width and indent.
    pub(super) style: Style,
    /// Newspaper columns in that width.
    pub(super) columns: Columns,
    /// Whether headlines are bold.
    pub(super) bold: bool,
    /// The page of lines that run down.
    pub(super) page: Window,
}

impl Setter {
    /// Sets a story and prints its lines, each with a line end and without blanks before it.
    pub(super) fn set(&self, story: &Story, manner: Manner, out: &mut dyn Write) -> io::Result<()> {
        let prepared = prepare(story, manner);
        if manner.direction == Direction::Vertical {
            let style = self.page.style(self.style);
            return down::print(&prepared, &lay_out(&prepared, &style), self.page, out);
        }
        let style = self.style.in_columns(self.columns, manner.language);
        let layout = lay_out(&prepared, &style);
        for row in 0..layout.height() {
            let mut on_row = layout
                .on_row(row)
                .filter_map(|line| layout.lines().get(line));
            let role = on_row.next().map(|line| line.role);
            match role {
                Some(Role::Rule) if style.columns == 1 => writeln!(out, "{BREAK}")?,
                role => self.line(role, &layout.to_text(&prepared, row), out)?,
            }
        }
        Ok(())
    }

    fn line(&self, role: Option<Role>, text: &str, out: &mut dyn Write) -> io::Result<()> {
        if self.bold && role == Some(Role::Headline) {
            // Indents stay outside, or some terminals would draw them.
            let set = text.trim_start_matches(' ');
            let indent = text.len() - set.len();
            return writeln!(out, "{:indent$}\x1b[1m{set}\x1b[22m", "");
        }
        writeln!(out, "{text}")
    }
}
