//! The shelf: what is filed is found, every story of it and no other; nothing acknowledged is lost; two programs at once.

#[path = "../benches/search/articles.rs"]
#[allow(dead_code)] // The bench draws words of its own.
mod articles;

use std::path::Path;

use articles::Articles;
use yuebao::edition::{Block, Edition, Section, Story};
use yuebao::library::archive::{Archive, Filed, Filing, Which};
use yuebao::library::doctor::{Outcome, of_archive};
use yuebao::library::query::{Ask, Part, Query};
use yuebao::library::{Key, Shelf};
use yuebao::text::fold::Folded;
use yuebao::text::tokens::PART;

fn shelf(folder: &Path) -> Shelf {
    Shelf::open(folder).expect("a shelf")
}

fn indexed(folder: &Path, filings: &[Filing]) -> Shelf {
    let mut shelf = shelf(folder);
    shelf.file(filings).expect("filed");
    shelf.index(&mut |_, _| {}).expect("indexed");
    shelf
}

fn found(shelf: &mut Shelf, query: &str) -> (usize, Vec<(String, usize)>) {
    let query = Query::parse(query).expect("a query");
    let found = shelf.search(&query, 0, 10_000).expect("searched");
    let hits = found
        .hits
        .into_iter()
        .map(|hit| (hit.which.edition.as_str().to_owned(), hit.which.story));
    (found.total, hits.collect())
}

/// A day's paper with these stories: headline, byline, text.
fn paper(name: &str, day: &str, stories: &[(&str, &str, &str)]) -> Filing {
    let story = |(index, (headline, byline, text)): (usize, &(&str, &str, &str))| Story {
        id: format!("s{}", index + 1),
        page: Some(format!("{:02}", index + 1)),
        headline: Some((*headline).into()),
        byline: (!byline.is_empty()).then(|| (*byline).into()),
        blocks: vec![Block::paragraph(*text)],
        ..Story::default()
    };
    let section = |index: usize| Section {
        label: format!("{:02}", index + 1),
        title: Some(format!("第{}张", index + 1)),
        stories: vec![format!("s{}", index + 1)],
        ..Section::default()
    };
    Filing {
        key: Key::of([name.as_bytes(), day.as_bytes(), stories[0].0.as_bytes()]),
        paper: name.into(),
        origin: format!("/{name}/{day}"),
        edition: Edition {
            masthead: Some(name.into()),
            date: day.parse().ok(),
            sections: (0..stories.len()).map(section).collect(),
            stories: stories.iter().enumerate().map(story).collect(),
            ..Edition::default()
        },
        originals: [].into(),
    }
}

fn city() -> Vec<Filing> {
    vec![
        paper(
            "东城日报",
            "2026-07-08",
            &[
                (
                    "智慧养老进社区",
                    "记者 王勇",
                    "公建民营之后，老厂房里办起养老院，食堂的黑板上写着菜。",
                ),
                (
                    "大棚里的账本",
                    "记者 李敏",
                    "西邵村怎样把地种活，GDP 增长 3.5%，A股市场也涨。",
                ),
            ],
        ),
        paper(
            "西城晚报",
            "2026-08-01",
            &[
                (
                    "廣告：簡易書架",
                    "",
                    "簡體字與繁體字，一樣找得到。養老院旁。",
                ),
                (
                    "The Old Town",
                    "By Jane Doe",
                    "The old town hall reopened in 2026 after years of care.",
                ),
            ],
        ),
        paper(
            "海角日报",
            "",
            &[("无日期的一期", "", "没有日期，也要养老。")],
        ),
    ]
}

