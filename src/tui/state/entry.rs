//! How one thing stands in a list over the window, whatever it is.

use std::ops::Range;

use crate::text::finder::joined;
use crate::text::fold::Folded;

/// A line of text with some of it marked.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Marked {
    /// The text.
    pub text: String,
    /// What is marked, in bytes of the text, in order.
    pub marks: Vec<Range<usize>>,
}

impl Marked {
    /// With nothing marked.
    pub fn plain(text: impl Into<String>) -> Self {
        Self {
            text: text.into(),
            marks: Vec::new(),
        }
    }

    /// With every place marked where one of the needles stands.
    pub fn with(text: impl Into<String>, needles: &[String]) -> Self {
        let text = text.into();
        let folded = Folded::new(&text);
        let hits = needles.iter().flat_map(|needle| folded.find(needle));
        let marks = joined(hits.collect());
        Self { text, marks }
    }

    /// The same from a byte on, without the blanks there.
    pub fn after(&self, at: usize) -> Self {
        let rest = self.text.get(at..).unwrap_or("");
        let text = rest.trim_start();
        let from = self.text.len() - text.len();
        let cut = |mark: &Range<usize>| mark.start.max(from) - from..mark.end.max(from) - from;
        let marks = self.marks.iter().map(cut);
        Self {
            text: text.to_owned(),
            marks: marks.filter(|mark| !mark.is_empty()).collect(),
        }
    }

    /// The same up to a byte.
    pub fn before(&self, at: usize) -> Self {
        let marks = self.marks.iter().map(|mark| mark.start..mark.end.min(at));
        Self {
            text: self.text.get(..at).unwrap_or(&self.text).to_owned(),
            marks: marks.filter(|mark| mark.start < mark.end).collect(),
        }
    }
}

/// A line under the title of an entry.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Under {
    /// What stands before it: "Note: ".
    pub label: String,
    /// The line.
    pub line: Marked,
    /// Whether the reader wrote it.
    pub own: bool,
}

impl Under {
    /// Furniture.
    pub fn furniture(text: impl Into<String>) -> Self {
        Self {
            line: Marked::plain(text),
            ..Self::default()
        }
    }
}

/// An entry of a list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Entry {
    /// What stands over it and those after it.
    pub heading: Option<String>,
    /// Its name.
    pub title: Marked,
    /// What stands at the right of its name, or, where there is no room, under it.
    pub beside: String,
    /// The lines under it.
    pub under: Vec<Under>,
    /// Whether it stands back, as what was read does.
    pub dim: bool,
    /// Whether there is air under it.
    pub air: bool,
}

impl Entry {
    /// Lines before its title.
    pub fn above(&self) -> u16 {
        2 * u16::from(self.heading.is_some())
    }

    /// Lines it takes, air included.
    pub fn height(&self) -> u16 {
        let under = u16::try_from(self.under.len()).unwrap_or(u16::MAX);
        let one = self.above() + 1 + u16::from(self.air);
        one.saturating_add(under)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(line: &Marked) -> String {
        let mut told = line.text.clone();
        for mark in line.marks.iter().rev() {
            told.insert(mark.end, ']');
            told.insert(mark.start, '[');
        }
        told
    }

    #[test]
    fn marks_go_with_the_halves_of_a_line() {
        let needles = ["养老".to_owned(), "老院".to_owned()];
        let line = Marked::with("老厂房里的养老院 开了", &needles);
        assert_eq!(told(&line), "老厂房里的[养老院] 开了");
        let at = "老厂房里的养".len();
        assert_eq!(told(&line.before(at)), "老厂房里的[养]");
        assert_eq!(told(&line.after(at)), "[老院] 开了");
        let end = "老厂房里的养老院".len();
        assert_eq!(told(&line.after(end)), "开了");
    }
}
