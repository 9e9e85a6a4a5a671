//! Fetching: the editions of papers that are subscribed to come to the shelf.
//!
//! A [`Fetcher`] runs errands, one a paper and several at once: `epaper` for issues of pages, `stream` for feeds and lists, `folder`
//! for what is put somewhere, `program` for what a command makes. Whatever way, an edition is filed under one key and in the
//! place of its earlier self, so a run can be broken off anywhere and the next goes on.

mod check;
mod daily;
mod epaper;
mod errand;
mod folder;
mod limits;
mod lock;
mod pages;
mod program;
mod retain;
mod run;
mod standing;
mod stream;
mod versions;

pub use check::{Step, check_address, check_paper, discover_at};
pub use errand::Wish;
pub use run::{Fetcher, OpenArchive};
