//! A text of XML cut into tags and texts. Whatever comes is cut somehow: a `<` that begins no tag is text, a tag that never ends
//! ends before the next one, a comment or literal text that never ends goes to the end of the file.

use std::borrow::Cow;

use memchr::{memchr, memchr2, memmem};

use super::Entities;

/// A piece of a document.
#[derive(Debug, PartialEq, Eq)]
pub enum Token<'a> {
    /// A start tag.
    Open {
        /// Its name, with the prefix.
        name: &'a str,
        /// What stands between its name and its end.
        attributes: &'a str,
        /// Whether it is an end tag as well.
        is_alone: bool,
    },
    /// An end tag, with its name.
    Close(&'a str),
    /// Text, its references resolved.
    Text(Cow<'a, str>),
}

/// The pieces of a document in order.
#[derive(Debug)]
pub struct Scan<'a> {
    text: &'a str,
    at: usize,
    /// The entities it declares.
    pub entities: Entities<'a>,
    /// Whether the file ended inside a tag, a comment or literal text.
    pub is_cut: bool,
}

impl<'a> Scan<'a> {
    /// Begins at the start of the text.
    pub fn new(text: &'a str) -> Self {
        Self {
            text,
            at: 0,
            entities: Entities::default(),
            is_cut: false,
        }
    }

    fn rest(&self) -> &'a str {
        &self.text[self.at..]
    }

    /// What stands before `end`, after `skip` bytes, and goes on after it. To the end of the file where `end` is missing.
    fn until(&mut self, skip: usize, end: &str) -> &'a str {
        let rest = &self.rest()[skip..];
        let found = memmem::find(rest.as_bytes(), end.as_bytes());
        self.is_cut |= found.is_none();
        let length = found.unwrap_or(rest.len());
        let past = found.map_or(0, |_| end.len());
        self.at += skip + length + past;
        &rest[..length]
    }

    fn text_token(&mut self) -> Token<'a> {
        let rest = self.rest();
        let mut end = 1;
        while let Some(next) = memchr(b'<', &rest.as_bytes()[end..]) {
            end += next;
            if is_markup(&rest[end..]) {
                break;
            }
            end += 1;
        }
        // Where no markup comes, the look ended anywhere, in the middle of a character even.
        if rest.as_bytes().get(end) != Some(&b'<') {
            end = rest.len();
        }
        self.at += end;
        Token::Text(self.entities.decode(&rest[..end]))
    }

    fn doctype(&mut self) {
        let rest = self.rest();
        let close = memchr(b'>', rest.as_bytes());
        let open = memchr(b'[', rest.as_bytes());
        let has_own = matches!((open, close), (Some(open), Some(close)) if open < close);
        let said = self.until(2, if has_own { "]>" } else { ">" });
        self.entities.declare(said);
    }

    fn close(&mut self) -> Token<'a> {
        let rest = self.rest();
        let end = memchr2(b'>', b'<', &rest.as_bytes()[1..]).map_or(rest.len(), |end| end + 1);
        let has_end = rest[end..].starts_with('>');
        self.is_cut |= end == rest.len();
        self.at += end + usize::from(has_end);
        Token::Close(rest[2..end].trim())
    }

    fn open(&mut self) -> Token<'a> {
        let rest = self.rest();
        let end = end_of_tag(rest);
        let has_end = rest[end..].starts_with('>');
        self.is_cut |= end == rest.len();
        self.at += end + usize::from(has_end);
        let tag = &rest[1..end];
        let is_alone = tag.ends_with('/');
        let tag = tag.strip_suffix('/').unwrap_or(tag);
        let name = tag.find(|c: char| c.is_whitespace() || c == '/');
        let (name, attributes) = tag.split_at(name.unwrap_or(tag.len()));
        Token::Open {
            name,
            attributes,
            is_alone,
        }
    }
}

impl<'a> Iterator for Scan<'a> {
    type Item = Token<'a>;

    fn next(&mut self) -> Option<Token<'a>> {
        loop {
            let rest = self.rest();
            if rest.is_empty() {
                return None;
            } else if !is_markup(rest) {
                return Some(self.text_token());
            } else if rest.starts_with("<![CDATA[") {
                return Some(Token::Text(Cow::Borrowed(self.until(9, "]]>"))));
            } else if rest.starts_with("<!--") {
                self.until(4, "-->");
            } else if rest.starts_with("<?") {
                self.until(2, "?>");
            } else if rest.starts_with("<!") {
                self.doctype();
            } else if rest.starts_with("</") {
                return Some(self.close());
            } else {
                return Some(self.open());
            }
        }
    }
}

/// Whether a tag, a comment or the like begins here.
fn is_markup(text: &str) -> bool {
    let mut characters = text.chars();
    let begins =
        |c: char| c.is_alphabetic() || matches!(c, '_' | ':' | '/') || matches!(c, '!' | '?');
    characters.next() == Some('<') && characters.next().is_some_and(begins)
}

/// Where a start tag has its `>`, or where it must end for want of one: no tag holds a `<`.
fn end_of_tag(tag: &str) -> usize {
    let bytes = tag.as_bytes();
    let mut at = 1;
    while let Some(next) = bytes[at..].iter().position(|byte| b"<>\"'".contains(byte)) {
        at += next;
        match bytes[at] {
            b'>' | b'<' => return at,
            quote if bytes[..at].trim_ascii_end().ends_with(b"=") => {
                let inside = &bytes[at + 1..];
                match memchr2(quote, b'<', inside) {
                    Some(end) if inside[end] == quote => at += end + 2,
                    // The quotation mark that should close the value is missing.
                    found => {
                        let end = found.unwrap_or(inside.len());
                        let close = memchr(b'>', &inside[..end]);
                        return at + 1 + close.unwrap_or(end);
                    }
                }
            }
            _ => at += 1,
        }
    }
    bytes.len()
}

#[cfg(test)]
mod tests {
    use super::{Scan, Token};

    fn shown(text: &str) -> String {
        let show = |token| match token {
            Token::Open {
                name,
                attributes,
                is_alone,
            } => {
                let end = if is_alone { "/" } else { "" };
                format!("<{name}|{}{end}>", attributes.trim())
            }
            Token::Close(name) => format!("</{name}>"),
            Token::Text(text) => format!("[{text}]"),
        };
        Scan::new(text).map(show).collect()
    }

    #[test]
    fn what_is_well_formed_is_cut_as_it_is() {
        let text = "<?xml version='1.0'?><!-- <x> --><a b='>'>t&amp;<![CDATA[<i>&amp;]]></a ><c/>";
        assert_eq!(shown(text), "<a|b='>'>[t&][<i>&amp;]</a><c|/>");
        let declared = "<!DOCTYPE r [<!ENTITY e 'v>'>]><r>&e;</r>";
        assert_eq!(shown(declared), "<r|>[v>]</r>");
    }

    #[test]
    fn what_is_not_is_cut_somehow() {
        assert_eq!(shown("<a>1 < 2 & 3 <4</a>"), "<a|>[1 < 2 & 3 <4]</a>");
        assert_eq!(shown("<a b='x>t</a>"), "<a|b='x>[t]</a>");
        assert_eq!(shown("<a b=it's>t<"), "<a|b=it's>[t<]");
        assert_eq!(shown("<a <b>x</b"), "<a|><b|>[x]</b>");
        assert_eq!(shown("<![CDATA[x"), "[x]");
        assert_eq!(shown("<!-- x"), "");
        assert_eq!(shown("</"), "</>");
    }
}
