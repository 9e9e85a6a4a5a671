//! The bytes of a document to its text: what its declaration says is a hint (see `text::decode`).

use crate::text::decode::{Decoded, decode_labelled};

/// Decodes a document that may declare its encoding.
pub fn decode(bytes: &[u8]) -> Decoded {
    decode_labelled(bytes, label(bytes).as_deref())
}

/// The encoding that the declaration names. One that was found by reading single bytes is not UTF-16, whatever it says.
fn label(bytes: &[u8]) -> Option<String> {
    const LOOK: usize = 1024;
    let head = &bytes[..bytes.len().min(LOOK)];
    let start = memchr::memmem::find(head, b"<?xml")?;
    let head = &head[start..];
    let head = &head[..memchr::memmem::find(head, b"?>").unwrap_or(head.len())];
    let said = &head[memchr::memmem::find(head, b"encoding")? + b"encoding".len()..];
    let is_name = |byte: &u8| byte.is_ascii_alphanumeric() || b"-_.:".contains(byte);
    let start = said.iter().position(is_name)?;
    let said = &said[start..];
    let end = said.iter().position(|byte| !is_name(byte));
    let label = std::str::from_utf8(&said[..end.unwrap_or(said.len())]).ok()?;
    let is_wide = ["utf-16", "utf16", "ucs-2", "iso-10646", "utf-32", "unicode"]
        .iter()
        .any(|wide| label.to_ascii_lowercase().starts_with(wide));
    (!is_wide).then(|| label.to_owned())
}

#[cfg(test)]
mod tests {
    use super::{decode, label};

    #[test]
    fn the_declaration_names_an_encoding() {
        let name = |text: &str| label(text.as_bytes());
        assert_eq!(
            name("<?xml version='1.0' encoding='GB2312'?>").as_deref(),
            Some("GB2312")
        );
        assert_eq!(
            name("\n<?xml encoding = \"koi8-r\" ?>").as_deref(),
            Some("koi8-r")
        );
        assert_eq!(name("<?xml version='1.0'?><a encoding='x'/>"), None);
        assert_eq!(name("<?xml encoding='utf-16'?>"), None);
        assert_eq!(name("<rss>"), None);
    }

    #[test]
    fn a_label_serves_where_the_bytes_do_not_show_it() {
        let bytes = b"<?xml version='1.0' encoding='koi8-r'?><a>\xce\xcf</a>";
        assert!(decode(bytes).text.ends_with("<a>но</a>"));
        let lie = b"<?xml version='1.0' encoding='utf-16'?><a>caf\xe9</a>";
        assert!(decode(lie).text.ends_with("<a>café</a>"));
    }
}
