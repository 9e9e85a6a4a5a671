//! The reader's screen without a terminal: cases as files, what a reader does step by step, and properties.

mod any;
mod cases;
mod changed;
mod columns;
mod desk;
mod early;
mod fetching;
mod marking;
mod others;
mod piping;
mod pointer;
mod reader;
mod relations;
mod searching;
mod shelf;
mod vertical;
mod widths;
