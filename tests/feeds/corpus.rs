//! The fixtures of feed-rs.
