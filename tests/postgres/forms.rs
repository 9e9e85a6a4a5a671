//! The tables: made once by several at once, refused where they are of a newer program.

use yuebao::library::LibraryError;
use yuebao::library::archive::Archive;
use yuebao::library::postgres::Postgres;

use yuebao::library::query::Query;

use super::deflated::deflated;
use super::{filing, server};

#[test]
fn several_make_the_tables_at_once() {
    let Some(address) = server::database() else {
        return;
    };
    std::thread::scope(|scope| {
        for _ in 0..6 {
            scope.spawn(|| {
                assert!(
                    Postgres::open(&address)
                        .unwrap()
                        .papers()
                        .unwrap()
                        .is_empty()
                )
            });
        }
    });
    assert_eq!(Postgres::open(&address).unwrap().report().unwrap().form, 4);
}

/// What the first form had in the place of what the second brought.
const FIRST: &str = "
    DROP INDEX yuebao.story_words, yuebao.story_due;
    ALTER TABLE yuebao.story DROP COLUMN pairs, DROP COLUMN words, ADD COLUMN words tsvector NOT NULL DEFAULT '',
        ADD COLUMN spelling text NOT NULL DEFAULT '';
    DROP TABLE yuebao.spelled, yuebao.room, yuebao.reader, yuebao.mark;
    CREATE INDEX story_words ON yuebao.story USING gin (words);
    UPDATE yuebao.yuebao_schema SET version = 1";

#[test]
fn an_archive_of_the_first_form_is_made_anew() {
    let Some(address) = server::database() else {
        return;
    };
    let editions = [
        filing("one", "日报", "2026-07-09", &["养老服务", "智慧农业"]),
        filing("other", "晚报", "2026-07-10", &["…"]),
    ];
    Postgres::open(&address).unwrap().file(&editions).unwrap();
    let mut client = postgres::Client::connect(&address, postgres::NoTls).unwrap();
    client.batch_execute(FIRST).unwrap();
    for (table, column) in [("edition", "frame"), ("story", "body")] {
        let records = format!("SELECT DISTINCT {column} FROM yuebao.{table}");
        for row in client.query(&records, &[]).unwrap() {
            let record: Vec<u8> = row.get(0);
            let then = format!("UPDATE yuebao.{table} SET {column} = $2 WHERE {column} = $1");
            client
                .execute(&then, &[&record, &deflated(&record)])
                .unwrap();
        }
    }
    let mut archive = Postgres::open(&address).unwrap();
    let report = archive.report().unwrap();
    assert_eq!((report.form, report.searchable), (4, false));
    archive.index(&mut |_, _| {}).unwrap();
    assert!(archive.report().unwrap().searchable);
    for (query, total) in [("养老", 1), ("慧", 1), ("paper:晚报", 1), ("-养老", 2)] {
        let found = archive.search(&Query::parse(query).unwrap(), 0, 20);
        assert_eq!(found.unwrap().hits.len(), total, "{query}");
    }
    let back = archive.edition(&editions[0].key).unwrap().unwrap();
    assert_eq!(back.edition, editions[0].edition);
}

#[test]
fn a_newer_form_is_refused_untouched() {
    let Some(address) = server::database() else {
        return;
    };
    drop(Postgres::open(&address).unwrap());
    let mut client = postgres::Client::connect(&address, postgres::NoTls).unwrap();
    client
        .batch_execute("UPDATE yuebao.yuebao_schema SET version = 99")
        .unwrap();
    let error = Postgres::open(&address).unwrap_err();
    assert!(
        matches!(error, LibraryError::Newer { found: 99, .. }),
        "{error}"
    );
}
