//! Every bound on what is read, in one place.

/// Largest source in bytes.
pub const SOURCE_BYTES: usize = 256 << 20;
