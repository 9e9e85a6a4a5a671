//! Setting a story: `Story × Style → Layout`, in integer cells.
//!
//! [`prepare`] measures once and knows no line width; [`lay_out`] breaks as often as the window changes.
//! One [`Layout`] serves drawing, scrolling, hits, search and selection, and maps [`Place`] ↔ cell both ways.
//! Pure and deterministic; colours are no part of it, and it knows no screen library.
//!
//! [`Place`]: crate::edition::Place

mod layout;
mod prepare;
mod style;

pub use layout::{Glyph, Layout, Line, Role, lay_out};
pub use prepare::{Prepared, prepare};
pub use style::{Manner, Style};
