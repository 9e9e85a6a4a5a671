//! The archive on a PostgreSQL server: one shelf for a house full of readers, filed by several feeders at once.
//!
//! A story is found by a GIN index over its pairs and words (`words`), asked for by `ask`; where that says too much, as
//! of a phrase, the story's `spelling` tells. What was committed is found at once. `schema` says how it lies there.

mod address;
mod alike;
mod ask;
mod asked;
mod copy;
mod file;
mod hits;
mod lists;
mod patience;
mod reindex;
mod report;
mod room;
mod rows;
mod schema;
mod search;
mod session;
mod sources;
mod spelling;
mod take;
mod trouble;
mod words;

pub use report::Report;

use jiff::civil::Date;

use super::archive::{
    Archive, Filed, Filing, Found, Health, Heard, Hit, Original, Paper, Portion, Room, Standing,
    Teller, Told, Which,
};
use super::query::Query;
use super::{Key, LibraryError};
use address::Address;
use session::Session;

/// An archive on a PostgreSQL server, connected.
#[derive(Debug)]
pub struct Postgres {
    session: Session,
}

impl Postgres {
    /// Connects to the archive at an address (`postgres://user@host/name`) and makes its tables where there are none.
    ///
    /// # Errors
    /// The address is none, the server cannot be reached or lets the user not in, or the archive is of a newer yuebao.
    pub fn open(address: &str) -> Result<Self, LibraryError> {
        let mut session = Session::open(Address::parse(address)?)?;
        session.once(schema::migrate)?;
        Ok(Self { session })
    }

    /// How the archive is: what it holds, the bytes it takes, how far away it is.
    pub fn report(&mut self) -> Result<Report, LibraryError> {
        self.session.reading(report::report)
    }
}

impl Archive for Postgres {
    fn file(&mut self, filings: &[Filing]) -> Result<Vec<Filed>, LibraryError> {
        let packed = file::packed(filings)?;
        self.session.writing(|client| file::file(client, &packed))
    }

    fn health(&mut self) -> Result<Health, LibraryError> {
        Ok(self.report()?.health())
    }

    fn has_taken(&mut self, stamp: &str) -> Result<bool, LibraryError> {
        self.session
            .reading(|client| take::has_taken(client, stamp))
    }

    fn note_taken(&mut self, stamp: &str) -> Result<(), LibraryError> {
        self.session
            .writing(|client| take::note_taken(client, stamp))
    }

    fn index(&mut self, progress: &mut dyn FnMut(u64, u64)) -> Result<(), LibraryError> {
        if self.session.reading(reindex::is_due)? {
            reindex::reindex(&mut self.session, progress)?;
        }
        let stories = self.session.writing(reindex::settle)?;
        progress(stories, stories);
        Ok(())
    }

    fn reindex(&mut self, progress: &mut dyn FnMut(u64, u64)) -> Result<(), LibraryError> {
        reindex::reindex(&mut self.session, progress)
    }

    fn search(&mut self, query: &Query, skip: usize, limit: usize) -> Result<Found, LibraryError> {
        self.session
            .reading(|client| search::search(client, query, Portion::new(skip, limit)))
    }

    fn count(&mut self, query: &Query) -> Result<usize, LibraryError> {
        self.session.reading(|client| search::count(client, query))
    }

    fn alike(&mut self, which: &Which, limit: usize) -> Result<Vec<Hit>, LibraryError> {
        self.session
            .reading(|client| alike::alike(client, which, limit))
    }

    fn same(&mut self, which: &Which) -> Result<Vec<Hit>, LibraryError> {
        self.session.reading(|client| alike::same(client, which))
    }

    fn edition(&mut self, key: &Key) -> Result<Option<Filing>, LibraryError> {
        self.session.reading(|client| take::edition(client, key))
    }

    fn originals(&mut self, key: &Key) -> Result<Vec<Original>, LibraryError> {
        self.session
            .reading(|client| sources::originals(client, key))
    }

    fn papers(&mut self) -> Result<Vec<Paper>, LibraryError> {
        self.session.reading(lists::papers)
    }

    fn editions(
        &mut self,
        paper: &str,
        from: Option<Date>,
        to: Option<Date>,
    ) -> Result<Vec<Standing>, LibraryError> {
        self.session
            .reading(|client| lists::editions(client, paper, from, to))
    }

    fn beside(&mut self, key: &Key) -> Result<[Option<Standing>; 2], LibraryError> {
        self.session.reading(|client| lists::beside(client, key))
    }

    fn replace(&mut self, filing: &Filing) -> Result<(), LibraryError> {
        let packed = file::packed(std::slice::from_ref(filing))?;
        self.session
            .writing(|client| file::replace(client, &packed))
    }

    fn remove(&mut self, key: &Key) -> Result<bool, LibraryError> {
        self.session.writing(|client| take::remove(client, key))
    }

    fn room(&mut self) -> Option<&mut dyn Room> {
        Some(self)
    }
}

impl Room for Postgres {
    fn id(&mut self) -> Result<String, LibraryError> {
        self.session.reading(room::id)
    }

    fn tell(&mut self, reader: &Teller, told: &[Told]) -> Result<(), LibraryError> {
        self.session
            .writing(|client| room::tell(client, reader, told))
    }

    fn hear(&mut self, own: &str, turn: i64) -> Result<Heard, LibraryError> {
        self.session.reading(|client| room::hear(client, own, turn))
    }

    fn leave(&mut self, own: &str) -> Result<(), LibraryError> {
        self.session.writing(|client| room::leave(client, own))
    }
}
