//! The tables: made once by several at once, refused where they are of a newer program.

use yuebao::library::LibraryError;
use yuebao::library::archive::Archive;
use yuebao::library::postgres::Postgres;

use super::server;

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
    assert_eq!(Postgres::open(&address).unwrap().report().unwrap().form, 1);
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
