//! yuebao (阅报) reads newspapers in a terminal: it finds the stories in a paper, sets them like a
//! compositor, and lets the keyboard walk through them.
//!
//! The rooms stand on floors; a file uses what lies below its own floor and nothing else.
//! ARCHITECTURE.md is the map, `tests/tidy.rs` guards it.

#[cfg(not(fuzzing))]
pub mod cli;
pub mod config;
#[cfg(not(fuzzing))]
pub mod delivery;
pub mod edition;
#[cfg(not(fuzzing))]
pub mod library;
pub mod read;
pub mod text;
#[cfg(not(fuzzing))]
pub mod tui;
pub mod typeset;
pub mod write;
