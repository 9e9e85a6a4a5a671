//! Setting: cases as files under `tests/cases/setting/`, and what must hold of every text at every width.

#[path = "setting/cases.rs"]
mod cases;
#[path = "setting/corpus.rs"]
mod corpus;
#[path = "setting/properties.rs"]
mod properties;
