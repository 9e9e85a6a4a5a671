//! A file for a program to read, gone when it has.

use std::fs::OpenOptions;
use std::io::{self, Write};
use std::path::PathBuf;
use std::sync::atomic::{AtomicU64, Ordering};

use crate::delivery::shown;

/// A file in the folder for such files; only its owner may read it.
#[derive(Debug)]
pub struct Scratch {
    path: PathBuf,
}

impl Scratch {
    /// Writes a text into a new file.
    pub fn of(text: &str) -> io::Result<Self> {
        static COUNT: AtomicU64 = AtomicU64::new(0);
        let number = COUNT.fetch_add(1, Ordering::Relaxed);
        let name = format!("yuebao-{}-{number}.txt", std::process::id());
        let path = std::env::temp_dir().join(name);
        // A file that is there already is somebody else's, and never written over.
        let mut options = OpenOptions::new();
        options.write(true).create_new(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        let mut file = options.open(&path)?;
        let scratch = Self { path };
        file.write_all(text.as_bytes())?;
        Ok(scratch)
    }

    /// Its path.
    pub fn shown(&self) -> String {
        shown(&self.path)
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        // Whoever took it away meanwhile has done what was to be done.
        let _ = std::fs::remove_file(&self.path);
    }
}
