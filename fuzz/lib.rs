//! What the targets share with the tests: the checks, and several files in one input.

#[path = "../tests/common/packed.rs"]
pub mod packed;
#[path = "../tests/common/sound.rs"]
pub mod sound;
