//! The pictures of editions, got when they are asked for: by the name that a figure has, from beside the page, from
//! its folder, out of its archive, or of those that are kept with it on the shelf. A name never leads out of the folder.

use std::fmt;
use std::path::{Component, Path, PathBuf};
use std::sync::{Arc, OnceLock};

use super::file;
use crate::read::{self, Source};

/// Where pictures may be.
#[derive(Clone, Debug, Default)]
pub struct Pictures {
    folders: Vec<PathBuf>,
    files: Vec<PathBuf>,
    kept: Option<Kept>,
}

/// Files that are kept with an edition, each with its name.
type Files = Vec<(String, Vec<u8>)>;

/// Those that are kept, taken when the first is asked for.
#[derive(Clone)]
struct Kept {
    take: Arc<dyn Fn() -> Files + Send + Sync>,
    taken: Arc<OnceLock<Files>>,
}

impl fmt::Debug for Kept {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Kept")
    }
}

impl Pictures {
    /// Pictures that are kept with an edition under the names that its figures have; `take` is called when one is asked for.
    pub fn kept(take: impl Fn() -> Vec<(String, Vec<u8>)> + Send + Sync + 'static) -> Self {
        Self {
            kept: Some(Kept {
                take: Arc::new(take),
                taken: Arc::default(),
            }),
            ..Self::default()
        }
    }

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
        let kept = || self.kept.as_ref()?.find(name);
        on_disk().or_else(packed).or_else(kept)
    }
}

impl Kept {
    fn find(&self, name: &str) -> Option<Vec<u8>> {
        let files = self.taken.get_or_init(|| (self.take)());
        let (_, bytes) = files.iter().find(|(known, _)| known == name)?;
        read::is_picture(bytes).then(|| bytes.clone())
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
