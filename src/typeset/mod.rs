//! Setting a story: `Story × Style → Layout`, in integer cells.
//!
//! [`prepare`] measures once and knows no line width; [`lay_out`] breaks as often as the window changes.
//! One [`Layout`] serves drawing, scrolling, hits, search and selection, and maps [`Place`] ↔ cell both ways.
//! Pure and deterministic; colours are no part of it, and it knows no screen library.
//!
//! The stages, one file each: `display` (what is shown for a text), `piece` (measure), `fill` (break), `set` (lines
//! of the whole story, with `air` and `table`), `galley` and `makeup` (newspaper `columns`), `distribute` (cells of
//! the graphemes), `layout` (the answer).
//!
//! [`Place`]: crate::edition::Place

mod air;
mod columns;
mod display;
mod distribute;
mod fill;
mod galley;
mod layout;
mod line;
mod makeup;
mod map;
mod measure;
mod paragraph;
mod piece;
mod plain;
mod prepare;
mod reading;
mod set;
mod split;
mod stick;
mod stops;
mod style;
mod table;
mod window;

pub use columns::{LOWEST, columns_in, comfortable};
pub use layout::Layout;
pub use line::{Glyph, Line, Role};
pub use plain::{pages, set_paragraph, text_lines};
pub use prepare::{Prepared, prepare};
pub use set::lay_out;
pub use style::{ALLEY, Direction, Manner, Style};
pub use window::Window;