#[test]
fn every_part_of_a_story_can_be_asked() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut shelf = indexed(folder.path(), &city());
    for (query, total) in [
        ("养老", 3),
        ("养", 3),
        ("智慧养老", 1),
        ("养老 公建民营", 1),
        ("\"养老 公建民营\"", 0),
        ("养老 -广告", 2),
        ("-养老", 2),
        ("简体字", 1),
        ("簡體字", 1),
        ("ＧＤＰ", 1),
        ("gdp增长", 1),
        ("增长3", 1),
        ("增长35", 0),
        ("3.5", 1),
        ("A股", 1),
        ("A股市", 1),
        ("old town", 1),
        ("\"old town hall\"", 1),
        ("\"town old\"", 0),
        ("记者:王勇", 1),
        ("记者:王", 1),
        ("王勇", 1),
        ("by:jane", 1),
        ("标题:养老", 1),
        ("paper:东城", 2),
        ("paper:日报", 3),
        ("page:1", 3),
        ("page:02", 2),
        ("section:第2张", 2),
        ("date:2026", 4),
        ("date:2026-07", 2),
        ("date:2026-07-09..2026-09", 2),
        ("date:2026-09..2026-07", 0),
        ("养老 date:2026 -paper:西城晚报", 1),
        ("院食", 0),
        ("没有的字", 0),
    ] {
        assert_eq!(found(&mut shelf, query).0, total, "{query}");
    }
}

#[test]
fn headlines_come_first_then_the_newest_and_hits_say_where() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut shelf = indexed(folder.path(), &city());
    let query = Query::parse("养老").expect("a query");
    let all = shelf.search(&query, 0, 10).expect("searched");
    let told: Vec<(String, f64)> = all
        .hits
        .iter()
        .map(|hit| (hit.headline.clone(), hit.score))
        .collect();
    let expected = [
        ("智慧养老进社区", 2.0),
        ("廣告：簡易書架", 1.0),
        ("无日期的一期", 1.0),
    ];
    assert_eq!(
        told,
        expected.map(|(headline, score)| (headline.to_owned(), score))
    );
    let first = &all.hits[0];
    assert_eq!(first.paper, "东城日报");
    assert_eq!(
        (first.page.as_deref(), first.section.as_deref()),
        (Some("01"), Some("第1张"))
    );
    assert_eq!(first.byline.as_deref(), Some("记者 王勇"));
    assert_eq!(first.id, "s1");
    for skip in 0..4 {
        let part = shelf.search(&query, skip, 2).expect("searched");
        let expected: Vec<_> = all
            .hits
            .iter()
            .skip(skip)
            .take(2)
            .map(|hit| hit.which.clone())
            .collect();
        let got: Vec<_> = part.hits.iter().map(|hit| hit.which.clone()).collect();
        assert_eq!((part.total, got), (3, expected), "skip {skip}");
    }
}

/// What a query finds by looking at every story: the folded text holds the folded words.
fn scan(filings: &[Filing], query: &Query) -> Vec<(String, usize)> {
    let mut all: Vec<(bool, u64, String, usize)> = Vec::new();
    for filing in filings {
        for (index, document) in filing.documents().enumerate() {
            let is_true = |head_only: bool| {
                query.clauses.iter().all(|clause| {
                    let Ask::Words(Part::Any, needle) = &clause.ask else {
                        panic!("the suite asks for words only");
                    };
                    let text = if head_only && !clause.not {
                        &document.head
                    } else {
                        &document.text
                    };
                    text.contains(&needle.folded) != clause.not
                })
            };
            if is_true(false) {
                all.push((
                    is_true(true),
                    document.rank,
                    filing.key.as_str().to_owned(),
                    index,
                ));
            }
        }
    }
    all.sort_by(|one, other| (other.0, other.1).cmp(&(one.0, one.1)));
    all.into_iter()
        .map(|(_, _, key, index)| (key, index))
        .collect()
}

