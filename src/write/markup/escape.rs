//! The one place where text becomes markup. What it gives is sound in HTML and in XML, within elements and in quoted
//! attributes.

/// Adds text.
pub fn text(out: &mut String, text: &str) {
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\n' => out.push_str("&#10;"),
            '\t' => out.push_str("&#9;"),
            c if is_allowed(c) => out.push(c),
            _ => {}
        }
    }
}

/// Whether XML may hold a character (XML 1.0 §2.2), and HTML reads it as itself.
fn is_allowed(c: char) -> bool {
    !matches!(c, '\u{0}'..='\u{1f}' | '\u{7f}'..='\u{9f}' | '\u{fffe}' | '\u{ffff}')
}

/// Adds an attribute.
pub fn attribute(out: &mut String, name: &str, value: &str) {
    out.push(' ');
    out.push_str(name);
    out.push_str("=\"");
    text(out, value);
    out.push('"');
}

/// Adds an attribute that may be absent.
pub fn maybe(out: &mut String, name: &str, value: Option<&str>) {
    if let Some(value) = value {
        attribute(out, name, value);
    }
}

/// Adds an element with text in it and a class.
pub fn element(out: &mut String, name: &str, class: &str, value: &str) {
    out.push('<');
    out.push_str(name);
    attribute(out, "class", class);
    out.push('>');
    text(out, value);
    close(out, name);
}

/// Adds the end of an element.
pub fn close(out: &mut String, name: &str) {
    out.push_str("</");
    out.push_str(name);
    out.push('>');
}
