//! The files that papers were read from, for a shelf that keeps them, and from it.

use std::io;
use std::path::{Component, Path, PathBuf};

use super::bundle::Bundle;
use super::{Wanted, file, folder, shown, write_file};

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

/// Writes source files into a folder, making it and the folders in it; answers with their paths. A name never leads out of
/// the folder, and no file that is there is written over.
///
/// # Errors
/// Those of the disk; a file of the name is there already; a name is none.
pub fn write_originals<'a>(
    folder: &Path,
    files: impl IntoIterator<Item = (&'a str, &'a [u8])>,
) -> io::Result<Vec<PathBuf>> {
    let write = |(name, bytes): (&str, &[u8])| {
        let steps = Path::new(name).components();
        let inside: PathBuf = steps
            .filter(|step| matches!(step, Component::Normal(_)))
            .collect();
        let path = folder.join(&inside);
        let parent = path.parent().filter(|_| !inside.as_os_str().is_empty());
        let parent = parent.ok_or(io::ErrorKind::InvalidInput)?;
        std::fs::create_dir_all(parent)?;
        if path.exists() {
            return Err(io::Error::new(
                io::ErrorKind::AlreadyExists,
                format!("{} is there already", shown(&path)),
            ));
        }
        write_file(&path, |out| out.write_all(bytes))?;
        Ok(path)
    };
    files.into_iter().map(write).collect()
}

#[cfg(test)]
mod tests {
    use super::write_originals;

    #[test]
    fn files_are_written_inside_the_folder_and_over_nothing() {
        let home = tempfile::tempdir().unwrap();
        let folder = home.path().join("out");
        let write = |name: &str| write_originals(&folder, [(name, b"x".as_slice())]);
        for (name, path) in [
            ("01.txt", "01.txt"),
            ("2026/01.txt", "2026/01.txt"),
            ("../../up.txt", "up.txt"),
            ("/etc/passwd", "etc/passwd"),
        ] {
            assert_eq!(write(name).unwrap(), [folder.join(path)], "{name}");
        }
        assert!(write("01.txt").is_err());
        assert!(write("..").is_err());
        assert!(write("").is_err());
        assert_eq!(std::fs::read_dir(home.path()).unwrap().count(), 1);
    }
}
