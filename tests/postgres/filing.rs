//! Filing: once, all or nothing, by several feeders at once; and taking away.

use yuebao::library::archive::{Archive, Filed, Original};
use yuebao::library::postgres::Postgres;
use yuebao::library::query::Query;

use super::articles::Articles;
use super::{filing, long, server};

fn total(archive: &mut Postgres, query: &str) -> usize {
    archive.count(&Query::parse(query).unwrap()).unwrap()
}

#[test]
fn an_edition_is_filed_once() {
    let Some(address) = server::database() else {
        return;
    };
    let mut archive = Postgres::open(&address).unwrap();
    let (one, two) = (long("第一篇"), long("第二篇"));
    let whole = filing("whole", "日报", "2026-07-09", &[&one, &two]);
    let part = filing("part", "日报", "2026-07-09", &[&two]);
    let elsewhere = filing("elsewhere", "晚报", "2026-07-09", &[&two]);
    let short = filing("short", "日报", "2026-07-09", &["短"]);
    let all = [whole.clone(), whole, part.clone(), elsewhere, short];
    let filed = archive.file(&all).unwrap();
    assert_eq!(
        filed,
        [
            Filed::New,
            Filed::Known,
            Filed::Within,
            Filed::New,
            Filed::New
        ]
    );
    let again = archive.file(&all).unwrap();
    assert_eq!(
        again,
        [
            Filed::Known,
            Filed::Known,
            Filed::Within,
            Filed::Known,
            Filed::Known
        ]
    );
    assert!(archive.edition(&part.key).unwrap().is_none());
    assert_eq!(total(&mut archive, "第二篇"), 2);
    assert_eq!(archive.file(&[]).unwrap(), []);
}

#[test]
fn originals_are_kept_once_and_go_with_the_last_edition_of_them() {
    let Some(address) = server::database() else {
        return;
    };
    let mut archive = Postgres::open(&address).unwrap();
    let original = |name: &str, bytes: &[u8]| Original::new(name.into(), bytes.into());
    let both = [original("02.txt", b"same"), original("01.txt", b"one\0two")];
    let mut one = filing("one", "日报", "2026-07-09", &["甲"]);
    let mut two = filing("two", "日报", "2026-07-10", &["乙"]);
    one.originals = both.to_vec().into();
    two.originals = [original("02.txt", b"same")].into();
    archive.file(&[one.clone(), two.clone()]).unwrap();
    assert_eq!(
        archive.originals(&one.key).unwrap(),
        [both[1].clone(), both[0].clone()]
    );
    assert!(archive.remove(&one.key).unwrap());
    assert!(!archive.remove(&one.key).unwrap());
    assert_eq!(archive.originals(&two.key).unwrap(), *two.originals);
    assert!(archive.originals(&one.key).unwrap().is_empty());
    assert_eq!(
        (total(&mut archive, "甲"), total(&mut archive, "乙")),
        (0, 1)
    );
    assert_eq!(archive.file(&[one]).unwrap(), [Filed::New]);
}

#[test]
fn two_feeders_at_once_file_everything_once() {
    let Some(address) = server::database() else {
        return;
    };
    let mut articles = Articles::of(11);
    let editions: Vec<_> = (0..12).map(|_| articles.edition()).collect();
    let feed = |backwards: bool| {
        let mut order: Vec<_> = editions.clone();
        if backwards {
            order.reverse();
        }
        let mut archive = Postgres::open(&address).unwrap();
        let filed = order
            .chunks(4)
            .flat_map(|batch| archive.file(batch).unwrap());
        filed.filter(|filed| *filed == Filed::New).count()
    };
    let new: usize = std::thread::scope(|scope| {
        let feeders = [false, true, false].map(|backwards| scope.spawn(move || feed(backwards)));
        feeders
            .into_iter()
            .map(|feeder| feeder.join().unwrap())
            .sum()
    });
    assert_eq!(new, editions.len());
    let mut archive = Postgres::open(&address).unwrap();
    let report = archive.report().unwrap();
    assert_eq!(
        (report.editions, report.stories, report.standing),
        (12, 1200, 1200)
    );
}

#[test]
fn an_archive_made_anew_answers_the_same() {
    let Some(address) = server::database() else {
        return;
    };
    let mut archive = Postgres::open(&address).unwrap();
    let mut articles = Articles::of(5);
    let editions: Vec<_> = (0..10).map(|_| articles.edition()).collect();
    archive.file(&editions).unwrap();
    let word = articles.word_of_rank(40);
    let before = total(&mut archive, &word);
    let mut told = (0, 0);
    archive
        .reindex(&mut |done, all| told = (done, all))
        .unwrap();
    assert_eq!(told, (1000, 1000));
    assert_eq!(total(&mut archive, &word), before);
    archive.index(&mut |done, all| told = (done, all)).unwrap();
    assert_eq!(told, (1000, 1000));
}

#[test]
fn an_edition_that_has_grown_takes_the_place_of_what_it_was() {
    let Some(address) = server::database() else {
        return;
    };
    let mut archive = Postgres::open(&address).unwrap();
    let first = filing("grows", "日报", "2026-07-09", &["三十六级台阶"]);
    archive.replace(&first).unwrap();
    assert_eq!(total(&mut archive, "三十六级"), 1);
    let grown = filing("grows", "日报", "2026-07-09", &["四十八级台阶", "豆浆"]);
    archive.replace(&grown).unwrap();
    assert_eq!(total(&mut archive, "三十六级"), 0);
    assert_eq!(total(&mut archive, "四十八级"), 1);
    assert_eq!(total(&mut archive, "豆浆"), 1);
    assert_eq!(archive.editions("日报", None, None).unwrap().len(), 1);
    let back = archive.edition(&first.key).unwrap().unwrap();
    assert_eq!(back.edition, grown.edition);
}
