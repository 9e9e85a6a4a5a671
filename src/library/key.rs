//! The name of an edition by its content: what makes a moved or renamed file the same paper.

use std::fmt::Write;

use sha2::{Digest, Sha256};

/// SHA-256 of one source's bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Fingerprint([u8; 32]);

impl Fingerprint {
    /// Of the bytes of one source.
    pub fn of(source: &[u8]) -> Self {
        Self(Sha256::digest(source).into())
    }
}

/// Digest of an edition's source bytes, in hex: the same for files that were moved, renamed or given in another order.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Key(String);

impl Key {
    /// Of the sources of one edition, in any order.
    pub fn of<'a>(sources: impl IntoIterator<Item = &'a [u8]>) -> Self {
        Self::from_fingerprints(sources.into_iter().map(Fingerprint::of))
    }

    /// Of sources that were read one at a time and are no longer in memory; the same as [`Key::of`] their bytes.
    pub fn from_fingerprints(fingerprints: impl IntoIterator<Item = Fingerprint>) -> Self {
        let mut sorted: Vec<Fingerprint> = fingerprints.into_iter().collect();
        sorted.sort_unstable();
        let mut all = Sha256::new();
        for fingerprint in &sorted {
            all.update(fingerprint.0);
        }
        Self(hex(&all.finalize()))
    }

    /// The 64 hex digits.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// A key from its 64 hex digits; `None` where they are none.
    pub fn parse(hex: &str) -> Option<Self> {
        let digits = hex
            .bytes()
            .all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'));
        (hex.len() == 64 && digits).then(|| Self(hex.to_owned()))
    }

    /// A key as it stands in the database.
    pub(super) fn stored(hex: String) -> Self {
        Self(hex)
    }
}

fn hex(bytes: &[u8]) -> String {
    bytes
        .iter()
        .fold(String::with_capacity(bytes.len() * 2), |mut hex, byte| {
            // Writing to a String cannot fail.
            let _ = write!(hex, "{byte:02x}");
            hex
        })
}

#[cfg(test)]
mod tests {
    use super::{Fingerprint, Key};

    #[test]
    fn order_does_not_matter_but_content_does() {
        let key = Key::of([b"one".as_slice(), b"two"]);
        assert_eq!(key, Key::of([b"two".as_slice(), b"one"]));
        assert_ne!(key, Key::of([b"onetwo".as_slice()]));
        assert_ne!(key, Key::of([b"one".as_slice()]));
        assert_eq!(key.as_str().len(), 64);
    }

    #[test]
    fn fingerprints_make_the_same_key_as_bytes() {
        let sources = [b"one".as_slice(), b"two"];
        let fingerprints = sources.map(Fingerprint::of);
        assert_eq!(Key::of(sources), Key::from_fingerprints(fingerprints));
    }
}
