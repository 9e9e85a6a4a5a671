//! One ZIP archive: what lies in it, and one entry unpacked at a time. The `zip` crate reads its directory; unpacking
//! counts what comes out and never believes the size that an entry claims. It opens no archive inside the archive, and
//! the names of entries are keys and no paths of any disk.

use std::io::{Cursor, Read};
use std::sync::atomic::{AtomicUsize, Ordering};

use flate2::read::DeflateDecoder;
use memchr::memmem;
use thiserror::Error;
use zip::{CompressionMethod, ZipArchive};

use crate::read::Refusal;
use crate::read::limits::{ENTRIES, UNPACKED_BYTES, unpacked};
use crate::text::decode::decode;

/// An archive. It is only read, so that several threads can unpack from it.
#[derive(Debug)]
pub struct Zip<'a> {
    bytes: &'a [u8],
    entries: Vec<Entry>,
    /// What was done because the archive is damaged.
    pub mended: Option<&'static str>,
    /// Bytes unpacked so far.
    unpacked: AtomicUsize,
}

/// A file in the archive.
#[derive(Debug)]
struct Entry {
    name: String,
    packing: Packing,
    /// Where its data begins and how many bytes of it there are, both within the archive.
    start: usize,
    length: usize,
    /// Whether the archive ends before the data does.
    is_short: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Packing {
    Stored,
    Deflated,
    Other,
    Encrypted,
}

/// What came out of an entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unpacked {
    /// The bytes.
    pub bytes: Vec<u8>,
    /// Whether the entry is damaged, and these are only the bytes before the damage.
    pub is_cut: bool,
}

/// Why an entry cannot be had.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum Fault {
    /// The archive has no entry of this name.
    #[error("is not in the archive")]
    Missing,
    /// It is larger than asked for; so many bytes are the most.
    #[error("has more than {0} bytes when it is unpacked")]
    TooLarge(usize),
    /// The entries together are too large.
    #[error("is beyond the {} MB that one archive may have when it is unpacked", UNPACKED_BYTES >> 20)]
    TooMuch,
    /// It has a password.
    #[error("is encrypted")]
    Encrypted,
    /// A way of packing other than deflate.
    #[error("is packed in a way that yuebao does not unpack")]
    Method,
}

impl<'a> Zip<'a> {
    /// Reads the directory of an archive, or where that is damaged looks for the entries themselves.
    ///
    /// # Errors
    ///
    /// A [`Refusal`] for more entries than the limit of entries, or none at all.
    pub fn open(bytes: &'a [u8]) -> Result<Self, Refusal> {
        // Each entry has one such mark, so there are no more entries than marks: looked at before anything is held.
        let marks = memmem::find_iter(bytes, b"PK\x01\x02").take(ENTRIES + 1);
        if marks.count() > ENTRIES {
            return Err(Refusal::Entries(ENTRIES));
        }
        let mut mended = None;
        let mut entries = listed(bytes).unwrap_or_default();
        if entries.is_empty() {
            entries = searched(bytes)?;
            mended =
                Some("the archive is damaged: its files were looked for without its directory");
        }
        if entries.is_empty() {
            return Err(Refusal::Damaged("archive"));
        }
        Ok(Self {
            bytes,
            entries,
            mended,
            unpacked: AtomicUsize::new(0),
        })
    }

