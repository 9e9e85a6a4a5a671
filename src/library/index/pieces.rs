//! The pieces of the index, and the newest of the stories in them that a query is true of.
//!
//! A piece holds what was indexed together: papers of some days, mostly. So the piece with the newest story is searched
//! first, and none that is older than what was found.

use std::cmp::Reverse;
use std::time::{Duration, Instant};

use tantivy::collector::{Collector, TopDocs};
use tantivy::columnar::Column;
use tantivy::query::{EnableScoring, Query as Asked};
use tantivy::{DocAddress, Executor, Order, Searcher, SegmentReader};

/// How long one thread searches, a piece after the other; then all threads do, each time twice as many pieces. To wake them
/// takes longer than what is little work.
const ALONE: Duration = Duration::from_micros(300);

/// The pieces of the index as they were at one moment.
pub(super) struct Pieces {
    pub searcher: Searcher,
    /// That with the newest story first.
    pieces: Vec<Piece>,
}

/// A piece of the index.
#[derive(Clone, Copy)]
struct Piece {
    number: u32,
    /// The rank of its newest story.
    newest: u64,
}

impl Pieces {
    pub(super) fn of(searcher: Searcher) -> tantivy::Result<Self> {
        let newest = |(number, reader): (u32, &SegmentReader)| {
            let ranks: Column = reader.fast_fields().u64("rank")?;
            let newest = ranks.max_value();
            Ok(Piece { number, newest })
        };
        let readers = (0..).zip(searcher.segment_readers());
        let mut pieces: Vec<Piece> = readers.map(newest).collect::<tantivy::Result<_>>()?;
        pieces.sort_by_key(|piece| Reverse(piece.newest));
        Ok(Self { searcher, pieces })
    }

    /// The newest of the stories that a query matches, at most so many, by rank. `all` are the threads that do it where it
    /// is much.
    pub(super) fn newest(
        &self,
        query: &dyn Asked,
        most: usize,
        all: &Executor,
    ) -> tantivy::Result<Vec<DocAddress>> {
        let Self { searcher, pieces } = self;
        let weight = query.weight(EnableScoring::disabled_from_searcher(searcher))?;
        // The engine makes room for as many as are asked for.
        let stories = usize::try_from(searcher.num_docs()).unwrap_or(usize::MAX);
        let most = most.clamp(1, stories.max(1));
        let newest = TopDocs::with_limit(most);
        let newest = newest.order_by_fast_field::<u64>("rank", Order::Desc);
        let in_piece = |piece: Piece| {
            let reader = searcher.segment_reader(piece.number);
            let found = newest.collect_segment(&*weight, piece.number, reader)?;
            newest.merge_fruits(vec![found])
        };
        let alone = Executor::single_thread();
        let (began, mut at_once) = (Instant::now(), 1);
        let (mut rest, mut found) = (pieces.as_slice(), Vec::<Ranked>::new());
        loop {
            let last = found.get(most - 1).map(|&(rank, _)| rank);
            let may_hold = |piece: &&Piece| last.is_none_or(|rank| rank <= Some(piece.newest));
            let next = rest.iter().take(at_once).take_while(may_hold).count();
            let (next, others) = rest.split_at(next);
            if next.is_empty() {
                return Ok(found.into_iter().map(|(_, story)| story).collect());
            }
            rest = others;
            let threads = if at_once == 1 { &alone } else { all };
            let more = threads.map(in_piece, next.iter().copied())?;
            found.extend(more.into_iter().flatten());
            found.sort_unstable_by_key(|&(rank, story)| (Reverse(rank), story));
            found.truncate(most);
            if began.elapsed() > ALONE {
                at_once *= 2;
            }
        }
    }
}

/// A story and its rank.
type Ranked = (Option<u64>, DocAddress);
