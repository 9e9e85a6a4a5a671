//! A connection that is made anew when it breaks, and work on it that is tried again where that may help.

use std::time::Duration;

use postgres::{Client, NoTls};

use super::address::Address;
use super::patience::Patience;
use super::trouble::Trouble;
use crate::library::LibraryError;

/// How long filing waits for a server that is being started again.
const WRITING: Duration = Duration::from_secs(30);
/// How long a reader does.
const READING: Duration = Duration::from_secs(3);

/// What holds for every connection. Sorting in memory, plans that follow the index (sequential reading of texts is never
/// meant, nor sorting what can be hashed, nor remembering what is asked once), and no query that goes on for ever. LZ4 where the server has it.
const MANNERS: &str = "SET statement_timeout = '60s'; SET work_mem = '64MB'; SET jit = off; SET enable_seqscan = off;
    SET enable_mergejoin = off; SET enable_memoize = off;
    SET idle_in_transaction_session_timeout = '5min'; SET synchronous_commit = on; SET max_parallel_workers_per_gather = 2;
    SELECT set_config('default_toast_compression', 'lz4', false) FROM pg_settings
        WHERE name = 'default_toast_compression' AND 'lz4' = ANY (enumvals)";

/// A server and the connection to it.
pub(super) struct Session {
    address: Address,
    client: Client,
}

impl std::fmt::Debug for Session {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_tuple("Session").field(&self.address).finish()
    }
}

impl Session {
    /// Connects.
    pub(super) fn open(address: Address) -> Result<Self, LibraryError> {
        let client = connect(&address).map_err(|trouble| trouble.told(&address.shown))?;
        Ok(Self { address, client })
    }

    /// Does work that is not tried again.
    pub(super) fn once<T>(
        &mut self,
        work: impl FnOnce(&mut Client) -> Result<T, Trouble>,
    ) -> Result<T, LibraryError> {
        work(&mut self.client).map_err(|trouble| trouble.told(&self.address.shown))
    }

    /// Does what changes the archive: a transaction that may be done twice.
    pub(super) fn writing<T>(
        &mut self,
        work: impl FnMut(&mut Client) -> Result<T, Trouble>,
    ) -> Result<T, LibraryError> {
        self.patiently(WRITING, work)
    }

    /// Does what only reads.
    pub(super) fn reading<T>(
        &mut self,
        work: impl FnMut(&mut Client) -> Result<T, Trouble>,
    ) -> Result<T, LibraryError> {
        self.patiently(READING, work)
    }

    fn patiently<T>(
        &mut self,
        all: Duration,
        mut work: impl FnMut(&mut Client) -> Result<T, Trouble>,
    ) -> Result<T, LibraryError> {
        let mut patience = None;
        loop {
            let trouble = match self.connected().and_then(&mut work) {
                Ok(done) => return Ok(done),
                Err(trouble) => trouble,
            };
            let patience = patience.get_or_insert_with(|| Patience::of(all));
            if !trouble.passes() || !patience.wait() {
                return Err(trouble.told(&self.address.shown));
            }
        }
    }

    /// The connection, made anew where it broke.
    fn connected(&mut self) -> Result<&mut Client, Trouble> {
        if self.client.is_closed() {
            self.client = connect(&self.address)?;
        }
        Ok(&mut self.client)
    }
}

fn connect(address: &Address) -> Result<Client, Trouble> {
    let mut client = address.config.connect(NoTls)?;
    client.batch_execute(MANNERS)?;
    let encoding: String = client.query_one("SHOW server_encoding", &[])?.get(0);
    if encoding != "UTF8" {
        let refused = format!(
            "{}: the database is in {encoding}; make one in UTF8",
            address.shown
        );
        return Err(LibraryError::Archive(refused).into());
    }
    Ok(client)
}