/// Words, single characters, stretches cut out of stories anywhere, and several of them together.
fn suite(articles: &mut Articles, filings: &[Filing]) -> Vec<String> {
    let mut suite = Vec::new();
    for rank in [0, 3, 20, 100, 700, 5_000, 30_000] {
        let word = articles.word_of_rank(rank);
        suite.push(word.chars().take(1).collect());
        suite.push(format!("{word} {}", articles.word_of_rank(rank + 1)));
        suite.push(format!("{word} -{}", articles.word_of_rank(rank / 2)));
        suite.push(word);
    }
    let cut = |text: &str, from: usize, length: usize| -> String {
        let folded = Folded::new(text);
        let stretches = folded.text().split(|c: char| !c.is_alphanumeric());
        let longest = stretches.max_by_key(|stretch| stretch.len()).unwrap_or("");
        longest.chars().skip(from).take(length).collect()
    };
    for _ in 0..12 {
        let filing = &filings[articles.below(filings.len())];
        let story = &filing.edition.stories[articles.below(filing.edition.stories.len())];
        let text = story.blocks[0].text();
        for length in [1, 2, 3, 4, 5, 8] {
            let query = cut(&text, articles.below(6), length);
            suite.push(query);
        }
    }
    suite.retain(|query| !query.is_empty());
    suite
}

#[test]
fn every_story_is_found_and_no_other_by_any_words() {
    let mut articles = Articles::of(11);
    let filings: Vec<Filing> = (0..3).map(|_| articles.edition()).collect();
    let folder = tempfile::tempdir().expect("a folder");
    let mut shelf = indexed(folder.path(), &filings);
    let suite = suite(&mut articles, &filings);
    assert!(suite.len() > 80);
    for query in &suite {
        let expected = scan(&filings, &Query::parse(query).expect("a query"));
        let got = found(&mut shelf, query);
        assert_eq!(got, (expected.len(), expected), "{query}");
    }
}

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
fn stories_about_the_same_are_found() {
    let mut articles = Articles::of(5);
    let mut filings: Vec<Filing> = (0..3).map(|_| articles.edition()).collect();
    filings.extend([
        paper(
            "东城日报",
            "2026-07-08",
            &[(
                "下穿通道装上阻车杆",
                "",
                "下穿通道装上了阻车杆，阻车杆一百六十四处。",
            )],
        ),
        paper(
            "西城晚报",
            "2026-07-20",
            &[(
                "暴雨中阻车杆落下",
                "",
                "昨夜暴雨，下穿通道的阻车杆自动落下，无车涉水。",
            )],
        ),
    ]);
    let folder = tempfile::tempdir().expect("a folder");
    let mut shelf = indexed(folder.path(), &filings);
    let which = Which {
        edition: filings[3].key.clone(),
        story: 0,
    };
    let alike = shelf.alike(&which, 5).expect("asked");
    assert_eq!(
        alike.first().map(|hit| hit.headline.as_str()),
        Some("暴雨中阻车杆落下")
    );
    assert!(alike.iter().all(|hit| hit.which != which));
}

#[test]
fn an_edition_that_is_removed_is_found_no_more_and_can_come_back() {
    let folder = tempfile::tempdir().expect("a folder");
    let city = city();
    let mut shelf = indexed(folder.path(), &city);
    assert!(shelf.remove(&city[0].key).expect("removed"));
    assert!(!shelf.remove(&city[0].key).expect("asked"));
    shelf.index(&mut |_, _| {}).expect("indexed");
    assert_eq!(found(&mut shelf, "养老").0, 2);
    assert_eq!(shelf.file(&city[..1]).expect("filed"), [Filed::New]);
    shelf.index(&mut |_, _| {}).expect("indexed");
    assert_eq!(found(&mut shelf, "养老").0, 3);
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
    std::fs::remove_dir_all(folder.path().join("index-1")).expect("thrown away");
    let mut shelf = indexed(folder.path(), &[]);
    assert_eq!(found(&mut shelf, "养老"), before);
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
                    drop(indexed(&folder, &[articles.edition()]));
                }
            })
        })
        .collect();
    for thread in threads {
        thread.join().expect("no panic");
    }
    let mut shelf = shelf(folder.path());
    shelf.index(&mut |_, _| {}).expect("indexed");
    assert_eq!(found(&mut shelf, "date:2000").0, 4 * 3 * articles::STORIES);
}

