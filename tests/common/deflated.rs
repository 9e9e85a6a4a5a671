//! Records as they were packed before there were frames of Zstandard: four bytes of length, then Deflate.

use flate2::{Compress, Compression, FlushCompress, Status};

/// A record of today, as it was then.
pub fn deflated(record: &[u8]) -> Vec<u8> {
    let (length, frame) = record.split_first_chunk::<4>().expect("a length");
    let length = u32::from_le_bytes(*length) & !(1 << 31);
    let bytes = zstd::bulk::decompress(frame, length as usize).expect("a frame");
    let mut packed = length.to_le_bytes().to_vec();
    packed.reserve(bytes.len() + 64);
    let status = Compress::new(Compression::fast(), false).compress_vec(
        &bytes,
        &mut packed,
        FlushCompress::Finish,
    );
    assert_eq!(status.expect("packed"), Status::StreamEnd);
    packed
}
