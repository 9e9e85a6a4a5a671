//! One file's bytes, never more than the limit, and never from something that is no file.

use std::fs::{File, FileType, Metadata};
use std::io::Read;
use std::path::Path;

use super::Reason;
use crate::read::{Refusal, SOURCE_BYTES};

/// The bytes of a file.
///
/// # Errors
/// It is no file, is too large, or cannot be read.
pub fn read(path: &Path) -> Result<Vec<u8>, Reason> {
    // Looked at before opening: opening a FIFO waits for a writer.
    check(&std::fs::metadata(path)?)?;
    let file = File::open(path)?;
    // And again after it, because the name may mean something else by now.
    let meta = file.metadata()?;
    check(&meta)?;
    bounded(file, usize::try_from(meta.len()).unwrap_or(SOURCE_BYTES))
}

/// Everything a stream gives, up to the limit; `expected` bytes are made room for.
pub(super) fn bounded(stream: impl Read, expected: usize) -> Result<Vec<u8>, Reason> {
    let mut bytes = Vec::with_capacity(expected.min(SOURCE_BYTES) + 1);
    stream
        .take(SOURCE_BYTES as u64 + 1)
        .read_to_end(&mut bytes)?;
    if bytes.len() > SOURCE_BYTES {
        return Err(too_large());
    }
    Ok(bytes)
}

fn check(meta: &Metadata) -> Result<(), Reason> {
    if let Some(what) = special(meta.file_type()) {
        return Err(Reason::Special(what));
    }
    if meta.len() > SOURCE_BYTES as u64 {
        return Err(too_large());
    }
    Ok(())
}

fn too_large() -> Reason {
    Reason::Refused(Refusal::TooLarge(SOURCE_BYTES >> 20))
}

/// What a thing that is neither file nor folder is called.
#[cfg(unix)]
fn special(kind: FileType) -> Option<&'static str> {
    use std::os::unix::fs::FileTypeExt;
    match kind {
        kind if kind.is_file() => None,
        kind if kind.is_fifo() => Some("a FIFO"),
        kind if kind.is_socket() => Some("a socket"),
        _ => Some("a device"),
    }
}

#[cfg(not(unix))]
fn special(kind: FileType) -> Option<&'static str> {
    (!kind.is_file()).then_some("a device")
}
