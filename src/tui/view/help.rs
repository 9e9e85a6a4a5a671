//! The help screen and the README's table, both made from the table of actions.

use ratatui::layout::Rect;

use super::brush::{Brush, line};
use crate::tui::actions::{ACTIONS, Group};
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

/// Every line of the help screen.
pub fn help_lines(app: &App) -> Vec<HelpLine> {
    let mut lines = Vec::new();
    for group in Group::ALL {
        if !lines.is_empty() {
            lines.push(HelpLine::Blank);
        }
        let words = &app.habits.words;
        let name = words.help.groups.get(group.name());
        lines.push(HelpLine::Group(name.cloned().unwrap_or_default()));
        for row in ACTIONS.iter().filter(|row| row.group == group) {
            let keys = app.habits.keymap.keys_of(row.action);
            let keys: Vec<String> = keys.iter().map(|key| words.key(key)).collect();
            lines.push(HelpLine::Keys(
                keys.join("  "),
                words.doc(row.name).to_owned(),
            ));
        }
    }
    lines
}

/// Draws the part of it that is on the screen.
pub fn draw(app: &App, brush: &mut Brush, area: Rect) {
    let lines = help_lines(app);
    let widest = lines.iter().filter_map(|line| match line {
        HelpLine::Keys(keys, _) => Some(brush.cells(keys)),
        _ => None,
    });
    // In a narrow window what a key does is worth more than the last of its names.
    let column = widest.max().unwrap_or(0).min(area.width / 3) + 3;
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
                    width: column,
                    ..row
                };
                brush.put(left, 1, keys, brush.theme.unread.style());
                brush.put(row, column + 1, doc, brush.theme.text.style());
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
