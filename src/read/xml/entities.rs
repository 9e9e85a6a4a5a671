//! References to characters and entities: those of XML, those of HTML, and those that a document declares itself.

use std::borrow::Cow;
use std::collections::HashMap;

use html5ever::data::NAMED_ENTITIES;
use memchr::memchr;

use crate::read::limits;

/// The longest name of an entity in bytes; an `&` with no `;` so near is an `&`.
const NAME: usize = 40;

/// The entities a document declares, and how much they may still add to it.
#[derive(Debug)]
pub struct Entities<'a> {
    declared: HashMap<&'a str, String>,
    left: usize,
    /// Whether entities were left as they stand, for there were too many or they would have become too long.
    pub is_bounded: bool,
}

impl Default for Entities<'_> {
    fn default() -> Self {
        Self {
            declared: HashMap::new(),
            left: limits::ENTITY_BYTES,
            is_bounded: false,
        }
    }
}

impl<'a> Entities<'a> {
    /// Takes the declarations of a document's type. Entities that stand in other files are no concern of ours.
    pub fn declare(&mut self, doctype: &'a str) {
        for declaration in doctype.split("<!ENTITY").skip(1) {
            let Some((name, value)) = declared(declaration) else {
                continue;
            };
            if self.declared.len() >= limits::ENTITIES {
                self.is_bounded = true;
                return;
            }
            // A value is made of those before it; so no value can lead to itself.
            let value = self.decode(value).into_owned();
            if value.len() <= limits::ENTITY_VALUE_BYTES {
                self.declared.entry(name).or_insert(value);
            } else {
                self.is_bounded = true;
            }
        }
    }

    /// The text with its references resolved. One that means nothing stays as it stands.
    pub fn decode<'t>(&mut self, text: &'t str) -> Cow<'t, str> {
        let Some(mut at) = memchr(b'&', text.as_bytes()) else {
            return Cow::Borrowed(text);
        };
        let mut decoded = String::with_capacity(text.len());
        decoded.push_str(&text[..at]);
        loop {
            let length = self
                .reference(&text[at..], &mut decoded)
                .unwrap_or_else(|| {
                    decoded.push('&');
                    1
                });
            let rest = &text[at + length..];
            let next = memchr(b'&', rest.as_bytes());
            decoded.push_str(&rest[..next.unwrap_or(rest.len())]);
            match next {
                Some(next) => at += length + next,
                None => return Cow::Owned(decoded),
            }
        }
    }

    /// Adds what the reference at the start of `text` means; answers with its length in bytes.
    fn reference(&mut self, text: &str, decoded: &mut String) -> Option<usize> {
        let look = &text.as_bytes()[..text.len().min(NAME)];
        let end = memchr(b';', look)?;
        let name = text.get(1..end)?;
        if let Some(number) = name.strip_prefix('#') {
            decoded.push(numbered(number)?);
        } else if let Some(value) = self.declared.get(name) {
            if value.len() > self.left {
                self.is_bounded = true;
                return None;
            }
            self.left -= value.len();
            decoded.push_str(value);
        } else {
            let (first, second) = *NAMED_ENTITIES.get(text.get(1..=end)?)?;
            decoded.extend(char::from_u32(first).filter(|&c| c != '\0'));
            decoded.extend(char::from_u32(second).filter(|&c| c != '\0'));
        }
        Some(end + 1)
    }
}

/// Name and value of a declaration; `None` for one of a parameter or of another file.
fn declared(declaration: &str) -> Option<(&str, &str)> {
    let said = declaration.trim_start();
    let (name, said) = said.split_at(said.find(char::is_whitespace)?);
    let said = said.trim_start();
    let quote = said.chars().next().filter(|c| matches!(c, '"' | '\''))?;
    let value = said[1..].split(quote).next()?;
    (name != "%").then_some((name, value))
}

/// The character of a number; those from 128 to 159 are meant as in windows-1252 (HTML §13.2.5.80).
fn numbered(number: &str) -> Option<char> {
    let code = match number.strip_prefix(['x', 'X']) {
        Some(hex) => u32::from_str_radix(hex, 16).ok()?,
        None => number.parse().ok()?,
    };
    match u8::try_from(code) {
        Ok(byte @ 0x80..=0x9f) => encoding_rs::WINDOWS_1252
            .decode_without_bom_handling(&[byte])
            .0
            .chars()
            .next(),
        _ => char::from_u32(code),
    }
}

#[cfg(test)]
mod tests {
    use super::Entities;
    use crate::read::limits;

    #[track_caller]
    fn check(doctype: &str, text: &str, expected: &str) {
        let mut entities = Entities::default();
        entities.declare(doctype);
        assert_eq!(entities.decode(text), expected);
    }

    #[test]
    fn references_are_resolved() {
        check("", "a &amp; b &lt;i&gt; &#65;&#x42;", "a & b <i> AB");
        check("", "x&nbsp;&mdash;&hellip;", "x\u{a0}—…");
        check("", "&#147;q&#148;", "“q”");
        check("", "AT&T; & Co &unknown; &", "AT&T; & Co &unknown; &");
        check("", "&#xD800;&#;&#9999999999;", "&#xD800;&#;&#9999999999;");
        check("<!ENTITY a 'one'><!ENTITY b \"&a; two\">", "&b;", "one two");
        check("<!ENTITY a '&a;'>", "&a;", "&a;");
        check("<!ENTITY x SYSTEM 'file:///etc/passwd'>", "&x;", "&x;");
        check("<!ENTITY % p 'v'>", "&p; %p;", "&p; %p;");
    }

    #[test]
    fn a_bomb_of_entities_stays_small() {
        let mut doctype = "<!ENTITY a0 'haha'>".to_owned();
        for level in 1..40 {
            let below = format!("&a{};", level - 1).repeat(10);
            doctype.push_str(&format!("<!ENTITY a{level} '{below}'>"));
        }
        let mut entities = Entities::default();
        entities.declare(&doctype);
        let bomb = "&a39;&a5;&a4;".repeat(1000);
        let text = entities.decode(&bomb);
        assert!(text.len() <= bomb.len() + limits::ENTITY_BYTES);
        assert!(entities.is_bounded);
    }
}
