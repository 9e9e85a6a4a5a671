//! The newest of the stories that a query is true of.
//!
//! Whether a phrase stands in a story is dearer to know than whether its pairs do, and of common pairs most stories of a shelf
//! have all. So the newest of those that may have it are looked at one by one, and only where they are not enough are all.

use std::collections::{BTreeMap, HashSet};

use tantivy::collector::TopDocs;
use tantivy::postings::{Postings, SegmentPostings};
use tantivy::query::{EnableScoring, Query as Asked};
use tantivy::schema::IndexRecordOption;
use tantivy::{DocAddress, DocId, DocSet, Executor, Order, Searcher, SegmentReader};

use super::ask::{Look, Phrase};
use super::{Index, trouble};
use crate::library::LibraryError;
use crate::library::query::Query;

/// Most stories that are wanted for few to be looked at first: those that fill a screen or some.
const FEW: usize = 100;
/// Stories that are looked at one by one; at first the newest of them.
const LIKELY: usize = 8_192;
const LIKELIEST: usize = 512;

impl Index {
    /// The newest of the stories that a query is true of, at most so many, by rank. `threads` do it: to wake them takes
    /// longer than what is little work.
    pub(super) fn newest(
        &self,
        searcher: &Searcher,
        query: &Query,
        most: usize,
        threads: &Executor,
    ) -> Result<Vec<DocAddress>, LibraryError> {
        let phrases = self.phrases(query);
        if !phrases.is_empty() && most <= FEW {
            let asked = self.asked(query, Look::Likely);
            let likely = by_rank(searcher, &*asked, LIKELY, threads)?;
            let is_all = likely.len() < LIKELY;
            let (first, rest) = likely.split_at(LIKELIEST.min(likely.len()));
            let mut found = standing(searcher, &phrases, first, &Executor::single_thread())?;
            if found.len() < most {
                found.extend(standing(searcher, &phrases, rest, threads)?);
            }
            if found.len() >= most || is_all {
                found.truncate(most);
                return Ok(found);
            }
        }
        by_rank(searcher, &*self.asked(query, Look::Exact), most, threads)
    }
}

/// Those of some stories where every phrase stands, in their order.
fn standing(
    searcher: &Searcher,
    phrases: &[Phrase],
    stories: &[DocAddress],
    threads: &Executor,
) -> Result<Vec<DocAddress>, LibraryError> {
    let mut segments: BTreeMap<u32, Vec<DocId>> = BTreeMap::new();
    for story in stories {
        let docs = segments.entry(story.segment_ord).or_default();
        docs.push(story.doc_id);
    }
    let in_segment = |(segment, mut docs): (u32, Vec<DocId>)| {
        docs.sort_unstable();
        let found = standing_in(searcher.segment_reader(segment), phrases, docs)?;
        let found = found.into_iter();
        Ok(found.map(move |doc| DocAddress::new(segment, doc)))
    };
    let found = threads.map(in_segment, segments.into_iter());
    let found = found.map_err(|error| trouble(&error))?;
    let found: HashSet<DocAddress> = found.into_iter().flatten().collect();
    let stories = stories.iter().copied();
    Ok(stories.filter(|story| found.contains(story)).collect())
}

/// The newest stories that a query matches, by rank.
fn by_rank(
    searcher: &Searcher,
    query: &dyn Asked,
    most: usize,
    threads: &Executor,
) -> Result<Vec<DocAddress>, LibraryError> {
    // The engine makes room for as many as are asked for.
    let all = usize::try_from(searcher.num_docs()).unwrap_or(usize::MAX);
    let newest = TopDocs::with_limit(most.clamp(1, all.max(1)));
    let newest = newest.order_by_fast_field::<u64>("rank", Order::Desc);
    let unscored = EnableScoring::disabled_from_searcher(searcher);
    let found = searcher.search_with_executor(query, &newest, threads, unscored);
    let found = found.map_err(|error| trouble(&error))?;
    Ok(found.into_iter().map(|(_, address)| address).collect())
}

/// Those of some stories of a segment, by number, where every phrase stands.
fn standing_in(
    segment: &SegmentReader,
    phrases: &[Phrase],
    mut docs: Vec<DocId>,
) -> tantivy::Result<Vec<DocId>> {
    for phrase in phrases {
        match Places::of(segment, phrase)? {
            Some(mut places) => docs.retain(|&doc| places.has(doc)),
            None => docs.clear(),
        }
    }
    Ok(docs)
}

/// Where the terms of a phrase stand in the stories of a segment.
struct Places {
    /// Of each term how far it is from the end of the phrase, and where it stands.
    terms: Vec<(u32, SegmentPostings)>,
    /// Where the phrase may end, after the terms that were looked at.
    ends: Vec<u32>,
    own: Vec<u32>,
}

impl Places {
    /// Nothing where a term is in no story of the segment.
    fn of(segment: &SegmentReader, phrase: &Phrase) -> tantivy::Result<Option<Self>> {
        let length = phrase.iter().map(|(at, _)| *at).max().unwrap_or(0);
        let mut terms = Vec::with_capacity(phrase.len());
        for (at, term) in phrase {
            let inverted = segment.inverted_index(term.field())?;
            let whole = IndexRecordOption::WithFreqsAndPositions;
            let Some(postings) = inverted.read_postings(term, whole)? else {
                return Ok(None);
            };
            terms.push((u32::try_from(length - at).unwrap_or(u32::MAX), postings));
        }
        Ok(Some(Self {
            terms,
            ends: Vec::new(),
            own: Vec::new(),
        }))
    }

    /// Whether the phrase stands in a story. Stories are asked by number, the least first.
    fn has(&mut self, doc: DocId) -> bool {
        for (nth, (rest, postings)) in self.terms.iter_mut().enumerate() {
            let at = postings.doc();
            if at > doc || (at < doc && postings.seek(doc) != doc) {
                return false;
            }
            postings.positions_with_offset(*rest, &mut self.own);
            match nth {
                0 => std::mem::swap(&mut self.ends, &mut self.own),
                _ => keep_common(&mut self.ends, &self.own),
            }
            if self.ends.is_empty() {
                return false;
            }
        }
        true
    }
}

/// Keeps what stands in both of two lists that go up.
fn keep_common(ones: &mut Vec<u32>, others: &[u32]) {
    let mut others = others.iter().peekable();
    ones.retain(|one| {
        while others.next_if(|other| *other < one).is_some() {}
        others.peek() == Some(&one)
    });
}

#[cfg(test)]
mod tests {
    use super::keep_common;

    #[test]
    fn what_both_have_is_kept() {
        let mut ones = vec![1, 3, 5, 7, 9];
        keep_common(&mut ones, &[0, 3, 4, 9, 10]);
        assert_eq!(ones, [3, 9]);
        keep_common(&mut ones, &[]);
        assert!(ones.is_empty());
    }
}
