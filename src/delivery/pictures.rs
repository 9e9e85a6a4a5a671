//! The pictures of editions, fetched when they are asked for: by the name that a figure has, from beside the page, from
//! its folder, or out of its archive. A name never leads out of the folder.

use std::path::{Component, Path, PathBuf};

use super::file;
use crate::read::{self, Source};

/// Where pictures may be.
#[derive(Clone, Debug, Default)]
pub struct Pictures {
    folders: Vec<PathBuf>,
    files: Vec<PathBuf>,
}

impl Pictures {
    /// Pictures beside a page, or inside it.
    pub(super) fn beside(&mut self, file: &Path) {
        self.files.push(file.to_owned());
        let folder = file
            .parent()
            .filter(|folder| !folder.as_os_str().is_empty());
        self.folders
            .push(folder.unwrap_or(Path::new(".")).to_owned());
    }

    /// Pictures in a folder of pages.
    pub(super) fn in_folder(&mut self, folder: &Path) {
        self.folders.push(folder.to_owned());
    }

    /// The bytes of a picture; `None` where there is none of that name, or the file is no picture.
    pub fn find(&self, name: &str) -> Option<Vec<u8>> {
        let on_disk = || {
            self.folders
                .iter()
                .find_map(|folder| in_folder(folder, name))
        };
        let packed = || self.files.iter().find_map(|file| inside(file, name));
        on_disk().or_else(packed)
    }
}

fn in_folder(folder: &Path, name: &str) -> Option<Vec<u8>> {
    let path = Path::new(name);
    let is_inside = path
        .components()
        .all(|step| matches!(step, Component::Normal(_) | Component::CurDir));
    if !is_inside || name.contains(':') {
        return None;
    }
    let path = folder.join(path);
    // A link inside the folder may lead out of it.
    let (real, root) = (path.canonicalize().ok()?, folder.canonicalize().ok()?);
    let bytes = real.starts_with(root).then(|| file::read(&real).ok())??;
    read::is_picture(&bytes).then_some(bytes)
}

fn inside(path: &Path, name: &str) -> Option<Vec<u8>> {
    let bytes = file::read(path).ok()?;
    let shown = super::shown(path);
    read::picture(
        Source {
            name: &shown,
            bytes: &bytes,
        },
        name,
    )
}
