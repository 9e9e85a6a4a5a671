//! What the archive has told this screen: papers, the days of one of them, stories that it found. It goes along from
//! paper to paper, so that the way back leads to a list as it was left.

use std::collections::BTreeMap;

use super::calendar::Calendar;
use super::shelved::{Shelved, merged};
use crate::delivery::Subscribed;
use crate::library::archive::{Found, Hit, Paper, Which};
use crate::library::query::{Query, QueryError};
use crate::tui::effect::Topic;

/// What is known of the shelf.
#[derive(Clone, Debug, Default)]
pub struct Stacks {
    /// The papers on it, and those that are subscribed to.
    pub papers: Vec<Shelved>,
    /// The editions of one of them.
    pub calendar: Calendar,
    /// What was found.
    pub results: Results,
    /// What the archive could not do, in its own words.
    pub trouble: Option<String>,
    /// Whether other readers could not be heard, and that was said.
    pub alone: bool,
    /// The number of the last question.
    asked: u64,
    /// Questions that are not answered yet, the last of each topic.
    open: BTreeMap<Topic, u64>,
}

/// What stories are looked for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Asks {
    /// Those that the words of the field are true of.
    #[default]
    Words,
    /// Those about the same as one.
    Alike(Which, String),
    /// Those of the same text as one.
    Same(Which, String),
}

/// Stories that were found.
#[derive(Clone, Debug, Default)]
pub struct Results {
    /// What was asked.
    pub asks: Asks,
    /// What stands in the field.
    pub field: String,
    /// What it asks, or why it asks nothing.
    pub query: Option<Result<Query, QueryError>>,
    /// The first of them, as many as are known.
    pub hits: Vec<Hit>,
    /// Whether there are more than are known.
    pub more: bool,
    /// How many there are, where they were counted.
    pub counted: Option<usize>,
}

impl Results {
    /// The words that are marked where they stand.
    pub fn needles(&self) -> Vec<String> {
        let query = self.query.as_ref().filter(|_| self.asks == Asks::Words);
        match query {
            Some(Ok(query)) => needles(query),
            _ => Vec::new(),
        }
    }

    /// Takes the first stories.
    pub fn take_first(&mut self, found: Found) {
        self.hits.clear();
        self.counted = None;
        self.take_more(found);
    }

    /// Takes those after the known ones.
    pub fn take_more(&mut self, found: Found) {
        self.hits.extend(found.hits);
        self.more = found.more;
    }

    /// How many there are; while nobody has counted them, that there are more than are known.
    pub fn total(&self) -> String {
        let known = self.hits.len();
        match (self.more, self.counted) {
            (false, _) => known.to_string(),
            (true, Some(counted)) => counted.to_string(),
            (true, None) => format!("{known}+"),
        }
    }
}

/// The words of a query as a text has them.
pub fn needles(query: &Query) -> Vec<String> {
    query.shown().map(|needle| needle.text.clone()).collect()
}

impl Stacks {
    /// The papers that are subscribed to.
    pub fn subscribed(&self) -> impl Iterator<Item = &Subscribed> {
        self.papers
            .iter()
            .filter_map(|paper| paper.subscribed.as_ref())
    }

    /// Takes what stands on the shelf.
    pub fn take_standing(&mut self, standing: Vec<Paper>) {
        self.papers = merged(self.subscribed().cloned().collect(), standing);
    }

    /// Takes what is subscribed to.
    pub fn take_subscribed(&mut self, subscribed: Vec<Subscribed>) {
        let standing = self
            .papers
            .iter()
            .filter_map(|paper| paper.standing.clone());
        self.papers = merged(subscribed, standing.collect());
    }

    /// Takes how one of these stands now.
    pub fn take_paper(&mut self, paper: Subscribed) {
        let mut papers = self
            .papers
            .iter_mut()
            .filter_map(|paper| paper.subscribed.as_mut());
        if let Some(known) = papers.find(|known| known.id == paper.id) {
            *known = paper;
        }
    }

    /// Gives a question its number.
    pub fn ask(&mut self, topic: Topic) -> u64 {
        self.asked += 1;
        self.open.insert(topic, self.asked);
        self.asked
    }

    /// Whether a question of a topic is not answered yet.
    pub fn waits_for(&self, topic: Topic) -> bool {
        self.open.contains_key(&topic)
    }

    /// Whether an answer is to the last question of its topic; it is answered then. Answers that were overtaken are none.
    pub fn is_answered(&mut self, topic: Topic, number: u64) -> bool {
        let last = self.open.get(&topic) == Some(&number);
        if last {
            self.open.remove(&topic);
        }
        last
    }

    /// No answer to a question of this topic is waited for any more.
    pub fn forget(&mut self, topic: Topic) {
        self.open.remove(&topic);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_that_was_overtaken_is_none() {
        let mut stacks = Stacks::default();
        let first = stacks.ask(Topic::Stories);
        let papers = stacks.ask(Topic::Papers);
        let second = stacks.ask(Topic::Stories);
        assert!(!stacks.is_answered(Topic::Stories, first));
        assert!(stacks.waits_for(Topic::Stories));
        assert!(stacks.is_answered(Topic::Stories, second));
        assert!(!stacks.is_answered(Topic::Stories, second));
        assert!(stacks.is_answered(Topic::Papers, papers));
    }
}
