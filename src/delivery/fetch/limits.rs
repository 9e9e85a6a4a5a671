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

/// Stories of one day of a paper that has no issues; the oldest of more are left out.
pub(super) const OF_DAY: usize = 20_000;

/// Editions that are looked into for a story that does not say when it was published.
pub(super) const SEEN: usize = 31;
