//! Set lines as text: what a [`Layout`] says, printed.
//!
//! [`Layout`]: crate::typeset::Layout

use std::io::{self, Write};

use crate::edition::Story;
use crate::typeset::{Manner, Prepared, Role, Style, lay_out, prepare};

/// Stands for a thematic break; a screen reader says it, a terminal of any kind shows it.
pub(super) const BREAK: &str = "* * *";

/// A printer of set text.
pub(super) struct Setter {
    /// Width and indent.
    pub(super) style: Style,
    /// Whether headlines are bold.
    pub(super) bold: bool,
}

impl Setter {
    /// Sets a story and prints its lines, each with a line end and without blanks before it.
    pub(super) fn set(&self, story: &Story, manner: Manner, out: &mut dyn Write) -> io::Result<()> {
        let prepared = prepare(story, manner);
        let layout = lay_out(&prepared, &self.style);
        for (number, line) in layout.lines().iter().enumerate() {
            match line.role {
                Role::Rule => writeln!(out, "{BREAK}")?,
                role => {
                    let text = line_text(&prepared, &layout, number);
                    self.line(role, &text, out)?;
                }
            }
        }
        Ok(())
    }

    fn line(&self, role: Role, text: &str, out: &mut dyn Write) -> io::Result<()> {
        if self.bold && role == Role::Headline {
            // Indents stay outside, or some terminals would draw them.
            let set = text.trim_start_matches(' ');
            let indent = text.len() - set.len();
            return writeln!(out, "{:indent$}\x1b[1m{set}\x1b[22m", "");
        }
        writeln!(out, "{text}")
    }
}

/// One line of a layout as text, with blanks where cells are left empty and none at its end.
pub(super) fn line_text(
    prepared: &Prepared,
    layout: &crate::typeset::Layout,
    number: usize,
) -> String {
    let mut text = String::new();
    let mut at = 0u16;
    for glyph in layout.glyphs(prepared, number) {
        let gap = glyph.x.saturating_sub(at);
        text.extend(std::iter::repeat_n(' ', usize::from(gap)));
        text.push_str(glyph.text);
        at = glyph.x.saturating_add(glyph.width);
    }
    text.truncate(text.trim_end_matches(' ').len());
    text
}
