//! What bytes are, told from the bytes and never from the name.

use super::Refusal;

/// A form that `read` can take apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// Text: a page dump.
    Plain,
    /// An edition as yuebao itself writes it.
    Json,
}

/// Beginnings of files that are known and not read.
const FOREIGN: [(&[u8], &str); 15] = [
    (b"%PDF-", "PDF"),
    (b"PK\x03\x04", "ZIP or EPUB"),
    (b"\x1f\x8b", "gzip"),
    (b"\x89PNG", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"GIF8", "GIF"),
    (b"BZh", "bzip2"),
    (b"\xfd7zXZ", "xz"),
    (b"7z\xbc\xaf", "7-Zip"),
    (b"\x28\xb5\x2f\xfd", "Zstandard"),
    (b"SQLite format 3", "SQLite"),
    (b"\x7fELF", "program"),
    (b"Rar!", "RAR"),
    (b"\xd0\xcf\x11\xe0", "Microsoft Office"),
    (b"{\\rtf", "RTF"),
];
/// Beginnings of marked-up text, in small letters.
const MARKUP: [(&[u8], &str); 4] = [
    (b"<!doctype html", "HTML"),
    (b"<html", "HTML"),
    (b"<?xml", "XML"),
    (b"<rss", "RSS"),
];

/// Keys of an edition in JSON, one of which the outermost object has.
const KEYS: [&[u8]; 7] = [
    b"masthead",
    b"date",
    b"language",
    b"sections",
    b"stories",
    b"loose",
    b"notes",
];

/// Tells the form of a source.
///
/// # Errors
///
/// [`Refusal::Empty`], [`Refusal::Unsupported`] with the name of a known form, or [`Refusal::Binary`].
pub fn sniff(bytes: &[u8]) -> Result<Form, Refusal> {
    if let Some((_, name)) = FOREIGN.iter().find(|(magic, _)| bytes.starts_with(magic)) {
        return Err(Refusal::Unsupported(name));
    }
    let bare = bytes
        .strip_prefix(b"\xef\xbb\xbf")
        .unwrap_or(bytes)
        .trim_ascii_start();
    if bare.is_empty() {
        return Err(Refusal::Empty);
    }
    let head = bare[..bare.len().min(16)].to_ascii_lowercase();
    if let Some((_, name)) = MARKUP.iter().find(|(start, _)| head.starts_with(start)) {
        return Err(Refusal::Unsupported(name));
    }
    if is_edition(bare) {
        Ok(Form::Json)
    } else if is_binary(bytes) {
        Err(Refusal::Binary)
    } else {
        Ok(Form::Plain)
    }
}

/// Whether the beginning of an object has a key of an edition at its outermost level.
///
/// Bytes are looked at, not JSON: an edition with an error further on is still one, and is told so.
fn is_edition(bytes: &[u8]) -> bool {
    const LOOK: usize = 64 << 10;
    let Some(mut rest) = bytes[..bytes.len().min(LOOK)].strip_prefix(b"{") else {
        return false;
    };
    let mut depth = 1;
    while let Some((&byte, after)) = rest.split_first() {
        rest = after;
        match byte {
            b'{' | b'[' => depth += 1,
            b'}' | b']' => depth -= 1,
            b'"' => {
                let end = end_of_string(rest);
                let (string, after) = rest.split_at(end.min(rest.len()));
                rest = after.get(1..).unwrap_or_default();
                let is_key = depth == 1 && rest.trim_ascii_start().starts_with(b":");
                if is_key && KEYS.contains(&string) {
                    return true;
                }
            }
            _ => {}
        }
        if depth == 0 {
            break;
        }
    }
    false
}

/// Where the string that begins here has its closing quotation mark.
fn end_of_string(bytes: &[u8]) -> usize {
    let mut escaped = false;
    let closes = |&byte: &u8| {
        let closes = byte == b'"' && !escaped;
        escaped = byte == b'\\' && !escaped;
        closes
    };
    bytes.iter().position(closes).unwrap_or(bytes.len())
}

/// Binary data: no UTF-8, and control bytes in numbers that no encoding of text has. UTF-16 has NULs in every other
/// place only, and for Han text control bytes among its low halves.
fn is_binary(bytes: &[u8]) -> bool {
    const LOOK: usize = 8192;
    let head = &bytes[..bytes.len().min(LOOK)];
    let valid = match std::str::from_utf8(head) {
        Ok(_) => true,
        Err(error) => error.error_len().is_none(),
    };
    let nul = |odd: usize| {
        head.iter()
            .skip(odd)
            .step_by(2)
            .filter(|&&byte| byte == 0)
            .count()
    };
    let (even, odd) = (nul(0), nul(1));
    let lopsided = even.min(odd) * 20 < even.max(odd);
    // ESC begins ISO-2022-JP's shifts; BEL, BS and the rest of C0 begin nothing.
    let control = |b: &&u8| **b < 0x20 && !matches!(**b, 0 | b'\t' | b'\n' | b'\r' | 0x0c | 0x1b);
    let controls = head.iter().filter(control).count();
    let marked = head.starts_with(b"\xff\xfe") || head.starts_with(b"\xfe\xff");
    let nuls = (even + odd) * 20 > head.len() && !lopsided;
    !marked && (nuls || (!valid && controls * 100 > head.len() * 7))
}

#[cfg(test)]
mod tests {
    use super::{Form, sniff};
    use crate::read::Refusal;

    #[test]
    fn forms_are_told_from_bytes() {
        assert_eq!(sniff("新闻".as_bytes()), Ok(Form::Plain));
        assert_eq!(sniff(b" \n\t "), Err(Refusal::Empty));
        assert_eq!(sniff(b"%PDF-1.7"), Err(Refusal::Unsupported("PDF")));
        assert_eq!(
            sniff(b"\n<!DOCTYPE html>"),
            Err(Refusal::Unsupported("HTML"))
        );
        let utf16: Vec<u8> = "A page of news"
            .encode_utf16()
            .flat_map(u16::to_le_bytes)
            .collect();
        assert_eq!(sniff(&utf16), Ok(Form::Plain));
        let noise: Vec<u8> = (0..4000u32)
            .map(|n| (n.wrapping_mul(2_654_435_761) >> 24) as u8)
            .collect();
        assert_eq!(sniff(&noise), Err(Refusal::Binary));
        let edition = "\u{feff}\n { \"x\": {\"stories\": \"}\\\"\"}, \"stories\" : [";
        assert_eq!(sniff(edition.as_bytes()), Ok(Form::Json));
        let other = br#"{"x": {"stories": 1}, "title": "stories"} {"stories": 1}"#;
        assert_eq!(sniff(other), Ok(Form::Plain));
        assert_eq!(sniff(br#"["stories", {"stories": 1}]"#), Ok(Form::Plain));
        assert_eq!(sniff("一行\0里有一个空字符".as_bytes()), Ok(Form::Plain));
    }
}
