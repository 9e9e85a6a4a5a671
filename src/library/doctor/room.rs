//! Whether a folder can be written, and has room.

use std::fs::{self, File};
use std::path::Path;

use super::{Outcome, Report};

/// Less room than this is too little, in bytes.
const ROOM: u64 = 16 << 20;

/// Looks at a folder that there is.
pub(super) fn look(folder: &Path, report: &mut Report) {
    let shown = folder.display();
    match write(folder) {
        Ok(()) => report.add(Outcome::Sound, format!("{shown} can be written")),
        Err(error) => report.add(
            Outcome::Broken,
            format!("{shown} cannot be written: {error}"),
        ),
    }
    let Some(free) = free(folder) else { return };
    let mega = free >> 20;
    match free < ROOM {
        true => report.add(Outcome::Broken, format!("only {mega} MB are free")),
        false => report.add(Outcome::Sound, format!("{mega} MB are free")),
    }
}

fn write(folder: &Path) -> std::io::Result<()> {
    let path = folder.join(format!("doctor.{}.part", std::process::id()));
    File::create(&path)?;
    fs::remove_file(path)
}

#[cfg(unix)]
fn free(folder: &Path) -> Option<u64> {
    let disk = rustix::fs::statvfs(folder).ok()?;
    Some(disk.f_bavail.saturating_mul(disk.f_frsize))
}

/// Not known.
#[cfg(not(unix))]
fn free(_: &Path) -> Option<u64> {
    None
}
