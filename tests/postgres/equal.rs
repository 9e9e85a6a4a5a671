//! Every query is answered as a scan of all stories answers it, and as the reader's own shelf does.

use tempfile::tempdir;
use yuebao::library::Shelf;
use yuebao::library::archive::{Archive, Filing, Hit};
use yuebao::library::postgres::Postgres;
use yuebao::library::query::Query;

use super::articles::Articles;
use super::scan::Scan;
use super::{filing, server};

/// Editions with much in them that is easily got wrong.
fn editions() -> Vec<Filing> {
    let mut all = vec![
        filing(
            "a",
            "太原日报",
            "2026-07-09",
            &[
                "智慧养老，公建民营之后，养老院里的智慧",
                "智慧的养老与智慧。养老不同",
                "A股市场大涨，a 股 大跌，股票",
                "GDP增长3.5%，另说 GDP 增长 3年5 倍",
                "the golden old town, the old  town",
                "簡體字與ＧＤＰ，１，５９４万元",
            ],
        ),
        filing(
            "b",
            "太原晚报",
            "2026-07-10",
            &[
                "don't stop; Don T stop",
                "综 合 消息：综合",
                "养\u{1}老",
                "정부 발표 내용",
                "ガイドブックの本 ｶﾞｲﾄﾞ",
                "养老 养老 养老",
            ],
        ),
        filing(
            "c",
            "The Evening Post",
            "",
            &["no day at all, 养老", "广告：智慧养老", "x", ""],
        ),
    ];
    all[0].edition.stories[1].byline = Some("记者 王勇 李四光".into());
    all[0].edition.stories[2].kicker = Some("市场观察".into());
    all[1].edition.stories[5].page = Some("A02".into());
    let mut articles = Articles::of(3);
    all.extend((0..3).map(|_| articles.edition()));
    all
}

/// What is asked: by hand, and of what stands in the articles.
fn queries(editions: &[Filing]) -> Vec<String> {
    const BY_HAND: &[&str] = &[
        "养",
        "老",
        "养老",
        "智慧养老",
        "智慧养",
        "公建民营之后",
        "\"智慧，养老\"",
        "养老 智慧",
        "养老 -智慧",
        "-养老",
        "-智慧养老",
        "-养",
        "智慧 -养老院",
        "标题:养老",
        "标题:智慧养老",
        "-标题:智慧养老",
        "记者:王勇",
        "记者:王勇李",
        "记者:\"王勇 李四光\"",
        "记者:王",
        "paper:太原日报",
        "paper:太原",
        "报纸:post",
        "paper:\"evening post\"",
        "栏目:市场",
        "栏目:市场观察",
        "section:要闻",
        "版名:本市",
        "page:1",
        "page:a2",
        "-page:1",
        "page:1 养老",
        "date:2026-07-09",
        "date:2026",
        "-date:2026",
        "date:2026-07-10..",
        "date:..2000-01-01 的",
        "date:2026-08..2026-07",
        "养老 date:2026-07-09",
        "养老 -date:2026",
        "date:..",
        "a股",
        "a股市",
        "股",
        "gdp增长",
        "gdp 增长",
        "\"gdp 增长\"",
        "增长3",
        "3.5",
        "\"3.5%\"",
        "old",
        "old town",
        "\"old town\"",
        "gold",
        "\"the old\"",
        "don't",
        "\"don t\"",
        "简体字",
        "簡",
        "1,594",
        "综合",
        "\"综 合\"",
        "정부",
        "부발",
        "발표 내용",
        "ガイド",
        "ガイドブック",
        "ブ",
        "大涨，股票",
        "\"大，股票\"",
        "\"股票，大，a股\"",
        "x",
        "无此词语",
        "智慧养老 公建民营 -广告",
        "\"养老 养老\"",
        "\"养老 养老 养老\"",
    ];
    let mut all: Vec<String> = BY_HAND.iter().map(|query| (*query).to_owned()).collect();
    let texts = editions.iter().flat_map(|filing| &filing.edition.stories);
    let texts = texts.filter_map(|story| Some(story.blocks.first()?.text().into_owned()));
    for (at, text) in texts.enumerate().filter(|(at, _)| at % 23 == 0) {
        let letters: Vec<char> = text.chars().collect();
        for length in [1, 2, 3, 4, 7] {
            let start = (at * 7 + length) % letters.len().saturating_sub(length).max(1);
            let stretch: String = letters.iter().skip(start).take(length).collect();
            all.extend([
                stretch.clone(),
                format!("\"{stretch}\" 养"),
                format!("标题:{stretch}"),
            ]);
        }
        let two: Vec<String> = letters.chunks(2).map(|two| two.iter().collect()).collect();
        all.push(format!("{} {}", two[0], two[two.len() / 2]));
        all.push(format!("{} -{}", two[0], two[two.len() / 2]));
    }
    all
}

