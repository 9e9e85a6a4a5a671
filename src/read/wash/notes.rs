//! What was mended in a source, as notes, no more of them than the limit.

use crate::edition::Note;
use crate::read::limits;

/// The notes on one source.
#[derive(Debug)]
pub struct Notes {
    name: String,
    kept: Vec<Note>,
    more: usize,
}

impl Notes {
    /// No notes yet on the source of this name.
    pub fn new(name: &str) -> Self {
        Self {
            name: name.to_owned(),
            kept: Vec::new(),
            more: 0,
        }
    }

    /// Notes what was done to `count` things, where it was done to any. `at` is empty for the source as a whole.
    pub fn count(&mut self, at: &str, count: usize, what: &str) {
        if count > 0 {
            self.tell(at, format!("{count} {what}"));
        }
    }

    /// Notes one thing. `at` is empty for the source as a whole.
    pub fn tell(&mut self, at: &str, what: String) {
        if self.kept.len() == limits::NOTES {
            self.more += 1;
            return;
        }
        let at = format!("{} {at}", self.name);
        self.kept.push(Note {
            at: at.trim_end().to_owned(),
            what,
        });
    }

    /// The notes, and how many more there would be.
    pub fn close(mut self) -> Vec<Note> {
        if self.more > 0 {
            self.kept.push(Note {
                at: self.name,
                what: format!("{} more mends are not listed", self.more),
            });
        }
        self.kept
    }
}