    /// The names of its files in the order of the archive, with `/` between folders.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.entries.iter().map(|entry| entry.name.as_str())
    }

    /// Unpacks the file of this name, at most `most` bytes.
    ///
    /// # Errors
    ///
    /// A [`Fault`] says why it cannot be had.
    pub fn read(&self, name: &str, most: usize) -> Result<Unpacked, Fault> {
        let at = self.entries.iter().position(|entry| entry.name == name);
        self.read_at(at.ok_or(Fault::Missing)?, most)
    }

    /// Unpacks the file that is at this index of [`Zip::names`], at most `most` bytes.
    ///
    /// # Errors
    ///
    /// A [`Fault`] says why it cannot be had.
    pub fn read_at(&self, index: usize, most: usize) -> Result<Unpacked, Fault> {
        let entry = self.entries.get(index).ok_or(Fault::Missing)?;
        let most = most.min(unpacked(entry.length));
        let left = UNPACKED_BYTES.saturating_sub(self.unpacked.load(Ordering::Relaxed));
        let packed = &self.bytes[entry.start..entry.start + entry.length];
        let mut unpacked = match entry.packing {
            Packing::Stored => stored(packed, most.min(left)),
            Packing::Deflated => inflated(packed, most.min(left)),
            Packing::Other => return Err(Fault::Method),
            Packing::Encrypted => return Err(Fault::Encrypted),
        };
        unpacked.is_cut |= entry.is_short;
        let held = unpacked.bytes.len();
        self.unpacked.fetch_add(held, Ordering::Relaxed);
        if held <= most.min(left) {
            Ok(unpacked)
        } else if most <= left {
            Err(Fault::TooLarge(most))
        } else {
            Err(Fault::TooMuch)
        }
    }
}

/// One byte more than `most` tells that there are more.
fn stored(packed: &[u8], most: usize) -> Unpacked {
    Unpacked {
        bytes: packed[..packed.len().min(most.saturating_add(1))].to_vec(),
        is_cut: false,
    }
}

fn inflated(packed: &[u8], most: usize) -> Unpacked {
    let mut bytes = Vec::new();
    let most = u64::try_from(most).unwrap_or(u64::MAX).saturating_add(1);
    let read = DeflateDecoder::new(packed)
        .take(most)
        .read_to_end(&mut bytes);
    Unpacked {
        bytes,
        is_cut: read.is_err(),
    }
}

/// The entries of the directory; `None` where it cannot be read.
fn listed(bytes: &[u8]) -> Option<Vec<Entry>> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).ok()?;
    let mut entries = Vec::new();
    for index in 0..archive.len() {
        // An entry that leads out of the archive is passed over: the others are there.
        let Ok(file) = archive.by_index_raw(index) else {
            continue;
        };
        let start = file.data_start().and_then(|at| usize::try_from(at).ok());
        let length = usize::try_from(file.compressed_size()).unwrap_or(usize::MAX);
        let Some(room) = start.and_then(|start| bytes.len().checked_sub(start)) else {
            continue;
        };
        let name = name_of(file.name_raw());
        if !name.is_empty() && !name.ends_with('/') {
            entries.push(Entry {
                name,
                packing: packing(file.encrypted(), file.compression()),
                start: bytes.len() - room,
                length: length.min(room),
                is_short: length > room,
            });
        }
    }
    Some(entries)
}

fn packing(is_encrypted: bool, method: CompressionMethod) -> Packing {
    match method {
        _ if is_encrypted => Packing::Encrypted,
        CompressionMethod::Stored => Packing::Stored,
        CompressionMethod::Deflated => Packing::Deflated,
        _ => Packing::Other,
    }
}

/// The entries that begin somewhere in the bytes, where there is no directory (APPNOTE 4.3.7).
fn searched(bytes: &[u8]) -> Result<Vec<Entry>, Refusal> {
    let marks = memmem::find_iter(bytes, b"PK\x03\x04");
    let marks: Vec<usize> = marks.take(ENTRIES + 1).collect();
    if marks.len() > ENTRIES {
        return Err(Refusal::Entries(ENTRIES));
    }
    let ends = marks[1.min(marks.len())..].iter().copied();
    let ends = ends.chain([bytes.len()]);
    let mut entries: Vec<Entry> = Vec::new();
    for (&at, end) in marks.iter().zip(ends) {
        // A mark within the data of the entry before it, where that says how long it is, is none.
        let is_inside = entries
            .last()
            .is_some_and(|last| at < last.start + last.length);
        if !is_inside && let Some(entry) = local(bytes, at, end) {
            entries.push(entry);
        }
    }
    entries.retain(|entry| !entry.name.is_empty() && !entry.name.ends_with('/'));
    Ok(entries)
}

/// Bytes of a name. Headers that were looked for may lie in each other's names.
const LONGEST_NAME: usize = 1024;

