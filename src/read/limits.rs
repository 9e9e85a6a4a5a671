//! Every bound on what is read, in one place. A bound that was reached is noted, never silent.

/// Largest source in bytes.
pub const SOURCE_BYTES: usize = 256 << 20;

/// Notes kept of one source; what is beyond is counted in a last note.
pub const NOTES: usize = 500;

/// Stories that can be suspended in mid-sentence at one time on a page.
pub const SUSPENDED: usize = 6;

/// How many stories away a floating banner or caption may have its story.
pub const FLOAT_REACH: usize = 24;

/// Tails of one page that a head is compared with.
pub const TAILS: usize = 16;
