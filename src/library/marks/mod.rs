//! What the reader marked: bookmarks, stars, tags and highlights, all one kind of row.
//!
//! A mark holds what a citation needs (paper, date, page, byline, headline, the words), so that lists and clippings open
//! no edition. What is removed is kept as removed.

pub(super) mod keeping;
mod mark;
pub(super) mod rows;
mod tags;
mod wanted;

pub use mark::{Citation, Draft, Kind, Mark};
pub use tags::tags_in;
pub use wanted::Wanted;
