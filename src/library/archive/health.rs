//! How an archive is: what its own check found, line by line.

/// How something was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Outcome {
    /// It is as it should be.
    Sound,
    /// It was not, and is now.
    Repaired,
    /// It is not, and that cannot be mended from here.
    Broken,
}

impl Outcome {
    /// Its name in JSON and in lists.
    pub fn name(self) -> &'static str {
        match self {
            Self::Sound => "sound",
            Self::Repaired => "repaired",
            Self::Broken => "broken",
        }
    }
}

/// What was found, and what was done.
pub type Health = Vec<(Outcome, String)>;
