//! The public JSON contract: the model as serde writes it, with the source's own punctuation.

use std::io;

use crate::edition::Edition;

/// Pretty JSON with a final line end.
pub(super) fn write(edition: &Edition, out: &mut dyn io::Write) -> io::Result<()> {
    serde_json::to_writer_pretty(&mut *out, edition)?;
    out.write_all(b"\n")
}
