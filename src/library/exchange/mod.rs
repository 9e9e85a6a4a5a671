//! All that the reader made as one value for JSON, and back: to carry it to another machine, and to mend a library from
//! the last copy of it.

pub(super) mod export;
mod form;
mod import;
pub(super) mod sound;

pub use form::{EditionForm, Export, MarkForm};
pub use import::Imported;
