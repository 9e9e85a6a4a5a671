//! What is known of the papers that are being fetched: whose turn it is, how far each has come, how it ended. It goes along
//! from paper to paper.

use std::collections::{BTreeMap, BTreeSet};

use crate::delivery::Progress;

/// Fetching, as the screen sees it.
#[derive(Clone, Debug, Default)]
pub struct Deliveries {
    /// What is under way.
    pub round: Option<Round>,
    /// How the last round ended, until the reader does something.
    pub told: Option<String>,
    /// The open edition has grown since it was opened.
    pub grown: bool,
}

/// A round that is under way.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Round {
    /// Short names of the papers that are fetched; all of them where there is none.
    wanted: Vec<String>,
    /// The paper that something was heard of last.
    at: Option<String>,
    /// How far papers have come.
    came: BTreeMap<String, Came>,
    /// Papers that are done with.
    ended: BTreeSet<String>,
    /// The reader wants it to stop.
    pub stopping: bool,
}

/// How far a paper has come.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Came {
    /// Pages that are whole.
    pub pages: usize,
    /// Pages there are, as far as is known; 0 where nothing is.
    pub of: usize,
    /// What came last.
    pub what: String,
}

/// Where a paper is in a round.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Turn<'a> {
    /// It is not fetched now.
    None,
    /// It waits.
    Waits,
    /// It has come so far.
    Comes(&'a Came),
}

impl Round {
    /// Of papers by their short names, or of all.
    pub fn of(wanted: Vec<String>) -> Self {
        Self {
            wanted,
            ..Self::default()
        }
    }

    /// Whether a paper is one of those that are fetched.
    pub fn wants(&self, id: &str) -> bool {
        self.wanted.is_empty() || self.wanted.iter().any(|wanted| wanted == id)
    }

    /// Where a paper is in it.
    pub fn turn(&self, id: &str) -> Turn<'_> {
        match self.came.get(id) {
            _ if self.ended.contains(id) => Turn::None,
            Some(came) => Turn::Comes(came),
            None if self.wants(id) => Turn::Waits,
            None => Turn::None,
        }
    }

    /// The paper that something was heard of last, while it is fetched.
    pub fn at(&self) -> Option<(&str, &Came)> {
        let id = self.at.as_deref()?;
        match self.turn(id) {
            Turn::Comes(came) => Some((id, came)),
            Turn::None | Turn::Waits => None,
        }
    }

    /// Takes what was told.
    pub fn take(&mut self, progress: &Progress) {
        match progress {
            Progress::Began { id } => {
                self.at = Some(id.clone());
                self.ended.remove(id);
                self.came.insert(id.clone(), Came::default());
            }
            Progress::Came {
                id,
                pages,
                of,
                what,
            } => {
                self.at = Some(id.clone());
                let came = self.came.entry(id.clone()).or_default();
                (came.pages, came.of) = (*pages, *of);
                came.what.clone_from(what);
            }
            Progress::Filed { .. } => {}
            Progress::Ended { paper } => {
                self.ended.insert(paper.id.clone());
            }
        }
    }

    /// Whether it is of one paper.
    pub fn is_of_one(&self) -> bool {
        self.wanted.len() == 1
    }

    /// Whether all these papers are in it; where none is named, whether it is of all.
    pub fn covers(&self, papers: &[String]) -> bool {
        self.wanted.is_empty() || !papers.is_empty() && papers.iter().all(|id| self.wants(id))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::delivery::Subscribed;

    fn came(id: &str, pages: usize) -> Progress {
        Progress::Came {
            id: id.into(),
            pages,
            of: 16,
            what: "要闻".into(),
        }
    }

    #[test]
    fn every_paper_of_a_round_has_its_turn() {
        let mut round = Round::of(Vec::new());
        assert_eq!(round.turn("rmrb"), Turn::Waits);
        round.take(&Progress::Began { id: "rmrb".into() });
        assert_eq!(round.turn("rmrb"), Turn::Comes(&Came::default()));
        round.take(&came("gmrb", 1));
        round.take(&came("rmrb", 5));
        assert_eq!(
            round.at().map(|(id, came)| (id, came.pages)),
            Some(("rmrb", 5))
        );
        let paper = Subscribed {
            id: "rmrb".into(),
            name: "人民日报".into(),
            day: None,
            is_today: true,
            key: None,
            state: Default::default(),
            stories: 0,
            read: 0,
            tried: None,
        };
        round.take(&Progress::Ended {
            paper: Box::new(paper),
        });
        assert_eq!((round.turn("rmrb"), round.at()), (Turn::None, None));
        assert_eq!(Round::of(vec!["jfrb".into()]).turn("rmrb"), Turn::None);
    }
}
