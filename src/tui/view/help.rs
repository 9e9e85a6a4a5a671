//! The help screen and the README's table, both made from the table of actions.

use ratatui::layout::Rect;

use super::brush::{Brush, line};
use crate::tui::actions::{ACTIONS, Group, Row};
use crate::tui::keymap::Keymap;
use crate::tui::state::App;
use crate::tui::words::Words;

/// A line of the help screen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum HelpLine {
    /// Air.
    Blank,
    /// Name of a group.
    Group(String),
    /// Keys, and what they do.
    Keys(String, String),
}

/// Every line of the help screen in a window of `width` cells.
pub fn help_lines(app: &App, width: u16) -> Vec<HelpLine> {
    let from = column(app, width);
    let mut lines = Vec::new();
    for group in Group::ALL {
        if !lines.is_empty() {
            lines.push(HelpLine::Blank);
        }
        let words = &app.habits.words;
        let name = words.help.groups.get(group.name());
        lines.push(HelpLine::Group(name.cloned().unwrap_or_default()));
        for row in ACTIONS.iter().filter(|row| row.group == group) {
            let doc = app.lines(words.doc(row.name), width.saturating_sub(from + 1));
            let keys = std::iter::once(keys(app, row)).chain(std::iter::repeat(String::new()));
            lines.extend(keys.zip(doc).map(|(keys, doc)| HelpLine::Keys(keys, doc)));
        }
    }
    lines
}

fn keys(app: &App, row: &Row) -> String {
    let keys = app.habits.keymap.keys_of(row.action);
    let keys: Vec<String> = keys.iter().map(|key| app.habits.words.key(key)).collect();
    keys.join("  ")
}

/// The cell at which it is said what a key does. In a narrow window that is worth more than the last of its names.
fn column(app: &App, width: u16) -> u16 {
    let widths = ACTIONS.iter().map(|row| app.cells(&keys(app, row)));
    let widest = u16::try_from(widths.max().unwrap_or(0)).unwrap_or(u16::MAX);
    widest.min(width / 3) + 4
}

/// Draws the part of it that is on the screen.
pub fn draw(app: &App, brush: &mut Brush, area: Rect) {
    let from = column(app, area.width);
    let lines = help_lines(app, area.width);
    let shown = lines.iter().skip(app.lists.help);
    for (down, text) in (0..area.height).zip(shown) {
        let row = line(area, down);
        match text {
            HelpLine::Blank => {}
            HelpLine::Group(name) => {
                brush.put(row, 1, name, brush.theme.subhead.style());
            }
            HelpLine::Keys(keys, doc) => {
                let left = Rect {
                    width: from - 1,
                    ..row
                };
                brush.put(left, 1, keys, brush.theme.unread.style());
                brush.put(row, from, doc, brush.theme.text.style());
            }
        }
    }
}

/// The table of default keys in Markdown, for the README.
pub fn key_table(locale: &str) -> String {
    let words = Words::for_locale(locale);
    let keymap = Keymap::default();
    let mut out = format!("| {} | {} |\n|---|---|\n", words.help.key, words.help.does);
    for group in Group::ALL {
        for row in ACTIONS.iter().filter(|row| row.group == group) {
            let keys = keymap.keys_of(row.action);
            let keys: Vec<String> = keys.iter().map(|key| format!("`{key}`")).collect();
            out += &format!("| {} | {} |\n", keys.join(" "), words.doc(row.name));
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_key_table_has_a_row_for_every_action() {
        for locale in ["en", "zh-Hans"] {
            let table = key_table(locale);
            assert_eq!(table.lines().count(), ACTIONS.len() + 2);
        }
    }
}
