//! The files that papers were read from, for a shelf that keeps them.

use std::path::Path;

use super::bundle::Bundle;
use super::{Wanted, file, folder, shown};

/// Names and bytes of the files of what is wanted, those of folders that may be pages. What cannot be read is left out:
/// that it could not is told when it is delivered.
pub fn originals(wanted: &[Wanted]) -> impl Iterator<Item = (String, Vec<u8>)> {
    wanted.iter().flat_map(|wanted| match wanted {
        Wanted::Path(path) if path.is_dir() => of_folder(path),
        Wanted::Path(path) => of_file(path).into_iter().collect(),
        Wanted::Input | Wanted::Sample => Vec::new(),
    })
}

fn of_file(path: &Path) -> Option<(String, Vec<u8>)> {
    let name = shown(path.file_name().map_or(path, Path::new));
    Some((name, file::read(path).ok()?))
}

fn of_folder(path: &Path) -> Vec<(String, Vec<u8>)> {
    let Ok(folder) = folder::look_through(path) else {
        return Vec::new();
    };
    let bundle = Bundle::of(&folder.names);
    let pages = bundle.pages.iter().filter_map(|&at| {
        let bytes = file::read(&path.join(folder.paths.get(at)?)).ok()?;
        Some((folder.names.get(at)?.clone(), bytes))
    });
    pages.collect()
}
