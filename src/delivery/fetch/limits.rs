//! What bounds a run on its way from page to page; what one request may cost stands in `web/limits.rs`.

use std::time::Duration;

/// Pages that lead on to a front, one after the other.
pub(super) const HOPS: usize = 5;

/// Pages of an issue.
pub(super) const PAGES: usize = 400;

/// Stories that one page lists, or one list.
pub(super) const STORIES: usize = 1_000;

/// Time that a program has to make an edition.
pub(super) const PROGRAM: Duration = Duration::from_secs(600);

/// Time that a program has to tell who the reader is; it may ask the reader.
pub(super) const LOGIN: Duration = Duration::from_secs(60);

/// Pictures of an edition.
pub(super) const PICTURES: usize = 500;
