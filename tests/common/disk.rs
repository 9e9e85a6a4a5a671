//! Disks that are full or may not be written: real file systems in memory, which only the superuser can mount; for others the
//! tests that use them say that they were skipped.

#![allow(dead_code, missing_docs)] // Each test binary uses its part of this.
#![allow(clippy::unwrap_used)] // A test that finds no value has failed.

use std::fs;
use std::path::Path;
use std::process::Command;

use tempfile::{TempDir, tempdir};

/// A small file system of its own.
pub struct Disk(TempDir);

impl Disk {
    /// Of so many kilobytes; `None` where none can be mounted.
    pub fn of(kilobytes: usize) -> Option<Self> {
        let disk = Self(tempdir().unwrap());
        let size = format!("size={kilobytes}k");
        let mounted = mount(&["-t", "tmpfs", "-o", &size, "tmpfs"], disk.path());
        if !mounted {
            println!("skipped: no file system can be mounted here");
        }
        mounted.then_some(disk)
    }

    pub fn path(&self) -> &Path {
        self.0.path()
    }

    /// Fills it to the last byte.
    pub fn fill(&self) {
        let _ = fs::write(self.path().join("ballast"), vec![0; 64 << 20]);
    }
}

impl Drop for Disk {
    fn drop(&mut self) {
        // Lazily: a child that another test is just starting may still hold a file of it.
        let _ = Command::new("umount").arg("-l").arg(self.path()).status();
    }
}

/// Mounts something; whether it could be.
pub fn mount(options: &[&str], at: &Path) -> bool {
    let mounted = Command::new("mount").args(options).arg(at).output();
    mounted.is_ok_and(|output| output.status.success())
}
