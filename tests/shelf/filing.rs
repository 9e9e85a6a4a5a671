//! Filing: what is filed comes back, once, and beside its like.

use std::path::Path;

use yuebao::library::Key;
use yuebao::library::archive::{Archive, Filed, Which};

use crate::articles::Articles;
use crate::deflated::deflated;
use crate::{city, found, indexed, paper, shelf};

#[test]
fn what_is_filed_comes_back_as_it_was_and_is_filed_once() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut shelf = shelf(folder.path());
    let city = city();
    assert_eq!(shelf.file(&city).expect("filed"), [Filed::New; 3]);
    assert_eq!(shelf.file(&city).expect("filed"), [Filed::Known; 3]);
    for filing in &city {
        let back = shelf.edition(&filing.key).expect("asked").expect("there");
        assert_eq!(back.edition, filing.edition);
        assert_eq!(
            (back.paper, back.origin),
            (filing.paper.clone(), filing.origin.clone())
        );
    }
    assert!(
        shelf
            .edition(&Key::of([b"another".as_slice()]))
            .expect("asked")
            .is_none()
    );
    let papers: Vec<(String, usize, usize)> = shelf
        .papers()
        .expect("asked")
        .into_iter()
        .map(|paper| (paper.name, paper.editions, paper.stories))
        .collect();
    assert_eq!(
        papers,
        [("西城晚报", 1, 2), ("东城日报", 1, 2), ("海角日报", 1, 1)]
            .map(|(name, editions, stories)| (name.to_owned(), editions, stories))
    );
}

#[test]
fn a_shelf_of_the_first_form_is_read_and_goes_on() {
    let folder = tempfile::tempdir().expect("a folder");
    let city = city();
    shelf(folder.path()).file(&city[..2]).expect("filed");
    let file = rusqlite::Connection::open(folder.path().join("shelf.sqlite3")).expect("a file");
    for (table, column) in [("edition", "frame"), ("story", "body")] {
        let mut query = file
            .prepare(&format!("SELECT id, {column} FROM {table}"))
            .expect("sound");
        let rows = query.query_map([], |row| Ok((row.get(0)?, row.get(1)?)));
        let records: Vec<(i64, Vec<u8>)> = rows.and_then(Iterator::collect).expect("records");
        assert!(!records.is_empty());
        for (id, record) in records {
            let then = format!("UPDATE {table} SET {column} = ?2 WHERE id = ?1");
            file.execute(&then, rusqlite::params![id, deflated(&record)])
                .expect("put back");
        }
    }
    file.pragma_update(None, "user_version", 1)
        .expect("the first form");
    drop(file);
    let mut shelf = indexed(folder.path(), &city[2..]);
    for filing in &city {
        let back = shelf.edition(&filing.key).expect("asked").expect("there");
        assert_eq!(back.edition, filing.edition);
    }
    let all: usize = city.iter().map(|filing| filing.edition.stories.len()).sum();
    assert_eq!(found(&mut shelf, "-没有的词").len(), all);
}

#[test]
fn a_story_in_another_paper_is_known_and_an_edition_filed_another_way_is_not_filed_again() {
    let long = "下穿通道装上了阻车杆，全市一百六十四处，汛期之前全部到位。雨还没有下，杆子先立起来了，养护工人一处一处量地势。";
    let one = paper("东城日报", "2026-07-08", &[("阻车杆", "", long)]);
    let other = paper(
        "西城晚报",
        "2026-07-09",
        &[("又见阻车杆", "", &long.replace('，', ","))],
    );
    let again = paper("东城日报", "2026-07-08", &[("阻车杆立起来", "", long)]);
    let folder = tempfile::tempdir().expect("a folder");
    let mut shelf = shelf(folder.path());
    let filed = shelf
        .file(&[one.clone(), other.clone(), again])
        .expect("filed");
    assert_eq!(filed, [Filed::New, Filed::New, Filed::Within]);
    let which = Which {
        edition: one.key.clone(),
        story: 0,
    };
    let same = shelf.same(&which).expect("asked");
    assert_eq!(same.len(), 1);
    assert_eq!(same[0].which.edition, other.key);
}

#[test]
fn an_edition_that_is_removed_is_found_no_more_and_can_come_back() {
    let folder = tempfile::tempdir().expect("a folder");
    let city = city();
    let mut shelf = indexed(folder.path(), &city);
    assert!(shelf.remove(&city[0].key).expect("removed"));
    assert!(!shelf.remove(&city[0].key).expect("asked"));
    shelf.index(&mut |_, _| {}).expect("indexed");
    assert_eq!(found(&mut shelf, "养老").len(), 2);
    assert_eq!(shelf.file(&city[..1]).expect("filed"), [Filed::New]);
    shelf.index(&mut |_, _| {}).expect("indexed");
    assert_eq!(found(&mut shelf, "养老").len(), 3);
}

