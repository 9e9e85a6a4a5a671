//! What `yuebao doctor` looks at: checks that find, mend what can be mended, and say so.

mod archive;
mod depot;
mod file;
mod pages;
mod room;
mod salvage;

pub use crate::library::archive::Outcome;
pub use archive::of_archive;
pub use depot::of_depot;
pub use file::of_library;

/// Something that was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// What was looked at ("library").
    pub of: &'static str,
    /// How it was found.
    pub outcome: Outcome,
    /// What was found, and what was done.
    pub said: String,
}

/// Looks at one thing, all that there is to look at.
pub struct Check {
    look: Box<dyn FnOnce() -> Vec<Finding>>,
}

impl Check {
    /// A check that finds what `look` does.
    pub fn new(look: impl FnOnce() -> Vec<Finding> + 'static) -> Self {
        Self {
            look: Box::new(look),
        }
    }

    /// Looks, and mends what can be mended.
    pub fn run(self) -> Vec<Finding> {
        (self.look)()
    }
}

/// What a check has found so far.
#[derive(Debug)]
pub struct Report {
    of: &'static str,
    found: Vec<Finding>,
}

impl Report {
    /// Nothing yet.
    pub fn new(of: &'static str) -> Self {
        Self {
            of,
            found: Vec::new(),
        }
    }

    /// Adds what was found.
    pub fn add(&mut self, outcome: Outcome, said: impl Into<String>) {
        self.found.push(Finding {
            of: self.of,
            outcome,
            said: said.into(),
        });
    }

    /// All of it.
    pub fn findings(self) -> Vec<Finding> {
        self.found
    }
}
