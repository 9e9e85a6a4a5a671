//! XML as it is found in the wild, in one pass that cannot fail: what feeds and lists of feeds share.
//!
//! `scan` cuts a text into tags and texts and mends what is not well-formed as browsers mend HTML; `attributes` takes a tag
//! apart; `entities` knows references, with those that a document declares, within limits; `encoding` reads what a document says of
//! its own bytes. Nothing is ever fetched. What elements mean is for the readers to say.

mod attributes;
mod encoding;
mod entities;
mod scan;

pub use attributes::attributes;
pub use encoding::decode;
pub use entities::Entities;
pub use scan::{Scan, Token};
