//! The depot: what an earlier yuebao kept there is read, and new pieces stand beside it.

use rusqlite::{Connection, params};
use tempfile::tempdir;
use yuebao::library::{Depot, Piece};

use crate::deflated::deflated;

const DAY: &str = "2026-07-09";

fn piece(url: &str) -> Piece {
    Piece {
        url: url.into(),
        address: url.into(),
        etag: Some("\"一\"".into()),
        modified: None,
        body: format!("<p>{}</p>", "堤上起了风。".repeat(40)).into_bytes(),
    }
}

#[test]
fn a_depot_of_the_first_form_is_read_and_goes_on() {
    let folder = tempdir().unwrap();
    let old = piece("https://paper.example/1");
    let depot = Depot::open(folder.path()).unwrap();
    depot.keep("dc", DAY, &old).unwrap();
    drop(depot);
    let file = Connection::open(folder.path().join("depot.sqlite3")).unwrap();
    let record: Vec<u8> = file
        .query_row("SELECT body FROM piece", [], |row| row.get(0))
        .unwrap();
    let then = "UPDATE piece SET body = ?1";
    assert_eq!(file.execute(then, params![deflated(&record)]).unwrap(), 1);
    file.pragma_update(None, "user_version", 1).unwrap();
    drop(file);

    let depot = Depot::open(folder.path()).unwrap();
    assert_eq!(depot.piece("dc", DAY, &old.url).unwrap(), Some(old.clone()));
    let new = piece("https://paper.example/2");
    depot.keep("dc", DAY, &new).unwrap();
    for one in [old, new] {
        assert_eq!(depot.piece("dc", DAY, &one.url).unwrap(), Some(one));
    }
}
