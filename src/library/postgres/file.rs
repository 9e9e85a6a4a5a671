//! Filing editions: one transaction a batch, and no trouble where several feeders file the same.
//!
//! Everything that takes time is made before the transaction begins ([`packed`]). An edition's number is made of its
//! content, so a batch that is filed again after a broken connection finds itself known.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;
use std::time::SystemTime;

use postgres::types::Type;
use postgres::{Client, Transaction};

use super::copy::without_nul;
use super::rows::{Stories, StoryRow, enter, rows, small};
use super::schema::{day_to, key_bytes, number, shard};
use super::sources::{self, Kept};
use super::take::take_off;
use super::trouble::Trouble;
use crate::edition::Edition;
use crate::library::LibraryError;
use crate::library::archive::{Filed, Filing, Original};
use crate::library::packed::pack;

/// An edition as it goes over the wire.
pub(super) struct Packed {
    shard: i32,
    number: i64,
    key: Vec<u8>,
    paper: String,
    day: i32,
    pages: i32,
    origin: String,
    frame: Vec<u8>,
    stories: Vec<StoryRow>,
    originals: Arc<[Original]>,
}

/// Makes editions ready.
pub(super) fn packed(filings: &[Filing]) -> Result<Vec<Packed>, LibraryError> {
    filings.iter().map(Packed::of).collect()
}

impl Packed {
    fn of(filing: &Filing) -> Result<Self, LibraryError> {
        let edition = &filing.edition;
        Ok(Self {
            shard: shard(&filing.paper, edition.date),
            number: number(&filing.key),
            key: key_bytes(&filing.key),
            paper: without_nul(&filing.paper).into_owned(),
            day: day_to(edition.date),
            pages: small(edition.sections.len()),
            origin: without_nul(&filing.origin).into_owned(),
            frame: pack(&frame(edition))?,
            stories: rows(&filing.key, &filing.paper, edition)?,
            originals: Arc::clone(&filing.originals),
        })
    }

    /// Whether every story of it is among some that stand.
    fn is_within(&self, standing: &HashSet<i64>) -> bool {
        let all = |story: &StoryRow| story.print.is_some_and(|print| standing.contains(&print));
        self.day != 0 && !self.stories.is_empty() && self.stories.iter().all(all)
    }
}

/// The edition without its stories.
fn frame(edition: &Edition) -> Edition {
    Edition {
        masthead: edition.masthead.clone(),
        date: edition.date,
        language: edition.language.clone(),
        url: edition.url.clone(),
        vertical: edition.vertical,
        sections: edition.sections.clone(),
        stories: Vec::new(),
        loose: edition.loose.clone(),
        notes: edition.notes.clone(),
    }
}

/// Files editions, all of them or none.
pub(super) fn file(client: &mut Client, filings: &[Packed]) -> Result<Vec<Filed>, Trouble> {
    let mut transaction = client.transaction()?;
    // Of what waits for its place in the index, much is put there at once.
    transaction.batch_execute("SET LOCAL work_mem = '128MB'")?;
    let mut filed = sorted_out(&mut transaction, filings)?;
    let mut fresh: Vec<(usize, &Packed)> = filings
        .iter()
        .enumerate()
        .filter(|(at, _)| filed[*at] == Filed::New)
        .collect();
    // One order for all feeders: none waits for one that waits for it.
    fresh.sort_by_key(|(_, packed)| (packed.shard, packed.number));
    let turn = now();
    let mut ours = Vec::new();
    for (at, packed) in fresh {
        let nth = i64::try_from(at).unwrap_or(0);
        match put_edition(&mut transaction, packed, turn + nth)? {
            true => ours.push(packed),
            // Another feeder came first.
            false => filed[at] = Filed::Known,
        }
    }
    if !ours.is_empty() {
        fill(&mut transaction, &ours)?;
        transaction.commit()?;
    }
    Ok(filed)
}

/// Files editions in the place of those of the same keys.
pub(super) fn replace(client: &mut Client, filings: &[Packed]) -> Result<(), Trouble> {
    let mut transaction = client.transaction()?;
    let turn = now();
    for packed in filings {
        take_off(&mut transaction, packed.number)?;
        put_edition(&mut transaction, packed, turn)?;
    }
    fill(&mut transaction, &filings.iter().collect::<Vec<_>>())?;
    Ok(transaction.commit()?)
}

