//! The archive on a PostgreSQL server beside the shelf: the same articles, the same questions, equal answers.
//!
//! `cargo bench --bench archive_postgres [-- STORIES]` starts a server of its own and says what filing took, the bytes of
//! a story, and the time of each kind of question; an answer that is not the shelf's ends it. SQLite's FTS5 with trigrams
//! takes in the same texts in the same run.

#![allow(clippy::unwrap_used)] // A bench that finds no value has failed.

#[path = "search/articles.rs"]
#[allow(dead_code)]
mod articles;
#[path = "../tests/postgres/server.rs"]
#[allow(dead_code)]
mod server;

use std::time::{Duration, Instant};

use articles::{Articles, STORIES};
use server::Server;
use yuebao::library::Shelf;
use yuebao::library::archive::{Archive, Filing, Found};
use yuebao::library::postgres::Postgres;
use yuebao::library::query::Query;

/// Programs that file at once on the server.
const FEEDERS: usize = 2;
/// Editions of a batch, and batches that a feeder files before it waits for the others.
const BATCH: usize = 10;
const BATCHES: usize = 5;
/// Questions of a kind.
const QUESTIONS: usize = 60;

fn main() {
    let stories = std::env::args()
        .skip(1)
        .find_map(|word| word.parse::<usize>().ok())
        .unwrap_or(20_000)
        .next_multiple_of(STORIES * BATCH * BATCHES * FEEDERS);
    let Some(server) = Server::start("stays", SETTINGS) else {
        return;
    };
    server.make("bench");
    let address = server.address("bench", "yuebao");
    let folder = tempfile::tempdir().unwrap();
    let mut feeders: Vec<Postgres> = (0..FEEDERS)
        .map(|_| Postgres::open(&address).unwrap())
        .collect();
    let mut shelf = Shelf::open(folder.path()).unwrap();
    let mut trigrams = Trigrams::open(&folder.path().join("trigrams"));
    let mut articles = Articles::of(7);
    let (mut texts, mut samples) = (0, Vec::new());
    let mut served = Cost::of(processes(&server));
    let [mut shelved, mut grams] = [(); 2].map(|()| Cost::of(Vec::new()));
    for _ in 0..stories / STORIES / BATCH / BATCHES / FEEDERS {
        let batches: Vec<Vec<Filing>> = (0..FEEDERS * BATCHES)
            .map(|_| (0..BATCH).map(|_| articles.edition()).collect())
            .collect();
        let all: Vec<&Filing> = batches.iter().flatten().collect();
        texts += all.iter().map(|filing| bytes(filing)).sum::<usize>();
        samples.extend(all.iter().map(|filing| sample(filing)));
        served.add(|| {
            std::thread::scope(|scope| {
                for (feeder, batches) in feeders.iter_mut().zip(batches.chunks(BATCHES)) {
                    scope.spawn(move || {
                        for batch in batches {
                            feeder.file(batch).unwrap();
                        }
                    });
                }
            });
        });
        for batch in &batches {
            shelved.add(|| shelf.file(batch).unwrap());
            grams.add(|| trigrams.file(batch));
        }
    }
    served.add(|| feeders[0].index(&mut |_, _| {}).unwrap());
    shelved.add(|| shelf.index(&mut |_, _| {}).unwrap());
    grams.add(|| trigrams.finish());
    let mut archive = feeders.remove(0);
    let process = processes(&server).first().copied();
    drop(feeders);
    for (name, cost) in [
        ("postgres", served),
        ("shelf", shelved),
        ("fts5 trigram", grams),
    ] {
        println!("filed, {name}: {}", cost.told(stories));
    }
    sizes(&mut archive, texts, stories);
    server
        .client("bench")
        .batch_execute("VACUUM ANALYZE")
        .unwrap();
    ask_all(&mut archive, process, &mut shelf, &samples);
}

/// A server as one sets it up: data on the disk when it says so, a quarter of a small machine's memory.
const SETTINGS: &[&str] = &[
    "shared_buffers=1GB",
    "maintenance_work_mem=256MB",
    "max_wal_size=4GB",
    "wal_compression=lz4",
];

/// What something cost: time, and that of the processors, which other programs on the machine do not stretch.
struct Cost {
    time: Duration,
    own: u64,
    servers: u64,
    server: Vec<i32>,
}

