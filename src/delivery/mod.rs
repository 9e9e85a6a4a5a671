//! Where editions come from: files, folders, archives, standard input, the embedded sample. The only room that opens the
//! user's files. It hands bytes to `read` and parses nothing itself.
//!
//! Sources are read in batches and within named limits; one that cannot be opened is reported and the rest go on.

mod bundle;
mod counter;
mod courier;
mod failure;
pub mod fetch;
mod file;
mod filing;
mod folder;
mod issue;
mod kept;
mod loads;
mod natural;
mod output;
pub mod papers;
mod pictures;
mod programs;
mod sample;
mod wanted;
pub mod web;

pub use courier::{Courier, Progress, State, Subscribed};
pub use failure::{Failure, Reason, shown};
pub use file::read as read_file;
pub use filing::{Taken, take};
pub use issue::{Delivery, Issue};
pub use kept::{originals, write_originals};
pub use loads::{Load, loads};
pub use output::write_file;
pub use pictures::Pictures;
pub use programs::{Limits, Output, Piped, Program, ProgramError, Status};
pub use wanted::{Wanted, deliver};
