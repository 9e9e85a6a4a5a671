//! Telling Markdown from a page dump. A dump may have number signs and lines of dashes; only what stands as Markdown's
//! writers set it counts: front matter, or headings with air around them.

use super::front;

/// Lines that are looked at.
const LINES: usize = 2_000;

/// Whether a text is Markdown: it has front matter, its first line is a heading, or headings with air stand in it.
pub fn is_markdown(text: &str) -> bool {
    let text = text.replace("\r\n", "\n");
    if front::split(&text).is_some() {
        return true;
    }
    let lines: Vec<&str> = text.lines().map(str::trim_end).take(LINES).collect();
    let mut found = Signs::default();
    for (at, line) in lines.iter().enumerate() {
        let before = at.checked_sub(1).map_or("", |at| lines[at]);
        let after = lines.get(at + 1).copied().unwrap_or("");
        found.look(before, line, after);
    }
    let first = lines.iter().find(|line| !line.is_empty());
    let opens = first.is_some_and(|line| is_heading(line));
    found.are_markdown(opens)
}

#[derive(Default)]
struct Signs {
    /// Headings with a blank line before and after them.
    airy: usize,
    /// Number signs that open a line in any other way.
    crowded: usize,
    /// Lines of equals signs under a line of text.
    underlined: usize,
    fences: usize,
}

impl Signs {
    fn look(&mut self, before: &str, line: &str, after: &str) {
        if is_heading(line) {
            if before.is_empty() && after.is_empty() {
                self.airy += 1;
            } else {
                self.crowded += 1;
            }
        } else if line.starts_with('#') {
            self.crowded += 1;
        }
        let under = line.len() >= 3 && line.bytes().all(|byte| byte == b'=');
        let is_text = before.chars().any(char::is_alphanumeric) && before.chars().count() <= 100;
        self.underlined += usize::from(under && is_text && after.is_empty());
        self.fences += usize::from(line.starts_with("```"));
    }

    fn are_markdown(&self, opens: bool) -> bool {
        let few = self.crowded <= self.airy * 2;
        (self.airy >= 1 && opens && few)
            || (self.airy >= 2 && few)
            || self.underlined >= 2
            || (self.underlined == 1 && (self.airy > 0 || self.fences >= 2))
    }
}

/// `# Text` up to `###### Text`.
fn is_heading(line: &str) -> bool {
    let text = line.trim_start_matches('#');
    let signs = line.len() - text.len();
    (1..=6).contains(&signs) && text.starts_with(' ') && text.chars().any(char::is_alphanumeric)
}
