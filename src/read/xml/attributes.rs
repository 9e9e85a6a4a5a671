//! The attributes of one tag, as they come: quoted in either way, or not at all.

/// Names and values, the references in the values unresolved. A name without a value is passed over.
pub fn attributes(tag: &str) -> impl Iterator<Item = (&str, &str)> {
    let mut rest = tag;
    std::iter::from_fn(move || {
        loop {
            rest = rest.trim_start_matches(|c: char| c.is_whitespace() || c == '/');
            let end = rest.find(|c: char| c.is_whitespace() || c == '=')?;
            let (name, after) = rest.split_at(end);
            match after.trim_start().strip_prefix('=') {
                Some(after) => {
                    let (value, after) = value(after.trim_start());
                    rest = after;
                    return Some((name, value));
                }
                None => rest = after,
            }
        }
    })
}

/// The value at the start of `text`, and what comes after it.
fn value(text: &str) -> (&str, &str) {
    match text.chars().next() {
        Some(quote @ ('"' | '\'')) => {
            let inside = &text[1..];
            inside.split_once(quote).unwrap_or((inside, ""))
        }
        _ => text.split_at(text.find(char::is_whitespace).unwrap_or(text.len())),
    }
}

#[cfg(test)]
mod tests {
    use super::attributes;

    #[test]
    fn attributes_are_read_however_they_are_quoted() {
        let found: Vec<_> = attributes(" a='1 2' b = \"x'y\" c=3 d e=\"\" f='open").collect();
        let expected = [
            ("a", "1 2"),
            ("b", "x'y"),
            ("c", "3"),
            ("e", ""),
            ("f", "open"),
        ];
        assert_eq!(found, expected);
        assert_eq!(attributes("").count(), 0);
        assert_eq!(attributes(" = =").count(), 1);
    }
}
