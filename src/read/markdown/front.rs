//! Front matter: `key: value` lines between two lines of three hyphens at the head of a file. No YAML beyond strings and
//! lists of them.

use jiff::civil::Date;

/// Lines that front matter may have.
const LINES: usize = 200;

/// What the front matter says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Front {
    /// Name of the paper, or the headline of its one story.
    pub title: Option<String>,
    /// A line under the title.
    pub deck: Option<String>,
    /// Who wrote it.
    pub author: Option<String>,
    /// Day of the issue.
    pub date: Option<Date>,
    /// BCP 47 tag.
    pub language: Option<String>,
    /// Address of the original.
    pub url: Option<String>,
    /// It was written by yuebao, by the rules of its writer.
    pub is_ours: bool,
}

/// The front matter, and the text after it.
pub fn take(text: &str) -> (Front, &str) {
    match split(text) {
        Some((lines, body)) => (parse(lines), body),
        None => (Front::default(), text),
    }
}

/// The lines between the marks, and what comes after; `None` where the text does not begin with front matter.
pub fn split(text: &str) -> Option<(&str, &str)> {
    let inner = text.strip_prefix("---\n")?;
    let mut at = 0;
    let mut pairs = 0;
    for line in inner.split_inclusive('\n').take(LINES) {
        let bare = line.trim_end();
        if bare == "---" || bare == "..." {
            return (pairs > 0).then(|| (&inner[..at], &inner[at + line.len()..]));
        }
        let goes_on = bare.is_empty() || bare.starts_with([' ', '\t', '#', '-', ']']);
        if !goes_on {
            pair(bare)?;
            pairs += 1;
        }
        at += line.len();
    }
    None
}

/// Key and value of a line.
fn pair(line: &str) -> Option<(&str, &str)> {
    let (key, value) = line.split_once(':')?;
    let is_key = |c: char| c.is_ascii_alphanumeric() || c == '_' || c == '-';
    let separated = value.is_empty() || value.starts_with([' ', '\t']);
    (!key.is_empty() && key.chars().all(is_key) && separated).then(|| (key, value.trim()))
}

fn parse(lines: &str) -> Front {
    let mut front = Front::default();
    let mut key = "";
    for line in lines.lines() {
        if let Some(item) = line.trim_start().strip_prefix("- ") {
            front.add(key, item.trim());
        } else if let Some((name, value)) = pair(line) {
            key = name;
            let list = value
                .strip_prefix('[')
                .and_then(|list| list.strip_suffix(']'));
            match list {
                Some(list) => list.split(',').for_each(|item| front.add(key, item.trim())),
                None => front.add(key, value),
            }
        }
    }
    front
}

impl Front {
    fn add(&mut self, key: &str, value: &str) {
        let Some(value) = unquoted(value) else {
            return;
        };
        let slot = match key.to_ascii_lowercase().as_str() {
            "title" => &mut self.title,
            "subtitle" | "description" | "summary" => &mut self.deck,
            "lang" | "language" => &mut self.language,
            "url" | "link" | "source" => &mut self.url,
            "author" | "authors" | "byline" => {
                let before = self.author.take().map(|author| format!("{author}, "));
                self.author = Some(before.unwrap_or_default() + &value);
                return;
            }
            "date" => {
                self.date = value.get(..10).and_then(|day| day.parse().ok());
                return;
            }
            "generator" => {
                self.is_ours = value == "yuebao";
                return;
            }
            _ => return,
        };
        *slot = Some(value);
    }
}

/// A value without its quotation marks; `None` for an empty one.
fn unquoted(value: &str) -> Option<String> {
    let single = value
        .strip_prefix('\'')
        .and_then(|rest| rest.strip_suffix('\''));
    let text = match single {
        Some(inner) => inner.replace("''", "'"),
        None if value.starts_with('"') => {
            serde_json::from_str(value).unwrap_or_else(|_| value.trim_matches('"').to_owned())
        }
        None => value.to_owned(),
    };
    Some(text).filter(|text| !text.trim().is_empty())
}
