//! Letters: decoding, cleaning, cell widths, line-break opportunities, languages, folding for search,
//! other characters for the same words.
//!
//! Pure functions on bytes and `&str`. This room knows what a character is and what a line may not begin
//! with; it does not know what a story is.

pub mod breaks;
pub mod clean;
pub mod convert;
pub mod decode;
pub mod finder;
pub mod fold;
mod hangul;
pub mod hyphen;
mod kana;
pub mod kinsoku;
pub mod language;
mod pinyin;
pub mod punctuation;
pub mod script;
pub mod segment;
pub mod sentence;
pub mod spacing;
mod suspect;
pub mod tokens;
mod variants;
pub mod vertical;
pub mod width;
