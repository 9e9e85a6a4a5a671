//! Papers that can be subscribed to, as data: where each publishes and what kind of source that is. `known` has those that the
//! program carries and those that the reader wrote; `discover` tells from what an address gives what kind of source it is.

mod definition;
mod discover;
mod known;
mod lists;
mod pattern;

pub use definition::{Definition, Epaper, Feed, Flaw, List, Standing, Way};
pub use discover::{Discovery, addresses, discover};
pub use known::{Known, definitions};
pub use lists::{from_opml, tell_apart, to_list};
pub use pattern::Pattern;
