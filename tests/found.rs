//! Inputs that fuzzing found: none of them may come back. `tests/cases/found/` has them, each named by its target.

#![allow(clippy::unwrap_used)] // A test that finds no value has failed.

#[path = "common/packed.rs"]
mod packed;
#[path = "common/sound.rs"]
mod sound;

use std::path::Path;

#[test]
fn what_fuzzing_found_stays_mended() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases/found");
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        println!("{name}");
        let input = std::fs::read(&path).unwrap();
        match name.split('-').next().unwrap() {
            "epaper" => sound::check_folder(&packed::files(&input)),
            "epub" => sound::check("input.epub", &packed::book(&input)),
            _ => sound::check("input", &input),
        }
    }
}
