//! Pictures out of books and archives, by the name that a figure has. Only what its bytes show to be a picture of a plain
//! kind is given out: SVG may hold scripts.

use super::limits::PICTURE_BYTES;
use super::sniff::{Form, sniff};
use super::{Source, epub, own, unpack};

/// Whether bytes are a picture: PNG, JPEG, GIF or WebP.
pub fn is_picture(bytes: &[u8]) -> bool {
    picture_type(bytes).is_some()
}

/// The media type of a picture, told from its bytes.
pub fn picture_type(bytes: &[u8]) -> Option<&'static str> {
    let is_webp = bytes.starts_with(b"RIFF") && bytes.get(8..12) == Some(b"WEBP");
    match bytes {
        [0x89, b'P', b'N', b'G', b'\r', b'\n', ..] => Some("image/png"),
        [0xff, 0xd8, 0xff, ..] => Some("image/jpeg"),
        [b'G', b'I', b'F', b'8', ..] => Some("image/gif"),
        _ => is_webp.then_some("image/webp"),
    }
}

/// The bytes of a picture inside a book or an archive; `None` where there is none of that name.
pub fn picture(source: Source<'_>, name: &str) -> Option<Vec<u8>> {
    let bytes = match sniff(source.bytes).ok()? {
        Form::Epub => epub::file(source, name),
        Form::Archive(_) => packed(source, name),
        Form::Html => own::picture(std::str::from_utf8(source.bytes).ok()?, name),
        _ => None,
    }?;
    (bytes.len() <= PICTURE_BYTES && is_picture(&bytes)).then_some(bytes)
}

fn packed(source: Source<'_>, name: &str) -> Option<Vec<u8>> {
    let mut package = unpack::open(source).ok()??;
    let at = package.names().iter().position(|one| one == name)?;
    package.read(at).ok()
}
