//! Queries of every kind, and what they cost; every answer is compared with a scan.

use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Instant;

use rusqlite::Connection;
use yuebao::library::Shelf;
use yuebao::library::archive::{Archive, Filing};
use yuebao::library::query::Query;
use yuebao::text::fold::Folded;
use yuebao::text::tokens::PART;

use crate::articles::Articles;
use crate::{memory, peers};

/// Queries of a kind.
const EACH: usize = 100;
/// Stories that an answer shows.
const LIMIT: usize = 20;
/// Queries of a kind that are compared with a scan.
const COMPARED: usize = 10;

/// Kinds of queries and their queries.
pub type Suite = Vec<(&'static str, Vec<String>)>;

/// Compares with a scan, asks everything, and files a morning's papers.
pub fn ask(folder: &Path, suite: &Suite, seed: u64, editions: usize) {
    let mut shelf = Shelf::open(folder).expect("a shelf");
    compare(&mut shelf, suite, seed, editions);
    println!(
        "{:24} {:>9} {:>9} {:>9}  {:>9}",
        "query", "p50 ms", "p99 ms", "max ms", "median hits"
    );
    for (kind, queries) in suite {
        let queries = queries
            .iter()
            .map(|query| Query::parse(query).expect("a query"));
        let queries: Vec<Query> = queries.collect();
        let times = timed(&queries, |query| {
            shelf.search(query, 0, LIMIT).expect("searched")
        });
        let mut hits = Vec::new();
        let counting = timed(&queries, |query| {
            hits.push(shelf.count(query).expect("counted"));
        });
        hits.sort_unstable();
        let median = hits[hits.len() / 2];
        tell(kind, times, median);
        tell(&format!("{kind}, counted"), counting, median);
    }
    println!(
        "memory, without mapped files: {} MB",
        memory("RssAnon:") >> 10
    );
    morning(&mut shelf);
}

/// Asks the peers the same, and whole processes, ours too.
pub fn ask_peers(folder: &Path, suite: &Suite, seed: u64, editions: usize) {
    peer(folder, suite);
    processes(folder, seed, editions, suite);
}

/// Milliseconds that each query takes.
fn timed<T>(queries: &[Query], mut ask: impl FnMut(&Query) -> T) -> Vec<f64> {
    let each = queries.iter().map(|query| {
        let began = Instant::now();
        std::hint::black_box(ask(query));
        began.elapsed().as_secs_f64() * 1e3
    });
    each.collect()
}

fn tell(kind: &str, mut times: Vec<f64>, hits: usize) {
    times.sort_by(f64::total_cmp);
    let at = |share: f64| times[((times.len() - 1) as f64 * share).round() as usize];
    println!(
        "{kind:24} {:9.2} {:9.2} {:9.2}  {hits:>9}",
        at(0.5),
        at(0.99),
        at(1.0)
    );
}

/// The peer on the queries it can answer.
fn peer(folder: &Path, suite: &Suite) {
    let connection = Connection::open(folder.join("trigram.sqlite3")).expect("a file");
    for (kind, queries) in suite {
        let (mut times, mut hits) = (Vec::new(), Vec::new());
        for query in queries.iter().take(20) {
            let words: Vec<&str> = query.split(' ').collect();
            let sql = match words.iter().all(|word| word.chars().count() > 2) {
                true => "SELECT rowid FROM story WHERE story MATCH ?1 ORDER BY rowid DESC LIMIT 20",
                false => "SELECT rowid FROM story WHERE body LIKE ?1 ORDER BY rowid DESC LIMIT 20",
            };
            let asked = match sql.contains("MATCH") {
                true => words
                    .iter()
                    .map(|word| format!("\"{word}\""))
                    .collect::<Vec<_>>()
                    .join(" "),
                false => format!("%{}%", words[0]),
            };
            let began = Instant::now();
            let mut statement = connection.prepare_cached(sql).expect("sound");
            let rows = statement
                .query_map([asked], |row| row.get::<_, i64>(0))
                .expect("asked");
            hits.push(rows.count());
            times.push(began.elapsed().as_secs_f64() * 1e3);
        }
        tell(
            &format!("FTS5 trigram, {kind}"),
            times,
            hits[hits.len() / 2],
        );
    }
}

/// Whole processes: `yuebao search`, and ripgrep over the texts in files.
fn processes(folder: &Path, seed: u64, editions: usize, suite: &Suite) {
    peers::write_texts(folder, seed, editions);
    let queries: Vec<&String> = suite[1].1.iter().take(11).collect();
    let time = |command: &mut Command| -> Option<f64> {
        let began = Instant::now();
        let ran = command.stdout(Stdio::null()).stderr(Stdio::null()).status();
        ran.ok().map(|_| began.elapsed().as_secs_f64() * 1e3)
    };
    let ours = queries.iter().filter_map(|query| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_yuebao"));
        time(
            command
                .args(["search", query])
                .env("YUEBAO_DATA_DIR", folder),
        )
    });
    tell("yuebao search, a process", ours.collect(), 0);
    let theirs = queries.iter().filter_map(|query| {
        let texts = folder.join("texts");
        time(
            Command::new("rg")
                .args(["--count-matches", "--fixed-strings", query])
                .arg(texts),
        )
    });
    match theirs.collect::<Vec<_>>() {
        times if times.is_empty() => println!("ripgrep: not here"),
        times => tell("ripgrep, a process", times, 0),
    }
}

