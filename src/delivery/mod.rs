//! Where editions come from: files, folders, standard input, the embedded sample. The only room that opens the
//! user's files. It hands bytes to `read` and parses nothing itself.
//!
//! Sources are read one at a time and within named limits; one that cannot be opened is reported and the rest go on.

mod delivered;
mod failure;
mod file;
mod folder;
mod natural;
mod sample;

pub use delivered::{Delivered, Wanted, deliver};
pub use failure::{Failure, Reason, shown};
