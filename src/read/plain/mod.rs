//! The reader of page dumps: a page's text as it comes out of a PDF or an OCR run, with its columns cut, its boxes in
//! the middle of other stories, and its banners and captions adrift.
//!
//! Stages: `lines` (logical lines) → `items` (what each line is) → `assembly` (which story it belongs to, weighed by
//! `junction`) → `floats` (banners and captions) → `finish` (stories) → `aozora` (readings). The small rooms beside them
//! know one kind of line each. Nothing here knows how pages are joined to an issue; that is `read::join`.

mod aozora;
mod assembly;
mod bodies;
mod brackets;
pub mod captions;
pub mod credits;
pub mod datelines;
mod draft;
mod finish;
mod floats;
mod flow;
pub mod furniture;
mod grammar;
mod heads;
mod items;
mod jumps;
mod junction;
pub mod labels;
mod lines;
mod names;
mod page;
mod stretch;
mod tails;
mod titles;
mod vocabulary;

pub use grammar::{Ending, ending, is_closer, join_into};
pub use page::read;
