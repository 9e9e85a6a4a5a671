//! Which stories of all that a search finds are given, and in what order: the same wherever a shelf stands.

use std::collections::HashSet;
use std::hash::Hash;

/// No archive holds more stories.
const MOST: usize = u32::MAX as usize;

/// The stories that are asked for, of all in their order.
#[derive(Clone, Copy, Debug)]
pub struct Portion {
    skip: usize,
    limit: usize,
}

impl Portion {
    /// `limit` stories after the first `skip`.
    pub fn new(skip: usize, limit: usize) -> Self {
        Self { skip, limit }
    }

    /// How many of the first must be known: one more than are given, for it says that there are more.
    pub fn wanted(self) -> usize {
        let last = self.skip.saturating_add(self.limit);
        last.saturating_add(1).min(MOST)
    }

    /// Gives the stories with their scores, and says whether there are more: those that have every word in the headline (2)
    /// before the others (1). `heads` and `all` hold the newest of either, [`Portion::wanted`] of them or as many as there
    /// are; where the headlines are enough, `all` need not be known.
    pub fn of<S: Copy + Eq + Hash>(self, heads: &[S], all: Vec<S>) -> (Vec<(S, f64)>, bool) {
        let said: HashSet<S> = heads.iter().copied().collect();
        let rest = all.into_iter().filter(|story| !said.contains(story));
        let found = heads.iter().map(|&story| (story, 2.0));
        let mut found = found.chain(rest.map(|story| (story, 1.0))).skip(self.skip);
        let given = found.by_ref().take(self.limit).collect();
        (given, found.next().is_some())
    }
}

#[cfg(test)]
mod tests {
    use super::Portion;

    #[track_caller]
    fn check((skip, limit): (usize, usize), expected: &str) {
        let (given, more) = Portion::new(skip, limit).of(&['b', 'd'], vec!['a', 'b', 'c', 'd']);
        let given = given.iter().map(|(story, score)| format!("{story}{score}"));
        let told: Vec<String> = given.chain(more.then(|| "...".into())).collect();
        assert_eq!(told.join(" "), expected);
    }

    #[test]
    fn headlines_come_first_and_nothing_twice() {
        check((0, 9), "b2 d2 a1 c1");
        check((0, 4), "b2 d2 a1 c1");
        check((0, 3), "b2 d2 a1 ...");
        check((1, 2), "d2 a1 ...");
        check((3, 1), "c1");
        check((4, 5), "");
        check((0, 0), "...");
    }
}
