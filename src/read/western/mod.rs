//! The reader of western page dumps: text in scripts that know capitals, hard-wrapped in columns as OCR and PDFs give
//! it, from the papers of three centuries. East Asian pages, and pages with one paragraph a line, are `plain`'s.
//!
//! Stages: `lines` (lines with their shape) → `display` (which were set as headings) → `heads` (headings of stories) →
//! `body` (paragraphs, with `hyphens` undone) → `page` (stories). `furniture` knows mastheads and folios, `dates` dates
//! and datelines. Which story goes on overleaf is `read::carry`'s to find.

mod body;
mod dates;
mod display;
mod furniture;
mod heads;
mod hyphens;
mod lines;
mod page;

pub use page::{is_western, read};
