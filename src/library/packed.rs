//! Values and bytes as archives hold them: packed by Zstandard, and never swelling beyond what was put in.
//!
//! A record is its length unpacked, four bytes, and a frame. What an earlier yuebao packed by Deflate is still read.

use std::cell::RefCell;
use std::io;
use std::thread::LocalKey;

use flate2::{Decompress, FlushDecompress, Status};
use serde::Serialize;
use serde::de::DeserializeOwned;
use zstd::bulk::{Compressor, Decompressor};

use crate::library::LibraryError;

/// Most bytes of one thing, unpacked.
const MOST: u32 = 512 << 20;

/// Set in the length of what Zstandard packed, which is never as large as that.
const FRAME: u32 = 1 << 31;

/// How hard it is packed: text of a newspaper gets hardly smaller above it, and slower by far.
const LEVEL: i32 = 1;

thread_local! {
    // What they work with is dear to make for every story, and for every hit of a search.
    static PACKER: RefCell<Option<Compressor<'static>>> = const { RefCell::new(None) };
    static UNPACKER: RefCell<Option<Decompressor<'static>>> = const { RefCell::new(None) };
}

/// A value as JSON, packed.
pub(in crate::library) fn pack(value: &impl Serialize) -> Result<Vec<u8>, LibraryError> {
    let json = serde_json::to_vec(value).map_err(|error| broken(&error.to_string()))?;
    compress(&json)
}

/// A value that was packed.
pub(in crate::library) fn unpack<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, LibraryError> {
    serde_json::from_slice(&decompress(bytes)?).map_err(|error| broken(&error.to_string()))
}

/// Bytes, packed.
pub(in crate::library) fn compress(bytes: &[u8]) -> Result<Vec<u8>, LibraryError> {
    let length = u32::try_from(bytes.len())
        .ok()
        .filter(|&length| length <= MOST);
    let length = length.ok_or_else(|| broken("too large to be kept"))?;
    let frame = kept(
        &PACKER,
        || Compressor::new(LEVEL),
        |packer| packer.compress(bytes),
    );
    let frame = frame.map_err(|error| broken(&error.to_string()))?;
    let mut packed = Vec::with_capacity(4 + frame.len());
    packed.extend((length | FRAME).to_le_bytes());
    packed.extend(frame);
    Ok(packed)
}

/// Bytes that were packed.
pub(in crate::library) fn decompress(packed: &[u8]) -> Result<Vec<u8>, LibraryError> {
    let damaged = || broken("a record of the archive is damaged; `yuebao doctor` repairs it");
    let (length, rest) = packed.split_first_chunk::<4>().ok_or_else(damaged)?;
    let length = u32::from_le_bytes(*length);
    let most = length & !FRAME;
    if most > MOST {
        return Err(damaged());
    }
    let bytes = match length & FRAME {
        0 => inflate(rest, most as usize),
        _ => unframe(rest, most as usize),
    };
    bytes
        .filter(|bytes| bytes.len() == most as usize)
        .ok_or_else(damaged)
}

fn unframe(frame: &[u8], most: usize) -> Option<Vec<u8>> {
    kept(&UNPACKER, Decompressor::new, |unpacker| {
        unpacker.decompress(frame, most)
    })
    .ok()
}

/// What was packed by Deflate.
fn inflate(deflated: &[u8], most: usize) -> Option<Vec<u8>> {
    let mut bytes = Vec::with_capacity(most);
    let status =
        Decompress::new(false).decompress_vec(deflated, &mut bytes, FlushDecompress::Finish);
    matches!(status, Ok(Status::StreamEnd)).then_some(bytes)
}

/// Works with a thing that each thread makes once.
fn kept<T, R>(
    place: &'static LocalKey<RefCell<Option<T>>>,
    make: impl FnOnce() -> io::Result<T>,
    work: impl FnOnce(&mut T) -> io::Result<R>,
) -> io::Result<R> {
    place.with_borrow_mut(|kept| {
        let mut thing = match kept.take() {
            Some(thing) => thing,
            None => make()?,
        };
        let done = work(&mut thing);
        *kept = Some(thing);
        done
    })
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
            assert_eq!(decompress(&compress(&noise).unwrap()).unwrap(), noise);
        }
    }

    #[test]
    fn what_is_damaged_is_refused() {
        let mut packed = pack(&"大棚里的账本".repeat(100)).unwrap();
        assert!(unpack::<String>(&packed[..packed.len() - 2]).is_err());
        packed[1] ^= 1;
        assert!(decompress(&packed).is_err());
        packed[..4].copy_from_slice(&u32::MAX.to_le_bytes());
        assert!(decompress(&packed).is_err());
        assert!(decompress(b"ab").is_err());
    }

    /// As it was done before there were frames.
    fn deflated(bytes: &[u8]) -> Vec<u8> {
        let mut packed = u32::try_from(bytes.len()).unwrap().to_le_bytes().to_vec();
        packed.reserve(bytes.len() + 64);
        flate2::Compress::new(flate2::Compression::fast(), false)
            .compress_vec(bytes, &mut packed, flate2::FlushCompress::Finish)
            .unwrap();
        packed
    }

    #[test]
    fn what_an_earlier_yuebao_packed_comes_back() {
        for text in ["", "养", &"大棚里的账本".repeat(10_000)] {
            assert_eq!(
                decompress(&deflated(text.as_bytes())).unwrap(),
                text.as_bytes()
            );
        }
        let packed = deflated("大棚里的账本".as_bytes());
        assert!(decompress(&packed[..packed.len() - 2]).is_err());
    }
}
