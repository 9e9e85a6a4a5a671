//! What every form that is made of HTML shares: markup to a bounded tree, and a tree to the blocks of a story.
//!
//! `nesting` and `tree` keep hostile markup within limits; `blocks` walks the tree, with `inline` for running text and its
//! spans, `table` and `list` for what stands in rows, `figure` for pictures. `address` says where links lead. Which part of a page
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

pub use address::Base;
pub use blocks::blocks;
pub use inline::line;
pub use node::{attribute, is, is_hidden, raw_text};
pub use tree::{Tree, parse};

#[cfg(test)]
mod tests;