#[test]
fn parts_are_kept_apart() {
    assert!(
        Folded::new("a\u{1}b").text().contains(PART),
        "the mark between parts is not folded away"
    );
}

/// What the doctor says of the shelf, line by line.
fn examined(folder: &Path) -> Vec<(Outcome, String)> {
    let found = of_archive(folder, None).run();
    found
        .into_iter()
        .map(|finding| (finding.outcome, finding.said))
        .collect()
}

#[test]
fn the_doctor_finds_a_sound_shelf_sound_and_indexes_what_is_not() {
    let folder = tempfile::tempdir().expect("a folder");
    assert_eq!(examined(folder.path()).len(), 1);
    let mut shelf = indexed(folder.path(), &city()[..1]);
    assert!(
        examined(folder.path())
            .iter()
            .all(|(outcome, _)| *outcome == Outcome::Sound)
    );
    shelf.file(&city()).expect("filed");
    let found = examined(folder.path());
    let repaired: Vec<_> = found
        .iter()
        .filter(|(outcome, _)| *outcome == Outcome::Repaired)
        .collect();
    assert_eq!(repaired.len(), 1, "{found:?}");
    assert_eq!(crate::found(&mut self::shelf(folder.path()), "养老").0, 3);
}

#[test]
fn whatever_of_the_index_is_damaged_it_is_made_anew() {
    let folder = tempfile::tempdir().expect("a folder");
    drop(indexed(folder.path(), &city()));
    let files = std::fs::read_dir(folder.path().join("index-1")).expect("an index");
    let files: Vec<_> = files.map(|file| file.expect("a file").path()).collect();
    for file in files
        .iter()
        .filter(|file| file.metadata().is_ok_and(|meta| meta.len() > 0))
    {
        let Ok(mut bytes) = std::fs::read(file) else {
            continue;
        };
        let middle = bytes.len() / 2;
        bytes[middle] ^= 0x55;
        if std::fs::write(file, bytes).is_err() {
            continue;
        }
        let found = examined(folder.path());
        assert!(
            found.iter().all(|(outcome, _)| *outcome != Outcome::Broken),
            "{file:?}: {found:?}"
        );
        let mut shelf = shelf(folder.path());
        assert_eq!(crate::found(&mut shelf, "养老").0, 3, "{file:?}: {found:?}");
    }
}

#[test]
fn of_a_damaged_shelf_all_is_kept_that_can_be_read() {
    let mut articles = Articles::of(3);
    let filings: Vec<Filing> = (0..4).map(|_| articles.edition()).collect();
    let folder = tempfile::tempdir().expect("a folder");
    drop(indexed(folder.path(), &filings));
    let path = folder.path().join("shelf.sqlite3");
    let whole = std::fs::read(&path).expect("a file");
    let pages = whole.len() / 4096;
    for page in (0..pages).step_by(pages / 9 + 1) {
        let mut bytes = whole.clone();
        bytes[page * 4096..(page + 1) * 4096].fill(0xA5);
        std::fs::write(&path, bytes).expect("written");
        let found = examined(folder.path());
        assert!(
            found
                .iter()
                .any(|(outcome, _)| *outcome == Outcome::Repaired),
            "page {page}: {found:?}"
        );
        let mut shelf = shelf(folder.path());
        let there = filings.iter().filter(|filing| {
            let back = shelf.edition(&filing.key).expect("asked");
            back.is_some_and(|back| back.edition == filing.edition)
        });
        // The first page holds the list of tables, and one page of an edition is one edition.
        let least = if page == 0 { 0 } else { filings.len() - 2 };
        assert!(there.count() >= least, "page {page}: {found:?}");
        drop(shelf);
        let again = indexed(folder.path(), &filings);
        drop(again);
        let kept = std::fs::read_dir(folder.path()).expect("a folder");
        let kept = kept.filter(|entry| {
            entry
                .as_ref()
                .is_ok_and(|entry| entry.file_name().to_string_lossy().contains("damaged"))
        });
        assert!(kept.count() > 0, "the damaged file is kept");
    }
}
