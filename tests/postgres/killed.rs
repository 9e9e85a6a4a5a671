//! The server is killed while editions are filed: what was acknowledged is there, and nothing half-filed.

use std::collections::HashSet;
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use yuebao::library::Key;
use yuebao::library::archive::Archive;
use yuebao::library::postgres::Postgres;
use yuebao::library::query::Query;

use super::filing;
use super::server::Server;

/// How often the server is killed; more where `YUEBAO_KILLS` says so.
pub fn rounds() -> u64 {
    std::env::var("YUEBAO_KILLS")
        .ok()
        .and_then(|n| n.parse().ok())
        .unwrap_or(4)
}

#[test]
fn nothing_acknowledged_is_lost_when_the_server_is_killed() {
    let Some(mut server) = Server::start("stays", &["fsync=on"]) else {
        return;
    };
    server.make("killed");
    let address = server.address("killed", "yuebao");
    drop(Postgres::open(&address).unwrap());
    let acknowledged: Mutex<HashSet<Key>> = Mutex::default();
    let mut whole = HashSet::new();
    for round in 0..rounds() {
        let ends = AtomicBool::new(false);
        std::thread::scope(|scope| {
            for feeder in 0..2 {
                let archive = Postgres::open(&address).unwrap();
                let name = format!("{round}-{feeder}");
                let (ends, acknowledged) = (&ends, &acknowledged);
                scope.spawn(move || feed(archive, &name, ends, acknowledged));
            }
            // Not the same moment each time.
            std::thread::sleep(Duration::from_millis(60 + round * 37 % 240));
            server.kill();
            server.run();
            std::thread::sleep(Duration::from_millis(150));
            ends.store(true, Ordering::Relaxed);
        });
        check(&address, &acknowledged.lock().unwrap(), &mut whole);
    }
    server.kill();
    assert!(acknowledged.lock().unwrap().len() as u64 >= rounds());
}

/// Files edition after edition; the break is waited out.
fn feed(mut archive: Postgres, name: &str, ends: &AtomicBool, acknowledged: &Mutex<HashSet<Key>>) {
    for n in 0.. {
        if ends.load(Ordering::Relaxed) {
            return;
        }
        let texts: Vec<String> = (0..20)
            .map(|story| super::long(&format!("第{n}期第{story}篇{name}")))
            .collect();
        let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
        let edition = filing(&format!("{name} {n}"), "日报", "2026-07-09", &texts);
        let key = edition.key.clone();
        archive.file(&[edition]).unwrap();
        acknowledged.lock().unwrap().insert(key);
    }
}

/// Everything that was acknowledged stands there, and what was not seen `whole` before is.
fn check(address: &str, acknowledged: &HashSet<Key>, whole: &mut HashSet<Key>) {
    let mut archive = Postgres::open(address).unwrap();
    let standing = archive.editions("日报", None, None).unwrap();
    let standing: HashSet<Key> = standing.into_iter().map(|standing| standing.key).collect();
    let lost: Vec<_> = acknowledged.difference(&standing).collect();
    assert!(lost.is_empty(), "lost: {lost:?}");
    let fresh: Vec<Key> = standing.difference(whole).cloned().collect();
    for key in &fresh {
        let edition = archive.edition(key).unwrap().unwrap().edition;
        assert_eq!(edition.stories.len(), 20, "half-filed: {key:?}");
    }
    whole.extend(fresh);
    let report = archive.report().unwrap();
    assert_eq!(report.standing, report.stories);
    let all = archive.count(&Query::parse("篇").unwrap()).unwrap();
    assert_eq!(all as u64, report.stories, "all are found");
}
