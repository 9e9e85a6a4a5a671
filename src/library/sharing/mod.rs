//! Marks that the readers of one archive share: the reader's own are told in a room, those of the others are kept here,
//! so that they are there without the server, too. Nothing that a room says changes a mark of the reader's own.
//!
//! What was read, where the reader is and for how long are told to nobody.

pub(super) mod heard;
mod round;
mod telling;

pub use round::Shared;
