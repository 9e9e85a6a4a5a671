//! Copies of the library: made on demand and once a day, and put back. A copy is consistent, checked before it takes its
//! place, and takes it in one step; what stood there before is kept.

mod before;
mod copy;
mod place;
mod restore;
mod rolling;

pub(super) use copy::{complaints, inspect, part_of};
pub(super) use place::{free_name, replace};
pub(super) use rolling::copies;
