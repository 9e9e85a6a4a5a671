//! The state of the reader's screen: plain data in small parts, and what follows from it.
//!
//! Only [`super::update`] changes it, only `view` draws it. It knows no terminal and no disk.

mod app;
mod arrange;
pub mod calendar;
mod columns;
pub mod contents;
mod entries;
pub mod entry;
pub mod geometry;
pub mod landing;
pub mod lists;
pub mod marks;
pub mod months;
pub mod pace;
pub mod pane;
mod papers;
pub mod passage;
pub mod press;
pub mod reading;
pub mod round;
mod screen;
mod scroll;
pub mod search;
mod seek;
mod settle;
pub mod sheet;
pub mod shelved;
pub mod stacks;
mod unroll;

pub use app::{App, Habits, Typed};
pub use screen::{Listing, Screen};
