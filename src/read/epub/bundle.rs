//! The files of an EPUB by the paths that its parts call them: escapes and letters of the other case are seen through.
//! A path is a key and never leads anywhere else.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use crate::read::Refusal;
use crate::read::limits::ENTRY_BYTES;
use crate::read::unpack::Zip;
use crate::text::decode::{decode, decode_labelled};

/// An open EPUB.
pub struct Bundle<'a> {
    zip: Zip<'a>,
    names: Vec<String>,
    exact: HashMap<String, usize>,
    folded: HashMap<String, usize>,
    /// What was amiss with its files.
    troubles: Mutex<Vec<String>>,
}

impl<'a> Bundle<'a> {
    /// Opens it.
    ///
    /// # Errors
    ///
    /// Those of [`Zip::open`].
    pub fn open(bytes: &'a [u8]) -> Result<Self, Refusal> {
        let zip = Zip::open(bytes)?;
        let names: Vec<String> = zip.names().map(str::to_owned).collect();
        let (mut exact, mut folded) = (HashMap::new(), HashMap::new());
        for (at, name) in names.iter().enumerate() {
            exact.entry(name.clone()).or_insert(at);
            folded.entry(name.to_lowercase()).or_insert(at);
        }
        let troubles = zip.mended.iter().map(|what| (*what).to_owned()).collect();
        Ok(Self {
            zip,
            names,
            exact,
            folded,
            troubles: Mutex::new(troubles),
        })
    }

    /// The paths of its files, in the order of the archive.
    pub fn names(&self) -> &[String] {
        &self.names
    }

    /// The path of a file.
    pub fn name(&self, file: usize) -> &str {
        self.names.get(file).map_or("", String::as_str)
    }

    /// The file that a path means; what stands after `#` or `?` counts for nothing.
    pub fn find(&self, path: &str) -> Option<usize> {
        let path = path.split(['#', '?']).next().unwrap_or("");
        let path = path.trim_start_matches('/');
        let exact = || self.exact.get(path).copied();
        let bare = || unescaped(path);
        let plain = || self.exact.get(&bare()).copied();
        let folded = || self.folded.get(&bare().to_lowercase()).copied();
        exact().or_else(plain).or_else(folded)
    }

    /// The file that a link in the file of this path means.
    pub fn linked(&self, from: &str, link: &str) -> Option<usize> {
        self.find(&beside(from, link))
    }

    /// The bytes of a file; `None`, and a note, where it cannot be unpacked.
    pub fn bytes(&self, file: usize) -> Option<Vec<u8>> {
        match self.zip.read_at(file, ENTRY_BYTES) {
            Ok(unpacked) => {
                if unpacked.is_cut {
                    self.tell(format!(
                        "{} is damaged and was read as far as it goes",
                        self.name(file)
                    ));
                }
                Some(unpacked.bytes)
            }
            Err(fault) => {
                self.tell(format!("{} was left out: it {fault}", self.name(file)));
                None
            }
        }
    }

    /// The text of a file, by the encoding that it names or shows.
    pub fn text(&self, file: usize) -> Option<String> {
        let bytes = self.bytes(file)?;
        Some(match std::str::from_utf8(&bytes) {
            Ok(_) => decode(&bytes).text,
            Err(_) => decode_labelled(&bytes, declared(&bytes).as_deref()).text,
        })
    }

    /// Keeps what was amiss.
    pub fn tell(&self, what: String) {
        self.troubles
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .push(what);
    }

    /// What was amiss so far.
    pub fn troubles(&self) -> Vec<String> {
        std::mem::take(&mut *self.troubles.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

/// The encoding that an XML declaration names.
fn declared(bytes: &[u8]) -> Option<String> {
    const LOOK: usize = 200;
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(LOOK)]).into_owned();
    let (_, rest) = head.split_once("encoding=")?;
    let quote = rest.chars().next().filter(|c| matches!(c, '"' | '\''))?;
    rest[1..].split(quote).next().map(str::to_owned)
}

/// The path that a link in a file leads to, its dots resolved; above the top there is nothing.
pub fn beside(from: &str, link: &str) -> String {
    let link = link.trim();
    let folder = match link.starts_with('/') {
        true => "",
        false => from.rfind('/').map_or("", |end| &from[..end]),
    };
    let mut steps: Vec<&str> = folder.split('/').filter(|step| !step.is_empty()).collect();
    for step in link.split('/') {
        match step {
            "" | "." => {}
            ".." => drop(steps.pop()),
            step => steps.push(step),
        }
    }
    steps.join("/")
}

/// A path with `%E4%B8%80` and the like as the letters they stand for.
pub fn unescaped(path: &str) -> String {
    let bytes = path.as_bytes();
    let digit = |at: usize| {
        bytes
            .get(at)
            .and_then(|&byte| char::from(byte).to_digit(16))
    };
    let mut out = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        match (byte, digit(at + 1), digit(at + 2)) {
            (b'%', Some(high), Some(low)) => {
                out.push(u8::try_from(high * 16 + low).unwrap_or(b'?'));
                at += 3;
            }
            _ => {
                out.push(byte);
                at += 1;
            }
        }
    }
    String::from_utf8(out).unwrap_or_else(|_| path.to_owned())
}