#[test]
fn every_query_is_answered_as_the_shelf_and_a_scan_answer_it() {
    let Some(address) = server::database() else {
        return;
    };
    let folder = tempdir().unwrap();
    let editions = editions();
    let mut server = Postgres::open(&address).unwrap();
    let mut shelf = Shelf::open(folder.path()).unwrap();
    for archive in [&mut server as &mut dyn Archive, &mut shelf] {
        archive.file(&editions).unwrap();
        archive.index(&mut |_, _| {}).unwrap();
    }
    let scan = Scan::of(&editions);
    let mut asked = 0;
    for text in queries(&editions) {
        let Ok(query) = Query::parse(&text) else {
            continue;
        };
        asked += 1;
        let expected = scan.search(&query);
        for archive in [&mut server as &mut dyn Archive, &mut shelf] {
            let count = archive.count(&query).unwrap();
            assert_eq!(count, expected.len(), "{text}");
        }
        for (skip, limit) in [
            (0, 20),
            (3, 5),
            (0, 0),
            (expected.len().saturating_sub(2), 9),
        ] {
            let found = server.search(&query, skip, limit).unwrap();
            let told: Vec<_> = found
                .hits
                .iter()
                .map(|hit| (hit.which.clone(), hit.score))
                .collect();
            let wanted: Vec<_> = expected.iter().skip(skip).take(limit).cloned().collect();
            assert_eq!(
                (found.more, told),
                (expected.len() > skip + limit, wanted),
                "{text} from {skip}"
            );
            let on_shelf = shelf.search(&query, skip, limit).unwrap();
            assert_eq!(found.more, on_shelf.more, "{text}");
            assert_eq!(
                told_of(&found.hits),
                told_of(&on_shelf.hits),
                "{text} from {skip}"
            );
        }
    }
    assert!(asked > 200, "{asked}");
}

/// All that is told of hits.
fn told_of(hits: &[Hit]) -> Vec<String> {
    hits.iter().map(|hit| format!("{hit:?}")).collect()
}

#[test]
fn lists_and_relations_are_those_of_the_shelf() {
    let Some(address) = server::database() else {
        return;
    };
    let folder = tempdir().unwrap();
    let mut editions = editions();
    let text = super::long("同一篇报道在两家报纸上");
    editions.push(filing("d", "太原日报", "2026-07-11", &[&text]));
    editions.push(filing(
        "e",
        "太原晚报",
        "2026-07-12",
        &[&text, &super::long("别的")],
    ));
    let mut server = Postgres::open(&address).unwrap();
    let mut shelf = Shelf::open(folder.path()).unwrap();
    for archive in [&mut server as &mut dyn Archive, &mut shelf] {
        for filing in &editions {
            archive.file(std::slice::from_ref(filing)).unwrap();
        }
        archive.index(&mut |_, _| {}).unwrap();
    }
    assert_eq!(server.papers().unwrap(), shelf.papers().unwrap());
    let forget_when = |mut all: Vec<yuebao::library::archive::Standing>| {
        all.iter_mut().for_each(|standing| standing.filed = 0);
        all
    };
    for paper in server.papers().unwrap() {
        for from in [None, "2026-07-10".parse().ok()] {
            let [one, other] = [&mut server as &mut dyn Archive, &mut shelf]
                .map(|archive| forget_when(archive.editions(&paper.name, from, None).unwrap()));
            assert_eq!(one, other);
        }
    }
    for filing in &editions {
        let beside = |archive: &mut dyn Archive| {
            archive
                .beside(&filing.key)
                .unwrap()
                .map(|s| s.map(|s| s.key))
        };
        assert_eq!(beside(&mut server), beside(&mut shelf));
        let stands = server.edition(&filing.key).unwrap().unwrap();
        assert_eq!(
            (stands.edition, stands.origin),
            (filing.edition.clone(), filing.origin.clone())
        );
        for story in 0..filing.edition.stories.len().min(3) {
            let which = yuebao::library::archive::Which {
                edition: filing.key.clone(),
                story,
            };
            assert_eq!(
                told_of(&server.same(&which).unwrap()),
                told_of(&shelf.same(&which).unwrap())
            );
            let scores = |hits: Vec<Hit>| hits.iter().map(|hit| hit.score).collect::<Vec<_>>();
            let (one, other) = (
                server.alike(&which, 5).unwrap(),
                shelf.alike(&which, 5).unwrap(),
            );
            assert_eq!(scores(one), scores(other));
        }
    }
}

#[test]
fn the_newest_of_very_many_come_first() {
    let Some(address) = server::database() else {
        return;
    };
    // Everywhere are the pairs of every phrase; the phrases are in old stories, or some way down.
    let text = |n: usize| match n {
        0..60 => "智慧养老。慧养，云上书店，上书，旧事",
        3_000..3_060 => "云上书店。智慧，慧养，养老，旧事",
        _ => "智慧，慧养，养老，云上，上书，书店，旧事",
    };
    let edition = |day: usize| {
        let texts = (0..900).map(|n| format!("第{n}篇，{}", text(day * 900 + n)));
        let texts: Vec<String> = texts.collect();
        let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
        let date = format!("2000-01-0{}", day + 1);
        filing(&format!("many {day}"), "日报", &date, &texts)
    };
    let mut editions: Vec<Filing> = (0..6).map(edition).collect();
    editions.push(filing("new", "日报", "2026-07-09", &["养老新事"; 300]));
    let mut server = Postgres::open(&address).unwrap();
    server.file(&editions).unwrap();
    let scan = Scan::of(&editions);
    for text in [
        "事",
        "旧",
        "篇 -新",
        "老 date:..2010",
        "智慧养老",
        "云上书店",
        "云上书店 -智慧养老",
        "养老 -旧事",
        "旧事 -书店",
    ] {
        let query = Query::parse(text).unwrap();
        let expected = scan.search(&query);
        for (skip, limit) in [(5, 30), (0, 200)] {
            let found = server.search(&query, skip, limit).unwrap();
            let told = found.hits.iter().map(|hit| (hit.which.clone(), hit.score));
            let told: Vec<_> = told.collect();
            let wanted: Vec<_> = expected.iter().skip(skip).take(limit).cloned().collect();
            let more = expected.len() > skip + limit;
            assert_eq!((found.more, told), (more, wanted), "{text} from {skip}");
        }
    }
}
