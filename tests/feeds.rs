//! Feeds and lists of feeds: cases of our own as data, and the fixtures of feed-rs where the corpus is there.

#![allow(clippy::unwrap_used)] // A test that finds no value has failed.

#[path = "feeds/cases.rs"]
mod cases;
#[path = "feeds/corpus.rs"]
mod corpus;
#[path = "feeds/limits.rs"]
mod limits;
#[path = "feeds/lists.rs"]
mod lists;
