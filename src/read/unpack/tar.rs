//! Where in a tar its files stand.

use std::io::Cursor;
use std::ops::Range;

use tar::{Archive, EntryType};

use crate::read::limits::ENTRIES;
use crate::text::decode::decode;

/// What was found.
pub struct Found {
    /// Names and bytes of files.
    pub files: Vec<(String, Range<usize>)>,
    /// What was amiss.
    pub notes: Vec<String>,
}

/// Looks through a tar. Links, devices and folders are passed over; what comes after damage is lost.
pub fn list(bytes: &[u8]) -> Found {
    let mut found = Found {
        files: Vec::new(),
        notes: Vec::new(),
    };
    let mut archive = Archive::new(Cursor::new(bytes));
    let Ok(entries) = archive.entries() else {
        return found;
    };
    for entry in entries {
        let Ok(entry) = entry else {
            found
                .notes
                .push("the tar is damaged; what comes after is lost".into());
            break;
        };
        let is_file = matches!(
            entry.header().entry_type(),
            EntryType::Regular | EntryType::Continuous
        );
        if is_file && found.files.len() <= ENTRIES {
            let name = decode(&entry.path_bytes()).text;
            found.files.push((
                name,
                range(entry.raw_file_position(), entry.size(), bytes.len()),
            ));
        }
    }
    found
}

/// A file's bytes, as far as there are any.
fn range(start: u64, length: u64, all: usize) -> Range<usize> {
    let bound = |at: u64| usize::try_from(at).unwrap_or(all).min(all);
    bound(start)..bound(start.saturating_add(length))
}
