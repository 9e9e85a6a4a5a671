//! Fifty papers of 120 stories from fifty sites on this machine, to the shelf, found by search; beside `curl`, which fetches the
//! same addresses over one connection a site, eight sites at once, and does nothing with them.
//!
//! `cargo bench --bench fetch [-- PAPERS]` says the time of each and the memory of the first: what is its own, and with files of
//! the system that it shares.

#![allow(clippy::unwrap_used)] // A bench that finds no value has failed.

#[path = "../tests/common/press.rs"]
#[allow(dead_code)]
mod press;
#[path = "../tests/common/site.rs"]
mod site;

use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use press::{FAMILIES, Issue};
use site::{Reply, Routes, Site};

const PAGES: usize = 16;
const STORIES: usize = 120;
/// Sites that curl visits at once, as yuebao does.
const AT_ONCE: usize = 8;

fn main() {
    let papers = std::env::args().skip(1).find_map(|word| word.parse().ok());
    let papers: usize = papers.unwrap_or(50);
    let day = jiff::civil::date(2026, 11, 24);
    let issues: Vec<Issue> = (0..papers)
        .map(|at| Issue::new(FAMILIES[at % FAMILIES.len()], day, PAGES, STORIES, at))
        .collect();
    let sites: Vec<Site> = issues
        .iter()
        .map(|issue| Site::start(routes(issue)))
        .collect();
    let folder = tempfile::tempdir().unwrap();
    let (own, peak) = fetched(folder.path(), &issues, &sites);
    let asked: usize = sites.iter().map(|site| site.paths().len()).sum();
    println!(
        "yuebao  {papers} papers, {asked} questions: {own:.1?}; its own memory {} MB, with shared files {} MB",
        peak.own >> 10,
        peak.all >> 10
    );
    match curled(folder.path(), &issues, &sites) {
        Some(time) => println!(
            "curl    the same addresses: {time:.1?}; yuebao takes {:.1} times as long",
            own.as_secs_f64() / time.as_secs_f64()
        ),
        None => println!("curl    is not here"),
    }
}

fn routes(issue: &Issue) -> Routes {
    let files = issue.files().into_iter();
    files.fold(Routes::new(), |routes, file| {
        routes.on(file.path, Reply::page(file.kind, file.bytes))
    })
}

fn yuebao(folder: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_yuebao"));
    command
        .env("YUEBAO_DATA_DIR", folder.join("data"))
        .env("YUEBAO_CONFIG_DIR", folder.join("config"));
    command
}

/// Subscribes to all and fetches them; how long that took, and the most memory.
fn fetched(folder: &Path, issues: &[Issue], sites: &[Site]) -> (Duration, Memory) {
    std::fs::create_dir(folder.join("config")).unwrap();
    std::fs::write(
        folder.join("config/config.toml"),
        "[delivery]\npause_ms = 0\n",
    )
    .unwrap();
    let mut papers = String::new();
    for (at, (issue, site)) in issues.iter().zip(sites).enumerate() {
        papers.push_str(&format!(
            "[[paper]]\nid = \"p{at}\"\nmasthead = \"试印日报第{at}\"\nutc = 0\nepaper = {{ entry = \"{}\" }}\n",
            site.at(issue.entry())
        ));
    }
    let file = folder.join("papers.toml");
    std::fs::write(&file, papers).unwrap();
    let done = yuebao(folder)
        .arg("subscribe")
        .arg(&file)
        .stdout(Stdio::null())
        .status();
    assert!(done.unwrap().success());
    let begun = Instant::now();
    let mut fetch = yuebao(folder).args(["fetch", "--quiet"]).spawn().unwrap();
    let mut peak = Memory::default();
    while fetch.try_wait().unwrap().is_none() {
        peak.watch(&fetch);
        std::thread::sleep(Duration::from_millis(20));
    }
    let time = begun.elapsed();
    assert!(fetch.wait().unwrap().success());
    let found = yuebao(folder)
        .args(["search", "豆浆", "--limit", "1", "--to", "json"])
        .output()
        .unwrap();
    assert!(String::from_utf8_lossy(&found.stdout).contains("试印日报"));
    (time, peak)
}

/// Memory in kB.
#[derive(Default)]
struct Memory {
    own: usize,
    all: usize,
}

impl Memory {
    fn watch(&mut self, child: &Child) {
        let status =
            std::fs::read_to_string(format!("/proc/{}/status", child.id())).unwrap_or_default();
        let value = |name: &str| {
            let line = status.lines().find_map(|line| line.strip_prefix(name));
            line.and_then(|line| line.split_whitespace().next()?.parse().ok())
                .unwrap_or(0)
        };
        self.own = self.own.max(value("RssAnon:"));
        self.all = self.all.max(value("VmRSS:"));
    }
}

/// Has curl fetch the same addresses.
fn curled(folder: &Path, issues: &[Issue], sites: &[Site]) -> Option<Duration> {
    Command::new("curl")
        .arg("--version")
        .stdout(Stdio::null())
        .status()
        .ok()?;
    let lists: Vec<_> = issues
        .iter()
        .zip(sites)
        .enumerate()
        .map(|(at, (issue, site))| {
            let urls: String = issue
                .files()
                .iter()
                .map(|file| {
                    format!(
                        "url = \"{}\"\noutput = \"/dev/null\"\n",
                        site.at(&file.path)
                    )
                })
                .collect();
            let list = folder.join(format!("list{at}"));
            std::fs::write(&list, urls).unwrap();
            list
        })
        .collect();
    let next = AtomicUsize::new(0);
    let begun = Instant::now();
    std::thread::scope(|scope| {
        for _ in 0..AT_ONCE {
            scope.spawn(|| {
                while let Some(list) = lists.get(next.fetch_add(1, Ordering::Relaxed)) {
                    let done = Command::new("curl")
                        .args(["--silent", "--compressed", "--config"])
                        .arg(list)
                        .status();
                    assert!(done.unwrap().success());
                }
            });
        }
    });
    Some(begun.elapsed())
}
