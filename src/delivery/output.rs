//! Writing a file whole or not at all: it is written beside its place first, and takes it when all of it is there.

use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::Path;

/// Writes a file by what `body` does.
///
/// # Errors
/// Those of the disk and of `body`; then the file is as it was before.
pub fn write_file(
    path: &Path,
    body: impl FnOnce(&mut dyn Write) -> io::Result<()>,
) -> io::Result<()> {
    let name = path
        .file_name()
        .ok_or_else(|| io::Error::from(io::ErrorKind::InvalidInput))?;
    let mut beside = name.to_owned();
    beside.push(format!(".{}.part", std::process::id()));
    let beside = path.with_file_name(beside);
    let done = fill(&beside, body).and_then(|()| fs::rename(&beside, path));
    if done.is_err() {
        // It may be that there is none: then nothing is left behind.
        let _ = fs::remove_file(&beside);
    }
    done
}

fn fill(path: &Path, body: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> io::Result<()> {
    let mut out = BufWriter::new(File::create_new(path)?);
    body(&mut out)?;
    out.into_inner()
        .map_err(io::IntoInnerError::into_error)?
        .sync_all()
}
