//! From a query to the stories it is true of.

use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::ops::Bound;

use jiff::civil::Date;
use tantivy::collector::Count;
use tantivy::columnar::Column;
use tantivy::query::{
    AllQuery, BooleanQuery, EmptyQuery, Occur, PhraseQuery, Query as Asked, RangeQuery, TermQuery,
};
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{DocAddress, Executor, Searcher, Term};

use super::steady::Steady;
use super::{Index, trouble};
use crate::library::LibraryError;
use crate::library::archive::{Portion, day_number};
use crate::library::query::{Ask, Clause, Days, Needle, Part, Query};

/// What was found.
#[derive(Debug, Default)]
pub(in crate::library) struct Matches {
    /// The number of the edition, the index and the score of those that were asked for.
    pub stories: Vec<(i64, usize, f64)>,
    /// Whether there are more after them.
    pub more: bool,
}

/// A phrase as the engine takes it: terms, and their distances from the first.
pub(super) type Phrase = Vec<(usize, Term)>;

/// How a phrase is asked for.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Look {
    /// That it stands there.
    Exact,
    /// That all its pairs do, which is known sooner.
    Likely,
}

impl Index {
    /// Stories that a query is true of; those that say it in the headline first, then the newest.
    pub(in crate::library) fn ask(
        &self,
        query: &Query,
        portion: Portion,
    ) -> Result<Matches, LibraryError> {
        let searcher = self.reader.searcher();
        let wanted = portion.wanted();
        let heads = match query.of_headlines() {
            Some(of_headlines) => {
                let alone = Executor::single_thread();
                self.newest(&searcher, &of_headlines, wanted, &alone)?
            }
            None => Vec::new(),
        };
        let all = match heads.len() < wanted {
            true => {
                let all = self.engine.search_executor();
                self.newest(&searcher, query, wanted, all)?
            }
            false => Vec::new(),
        };
        let (given, more) = portion.of(&heads, all);
        Ok(Matches {
            stories: told(&searcher, given.into_iter())?,
            more,
        })
    }

    /// How many stories a query is true of.
    pub(in crate::library) fn count(&self, query: &Query) -> Result<usize, LibraryError> {
        let searcher = self.reader.searcher();
        let count = searcher.search(&*self.asked(query, Look::Exact), &Count);
        count.map_err(|error| trouble(&error))
    }

    /// A query as the engine takes it. What must not be there is always asked for exactly.
    pub(super) fn asked(&self, query: &Query, look: Look) -> Box<dyn Asked> {
        let mut clauses: Vec<(Occur, Box<dyn Asked>)> = Vec::new();
        for Clause { not, ask } in &query.clauses {
            clauses.push(match not {
                true => {
                    let asked = self.clause(ask, Look::Exact);
                    (Occur::MustNot, Box::new(Steady(asked)))
                }
                false => (Occur::Must, self.clause(ask, look)),
            });
        }
        if clauses.iter().all(|(occur, _)| *occur == Occur::MustNot) {
            clauses.push((Occur::Must, Box::new(AllQuery)));
        }
        // One clause alone is counted without being gone through.
        match clauses.len() {
            1 => clauses.remove(0).1,
            _ => Box::new(BooleanQuery::new(clauses)),
        }
    }

    /// The phrases that must be there.
    pub(super) fn phrases(&self, query: &Query) -> Vec<Phrase> {
        let wanted = query.clauses.iter().filter(|clause| !clause.not);
        let words = wanted.filter_map(|clause| match &clause.ask {
            Ask::Words(part, needle) if needle.phrase.len() > 1 => {
                Some(phrase(self.field(*part), needle))
            }
            _ => None,
        });
        words.collect()
    }

    fn clause(&self, ask: &Ask, look: Look) -> Box<dyn Asked> {
        match ask {
            Ask::Words(part, needle) => self.words(*part, needle, look),
            Ask::Day(days) => self.days(*days),
            Ask::Page(key) => term(self.fields.page, key),
        }
    }

    fn field(&self, part: Part) -> Field {
        match part {
            Part::Any => self.fields.text,
            Part::Head => self.fields.head,
            Part::Byline => self.fields.byline,
            Part::Paper => self.fields.paper,
            Part::Section => self.fields.section,
            Part::Kicker => self.fields.kicker,
        }
    }

    fn words(&self, part: Part, needle: &Needle, look: Look) -> Box<dyn Asked> {
        let field = self.field(part);
        let letters = match part {
            Part::Any => self.fields.letters,
            _ => field,
        };
        let alone = |c: &char| term(letters, c.encode_utf8(&mut [0; 4]));
        let mut all: Vec<Box<dyn Asked>> = needle.lone.iter().map(alone).collect();
        // Whether a pair is in a story is read sooner than where two of them are.
        all.extend(needle.implied.iter().map(|pair| term(field, pair)));
        match needle.phrase.len() > 1 && look == Look::Exact {
            true => all.push(Box::new(PhraseQuery::new_with_offset(phrase(
                field, needle,
            )))),
            false => all.extend(needle.phrase.iter().map(|(_, text)| term(field, text))),
        }
        match all.len() {
            1 => all.remove(0),
            _ => Box::new(BooleanQuery::intersection(all)),
        }
    }

    fn days(&self, days: Days) -> Box<dyn Asked> {
        let bound =
            |day: Date| Bound::Included(Term::from_field_u64(self.fields.day, day_number(day)));
        // Editions without a date are of no day, so the first is 1.
        let first = Bound::Included(Term::from_field_u64(self.fields.day, 1));
        let (from, to) = (days.from, days.to);
        if let (Some(from), Some(to)) = (from, to)
            && from > to
        {
            return Box::new(EmptyQuery);
        }
        let from = from.map_or(first, bound);
        Box::new(RangeQuery::new(from, to.map_or(Bound::Unbounded, bound)))
    }
}

fn phrase(field: Field, needle: &Needle) -> Phrase {
    let terms = needle.phrase.iter();
    terms
        .map(|(at, text)| (*at as usize, Term::from_field_text(field, text)))
        .collect()
}

fn term(field: Field, text: &str) -> Box<dyn Asked> {
    let term = Term::from_field_text(field, text);
    Box::new(TermQuery::new(term, IndexRecordOption::Basic))
}

/// What the index holds of what was found.
pub(super) fn told(
    searcher: &Searcher,
    found: impl Iterator<Item = (DocAddress, f64)>,
) -> Result<Vec<(i64, usize, f64)>, LibraryError> {
    // A column is dearer to open than to read.
    let mut opened = HashMap::new();
    let mut stories = Vec::new();
    for (address, score) in found {
        let [edition, story] = match opened.entry(address.segment_ord) {
            Entry::Occupied(columns) => columns.into_mut(),
            Entry::Vacant(none) => {
                let columns = searcher.segment_reader(address.segment_ord).fast_fields();
                let column = |name| columns.u64(name).map_err(|error| trouble(&error));
                none.insert([column("edition")?, column("story")?])
            }
        };
        let number = |column: &Column| column.first(address.doc_id).unwrap_or(0);
        let edition = i64::try_from(number(edition)).unwrap_or(0);
        let story = usize::try_from(number(story)).unwrap_or(0);
        stories.push((edition, story, score));
    }
    Ok(stories)
}
