//! Filing editions: one transaction a batch, and no trouble where several feeders file the same.
//!
//! Everything that takes time is made before the transaction begins ([`packed`]). An edition's number is made of its
//! content, so a batch that is filed again after a broken connection finds itself known.

use std::collections::{HashMap, HashSet};
use std::time::SystemTime;

use postgres::types::Type;
use postgres::{Client, Transaction};
use sha2::{Digest, Sha256};

use super::copy::{Copy, Field, without_nul};
use super::schema::{day_to, number, shard};
use super::spelling::spell;
use super::trouble::Trouble;
use super::words::Words;
use crate::edition::{Edition, Story};
use crate::library::archive::{Document, Filed, Filing, documents, print_of};
use crate::library::packed::{deflate, pack};
use crate::library::query::Part;
use crate::library::{Key, LibraryError};
use crate::text::fold::Folded;

/// Columns of a story, in the order of [`StoryRow::fields`].
pub(super) const STORY: &str = "story (shard, edition, idx, head, rank, print, vast, page, paper, section, byline, kicker, \
     words, spelling, body)";

/// An edition as it goes over the wire.
pub(super) struct Packed {
    pub shard: i32,
    pub number: i64,
    key: Vec<u8>,
    paper: String,
    day: i32,
    pages: i32,
    origin: String,
    frame: Vec<u8>,
    stories: Vec<StoryRow>,
    originals: Vec<(String, Vec<u8>, Vec<u8>)>,
}

/// A story as it goes over the wire.
pub(super) struct StoryRow {
    idx: i32,
    head: i32,
    rank: i64,
    print: Option<i64>,
    page: String,
    section: String,
    byline: String,
    kicker: String,
    words: Words,
    spelling: String,
    body: Vec<u8>,
}

/// Makes editions ready.
pub(super) fn packed(filings: &[Filing]) -> Result<Vec<Packed>, LibraryError> {
    filings.iter().map(Packed::of).collect()
}

impl Packed {
    fn of(filing: &Filing) -> Result<Self, LibraryError> {
        let edition = &filing.edition;
        let originals = filing.originals.iter().map(|original| {
            let hash = Sha256::digest(&original.bytes).to_vec();
            let name = without_nul(&original.name).into_owned();
            Ok((name, hash, deflate(&original.bytes)?))
        });
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
            originals: originals.collect::<Result<_, LibraryError>>()?,
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

/// The stories of an edition as rows.
pub(super) fn rows(
    key: &Key,
    paper: &str,
    edition: &Edition,
) -> Result<Vec<StoryRow>, LibraryError> {
    let paper = Folded::new(paper).text().to_owned();
    let both = edition.stories.iter().zip(documents(key, edition));
    let rows = both.enumerate();
    rows.map(|(idx, (story, document))| StoryRow::of(idx, story, &document, &paper))
        .collect()
}

impl StoryRow {
    fn of(
        idx: usize,
        story: &Story,
        document: &Document,
        paper: &str,
    ) -> Result<Self, LibraryError> {
        let words = Words::of(&[
            (Part::Any, &document.text),
            (Part::Head, &document.head),
            (Part::Byline, &document.byline),
            (Part::Paper, paper),
            (Part::Section, &document.section),
            (Part::Kicker, &document.kicker),
        ]);
        Ok(Self {
            idx: small(idx),
            // The text begins with the head.
            head: small(spell(&document.head).chars().count()),
            rank: document.rank.cast_signed(),
            print: print_of(story),
            page: document.page.clone(),
            section: spell(&document.section),
            byline: spell(&document.byline),
            kicker: spell(&document.kicker),
            words,
            spelling: spell(&document.text),
            body: pack(story)?,
        })
    }

    /// Writes it, as a story of an edition.
    pub(super) fn write(
        &self,
        copy: &mut Copy<'_>,
        shard: i32,
        edition: i64,
        paper: &str,
    ) -> Result<(), Trouble> {
        copy.row(&[
            Field::Integer(shard),
            Field::Bigint(edition),
            Field::Integer(self.idx),
            Field::Integer(self.head),
            Field::Bigint(self.rank),
            Field::Maybe(self.print),
            Field::Flag(self.words.vast),
            Field::Text(&self.page),
            Field::Text(paper),
            Field::Text(&self.section),
            Field::Text(&self.byline),
            Field::Text(&self.kicker),
            Field::Bytes(&self.words.packed),
            Field::Text(&self.spelling),
            Field::Bytes(&self.body),
        ])
    }
}

/// Files editions, all of them or none.
pub(super) fn file(client: &mut Client, filings: &[Packed]) -> Result<Vec<Filed>, Trouble> {
    let mut transaction = client.transaction()?;
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
        put_stories(&mut transaction, &ours)?;
        put_originals(&mut transaction, &ours)?;
        transaction.commit()?;
    }
    Ok(filed)
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

fn put_stories(transaction: &mut Transaction<'_>, editions: &[&Packed]) -> Result<(), Trouble> {
    let mut copy = Copy::into(transaction, STORY)?;
    for packed in editions {
        let paper = spell(Folded::new(&packed.paper).text());
        for story in &packed.stories {
            story.write(&mut copy, packed.shard, packed.number, &paper)?;
        }
    }
    copy.finish()
}

fn put_originals(transaction: &mut Transaction<'_>, editions: &[&Packed]) -> Result<(), Trouble> {
    let mut all: Vec<_> = editions
        .iter()
        .flat_map(|packed| {
            packed
                .originals
                .iter()
                .map(move |original| (packed, original))
        })
        .collect();
    all.sort_by_key(|(packed, (_, hash, _))| (packed.shard, hash.clone()));
    for (packed, (_, hash, bytes)) in &all {
        let sql = "INSERT INTO yuebao.original (shard, hash, bytes) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING";
        let params = [
            (&packed.shard as _, Type::INT4),
            (hash as _, Type::BYTEA),
            (bytes as _, Type::BYTEA),
        ];
        transaction.execute_typed(sql, &params)?;
    }
    if all.is_empty() {
        return Ok(());
    }
    let mut copy = Copy::into(transaction, "source (shard, edition, n, name, hash)")?;
    for packed in editions {
        for (n, (name, hash, _)) in packed.originals.iter().enumerate() {
            let (shard, edition) = (Field::Integer(packed.shard), Field::Bigint(packed.number));
            copy.row(&[
                shard,
                edition,
                Field::Integer(small(n)),
                Field::Text(name),
                Field::Bytes(hash),
            ])?;
        }
    }
    copy.finish()
}

/// The bytes of a key.
pub(super) fn key_bytes(key: &Key) -> Vec<u8> {
    let digits = key.as_str().as_bytes().chunks_exact(2);
    let digit = |digit: u8| {
        char::from(digit)
            .to_digit(16)
            .and_then(|n| u8::try_from(n).ok())
            .unwrap_or(0)
    };
    digits
        .map(|pair| digit(pair[0]) << 4 | digit(pair[1]))
        .collect()
}

/// Microseconds since 1970.
fn now() -> i64 {
    let since = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH);
    since.map_or(0, |since| {
        i64::try_from(since.as_micros()).unwrap_or(i64::MAX)
    })
}

fn small(number: usize) -> i32 {
    i32::try_from(number).unwrap_or(i32::MAX)
}
