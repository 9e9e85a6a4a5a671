//! Setting: cases as files under `tests/cases/setting/`, and what must hold of every text at every width.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

#[path = "setting/cases.rs"]
mod cases;
#[path = "setting/columns.rs"]
mod columns;
#[path = "setting/corpus.rs"]
mod corpus;
#[path = "setting/kinsoku.rs"]
mod kinsoku;
#[path = "setting/pages.rs"]
mod pages;
#[path = "setting/properties.rs"]
mod properties;
#[path = "setting/spacing.rs"]
mod spacing;
#[path = "setting/styles.rs"]
mod styles;
#[path = "setting/vertical.rs"]
mod vertical;
