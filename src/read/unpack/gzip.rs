//! One compressed file.

use std::io::Read;

use flate2::read::MultiGzDecoder;

use crate::read::limits::unpacked;
use crate::read::{Refusal, Source};

/// What was in it.
pub struct Unpacked {
    /// The name it has inside, or had before it was compressed.
    pub name: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
    /// What was amiss.
    pub note: Option<String>,
}

/// Unpacks it; of one that is cut off, what there is.
pub fn unpack(source: Source<'_>) -> Result<Unpacked, Refusal> {
    let mut decoder = MultiGzDecoder::new(source.bytes);
    let most = unpacked(source.bytes.len());
    let mut bytes = Vec::new();
    let end = (&mut decoder).take(most as u64 + 1).read_to_end(&mut bytes);
    if bytes.len() > most {
        return Err(Refusal::Swells(most >> 20));
    }
    if bytes.is_empty() {
        return Err(end.map_or(Refusal::Damaged("gzip"), |_| Refusal::Empty));
    }
    let inside = decoder.header().and_then(|header| header.filename());
    let inside = inside.and_then(|name| std::str::from_utf8(name).ok());
    Ok(Unpacked {
        name: inside.map_or_else(|| bare(source.name), str::to_owned),
        bytes,
        note: end
            .err()
            .map(|_| "the compressed file is damaged; what comes after is lost".into()),
    })
}

fn bare(name: &str) -> String {
    let name = name.rsplit('/').next().unwrap_or(name);
    let cut = name
        .strip_suffix(".gz")
        .or_else(|| name.strip_suffix(".GZ"));
    cut.unwrap_or(name).to_owned()
}
