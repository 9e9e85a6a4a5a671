//! Who may only read, who may not even that, and what is said of servers that cannot be reached.

use tempfile::tempdir;
use yuebao::library::archive::Archive;
use yuebao::library::open_archive;
use yuebao::library::postgres::Postgres;
use yuebao::library::query::Query;

use super::{filing, server};

#[test]
fn a_reader_without_rights_searches_and_reads_and_files_nothing() {
    let Some(server) = server::shared() else {
        return;
    };
    server.make("reading");
    let mut feeder = Postgres::open(&server.address("reading", "yuebao")).unwrap();
    let edition = filing("r", "日报", "2026-07-09", &["大棚里的账本"]);
    feeder.file(std::slice::from_ref(&edition)).unwrap();
    let mut client = server.client("reading");
    client
        .batch_execute(
            "CREATE ROLE guest LOGIN; CREATE ROLE stranger LOGIN; GRANT USAGE ON SCHEMA yuebao TO guest;
             GRANT SELECT ON ALL TABLES IN SCHEMA yuebao TO guest",
        )
        .unwrap();
    let mut guest = Postgres::open(&server.address("reading", "guest")).unwrap();
    let query = Query::parse("账本").unwrap();
    let found = guest.search(&query, 0, 9).unwrap();
    assert_eq!(found.hits.len(), 1);
    assert!(guest.edition(&edition.key).unwrap().is_some());
    guest.index(&mut |_, _| {}).unwrap();
    assert!(!guest.report().unwrap().writable);
    let refused = guest
        .file(&[filing("s", "日报", "2026-07-10", &["无"])])
        .unwrap_err();
    assert!(
        refused.to_string().contains("may read at most"),
        "{refused}"
    );
    let refused = Postgres::open(&server.address("reading", "stranger")).unwrap_err();
    assert!(
        refused.to_string().contains("permission denied"),
        "{refused}"
    );
}

#[test]
fn what_cannot_be_reached_is_said_without_the_password() {
    let folder = tempdir().unwrap();
    let address = format!(
        "postgres:///papers?user=wang&password=secret&host={}",
        folder.path().display()
    );
    let said = open_archive(folder.path(), Some(&address))
        .map(|_| ())
        .unwrap_err()
        .to_string();
    assert!(
        said.contains("papers") && !said.contains("secret"),
        "{said}"
    );
    let Some(server) = server::shared() else {
        return;
    };
    let said = Postgres::open(&server.address("nowhere", "yuebao"))
        .unwrap_err()
        .to_string();
    assert!(said.contains("createdb"), "{said}");
}
