//! The papers of the shelf as one list: those that are subscribed to, each with how it stands, then the others.

use crate::delivery::{State, Subscribed};
use crate::library::Key;
use crate::library::archive::Paper;

/// A paper that stands on the shelf, or will.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Shelved {
    /// Its name.
    pub name: String,
    /// What stands there of it; nothing before its first edition.
    pub standing: Option<Paper>,
    /// Its subscription, where there is one.
    pub subscribed: Option<Subscribed>,
}

impl Shelved {
    /// Today's edition, where nothing of it is read yet.
    pub fn news(&self) -> Option<&Key> {
        let paper = self.subscribed.as_ref()?;
        let is_new = paper.is_today && paper.read == 0 && has_pages(&paper.state);
        paper.key.as_ref().filter(|_| is_new)
    }

    /// Whether it is subscribed to and everything of today's edition is read.
    pub fn is_read(&self) -> bool {
        let paper = self.subscribed.as_ref();
        paper
            .is_some_and(|paper| paper.is_today && paper.stories > 0 && paper.read >= paper.stories)
    }
}

/// Whether an edition in this state can be read.
pub fn has_pages(state: &State) -> bool {
    matches!(state, State::Whole | State::Partly { .. })
}

/// Puts both together: the subscribed in their order, then what only stands there, in its order.
pub fn merged(subscribed: Vec<Subscribed>, standing: Vec<Paper>) -> Vec<Shelved> {
    let of_name = |name: &str| standing.iter().find(|paper| paper.name == name).cloned();
    let mut papers: Vec<Shelved> = subscribed
        .into_iter()
        .map(|paper| Shelved {
            name: paper.name.clone(),
            standing: of_name(&paper.name),
            subscribed: Some(paper),
        })
        .collect();
    let known = papers.len();
    for paper in standing {
        let is_there = papers[..known].iter().any(|other| other.name == paper.name);
        if !is_there {
            papers.push(Shelved {
                name: paper.name.clone(),
                standing: Some(paper),
                subscribed: None,
            });
        }
    }
    papers
}

#[cfg(test)]
mod tests {
    use super::*;

    fn subscribed(name: &str) -> Subscribed {
        Subscribed {
            id: name.into(),
            name: name.into(),
            day: None,
            is_today: true,
            key: Some(Key::of([name.as_bytes()])),
            state: State::Whole,
            stories: 9,
            read: 0,
            tried: None,
        }
    }

    fn standing(name: &str) -> Paper {
        Paper {
            name: name.into(),
            editions: 1,
            stories: 9,
            first: None,
            latest: None,
        }
    }

    #[test]
    fn a_paper_that_is_both_stands_once_and_the_subscribed_stand_first() {
        let papers = merged(
            vec![subscribed("乙"), subscribed("丙")],
            vec![standing("甲"), standing("丙")],
        );
        let told: Vec<(&str, bool, bool)> = papers
            .iter()
            .map(|paper| {
                (
                    &*paper.name,
                    paper.standing.is_some(),
                    paper.subscribed.is_some(),
                )
            })
            .collect();
        assert_eq!(
            told,
            [("乙", false, true), ("丙", true, true), ("甲", true, false)]
        );
    }

    #[test]
    fn news_is_an_edition_of_today_of_which_nothing_is_read() {
        let news = |change: fn(&mut Subscribed)| {
            let mut paper = subscribed("乙");
            change(&mut paper);
            merged(vec![paper], Vec::new())[0].news().is_some()
        };
        assert!(news(|_| ()));
        assert!(!news(|paper| paper.read = 1));
        assert!(!news(|paper| paper.is_today = false));
        assert!(!news(|paper| paper.key = None));
        assert!(!news(|paper| paper.state = State::Never));
    }
}
