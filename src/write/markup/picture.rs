//! Pictures as a page holds them. What is no picture of a kind that every reader of books shows is left out.

/// Where the bytes of pictures come from, by the names that figures have.
pub type Pictures<'a> = &'a dyn Fn(&str) -> Option<Vec<u8>>;

/// The media type of a picture and the ending of its name, told from its bytes.
pub fn kind(bytes: &[u8]) -> Option<(&'static str, &'static str)> {
    let is_webp = bytes.starts_with(b"RIFF") && bytes.get(8..12) == Some(b"WEBP");
    match bytes {
        [0x89, b'P', b'N', b'G', b'\r', b'\n', ..] => Some(("image/png", "png")),
        [0xff, 0xd8, 0xff, ..] => Some(("image/jpeg", "jpg")),
        [b'G', b'I', b'F', b'8', ..] => Some(("image/gif", "gif")),
        _ => is_webp.then_some(("image/webp", "webp")),
    }
}

/// A picture as an address that holds it (RFC 2397).
pub fn data(bytes: &[u8]) -> Option<String> {
    let (kind, _) = kind(bytes)?;
    let mut address = format!("data:{kind};base64,");
    address.reserve(bytes.len() / 3 * 4 + 4);
    for three in bytes.chunks(3) {
        let part = |at: usize| u32::from(three.get(at).copied().unwrap_or(0));
        let bits = part(0) << 16 | part(1) << 8 | part(2);
        for place in 0..4 {
            let digit = if place > three.len() {
                '='
            } else {
                digit(bits >> (18 - 6 * place) & 63)
            };
            address.push(digit);
        }
    }
    Some(address)
}

/// A digit of base64 (RFC 4648 §4).
fn digit(value: u32) -> char {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let at = usize::try_from(value).unwrap_or(0);
    DIGITS.get(at).copied().map_or('=', char::from)
}

#[cfg(test)]
mod tests {
    use super::data;

    #[test]
    fn pictures_become_addresses() {
        assert_eq!(
            data(b"GIF8ab").as_deref(),
            Some("data:image/gif;base64,R0lGOGFi")
        );
        assert_eq!(
            data(b"GIF8a").as_deref(),
            Some("data:image/gif;base64,R0lGOGE=")
        );
        assert_eq!(
            data(b"GIF8").as_deref(),
            Some("data:image/gif;base64,R0lGOA==")
        );
        assert_eq!(data(b"<svg/>"), None);
    }
}
