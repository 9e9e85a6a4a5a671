//! What HTML and EPUB share: the parts of an edition as elements that are sound in both. Every class and attribute is read
//! back by `read::own`, so that an edition comes back as it went out.

pub mod escape;
pub mod front;
mod inline;
mod link;
pub mod picture;
pub mod story;

/// The program that made a page, by which it is known again.
pub const GENERATOR: &str = concat!("yuebao ", env!("CARGO_PKG_VERSION"));

/// How a page looks.
pub const STYLE: &str = include_str!("../../../data/style/edition.css");

/// How it looks besides, where lines run down.
pub const VERTICAL: &str = include_str!("../../../data/style/vertical.css");