impl Cost {
    fn of(server: Vec<i32>) -> Self {
        Self {
            time: Duration::ZERO,
            own: 0,
            servers: 0,
            server,
        }
    }

    fn add<T>(&mut self, work: impl FnOnce() -> T) {
        let spent = || {
            let servers = self
                .server
                .iter()
                .map(|process| ticks(&process.to_string()));
            (ticks("self"), servers.sum::<u64>())
        };
        let before = spent();
        let time = timed(work);
        let after = spent();
        self.time += time;
        self.own += after.0 - before.0;
        self.servers += after.1 - before.1;
    }

    fn told(&self, stories: usize) -> String {
        let rate = |seconds: f64| stories as f64 / seconds.max(0.01);
        let (own, server) = (self.own as f64 / 100.0, self.servers as f64 / 100.0);
        format!(
            "{:.1} s, {:.0} stories a second; processors {own:.1} s here, {server:.1} s in the server, {:.0} stories a second",
            self.time.as_secs_f64(),
            rate(self.time.as_secs_f64()),
            rate(own + server),
        )
    }
}

/// Hundredths of a second that a process has had of the processors.
fn ticks(process: &str) -> u64 {
    let stat = std::fs::read_to_string(format!("/proc/{process}/stat")).unwrap_or_default();
    let fields = stat
        .rsplit(')')
        .next()
        .unwrap_or_default()
        .split_whitespace();
    fields
        .skip(11)
        .take(2)
        .filter_map(|field| field.parse::<u64>().ok())
        .sum()
}

/// The server's processes that serve connections to the archive, the oldest first.
fn processes(server: &Server) -> Vec<i32> {
    let sql = "SELECT pid FROM pg_stat_activity WHERE datname = 'bench' AND pid <> pg_backend_pid()
        ORDER BY backend_start";
    let rows = server.client("bench").query(sql, &[]).unwrap();
    rows.iter().map(|row| row.get(0)).collect()
}

/// What this program and a process of the server have had of the processors.
fn spent(process: Option<i32>) -> Duration {
    let own = std::fs::read_dir("/proc/self/task")
        .into_iter()
        .flatten()
        .flatten();
    let own = own.map(|thread| thread.path());
    let process = process.map(|process| format!("/proc/{process}").into());
    let nanos = own.chain(process).map(|path: std::path::PathBuf| {
        let stat = std::fs::read_to_string(path.join("schedstat")).unwrap_or_default();
        stat.split(' ')
            .next()
            .and_then(|n| n.parse::<u64>().ok())
            .unwrap_or(0)
    });
    Duration::from_nanos(nanos.sum())
}

fn timed<T>(work: impl FnOnce() -> T) -> Duration {
    let began = Instant::now();
    std::hint::black_box(work());
    began.elapsed()
}

fn bytes(filing: &Filing) -> usize {
    let parts = filing
        .edition
        .stories
        .iter()
        .flat_map(|story| story.parts());
    parts.map(|(_, text)| text.len()).sum()
}

/// A story's headline and text, to make questions of.
fn sample(filing: &Filing) -> (String, String) {
    let story = &filing.edition.stories[filing.edition.stories.len() / 2];
    (
        story.title().into_owned(),
        story.blocks[0].text().into_owned(),
    )
}

fn sizes(archive: &mut Postgres, texts: usize, stories: usize) {
    let report = archive.report().unwrap();
    let each = |bytes: u64| bytes / stories as u64;
    println!(
        "bytes a story: text {}, tables {}, index {}, all {}",
        texts / stories,
        each(report.text_bytes),
        each(report.index_bytes),
        each(report.bytes),
    );
    println!("{report:?}");
}

