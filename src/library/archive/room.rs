//! What a room is: where the readers of one archive keep their marks for each other to see. Marks are told as JSON that
//! only their readers understand; a room keeps it, and who told it, and in which order.

use crate::library::LibraryError;

/// Where marks are shared. What [`Room::tell`] acknowledged is on the server's disk.
pub trait Room {
    /// What tells this room from any other, whatever address it has.
    fn id(&mut self) -> Result<String, LibraryError>;

    /// Tells marks of a reader, in place of what was told of them before; a form that was changed earlier than the one
    /// that stands there is passed over. All of them or none.
    fn tell(&mut self, reader: &Teller, told: &[Told]) -> Result<(), LibraryError>;

    /// What others than `own` told after `turn`, in the order of telling, some of it at once.
    fn hear(&mut self, own: &str, turn: i64) -> Result<Heard, LibraryError>;

    /// Takes back all that a reader told.
    fn leave(&mut self, own: &str) -> Result<(), LibraryError>;
}

/// A reader in a room.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Teller {
    /// What the room knows the reader by: made once, by chance.
    pub id: String,
    /// What the others call the reader.
    pub name: String,
}

/// A mark as it is told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Told {
    /// Its name in every library.
    pub uid: String,
    /// When it was changed last, seconds since 1970.
    pub changed: i64,
    /// The mark; `None` where it is taken back.
    pub form: Option<String>,
}

/// Some of what others told.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Heard {
    /// The marks, each with who told it.
    pub marks: Vec<(Teller, Told)>,
    /// As far as this goes.
    pub turn: i64,
    /// How far all of it goes.
    pub last: i64,
}
