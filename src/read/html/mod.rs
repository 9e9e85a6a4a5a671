//! What every form that is made of HTML shares: markup to a bounded tree, and a tree to the blocks of a story.
//!
//! `nesting` and `tree` keep hostile markup within limits; `blocks` walks the tree, with `inline` for running text and its
//! spans, `table` and `list` for what stands in rows, `figure` for pictures. `address` says where links lead, `xhtml` makes XHTML ready for the parser. Which part of a page
//! is the story is for the readers of each form to say.

mod address;
mod blocks;
mod figure;
mod inline;
mod list;
mod nesting;
mod node;
mod table;
mod tree;
mod xhtml;

pub use address::Base;
pub use blocks::{Walked, blocks, walk};
pub use inline::{Running, line};
pub use node::{attribute, is, raw_text};
pub use tree::{Tree, parse, parse_xhtml};

#[cfg(test)]
mod tests;
