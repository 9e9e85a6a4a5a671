//! A shelf of many stories: filed, indexed and searched, beside SQLite's FTS5 and ripgrep over the same stories in the same
//! run.
//!
//! `cargo bench --bench search [-- STORIES [SEED]]`; 200,000 stories where no number is given. Everything is made from the
//! seed. Printed are seconds on the wall and of the processor, bytes, and milliseconds of queries (median and 99th of a
//! hundred); what is found is compared with a scan of all texts, and a difference ends the run.

mod articles;
mod peers;
mod queries;

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use articles::{Articles, STORIES};
use yuebao::library::Shelf;
use yuebao::library::archive::Archive;

/// Editions that are filed in one transaction.
const BATCH: usize = 20;

fn main() {
    let mut words = std::env::args()
        .skip(1)
        .filter(|word| !word.starts_with('-'));
    let stories: usize = words
        .next()
        .and_then(|word| word.parse().ok())
        .unwrap_or(200_000);
    let seed: u64 = words.next().and_then(|word| word.parse().ok()).unwrap_or(7);
    let folder = tempfile::tempdir().expect("a temporary folder can be made");
    let editions = stories.div_ceil(STORIES);
    println!("{} stories of seed {seed}", editions * STORIES);
    let text = ours(folder.path(), seed, editions);
    // What this process does of ours comes before the peers, whose leavings in memory would be counted as ours.
    let suite = queries::suite(seed, editions);
    queries::ask(folder.path(), &suite, seed, editions);
    peers::fill(folder.path(), seed, editions, text);
    queries::ask_peers(folder.path(), &suite, seed, editions);
}

/// Files and indexes everything; bytes of all text.
fn ours(folder: &Path, seed: u64, editions: usize) -> u64 {
    let mut articles = Articles::of(seed);
    let mut shelf = Shelf::open(folder).expect("a shelf");
    let mut text = 0;
    let mut spent = Spent::default();
    for _ in 0..editions.div_ceil(BATCH) {
        let batch: Vec<_> = (0..BATCH).map(|_| articles.edition()).collect();
        let parts = batch.iter().flat_map(|filing| &filing.edition.stories);
        text += parts
            .flat_map(|story| {
                story
                    .parts()
                    .map(|(_, text)| text.len() as u64)
                    .collect::<Vec<_>>()
            })
            .sum::<u64>();
        spent.by(|| shelf.file(&batch).expect("filed"));
    }
    println!("text: {} MB", text >> 20);
    spent.tell("shelf: filed", text);
    let mut indexing = Spent::default();
    let mut anonymous = 0;
    indexing.by(|| {
        let mut watch = |_, _| anonymous = anonymous.max(memory("RssAnon:"));
        shelf.index(&mut watch).expect("indexed");
    });
    indexing.tell("shelf: indexed", text);
    spent.wall += indexing.wall;
    spent.cpu += indexing.cpu;
    spent.tell("shelf: filed and indexed", text);
    tell_bytes("shelf: index", &index_in(folder), text);
    tell_bytes("shelf: editions", &folder.join("shelf.sqlite3"), text);
    println!(
        "memory while it was indexed, without mapped files: {} MB",
        anonymous >> 10
    );
    text
}

/// The folder of the index on a shelf.
fn index_in(shelf: &Path) -> PathBuf {
    let entries = std::fs::read_dir(shelf).expect("a shelf");
    let mut paths = entries.map(|entry| entry.expect("an entry").path());
    let is_index = |path: &PathBuf| {
        let name = path.file_name().unwrap_or_default();
        name.to_string_lossy().starts_with("index-")
    };
    paths.find(is_index).expect("an index")
}

/// Time spent on something.
#[derive(Default)]
struct Spent {
    wall: Duration,
    cpu: f64,
}

impl Spent {
    fn by<T>(&mut self, work: impl FnOnce() -> T) -> T {
        let (began, cpu) = (Instant::now(), processor());
        let done = work();
        self.wall += began.elapsed();
        self.cpu += processor() - cpu;
        done
    }

    fn tell(&self, what: &str, text: u64) {
        let rate = text as f64 / 1e6 / self.wall.as_secs_f64();
        println!(
            "{what}: {:.1} s on the wall ({rate:.1} MB/s), {:.1} s of the processor",
            self.wall.as_secs_f64(),
            self.cpu
        );
    }
}

/// Seconds of the processor that this process has used, all its threads.
fn processor() -> f64 {
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let fields: Vec<&str> = stat
        .rsplit(')')
        .next()
        .unwrap_or("")
        .split_whitespace()
        .collect();
    let ticks = |at: usize| {
        fields
            .get(at)
            .and_then(|field| field.parse::<f64>().ok())
            .unwrap_or(0.0)
    };
    (ticks(11) + ticks(12)) / 100.0
}

/// A figure of this process's memory, in kB.
fn memory(which: &str) -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix(which));
    line.and_then(|line| line.split_whitespace().next()?.parse().ok())
        .unwrap_or(0)
}

fn tell_bytes(what: &str, path: &Path, text: u64) {
    let bytes = bytes(path);
    println!(
        "{what}: {} MB, {:.2} of the text",
        bytes >> 20,
        bytes as f64 / text as f64
    );
}

fn bytes(path: &Path) -> u64 {
    let Ok(entries) = std::fs::read_dir(path) else {
        return std::fs::metadata(path).map_or(0, |meta| meta.len());
    };
    entries.flatten().map(|entry| bytes(&entry.path())).sum()
}