/// The entry whose own header stands at `at`; where it does not tell its length it lasts until `end`.
fn local(bytes: &[u8], at: usize, end: usize) -> Option<Entry> {
    let number = |offset: usize| {
        let pair = bytes.get(at + offset..at + offset + 2)?;
        Some(usize::from(u16::from_le_bytes([pair[0], pair[1]])))
    };
    let (flags, method) = (number(6)?, number(8)?);
    let claimed = number(18)? | number(20)? << 16;
    let (name, extra) = (number(26)?, number(28)?);
    let start = at + 30 + name + extra;
    let room = bytes.len().checked_sub(start)?;
    let (tells, is_short) = (flags & 8 == 0 && claimed <= room, claimed > room);
    if name > LONGEST_NAME {
        return None;
    }
    Some(Entry {
        name: name_of(bytes.get(at + 30..at + 30 + name)?),
        packing: match method {
            _ if flags & 1 == 1 => Packing::Encrypted,
            0 => Packing::Stored,
            8 => Packing::Deflated,
            _ => Packing::Other,
        },
        start,
        length: if tells {
            claimed
        } else {
            end.saturating_sub(start)
        },
        is_short,
    })
}

/// A name as text: UTF-8 whether or not the archive says so, otherwise what its bytes look like.
fn name_of(raw: &[u8]) -> String {
    let name = match std::str::from_utf8(raw) {
        Ok(name) => name.to_owned(),
        Err(_) => decode(raw).text,
    };
    let name = name.replace('\\', "/");
    name.trim_start_matches("./")
        .trim_start_matches('/')
        .to_owned()
}

#[cfg(test)]
mod tests {
    use std::io::{Cursor, Write};

    use zip::ZipWriter;
    use zip::write::SimpleFileOptions;

    use super::{Fault, Unpacked, Zip};
    use crate::read::Refusal;

    const FILES: [(&str, &str); 3] = [
        ("mimetype", "application/epub+zip"),
        ("a/一.txt", "第一版第一版第一版第一版第一版"),
        ("../b.txt", "two two two two two two two two"),
    ];

    fn packed() -> Vec<u8> {
        let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
        let stored =
            SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
        for (at, (name, text)) in FILES.iter().enumerate() {
            let options = if at == 0 {
                stored
            } else {
                SimpleFileOptions::default()
            };
            writer.start_file(*name, options).expect("a file");
            writer.write_all(text.as_bytes()).expect("its text");
        }
        writer.finish().expect("an archive").into_inner()
    }

    #[track_caller]
    fn check(bytes: &[u8], is_mended: bool) {
        let zip = Zip::open(bytes).expect("an archive");
        assert_eq!(zip.mended.is_some(), is_mended);
        assert!(zip.names().eq(FILES.iter().map(|(name, _)| *name)));
        for (name, text) in FILES {
            let bytes = text.as_bytes().to_vec();
            assert_eq!(
                zip.read(name, 1000),
                Ok(Unpacked {
                    bytes,
                    is_cut: false
                })
            );
        }
    }

    #[test]
    fn files_come_out_with_and_without_a_directory() {
        let bytes = packed();
        check(&bytes, false);
        let directory = memchr::memmem::find(&bytes, b"PK\x01\x02").expect("a directory");
        check(&bytes[..directory], true);
    }

    #[test]
    fn limits_and_damage_are_told() {
        let mut bytes = packed();
        let zip = Zip::open(&bytes).expect("an archive");
        assert_eq!(zip.read("a/一.txt", 10), Err(Fault::TooLarge(10)));
        assert_eq!(zip.read("mimetype", 3), Err(Fault::TooLarge(3)));
        assert_eq!(zip.read("c", 10), Err(Fault::Missing));
        let at = memchr::memmem::find(&bytes, b"b.txt").expect("a name") + 5;
        bytes.truncate(at + 3);
        let zip = Zip::open(&bytes).expect("an archive");
        assert!(zip.read("../b.txt", 1000).expect("a file").is_cut);
        assert!(matches!(Zip::open(b"PK\x03\x04"), Err(Refusal::Damaged(_))));
        let many = b"PK\x01\x02".repeat(60_000);
        assert!(matches!(Zip::open(&many), Err(Refusal::Entries(_))));
    }
}