/// A morning's papers: eight hundred stories more, from filing to being found.
fn morning(shelf: &mut Shelf) {
    let mut articles = Articles::of(99);
    let mut times = Vec::new();
    for _ in 0..5 {
        let papers: Vec<Filing> = (0..8).map(|_| articles.edition()).collect();
        let began = Instant::now();
        shelf.file(&papers).expect("filed");
        let mut found = None;
        shelf
            .index(&mut |done, all| {
                if done == all {
                    found = Some(());
                }
            })
            .expect("indexed");
        assert!(found.is_some());
        times.push(began.elapsed().as_secs_f64() * 1e3);
    }
    tell("800 stories more", times, 0);
}

/// Stretches cut out of stories.
struct Cutter {
    articles: Articles,
    filings: Vec<Filing>,
}

impl Cutter {
    fn of(seed: u64, editions: usize) -> Self {
        let mut articles = Articles::of(seed);
        let filings = (0..editions.min(20)).map(|_| articles.edition()).collect();
        Self { articles, filings }
    }

    /// A stretch of so many characters, from anywhere.
    fn cut(&mut self, length: usize) -> String {
        loop {
            let filing = &self.filings[self.articles.below(self.filings.len())];
            let story = &filing.edition.stories[self.articles.below(filing.edition.stories.len())];
            let text = story.blocks[self.articles.below(story.blocks.len())].text();
            let stretches: Vec<&str> = text.split(|c: char| !c.is_alphanumeric()).collect();
            let one: Vec<char> = stretches[self.articles.below(stretches.len())]
                .chars()
                .collect();
            if one.len() >= length {
                let from = self.articles.below(one.len() - length + 1);
                return one[from..from + length].iter().collect();
            }
        }
    }

    /// The queries of a kind.
    fn each(&mut self, make: impl Fn(&mut Self) -> String) -> Vec<String> {
        (0..EACH).map(|_| make(self)).collect()
    }
}

/// Queries of every kind.
pub fn suite(seed: u64, editions: usize) -> Suite {
    let mut cutter = Cutter::of(seed, editions);
    vec![
        ("1 character", cutter.each(|from| from.cut(1))),
        ("2 characters", cutter.each(|from| from.cut(2))),
        ("4 characters", cutter.each(|from| from.cut(4))),
        ("phrase of 8", cutter.each(|from| from.cut(8))),
        (
            "2 and 2 characters",
            cutter.each(|from| format!("{} {}", from.cut(2), from.cut(2))),
        ),
        (
            "2 without 2",
            cutter.each(|from| format!("{} -{}", from.cut(2), from.cut(2))),
        ),
    ]
}

/// Recall and precision are 1, or the run ends here.
fn compare(shelf: &mut Shelf, suite: &Suite, seed: u64, editions: usize) {
    let queries: Vec<&String> = suite
        .iter()
        .flat_map(|(_, queries)| queries.iter().take(COMPARED))
        .collect();
    let parsed: Vec<Vec<(bool, String)>> = queries.iter().map(|query| folded(query)).collect();
    let mut counts = vec![0; queries.len()];
    let mut articles = Articles::of(seed);
    for _ in 0..editions.div_ceil(crate::BATCH) * crate::BATCH {
        for document in articles.edition().documents() {
            debug_assert!(document.text.contains(PART));
            for (count, clauses) in counts.iter_mut().zip(&parsed) {
                let is_true = clauses
                    .iter()
                    .all(|(not, words)| document.text.contains(words.as_str()) != *not);
                *count += usize::from(is_true);
            }
        }
    }
    for (query, count) in queries.iter().zip(&counts) {
        let parsed = Query::parse(query).expect("a query");
        let found = shelf.search(&parsed, 0, LIMIT).expect("searched");
        let told = (found.hits.len(), found.more);
        assert_eq!(told, ((*count).min(LIMIT), *count > LIMIT), "{query}");
        let counted = shelf.count(&parsed).expect("counted");
        assert_eq!(counted, *count, "{query}: the index and a scan differ");
    }
    println!("{} queries find exactly what a scan finds", queries.len());
}

fn folded(query: &str) -> Vec<(bool, String)> {
    let words = query.split(' ');
    words
        .map(|word| {
            let bare = word.strip_prefix('-');
            let folded = Folded::new(bare.unwrap_or(word));
            (bare.is_some(), folded.text().to_owned())
        })
        .collect()
}