#[test]
fn issues_of_a_paper_stand_beside_each_other_by_day() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut shelf = shelf(folder.path());
    let day = |day: &str| paper("东城日报", day, &[(day, "", "")]);
    let (eighth, ninth, tenth) = (day("2026-07-08"), day("2026-07-09"), day("2026-07-10"));
    let other = paper("西城晚报", "2026-07-09", &[("x", "", "")]);
    shelf
        .file(&[tenth.clone(), eighth.clone(), other, ninth.clone()])
        .expect("filed");
    let [before, after] = shelf.beside(&ninth.key).expect("asked");
    assert_eq!(
        (before.map(|b| b.key), after.map(|a| a.key)),
        (Some(eighth.key.clone()), Some(tenth.key))
    );
    let [before, after] = shelf.beside(&eighth.key).expect("asked");
    assert_eq!(
        (before.is_none(), after.map(|a| a.key)),
        (true, Some(ninth.key))
    );
    let days = |from: &str, to: &str| shelf_days(folder.path(), from, to);
    assert_eq!(
        days("2026-07-09", "2026-07-31"),
        ["2026-07-09", "2026-07-10"]
    );
    assert_eq!(days("", "2026-07-08"), ["2026-07-08"]);
}

fn shelf_days(folder: &Path, from: &str, to: &str) -> Vec<String> {
    let editions = shelf(folder).editions("东城日报", from.parse().ok(), to.parse().ok());
    let editions = editions.expect("asked").into_iter();
    editions
        .filter_map(|edition| Some(edition.date?.to_string()))
        .collect()
}

#[test]
fn an_index_that_is_thrown_away_or_made_anew_finds_the_same() {
    let folder = tempfile::tempdir().expect("a folder");
    let city = city();
    let mut shelf = indexed(folder.path(), &city);
    let before = found(&mut shelf, "养老");
    shelf.reindex(&mut |_, _| {}).expect("made anew");
    assert_eq!(found(&mut shelf, "养老"), before);
    drop(shelf);
    std::fs::remove_dir_all(folder.path().join("index-2")).expect("thrown away");
    let mut shelf = indexed(folder.path(), &[]);
    assert_eq!(found(&mut shelf, "养老"), before);
}

#[test]
fn an_index_of_an_earlier_form_gives_way_to_one_of_the_present() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut shelf = indexed(folder.path(), &city());
    let before = found(&mut shelf, "养");
    assert!(!before.is_empty());
    drop(shelf);
    let of_form = |form: u32| folder.path().join(format!("index-{form}"));
    std::fs::rename(of_form(2), of_form(1)).expect("of an earlier form");
    let mut shelf = crate::shelf(folder.path());
    assert_eq!(found(&mut shelf, "养"), before);
    assert!(of_form(2).exists() && !of_form(1).exists());
}

#[test]
fn two_programs_file_and_index_at_once_and_lose_nothing() {
    let folder = tempfile::tempdir().expect("a folder");
    let threads: Vec<_> = (0..4u64)
        .map(|seed| {
            let folder = folder.path().to_owned();
            std::thread::spawn(move || {
                let mut articles = Articles::of(seed);
                for _ in 0..3 {
                    drop(indexed(&folder, &[articles.edition_of(20)]));
                }
            })
        })
        .collect();
    for thread in threads {
        thread.join().expect("no panic");
    }
    let mut shelf = shelf(folder.path());
    crate::index(&mut shelf);
    assert_eq!(found(&mut shelf, "date:2000").len(), 4 * 3 * 20);
}

#[test]
fn what_another_program_files_or_left_unindexed_is_found() {
    let folder = tempfile::tempdir().expect("a folder");
    let city = city();
    let mut one = indexed(folder.path(), &city[..1]);
    assert_eq!(found(&mut one, "养老").len(), 1);
    let mut other = indexed(folder.path(), &city[1..2]);
    assert_eq!(found(&mut one, "养老").len(), 2, "what another has indexed");
    other.file(&city[2..]).expect("filed and not indexed");
    assert_eq!(
        found(&mut shelf(folder.path()), "养老").len(),
        3,
        "what nobody has"
    );
}

#[test]
fn an_edition_that_has_grown_takes_the_place_of_what_it_was() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut shelf = shelf(folder.path());
    let first = paper(
        "东城日报",
        "2026-07-08",
        &[("渡口添灯", "", "三十六级台阶")],
    );
    // Where there is none yet it is filed, as any is.
    shelf.replace(&first).expect("filed");
    shelf.index(&mut |_, _| {}).expect("indexed");
    assert_eq!(found(&mut shelf, "三十六级").len(), 1);
    let mut grown = paper(
        "东城日报",
        "2026-07-08",
        &[("渡口添灯", "", "四十八级台阶"), ("老街开市", "", "豆浆")],
    );
    grown.key = first.key.clone();
    shelf.replace(&grown).expect("filed");
    shelf.index(&mut |_, _| {}).expect("indexed");
    assert_eq!(found(&mut shelf, "三十六级").len(), 0);
    assert_eq!(found(&mut shelf, "四十八级").len(), 1);
    assert_eq!(found(&mut shelf, "豆浆").len(), 1);
    let editions = shelf.editions("东城日报", None, None).expect("asked");
    assert_eq!(editions.len(), 1);
    let back = shelf.edition(&first.key).expect("asked").expect("there");
    assert_eq!(back.edition, grown.edition);
}
