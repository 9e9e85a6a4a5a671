//! Values and bytes as archives hold them: deflated, and never swelling beyond what was put in.

use std::cell::RefCell;

use flate2::{Compress, Compression, Decompress, FlushCompress, FlushDecompress, Status};
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::library::LibraryError;

/// Most bytes of one thing, unpacked.
const MOST: usize = 512 << 20;

/// How hard it is packed: text of a newspaper gets hardly smaller above it, and slower by far.
const LEVEL: Compression = Compression::new(1);

thread_local! {
    // A deflater holds 300 kB that are dear to make for every story.
    static DEFLATER: RefCell<Compress> = RefCell::new(Compress::new(LEVEL, false));
    // And an inflater 40 kB, which a search would make for every hit.
    static INFLATER: RefCell<Decompress> = RefCell::new(Decompress::new(false));
}

/// A value as JSON, packed.
pub(in crate::library) fn pack(value: &impl Serialize) -> Result<Vec<u8>, LibraryError> {
    let json = serde_json::to_vec(value).map_err(|error| broken(&error.to_string()))?;
    deflate(&json)
}

/// A value that was packed.
pub(in crate::library) fn unpack<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, LibraryError> {
    serde_json::from_slice(&inflate(bytes)?).map_err(|error| broken(&error.to_string()))
}

/// Bytes, packed: how many there are, then deflated.
pub(in crate::library) fn deflate(bytes: &[u8]) -> Result<Vec<u8>, LibraryError> {
    let length = u32::try_from(bytes.len()).map_err(|_| broken("too large to be kept"))?;
    DEFLATER.with_borrow_mut(|deflater| {
        deflater.reset();
        let mut packed = Vec::with_capacity(64 + bytes.len() + bytes.len() / 1000);
        packed.extend(length.to_le_bytes());
        let status = deflater.compress_vec(bytes, &mut packed, FlushCompress::Finish);
        match status {
            Ok(Status::StreamEnd) => Ok(packed),
            _ => Err(broken("cannot be packed")),
        }
    })
}

/// Bytes that were packed.
pub(in crate::library) fn inflate(packed: &[u8]) -> Result<Vec<u8>, LibraryError> {
    let damaged = || broken("a record of the archive is damaged; `yuebao doctor` repairs it");
    let (length, deflated) = packed.split_first_chunk::<4>().ok_or_else(damaged)?;
    let length = u32::from_le_bytes(*length) as usize;
    if length > MOST {
        return Err(damaged());
    }
    let mut bytes = Vec::with_capacity(length);
    let status = INFLATER.with_borrow_mut(|inflater| {
        inflater.reset(false);
        inflater.decompress_vec(deflated, &mut bytes, FlushDecompress::Finish)
    });
    match status {
        Ok(Status::StreamEnd) if bytes.len() == length => Ok(bytes),
        _ => Err(damaged()),
    }
}

fn broken(what: &str) -> LibraryError {
    LibraryError::Archive(what.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_packed_comes_back() {
        for text in [
            "",
            "养",
            &"大棚里的账本".repeat(10_000),
            &"\0".repeat(100_000),
        ] {
            let packed = pack(&text).unwrap();
            assert_eq!(unpack::<String>(&packed).unwrap(), text);
            let noise: Vec<u8> = text.bytes().map(|b| b.wrapping_mul(31)).collect();
            assert_eq!(inflate(&deflate(&noise).unwrap()).unwrap(), noise);
        }
    }

    #[test]
    fn what_is_damaged_is_refused() {
        let mut packed = pack(&"大棚里的账本".repeat(100)).unwrap();
        assert!(unpack::<String>(&packed[..packed.len() - 2]).is_err());
        packed[1] ^= 1;
        assert!(inflate(&packed).is_err());
        packed[..4].copy_from_slice(&u32::MAX.to_le_bytes());
        assert!(inflate(&packed).is_err());
        assert!(inflate(b"ab").is_err());
    }
}
