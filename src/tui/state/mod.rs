//! The state of the reader's screen: plain data in small parts, and what follows from it.
//!
//! Only [`super::update`] changes it, only `view` draws it. It knows no terminal and no disk.

mod app;
mod arrange;
mod columns;
pub mod contents;
pub mod geometry;
pub mod lists;
pub mod marks;
pub mod pace;
pub mod passage;
pub mod press;
pub mod reading;
mod scroll;
pub mod search;
mod settle;
pub mod sheet;

pub use app::{App, Habits, Screen, Typed};
