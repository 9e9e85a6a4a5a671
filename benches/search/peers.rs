//! The peers, over the same stories: SQLite's FTS5 by trigrams, and by pairs of characters that were cut beforehand.

use std::path::Path;

use rusqlite::{Connection, params};
use yuebao::text::fold::Folded;
use yuebao::text::tokens::tokens;

use crate::articles::Articles;
use crate::{BATCH, Spent, tell_bytes};

/// How many of the editions a peer files, at the most: it is slow.
const MOST: usize = 2_000;

/// Texts in files, one an edition, for a peer that reads them all each time.
pub fn write_texts(folder: &Path, seed: u64, editions: usize) {
    let texts = folder.join("texts");
    std::fs::create_dir_all(&texts).expect("a folder");
    let mut articles = Articles::of(seed);
    for number in 0..editions {
        let mut all = String::new();
        for story in &articles.edition().edition.stories {
            story.parts().for_each(|(_, text)| {
                all.push_str(&text);
                all.push('\n');
            });
        }
        std::fs::write(texts.join(format!("{number}.txt")), all).expect("written");
    }
}

/// Fills both, and says how long it took beside ours.
pub fn fill(folder: &Path, seed: u64, editions: usize, text: u64) {
    let some = editions.min(MOST);
    let share = (text as f64 * some as f64 / editions as f64) as u64;
    println!("peers file {some} of {editions} editions");
    for (name, make, cut) in [
        (
            "FTS5 trigram",
            "CREATE VIRTUAL TABLE story USING fts5 (headline, body, tokenize = 'trigram')",
            false,
        ),
        (
            "FTS5 pairs",
            "CREATE VIRTUAL TABLE story USING fts5 (headline, body, content = '', tokenize = 'unicode61')",
            true,
        ),
    ] {
        let path = folder.join(if cut {
            "pairs.sqlite3"
        } else {
            "trigram.sqlite3"
        });
        let mut articles = Articles::of(seed);
        let connection = Connection::open(&path).expect("a file");
        connection
            .pragma_update(None, "journal_mode", "WAL")
            .expect("WAL");
        connection.execute_batch(make).expect("FTS5 is compiled in");
        let mut spent = Spent::default();
        for _ in 0..some.div_ceil(BATCH) {
            let batch: Vec<_> = (0..BATCH).map(|_| articles.edition()).collect();
            spent.by(|| file(&connection, &batch, cut).expect("filed"));
        }
        spent.tell(name, share);
        tell_bytes(name, &path, share);
    }
}

fn file(
    connection: &Connection,
    batch: &[yuebao::library::archive::Filing],
    cut: bool,
) -> rusqlite::Result<()> {
    connection.execute_batch("BEGIN")?;
    let mut insert = connection
        .prepare_cached("INSERT INTO story (rowid, headline, body) VALUES (NULL, ?1, ?2)")?;
    for story in batch.iter().flat_map(|filing| &filing.edition.stories) {
        let headline = story.headline.clone().unwrap_or_default();
        let body: Vec<String> = story
            .blocks
            .iter()
            .map(|block| block.text().into_owned())
            .collect();
        let body = body.join("\n");
        match cut {
            true => insert.execute(params![pairs(&headline), pairs(&body)])?,
            false => insert.execute(params![headline, body])?,
        };
    }
    connection.execute_batch("COMMIT")
}

fn pairs(text: &str) -> String {
    let folded = Folded::new(text);
    let mut cut = String::with_capacity(text.len() * 3);
    tokens(folded.text(), |token| {
        cut.push_str(token.text);
        cut.push(' ');
    });
    cut
}
