//! From a query to the stories it is true of.

use std::collections::hash_map::Entry;
use std::collections::{HashMap, HashSet};
use std::ops::Bound;

use jiff::civil::Date;
use tantivy::collector::{Count, TopDocs};
use tantivy::columnar::Column;
use tantivy::query::{
    AllQuery, BooleanQuery, EmptyQuery, Occur, PhraseQuery, Query as Asked, RangeQuery, TermQuery,
};
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{DocAddress, Order, Searcher, Term};

use super::steady::Steady;
use super::{Index, trouble};
use crate::library::LibraryError;
use crate::library::archive::day_number;
use crate::library::query::{Ask, Clause, Days, Needle, Part, Query};

/// What was found: how many in all, and the number of the edition, the index and the score of those that were asked for.
#[derive(Debug, Default)]
pub(in crate::library) struct Matches {
    /// How many in all.
    pub total: usize,
    /// The stories.
    pub stories: Vec<(i64, usize, f64)>,
}

impl Index {
    /// Stories that a query is true of; those that say it in the headline first, then the newest.
    pub(in crate::library) fn ask(
        &self,
        query: &Query,
        skip: usize,
        limit: usize,
    ) -> Result<Matches, LibraryError> {
        let searcher = self.reader.searcher();
        let wanted = match limit {
            0 => 0,
            _ => skip.saturating_add(limit),
        };
        let (heads, first) = match query.of_headlines().filter(|_| wanted > 0) {
            Some(of_headlines) => newest(&searcher, &*self.asked(&of_headlines), wanted)?,
            None => (0, Vec::new()),
        };
        // Where the headlines are not enough, all of them are at hand, and are among so many of the first of all.
        let more = if heads >= wanted { 0 } else { wanted };
        let (total, all) = newest(&searcher, &*self.asked(query), more)?;
        let said: HashSet<DocAddress> = first.iter().copied().collect();
        let rest = all.into_iter().filter(|address| !said.contains(address));
        let found = first.iter().map(|&address| (address, 2.0));
        let found = found.chain(rest.map(|address| (address, 1.0)));
        Ok(Matches {
            total,
            stories: told(&searcher, found.skip(skip).take(limit))?,
        })
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

    fn words(&self, part: Part, needle: &Needle) -> Box<dyn Asked> {
        let field = match part {
            Part::Any => self.fields.text,
            Part::Head => self.fields.head,
            Part::Byline => self.fields.byline,
            Part::Paper => self.fields.paper,
            Part::Section => self.fields.section,
            Part::Kicker => self.fields.kicker,
        };
        let letters = match part {
            Part::Any => self.fields.letters,
            _ => field,
        };
        let alone = |c: &char| term(letters, c.encode_utf8(&mut [0; 4]));
        let mut all: Vec<Box<dyn Asked>> = needle.lone.iter().map(alone).collect();
        // Whether a pair is in a story is read sooner than where two of them are.
        all.extend(needle.implied.iter().map(|pair| term(field, pair)));
        match &needle.phrase[..] {
            [] => {}
            [(_, text)] => all.push(term(field, text)),
            phrase => {
                let terms = phrase
                    .iter()
                    .map(|(at, text)| (*at as usize, Term::from_field_text(field, text)));
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

/// How many stories a query matches, and the newest of them, in one pass.
fn newest(
    searcher: &Searcher,
    query: &dyn Asked,
    first: usize,
) -> Result<(usize, Vec<DocAddress>), LibraryError> {
    if first == 0 {
        let count = searcher.search(query, &Count);
        return Ok((count.map_err(|error| trouble(&error))?, Vec::new()));
    }
    let newest = TopDocs::with_limit(first).order_by_fast_field::<u64>("rank", Order::Desc);
    let found = searcher.search(query, &(Count, newest));
    let (count, found) = found.map_err(|error| trouble(&error))?;
    let found = found.into_iter().map(|(_, address)| address);
    Ok((count, found.collect()))
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
