//! A story as a row: what it is found by, what is told of it, and all of it, made ready before any transaction begins.

use postgres::Transaction;
use postgres::types::Type;

use super::copy::{Copy, Field};
use super::spelling::spell;
use super::trouble::Trouble;
use super::words::Words;
use crate::edition::{Edition, Story};
use crate::library::archive::{Document, documents, print_of, section_of};
use crate::library::packed::pack;
use crate::library::query::Part;
use crate::library::{Key, LibraryError};
use crate::text::fold::Folded;

/// Columns of a story, in the order of [`StoryRow::write`].
const STORY: &str = "story (shard, edition, idx, head, rank, print, vast, page, paper, section, byline, kicker, \
     pairs, words, named, body)";

/// Columns of its spelling.
const SPELLED: &str = "spelled (shard, edition, idx, spelling)";

/// A story as it goes over the wire.
pub(super) struct StoryRow {
    idx: i32,
    head: i32,
    rank: i64,
    /// The same for stories of the same text.
    pub print: Option<i64>,
    page: String,
    section: String,
    byline: String,
    kicker: String,
    words: Words,
    named: Option<String>,
    spelling: String,
    body: Vec<u8>,
}

/// The stories of an edition as rows.
pub(super) fn rows(
    key: &Key,
    paper: &str,
    edition: &Edition,
) -> Result<Vec<StoryRow>, LibraryError> {
    let paper = Folded::new(paper).text().to_owned();
    let both = edition.stories.iter().zip(documents(key, edition));
    let rows = both.enumerate().map(|(idx, (story, document))| {
        let row = StoryRow::of(idx, story, &document, &paper)?;
        let named = section_of(edition, story).map(str::to_owned);
        Ok(StoryRow { named, ..row })
    });
    rows.collect()
}

impl StoryRow {
    fn of(
        idx: usize,
        story: &Story,
        document: &Document,
        paper: &str,
    ) -> Result<Self, LibraryError> {
        let parts: [(Part, &str); 5] = [
            (Part::Head, &document.head),
            (Part::Byline, &document.byline),
            (Part::Paper, paper),
            (Part::Section, &document.section),
            (Part::Kicker, &document.kicker),
        ];
        let words = Words::of(&document.text, &parts);
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
            named: None,
            spelling: spell(&document.text),
            body: pack(story)?,
        })
    }

    fn write(&self, copy: &mut Copy<'_>, of: &Stories<'_>, paper: &str) -> Result<(), Trouble> {
        copy.row(&[
            Field::Integer(of.shard),
            Field::Bigint(of.edition),
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
            Field::Bytes(&self.words.pairs),
            Field::Bytes(&self.words.lexemes),
            self.named
                .as_deref()
                .map_or(Field::Maybe(None), Field::Text),
            Field::Bytes(&self.body),
        ])
    }
}

/// The stories of an edition, on their way into the tables.
pub(super) struct Stories<'a> {
    pub shard: i32,
    pub edition: i64,
    pub paper: &'a str,
    pub rows: &'a [StoryRow],
}

/// Enters the stories of editions.
pub(super) fn enter(
    transaction: &mut Transaction<'_>,
    editions: &[Stories<'_>],
) -> Result<(), Trouble> {
    let mut copy = Copy::into(transaction, STORY)?;
    for of in editions {
        let paper = spell(Folded::new(of.paper).text());
        for story in of.rows {
            story.write(&mut copy, of, &paper)?;
        }
    }
    copy.finish()?;
    let mut copy = Copy::into(transaction, SPELLED)?;
    for of in editions {
        for story in of.rows {
            copy.row(&[
                Field::Integer(of.shard),
                Field::Bigint(of.edition),
                Field::Integer(story.idx),
                Field::Text(&story.spelling),
            ])?;
        }
    }
    copy.finish()
}

/// Takes the stories of an edition out.
pub(super) fn take_out(transaction: &mut Transaction<'_>, id: i64) -> Result<(), Trouble> {
    for table in ["story", "spelled"] {
        let sql = format!(
            "DELETE FROM yuebao.{table} s USING yuebao.edition e
             WHERE e.id = $1 AND s.shard = e.shard AND s.edition = e.id"
        );
        transaction.execute_typed(&sql, &[(&id, Type::INT8)])?;
    }
    Ok(())
}

/// A count as the server holds it.
pub(super) fn small(number: usize) -> i32 {
    i32::try_from(number).unwrap_or(i32::MAX)
}