/// Enters the stories and the originals of editions that are entered.
fn fill(transaction: &mut Transaction<'_>, editions: &[&Packed]) -> Result<(), Trouble> {
    let stories = editions.iter().map(|packed| Stories {
        shard: packed.shard,
        edition: packed.number,
        paper: &packed.paper,
        rows: &packed.stories,
    });
    enter(transaction, &stories.collect::<Vec<_>>())?;
    let kept = editions.iter().map(|packed| Kept {
        shard: packed.shard,
        edition: packed.number,
        originals: &packed.originals,
    });
    sources::keep(transaction, &kept.collect::<Vec<_>>())
}

/// Tells what is new from what stands there already, or came earlier in the same batch.
fn sorted_out(
    transaction: &mut Transaction<'_>,
    filings: &[Packed],
) -> Result<Vec<Filed>, Trouble> {
    let mut known = known(transaction, filings)?;
    let mut standing = standing(transaction, filings)?;
    let mut filed = Vec::with_capacity(filings.len());
    for packed in filings {
        let place = standing.entry((&packed.paper, packed.day)).or_default();
        filed.push(match () {
            () if known.contains(&packed.number) => Filed::Known,
            () if packed.is_within(place) => Filed::Within,
            () => {
                known.insert(packed.number);
                place.extend(packed.stories.iter().filter_map(|story| story.print));
                Filed::New
            }
        });
    }
    Ok(filed)
}

/// The numbers of those that stand there.
fn known(transaction: &mut Transaction<'_>, filings: &[Packed]) -> Result<HashSet<i64>, Trouble> {
    let numbers: Vec<i64> = filings.iter().map(|packed| packed.number).collect();
    let sql = "SELECT id FROM yuebao.edition WHERE id = ANY ($1)";
    let rows = transaction.query_typed(sql, &[(&numbers, Type::INT8_ARRAY)])?;
    Ok(rows.iter().map(|row| row.get(0)).collect())
}

type Standing<'a> = HashMap<(&'a String, i32), HashSet<i64>>;

/// The prints of stories that stand in editions of the same papers and days.
fn standing<'a>(
    transaction: &mut Transaction<'_>,
    filings: &'a [Packed],
) -> Result<Standing<'a>, Trouble> {
    let mut places: Vec<(&String, i32)> = filings
        .iter()
        .map(|packed| (&packed.paper, packed.day))
        .collect();
    places.sort_unstable();
    places.dedup();
    let (papers, days): (Vec<&String>, Vec<i32>) = places.iter().copied().unzip();
    let sql = "SELECT e.paper, e.day, s.print FROM unnest($1::text[], $2::int4[]) AS p (paper, day)
        JOIN yuebao.edition e ON e.paper = p.paper AND e.day = p.day
        JOIN yuebao.story s ON s.shard = e.shard AND s.edition = e.id WHERE s.print IS NOT NULL AND e.day <> 0";
    let rows = transaction.query_typed(
        sql,
        &[(&papers, Type::TEXT_ARRAY), (&days, Type::INT4_ARRAY)],
    )?;
    let mut standing: Standing<'a> = HashMap::new();
    for row in rows {
        let (paper, day): (&str, i32) = (row.get(0), row.get(1));
        let place = places
            .iter()
            .find(|place| *place.0 == paper && place.1 == day);
        let prints = place.map(|place| standing.entry(*place).or_default());
        prints.map(|prints| prints.insert(row.get(2)));
    }
    Ok(standing)
}

/// Enters an edition; whether it was not there.
fn put_edition(
    transaction: &mut Transaction<'_>,
    packed: &Packed,
    turn: i64,
) -> Result<bool, Trouble> {
    let stories = small(packed.stories.len());
    let sql = "INSERT INTO yuebao.edition (shard, id, key, paper, day, turn, pages, stories, origin, frame)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) ON CONFLICT DO NOTHING";
    let entered = transaction.execute_typed(
        sql,
        &[
            (&packed.shard, Type::INT4),
            (&packed.number, Type::INT8),
            (&packed.key, Type::BYTEA),
            (&packed.paper, Type::TEXT),
            (&packed.day, Type::INT4),
            (&turn, Type::INT8),
            (&packed.pages, Type::INT4),
            (&stories, Type::INT4),
            (&packed.origin, Type::TEXT),
            (&packed.frame, Type::BYTEA),
        ],
    )?;
    Ok(entered == 1)
}

/// Microseconds since 1970.
fn now() -> i64 {
    let since = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH);
    since.map_or(0, |since| {
        i64::try_from(since.as_micros()).unwrap_or(i64::MAX)
    })
}
