//! Texts that mean harm, or are only very long.

use yuebao::library::archive::Archive;
use yuebao::library::postgres::Postgres;
use yuebao::library::query::Query;

use super::{filing, server};

#[test]
fn any_character_is_filed_and_comes_back() {
    let Some(address) = server::database() else {
        return;
    };
    let mut archive = Postgres::open(&address).unwrap();
    let texts = [
        "养\0老 '); DROP TABLE yuebao.story; --",
        "\\.\\N\t\r\n'\"`${}%s&|!:*<>_",
        "\u{10FFFF}\u{FFFE}養",
    ];
    let mut edition = filing("h\0", "日\0报", "2026-07-09", &texts);
    edition.edition.stories[0].page = Some("0\0".into());
    archive.file(std::slice::from_ref(&edition)).unwrap();
    assert_eq!(
        archive.edition(&edition.key).unwrap().unwrap().edition,
        edition.edition
    );
    for (query, total) in [
        ("drop table", 1),
        ("'); DROP", 1),
        ("养", 2),
        ("养老", 0),
        ("\"a' & b | !c:* \\\"", 0),
        ("<>_x", 0),
    ] {
        let found = archive.search(&Query::parse(query).unwrap(), 0, 9).unwrap();
        assert_eq!(found.hits.len(), total, "{query}");
    }
}

/// A text of so many letters, in which pairs come again seldom.
fn noise(letters: u32, seed: u32) -> String {
    let mut state = seed;
    let letter = |_| {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        char::from_u32(0x4E00 + (state >> 16) % 20_000)
    };
    (0..letters).filter_map(letter).collect()
}

#[test]
fn the_end_of_a_vast_story_is_found() {
    let Some(address) = server::database() else {
        return;
    };
    let mut archive = Postgres::open(&address).unwrap();
    // Beyond the positions that a lexeme can have; then more lexemes than a story can have; and one word without end.
    let long = format!("{}尾声在此{}", "起伏".repeat(20_000), "，完");
    let vast = format!("{}鸟语花香{} done", noise(700_000, 1), noise(10, 2));
    let word = format!("{} 词", "w".repeat(100_000));
    let edition = filing(
        "v",
        "日报",
        "2026-07-09",
        &[&long, &vast, &word, "鸟语花香", "尾声"],
    );
    archive.file(std::slice::from_ref(&edition)).unwrap();
    for (query, expected) in [
        ("尾声在此", vec![0]),
        ("尾声", vec![4, 0]),
        ("鸟语花香", vec![3, 1]),
        ("花香 -done", vec![3]),
        ("done", vec![1]),
        ("-鸟语花香 -词", vec![0, 4]),
        ("香 -尾声", vec![3, 1]),
        ("\"起伏尾声\"", vec![0]),
        ("\"尾声起伏\"", vec![]),
    ] {
        let query = Query::parse(query).unwrap();
        let found = archive.search(&query, 0, 9).unwrap();
        let stories: Vec<usize> = found.hits.iter().map(|hit| hit.which.story).collect();
        assert_eq!(
            (stories, archive.count(&query).unwrap()),
            (expected.clone(), expected.len()),
            "{query:?}"
        );
    }
    assert_eq!(
        archive.edition(&edition.key).unwrap().unwrap().edition,
        edition.edition
    );
}
