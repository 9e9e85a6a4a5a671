//! From a query to the stories it is true of.

use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::ops::Bound;

use jiff::civil::Date;
use tantivy::collector::Count;
use tantivy::columnar::Column;
use tantivy::query::{
    AllQuery, BooleanQuery, EmptyQuery, InvertedIndexRangeQuery, Occur, PhraseQuery,
    Query as Asked, RangeQuery, TermQuery,
};
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{DocAddress, Searcher, Term};

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

impl Index {
    /// Stories that a query is true of; those that say it in the headline first, then the newest.
    pub(in crate::library) fn ask(
        &self,
        query: &Query,
        portion: Portion,
    ) -> Result<Matches, LibraryError> {
        let wanted = portion.wanted();
        let heads = match query.of_headlines() {
            Some(of_headlines) => self.newest(&of_headlines, wanted)?,
            None => Vec::new(),
        };
        let all = match heads.len() < wanted {
            true => self.newest(query, wanted)?,
            false => Vec::new(),
        };
        let (given, more) = portion.of(&heads, all);
        Ok(Matches {
            stories: told(&self.pieces.searcher, given.into_iter())?,
            more,
        })
    }

    /// The newest of the stories that a query is true of, at most so many, by rank.
    fn newest(&self, query: &Query, most: usize) -> Result<Vec<DocAddress>, LibraryError> {
        let threads = self.engine.search_executor();
        let found = self.pieces.newest(&*self.asked(query), most, threads);
        found.map_err(|error| trouble(&error))
    }

    /// How many stories a query is true of.
    pub(in crate::library) fn count(&self, query: &Query) -> Result<usize, LibraryError> {
        let asked = self.asked(query);
        let count = self.pieces.searcher.search(&*asked, &Count);
        count.map_err(|error| trouble(&error))
    }

    /// A query as the engine takes it.
    fn asked(&self, query: &Query) -> Box<dyn Asked> {
        let mut clauses: Vec<(Occur, Box<dyn Asked>)> = Vec::new();
        for Clause { not, ask } in &query.clauses {
            let asked = self.clause(ask);
            clauses.push(match not {
                true => (Occur::MustNot, Box::new(Steady(asked))),
                false => (Occur::Must, asked),
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

    fn clause(&self, ask: &Ask) -> Box<dyn Asked> {
        match ask {
            Ask::Words(part, needle) => self.words(*part, needle),
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

    fn words(&self, part: Part, needle: &Needle) -> Box<dyn Asked> {
        let field = self.field(part);
        let lone = needle.lone.iter();
        let mut all: Vec<Box<dyn Asked>> = lone.map(|&c| beginning(field, c)).collect();
        // Whether a pair is in a story is read sooner than where two of them are.
        all.extend(needle.implied.iter().map(|pair| term(field, pair)));
        match needle.phrase.as_slice() {
            [] => {}
            [(_, text)] => all.push(term(field, text)),
            phrase => {
                let terms = phrase.iter();
                let terms =
                    terms.map(|(at, text)| (*at as usize, Term::from_field_text(field, text)));
                all.push(Box::new(PhraseQuery::new_with_offset(terms.collect())));
            }
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

/// That a token begins with a letter.
fn beginning(field: Field, letter: char) -> Box<dyn Asked> {
    let from = |c: char| Term::from_field_text(field, c.encode_utf8(&mut [0; 4]));
    // The bytes of characters are in the order of their numbers.
    let end = (letter..)
        .nth(1)
        .map_or(Bound::Unbounded, |next| Bound::Excluded(from(next)));
    Box::new(InvertedIndexRangeQuery::new(
        Bound::Included(from(letter)),
        end,
    ))
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
