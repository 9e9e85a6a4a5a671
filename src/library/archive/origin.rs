//! Where an edition on the shelf is opened from, as origins of editions are written: a form that no file has.

use crate::library::Key;

/// The first line of such an origin; files have the whole of their path.
const SHELF: &str = "shelf";

/// The origin of an edition on the shelf.
pub fn origin_of(key: &Key) -> String {
    format!("{SHELF}\n{}", key.as_str())
}

/// The edition of such an origin; `None` where it is of another kind.
pub fn key_in(origin: &str) -> Option<Key> {
    let hex = origin.strip_prefix(SHELF)?.strip_prefix('\n')?;
    let sound = hex.len() == 64 && hex.bytes().all(|b| b.is_ascii_hexdigit());
    sound.then(|| Key::stored(hex.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_edition_on_the_shelf_is_found_by_its_origin() {
        let key = Key::of([b"a paper".as_slice()]);
        assert_eq!(key_in(&origin_of(&key)), Some(key));
        for other in ["", "shelf", "shelf\n", "shelf\nabc", "/home/shelf", "-"] {
            assert_eq!(key_in(other), None, "{other}");
        }
    }
}
