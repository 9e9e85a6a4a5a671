//! One round of sharing: what is due is told, what is new is heard. Every step of it can be broken off and done again.

use rusqlite::{Connection, OptionalExtension, params};

use super::{heard, telling};
use crate::library::archive::{Room, Teller};
use crate::library::{Library, LibraryError, Mark};

/// What a round did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Shared {
    /// Own marks that were told or taken back.
    pub told: usize,
    /// Marks of others that are new, changed or gone.
    pub heard: usize,
}

impl Library {
    /// Tells a room, under a name, what was marked since it was told last, and hears what the others marked. Marks with
    /// the tag `private` are told to nobody; a reader without a name only hears.
    ///
    /// # Errors
    /// The room cannot be reached or lets this reader tell nothing. What was done is kept, and the next round goes on.
    pub fn share(
        &self,
        room: &mut dyn Room,
        name: &str,
        private: &str,
    ) -> Result<Shared, LibraryError> {
        let id = room.id()?;
        let teller = Teller {
            id: self.in_one(|connection, _| enter(connection, &id))?,
            name: name.to_owned(),
        };
        let heard = self.hear(room, &id, &teller.id)?;
        if name.is_empty() {
            return Ok(Shared { told: 0, heard });
        }
        self.call(room, &id, &teller)?;
        let told = self.tell(room, &id, &teller, private)?;
        Ok(Shared { told, heard })
    }

    /// Tells the reader's name where it is another than before.
    fn call(&self, room: &mut dyn Room, id: &str, teller: &Teller) -> Result<(), LibraryError> {
        let sql = "SELECT name IS NOT ?2 FROM room WHERE id = ?1";
        let same = params![id, teller.name];
        if self.connection().query_row(sql, same, |row| row.get(0))? {
            room.tell(teller, &[])?;
            let sql = "UPDATE room SET name = ?2 WHERE id = ?1";
            self.in_one(|connection, _| connection.execute(sql, same))?;
        }
        Ok(())
    }

    fn tell(
        &self,
        room: &mut dyn Room,
        id: &str,
        teller: &Teller,
        private: &str,
    ) -> Result<usize, LibraryError> {
        let mut count = 0;
        loop {
            let due = telling::due(self.connection(), id, private)?;
            if due.is_empty() {
                return Ok(count);
            }
            count += due.len();
            let told: Vec<_> = due.iter().map(|due| due.told.clone()).collect();
            room.tell(teller, &told)?;
            self.in_one(|connection, _| telling::note(connection, id, &due))?;
        }
    }

    fn hear(&self, room: &mut dyn Room, id: &str, own: &str) -> Result<usize, LibraryError> {
        let mut count = 0;
        let sql = "SELECT turn FROM room WHERE id = ?1";
        let mut turn: i64 = self.connection().query_row(sql, [id], |row| row.get(0))?;
        loop {
            let heard = room.hear(own, turn)?;
            if heard.last < turn && turn > 0 {
                // It was brought back from a copy, and has forgotten what came later.
                self.in_one(|connection, _| forget(connection, id))?;
                turn = 0;
                continue;
            }
            count += self.in_one(|connection, _| {
                let sql = "UPDATE room SET turn = ?2 WHERE id = ?1";
                connection.execute(sql, params![id, heard.turn])?;
                heard::take(connection, id, &heard)
            })?;
            if heard.turn >= heard.last || heard.turn <= turn {
                return Ok(count);
            }
            turn = heard.turn;
        }
    }

    /// What the others told in every room.
    pub fn marks_of_others(&self) -> Result<Vec<Mark>, LibraryError> {
        Ok(heard::marks(self.connection(), "true", [])?)
    }

    /// Takes back all that was told in a room and forgets what was heard there.
    pub fn leave(&self, room: &mut dyn Room) -> Result<(), LibraryError> {
        let id = room.id()?;
        if let Some(own) = known(self.connection(), &id)? {
            room.leave(&own)?;
            self.in_one(|connection, _| {
                forget(connection, &id)?;
                connection.execute("DELETE FROM room WHERE id = ?1", [&id])
            })?;
        }
        Ok(())
    }
}

/// What this library is known by in a room; by chance where it was not there before.
fn enter(connection: &Connection, room: &str) -> rusqlite::Result<String> {
    let sql =
        "INSERT OR IGNORE INTO room (id, own, turn) VALUES (?1, lower(hex(randomblob(16))), 0)";
    connection.execute(sql, [room])?;
    let sql = "SELECT own FROM room WHERE id = ?1";
    connection.query_row(sql, [room], |row| row.get(0))
}

fn known(connection: &Connection, room: &str) -> rusqlite::Result<Option<String>> {
    let sql = "SELECT own FROM room WHERE id = ?1";
    let own = connection.query_row(sql, [room], |row| row.get(0));
    own.optional()
}

/// Forgets what a room was told and what was heard there.
fn forget(connection: &Connection, room: &str) -> rusqlite::Result<()> {
    for table in ["told", "heard", "other"] {
        connection.execute(&format!("DELETE FROM {table} WHERE room = ?1"), [room])?;
    }
    let sql = "UPDATE room SET turn = 0, name = NULL WHERE id = ?1";
    connection.execute(sql, [room]).map(drop)
}