type Kind = (&'static str, fn(&str, &str) -> String);

const KINDS: &[Kind] = &[
    ("1 character", |_, text| part(text, 3, 1)),
    ("2 characters", |_, text| part(text, 5, 2)),
    ("3 characters", |_, text| part(text, 5, 3)),
    ("4 characters", |_, text| part(text, 1, 4)),
    ("phrase of 8", |_, text| part(text, 9, 8)),
    ("2 and 2", |_, text| {
        format!("{} {}", part(text, 2, 2), part(text, 40, 2))
    }),
    ("2 and not 2", |_, text| {
        format!("{} -{}", part(text, 2, 2), part(text, 40, 2))
    }),
    ("4 and not 4", |_, text| {
        format!("{} -{}", part(text, 2, 4), part(text, 40, 4))
    }),
    ("headline", |head, _| format!("标题:{}", part(head, 0, 4))),
    ("headline's words", |head, _| part(head, 0, 4)),
    ("2 of one month", |_, text| {
        format!("{} date:2000-02", part(text, 2, 2))
    }),
    ("2 of one paper", |_, text| {
        format!("{} paper:东城日报", part(text, 2, 2))
    }),
    ("a day", |_, _| "date:2000-01-09".into()),
];

/// Letters of a text from one on, without the marks between them.
fn part(text: &str, from: usize, length: usize) -> String {
    let letters = text.chars().filter(|c| c.is_alphanumeric());
    letters.skip(from).take(length).collect()
}

/// Times of questions: of the server by the clock and by the processors, which other programs on the machine do not
/// stretch, and of the shelf by the processors.
fn ask_all(
    archive: &mut Postgres,
    process: Option<i32>,
    shelf: &mut Shelf,
    samples: &[(String, String)],
) {
    let mut all = [const { Vec::new() }; 4];
    let every = (samples.len() / QUESTIONS).max(1);
    println!(
        "p50 and p99 in ms     by the clock          by the processors     shelf, by the processors   counting them all"
    );
    for (name, kind) in KINDS {
        let mut times = [const { Vec::new() }; 4];
        let mut totals = 0;
        for (head, text) in samples.iter().step_by(every) {
            let query = Query::parse(&kind(head, text)).unwrap();
            archive.search(&query, 0, 20).unwrap();
            let mut found = [Found::default(), Found::default()];
            let began = spent(process);
            times[0].push(timed(|| found[0] = archive.search(&query, 0, 20).unwrap()));
            times[1].push(spent(process) - began);
            let began = spent(None);
            found[1] = shelf.search(&query, 0, 20).unwrap();
            times[2].push(spent(None) - began);
            let mut count = 0;
            times[3].push(timed(|| count = archive.count(&query).unwrap()));
            assert_eq!(count, shelf.count(&query).unwrap(), "{}", kind(head, text));
            totals += count;
            let [one, other] = found.map(|found| format!("{found:?}"));
            assert_eq!(one, other, "{}", kind(head, text));
        }
        let told = times.each_mut().map(|times| row(times)).join(" | ");
        println!("{name:18} {told} | {} found", totals / times[0].len());
        all.iter_mut()
            .zip(&mut times)
            .for_each(|(all, times)| all.append(times));
    }
    println!(
        "{:18} {}",
        "all",
        all.each_mut().map(|times| row(times)).join(" | ")
    );
}

fn row(times: &mut [Duration]) -> String {
    times.sort_unstable();
    let at = |share: f64| millis(times[((times.len() - 1) as f64 * share).round() as usize]);
    format!("{:>9} {:>9}", at(0.5), at(0.99))
}

fn millis(time: Duration) -> String {
    format!("{:.2}", time.as_secs_f64() * 1000.0)
}

/// SQLite's own full-text search, over trigrams.
struct Trigrams(rusqlite::Connection);

impl Trigrams {
    fn open(file: &std::path::Path) -> Self {
        let connection = rusqlite::Connection::open(file).unwrap();
        connection
            .execute_batch(
                "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;
                 CREATE VIRTUAL TABLE story USING fts5 (text, tokenize = 'trigram')",
            )
            .unwrap();
        Self(connection)
    }

    fn file(&mut self, filings: &[Filing]) {
        let transaction = self.0.transaction().unwrap();
        for story in filings.iter().flat_map(|filing| &filing.edition.stories) {
            let parts: Vec<_> = story.parts().map(|(_, text)| text).collect();
            let text = parts.join("\n");
            transaction
                .prepare_cached("INSERT INTO story VALUES (?1)")
                .unwrap()
                .execute([text])
                .unwrap();
        }
        transaction.commit().unwrap();
    }

    fn finish(&mut self) {
        self.0
            .execute_batch("PRAGMA wal_checkpoint (TRUNCATE)")
            .unwrap();
    }
}
