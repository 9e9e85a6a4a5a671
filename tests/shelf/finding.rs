//! Searching: every story that a query is true of is found, and no other, in the order that was promised.

use yuebao::library::archive::{Archive, Filing, Which};
use yuebao::library::query::{Ask, Part, Query};
use yuebao::text::fold::Folded;
use yuebao::text::tokens::PART;

use crate::articles::Articles;
use crate::{city, found, indexed, paper};

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
        assert_eq!(found(&mut shelf, query).len(), total, "{query}");
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
        assert_eq!((part.more, got), (skip == 0, expected), "skip {skip}");
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
    all.sort_by_key(|(head, rank, ..)| std::cmp::Reverse((*head, *rank)));
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
    let filings: Vec<Filing> = (0..12).map(|_| articles.edition_of(20)).collect();
    let folder = tempfile::tempdir().expect("a folder");
    let mut shelf = indexed(folder.path(), &filings);
    let suite = suite(&mut articles, &filings);
    assert!(suite.len() > 80);
    for query in &suite {
        let expected = scan(&filings, &Query::parse(query).expect("a query"));
        let got = found(&mut shelf, query);
        assert_eq!(got, expected, "{query}");
    }
}

#[test]
fn the_newest_of_very_many_come_first() {
    // Everywhere are the pairs of every phrase; the phrases are in old stories, some way down, or in the newest.
    let text = |n: usize| match n {
        0..30 => "智慧养老。慧养，云上书店，上书，纸上谈兵，上谈",
        3_000..3_040 => "云上书店。智慧，慧养，养老，纸上谈兵，上谈",
        8_900..9_000 => "纸上谈兵。智慧，慧养，养老，云上，上书，书店",
        _ => "智慧，慧养，养老，云上，上书，书店，纸上，上谈，谈兵",
    };
    let filings: Vec<Filing> = (0..9)
        .map(|day| {
            let texts: Vec<String> = (0..1_000)
                .map(|n| format!("{}，第{n}篇", text(day * 1_000 + n)))
                .collect();
            let stories = texts.iter().map(|text| ("", "", text.as_str()));
            paper(
                "日报",
                &format!("2000-01-0{}", day + 1),
                &stories.collect::<Vec<_>>(),
            )
        })
        .collect();
    let folder = tempfile::tempdir().expect("a folder");
    // In five pieces, most of which have a new day and an old one.
    let mut shelf = crate::shelf(folder.path());
    for days in [&[4][..], &[0, 8], &[2, 6], &[1, 7], &[3, 5]] {
        let days: Vec<Filing> = days.iter().map(|&day| filings[day].clone()).collect();
        shelf.file(&days).expect("filed");
        crate::index(&mut shelf);
    }
    for words in [
        "智慧养老",
        "云上书店",
        "纸上谈兵",
        "智慧养老 云上书店",
        "云上书店 -智慧养老",
        "谈兵",
    ] {
        let query = Query::parse(words).expect("a query");
        let expected = scan(&filings, &query);
        let found = shelf.search(&query, 0, 20).expect("searched");
        let got = found.hits.into_iter();
        let got: Vec<_> = got
            .map(|hit| (hit.which.edition.as_str().to_owned(), hit.which.story))
            .collect();
        assert_eq!(
            got,
            expected.iter().take(20).cloned().collect::<Vec<_>>(),
            "{words}"
        );
        assert_eq!(found.more, expected.len() > 20, "{words}");
        assert_eq!(
            shelf.count(&query).expect("counted"),
            expected.len(),
            "{words}"
        );
    }
}

#[test]
fn stories_about_the_same_are_found() {
    let mut articles = Articles::of(5);
    let mut filings: Vec<Filing> = (0..3).map(|_| articles.edition_of(20)).collect();
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
fn parts_are_kept_apart() {
    assert!(
        Folded::new("a\u{1}b").text().contains(PART),
        "the mark between parts is not folded away"
    );
}
