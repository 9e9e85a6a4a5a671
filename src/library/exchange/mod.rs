//! All that the reader made as one value for JSON, and back: to carry it to another machine, and to mend a library from
//! the last copy of it.

mod export;
mod form;
mod import;
mod sound;

pub use form::{EditionForm, Export, MarkForm};
pub use import::Imported;
