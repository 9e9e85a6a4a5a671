//! The encoding that a page says it is in: `<meta charset=…>`, `<meta … content="text/html; charset=…">`, `<?xml encoding=…?>`.
//! Often it lies; `text::decode` knows when to believe it.

/// The label in the first bytes of a page.
pub fn charset(bytes: &[u8]) -> Option<String> {
    const LOOK: usize = 4096;
    let head = bytes[..bytes.len().min(LOOK)].to_ascii_lowercase();
    let after = |word: &[u8]| memchr::memmem::find(&head, word).map(|at| &head[at + word.len()..]);
    let rest = after(b"charset").or_else(|| after(b"encoding"))?;
    let rest = rest
        .trim_ascii_start()
        .strip_prefix(b"=")?
        .trim_ascii_start();
    let rest = rest
        .strip_prefix(b"\"")
        .or_else(|| rest.strip_prefix(b"'"))
        .unwrap_or(rest);
    let is_label = |byte: &u8| byte.is_ascii_alphanumeric() || b"-_:.".contains(byte);
    let label: Vec<u8> = rest.iter().copied().take_while(is_label).collect();
    String::from_utf8(label)
        .ok()
        .filter(|label| !label.is_empty())
}

#[cfg(test)]
mod tests {
    use super::charset;

    #[test]
    fn labels_are_found() {
        for (page, label) in [
            ("<meta charset=GB2312>", Some("gb2312")),
            ("<meta content=\"text/html; charset=utf-8\">", Some("utf-8")),
            ("<meta charset = 'big5'>", Some("big5")),
            ("<?xml version='1.0' encoding=\"euc-jp\"?>", Some("euc-jp")),
            ("<p>charset</p>", None),
            ("<p>", None),
        ] {
            assert_eq!(charset(page.as_bytes()).as_deref(), label, "{page}");
        }
    }
}
