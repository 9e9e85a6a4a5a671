//! The model of a newspaper: plain values that every other room shares.
//!
//! An [`Edition`] has [`Section`]s (pages), which list [`Story`]s by id; a story is made of [`Block`]s.
//! A [`Place`] is the one coordinate for positions, bookmarks, search hits and selections.
//! Serialised with serde this model *is* the public JSON contract (`yuebao export --to json`).
//! This room does no input or output and knows no format, no screen and no disk.

mod anchor;
mod block;
mod changes;
mod issue;
mod order;
mod passage;
mod place;
mod region;
mod story;
mod writer;

pub use block::{Block, Mark, Span};
pub use changes::{Change, Fate};
pub use issue::{Edition, Note, Section};
pub use passage::Spot;
pub use place::{Place, Slot};
pub use region::{Fraction, Point, Region, Shows};
pub use story::{Earlier, Jump, Sort, Story};
