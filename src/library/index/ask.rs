//! From a query to the stories it is true of.

use std::ops::Bound;

use jiff::civil::Date;
use tantivy::collector::{Count, TopDocs};
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
        let mut matches = Matches::default();
        let all = self.asked(query);
        let Some(of_headlines) = query.of_headlines().map(|query| self.asked(&query)) else {
            let (total, found) = newest(&searcher, &all, skip, limit)?;
            matches.put(&searcher, found, 1.0)?;
            matches.total = total;
            return Ok(matches);
        };
        let (heads, found) = newest(&searcher, &of_headlines, skip, limit)?;
        matches.put(&searcher, found, 2.0)?;
        let rest = BooleanQuery::new(vec![
            (Occur::Must, Box::new(all)),
            (Occur::MustNot, Box::new(Steady(Box::new(of_headlines)))),
        ]);
        let left = limit - matches.stories.len();
        let (others, found) = newest(&searcher, &rest, skip.saturating_sub(heads), left)?;
        matches.put(&searcher, found, 1.0)?;
        matches.total = heads + others;
        Ok(matches)
    }

    /// A query as the engine takes it.
    fn asked(&self, query: &Query) -> BooleanQuery {
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
        BooleanQuery::new(clauses)
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
    skip: usize,
    limit: usize,
) -> Result<(usize, Vec<DocAddress>), LibraryError> {
    if limit == 0 {
        let count = searcher.search(query, &Count);
        return Ok((count.map_err(|error| trouble(&error))?, Vec::new()));
    }
    let newest = TopDocs::with_limit(limit)
        .and_offset(skip)
        .order_by_fast_field::<u64>("rank", Order::Desc);
    let found = searcher.search(query, &(Count, newest));
    let (count, found) = found.map_err(|error| trouble(&error))?;
    Ok((
        count,
        found.into_iter().map(|(_, address)| address).collect(),
    ))
}

fn term(field: Field, text: &str) -> Box<dyn Asked> {
    let term = Term::from_field_text(field, text);
    Box::new(TermQuery::new(term, IndexRecordOption::Basic))
}

impl Matches {
    /// Adds what was found, by what the index holds of it.
    pub(super) fn put(
        &mut self,
        searcher: &Searcher,
        found: Vec<DocAddress>,
        score: f64,
    ) -> Result<(), LibraryError> {
        for address in found {
            let columns = searcher.segment_reader(address.segment_ord).fast_fields();
            let column = |name: &str| {
                let column = columns.u64(name).map_err(|error| trouble(&error))?;
                Ok::<u64, LibraryError>(column.first(address.doc_id).unwrap_or(0))
            };
            let edition = i64::try_from(column("edition")?).unwrap_or(0);
            let story = usize::try_from(column("story")?).unwrap_or(0);
            self.stories.push((edition, story, score));
        }
        Ok(())
    }
}
