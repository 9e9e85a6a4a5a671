//! Nothing that was filed is lost, and nothing half-filed is shown, when the program is killed: while it files, indexes, takes
//! editions off the shelf, makes the index anew and mends it.

use std::path::Path;

use yuebao::library::Key;
use yuebao::library::archive::Archive;
use yuebao::library::doctor::{Outcome, of_archive};
use yuebao::library::query::Query;

use crate::articles::Articles;
use crate::killing::{Moment, killed, rounds, say, task};
use crate::shelf;

/// Stories of an edition: few, so that much is filed before a kill.
const FEW: usize = 5;

/// Not a test of its own: the child that is killed.
#[test]
#[ignore = "runs only as the child of another test"]
fn child_that_is_killed() {
    let Some((folder, task)) = task() else {
        return;
    };
    say("begun");
    match task.as_str() {
        "add" => add(&folder),
        "remove" => remove(&folder),
        "reindex" => shelf(&folder).reindex(&mut |_, _| {}).expect("made anew"),
        "doctor" => drop(of_archive(&folder, None).run()),
        other => panic!("no such task: {other}"),
    }
    say("done");
}

fn add(folder: &Path) {
    let mut shelf = shelf(folder);
    let mut articles = Articles::of(u64::from(std::process::id()));
    loop {
        let filings = [articles.edition_of(FEW), articles.edition_of(FEW)];
        shelf.file(&filings).expect("filed");
        filings.iter().for_each(|filing| say(filing.key.as_str()));
        shelf.index(&mut |_, _| {}).expect("indexed");
        say("indexed");
    }
}

fn remove(folder: &Path) {
    let mut shelf = shelf(folder);
    let papers = shelf.papers().expect("asked");
    for paper in papers {
        for edition in shelf.editions(&paper.name, None, None).expect("asked") {
            shelf.remove(&edition.key).expect("removed");
            say(edition.key.as_str());
        }
    }
}

/// Every edition is there as a whole and found as a whole, once the index has caught up.
fn assert_whole(folder: &Path, round: u64) {
    let mut shelf = shelf(folder);
    shelf.index(&mut |_, _| {}).expect("indexed");
    let papers = shelf.papers().expect("asked");
    let stories: usize = papers.iter().map(|paper| paper.stories).sum();
    if stories > 0 {
        // On a slow machine more is filed than is taken off, and soon more than one answer of a test holds.
        let all = Query::parse("date:1900..2900").expect("a query");
        let there = shelf.count(&all).expect("counted");
        assert_eq!(there, stories, "round {round}");
    }
    let examined = of_archive(folder, None).run();
    let sound = examined
        .iter()
        .all(|finding| finding.outcome == Outcome::Sound);
    assert!(sound, "round {round}: {examined:?}");
}

fn stands(folder: &Path, key: &str) -> bool {
    let key = Key::parse(key).expect("a key");
    shelf(folder).edition(&key).expect("asked").is_some()
}

#[test]
fn what_was_filed_is_there_and_found_after_kill_9() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut filed = Vec::new();
    for round in 0..rounds() {
        let said = killed("add", folder.path(), &Moment::of(round, 150));
        filed.extend(said.into_iter().filter(|said| said != "indexed"));
        assert_whole(folder.path(), round);
    }
    for key in &filed {
        assert!(stands(folder.path(), key), "{key} is lost");
    }
    assert!(filed.len() as u64 >= rounds() / 4);
}

#[test]
fn what_was_removed_is_gone_and_the_rest_is_there_after_kill_9() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut articles = Articles::of(2);
    for round in 0..rounds() {
        let filings: Vec<_> = (0..20).map(|_| articles.edition_of(FEW)).collect();
        shelf(folder.path()).file(&filings).expect("filed");
        let gone = killed("remove", folder.path(), &Moment::of(round, 60));
        assert_whole(folder.path(), round);
        for key in gone.iter().filter(|said| *said != "done") {
            assert!(!stands(folder.path(), key), "round {round}: {key} is there");
        }
    }
}

#[test]
fn an_index_whose_making_was_killed_is_made_by_the_next() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut articles = Articles::of(3);
    let filings: Vec<_> = (0..20).map(|_| articles.edition_of(FEW)).collect();
    shelf(folder.path()).file(&filings).expect("filed");
    for round in 0..rounds() {
        let task = if round % 2 == 0 { "reindex" } else { "doctor" };
        killed(task, folder.path(), &Moment::of(round, 150));
        assert_whole(folder.path(), round);
        assert_eq!(
            shelf(folder.path())
                .papers()
                .expect("asked")
                .iter()
                .map(|paper| paper.stories)
                .sum::<usize>(),
            20 * FEW
        );
    }
}
