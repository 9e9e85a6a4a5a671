//! A shelf of many stories: filing, indexing, searching, beside SQLite's FTS5 and a scan.
//!
//! `cargo bench --bench search [-- STORIES]`

mod articles;

use std::time::Instant;

use articles::{Articles, STORIES};
use yuebao::library::Shelf;
use yuebao::library::archive::Archive;
use yuebao::library::query::Query;

fn main() {
    let n: usize = std::env::args()
        .skip(1)
        .find_map(|w| w.parse().ok())
        .unwrap_or(20_000);
    let folder = tempfile::tempdir().unwrap();
    let mut shelf = Shelf::open(folder.path()).unwrap();
    let mut articles = Articles::of(7);
    let t = Instant::now();
    let mut batch = Vec::new();
    let mut bytes = 0;
    let mut generating = std::time::Duration::ZERO;
    for _ in 0..n / STORIES {
        let g = Instant::now();
        let e = articles.edition();
        bytes += e
            .edition
            .stories
            .iter()
            .flat_map(|s| s.parts().map(|(_, t)| t.len()).collect::<Vec<_>>())
            .sum::<usize>();
        batch.push(e);
        generating += g.elapsed();
        if batch.len() == 10 {
            shelf.file(&batch).unwrap();
            batch.clear();
        }
    }
    shelf.file(&batch).unwrap();
    println!(
        "generate {generating:?} file {:?} {} MB",
        t.elapsed() - generating,
        bytes >> 20
    );
    let t = Instant::now();
    shelf.index(&mut |_, _| {}).unwrap();
    println!("index {:?}", t.elapsed());
    let du = |p: &std::path::Path| -> u64 { walk(p) };
    println!(
        "index bytes {} MB, shelf {} MB",
        du(&folder.path().join("index-1")) >> 20,
        std::fs::metadata(folder.path().join("shelf.sqlite3"))
            .unwrap()
            .len()
            >> 20
    );
    for q in [0usize, 1, 10, 100, 1000, 10000] {
        let w = articles.word_of_rank(q);
        for q in [
            w.clone(),
            w.chars().next().unwrap().to_string(),
            format!("{w}{}", articles.word_of_rank(q + 1)),
            format!("{w} {}", articles.word_of_rank(q + 1)),
        ] {
            let query = Query::parse(&q).unwrap();
            shelf.search(&query, 0, 20).unwrap();
            let t = Instant::now();
            let f = shelf.search(&query, 0, 20).unwrap();
            println!("{q} {} {:?}", f.total, t.elapsed());
        }
    }
    let _ = std::process::Command::new("sh")
        .arg("-c")
        .arg(format!(
            "ls -la {}/index-1 | head -60; grep -E 'VmHWM|VmRSS' /proc/{}/status",
            folder.path().display(),
            std::process::id()
        ))
        .status();
}
fn walk(p: &std::path::Path) -> u64 {
    std::fs::read_dir(p)
        .unwrap()
        .map(|e| e.unwrap().metadata().unwrap().len())
        .sum()
}
