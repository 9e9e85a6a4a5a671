//! The repository's files as the checks see them: Rust sources with comments, strings and tests blanked out, so
//! that a word in a comment is never taken for code. Line numbers stay what they were. It judges nothing.

use std::fs;
use std::path::{Path, PathBuf};

/// One Rust file of `src/`.
pub struct Source {
    /// Path below `src/`, with forward slashes ("read/plain/lines.rs").
    pub path: String,
    /// The file as it stands.
    pub text: String,
    /// The file with comments, literals and `#[cfg(test)]` items blanked; same lines.
    pub code: String,
}

impl Source {
    /// A source from its text; the checks' own tests make small ones this way.
    pub fn new(path: &str, text: &str) -> Self {
        let code = blank_tests(&blank_literals(text));
        Self {
            path: path.into(),
            text: text.into(),
            code,
        }
    }

    /// The top-level room: "read" of "read/plain/lines.rs", "config" of "config.rs".
    pub fn room(&self) -> &str {
        let first = self.path.split('/').next().unwrap_or_default();
        first.strip_suffix(".rs").unwrap_or(first)
    }

    /// The module path: ["read", "plain"] of "read/plain/mod.rs"; empty for the crate's root.
    pub fn module(&self) -> Vec<String> {
        let path = self.path.trim_end_matches(".rs");
        let path = path.strip_suffix("/mod").unwrap_or(path);
        let parts = path.split('/').map(String::from);
        parts.filter(|part| part != "lib").collect()
    }

    /// A file of nothing but tests (`tests.rs`, `…/tests/…`).
    pub fn is_test(&self) -> bool {
        self.path
            .split('/')
            .any(|part| part == "tests" || part == "tests.rs")
    }

    /// `src/path:line`, one-based, of a byte of the file.
    pub fn at(&self, byte: usize) -> String {
        let lines = self.text.bytes().take(byte).filter(|&b| b == b'\n').count();
        format!("src/{}:{}", self.path, lines + 1)
    }
}

/// The folder of the repository.
pub fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Every Rust file of `src/`.
pub fn sources() -> Vec<Source> {
    let src = root().join("src");
    let rust = files_below(&src)
        .into_iter()
        .filter(|path| path.extension().is_some_and(|end| end == "rs"));
    rust.map(|path| {
        let name = relative(&path, &src);
        Source::new(
            &name,
            &fs::read_to_string(&path).expect("sources are UTF-8"),
        )
    })
    .collect()
}

/// Every file below a folder, sorted, without what git and cargo keep.
pub fn files_below(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut open = vec![folder.to_path_buf()];
    while let Some(folder) = open.pop() {
        for entry in fs::read_dir(&folder).into_iter().flatten().flatten() {
            let path = entry.path();
            let name = entry.file_name();
            if name == "target" || name == ".git" {
                continue;
            }
            if path.is_dir() {
                open.push(path);
            } else {
                found.push(path);
            }
        }
    }
    found.sort();
    found
}

/// A path below a folder, with forward slashes.
pub fn relative(path: &Path, folder: &Path) -> String {
    let path = path.strip_prefix(folder).unwrap_or(path);
    path.to_string_lossy().replace('\\', "/")
}

/// Comments, strings and character literals become blanks; quotes and line ends stay.
fn blank_literals(text: &str) -> String {
    let bytes = text.as_bytes();
    let mut out = bytes.to_vec();
    let mut at = 0;
    while at < bytes.len() {
        let end = literal_end(bytes, at);
        for byte in &mut out[at..end] {
            if *byte != b'\n' {
                *byte = b' ';
            }
        }
        at = end.max(at + 1);
    }
    String::from_utf8(out).expect("whole literals were blanked")
}

/// Where the comment or literal that begins here ends; `at` itself where none does.
fn literal_end(bytes: &[u8], at: usize) -> usize {
    let rest = &bytes[at..];
    let fresh = at == 0 || !is_word(bytes[at - 1]);
    match rest {
        [b'/', b'/', ..] => find(bytes, at, b"\n"),
        [b'/', b'*', ..] => comment_end(bytes, at),
        [b'"', ..] => string_end(bytes, at + 1),
        [b'b', b'"', ..] if fresh => string_end(bytes, at + 2),
        [b'r' | b'b', ..] if fresh => raw_end(bytes, at).unwrap_or(at),
        [b'\'', ..] => char_end(bytes, at).unwrap_or(at),
        _ => at,
    }
}

fn comment_end(bytes: &[u8], at: usize) -> usize {
    let (mut depth, mut here) = (0usize, at);
    while here < bytes.len() {
        match &bytes[here..] {
            [b'/', b'*', ..] => (depth, here) = (depth + 1, here + 2),
            [b'*', b'/', ..] if depth == 1 => return here + 2,
            [b'*', b'/', ..] => (depth, here) = (depth - 1, here + 2),
            _ => here += 1,
        }
    }
    bytes.len()
}

fn string_end(bytes: &[u8], mut at: usize) -> usize {
    while at < bytes.len() && bytes[at] != b'"' {
        at += if bytes[at] == b'\\' { 2 } else { 1 };
    }
    (at + 1).min(bytes.len())
}

fn raw_end(bytes: &[u8], at: usize) -> Option<usize> {
    let start = at + usize::from(bytes[at] == b'b');
    let hashes = bytes
        .get(start + 1..)?
        .iter()
        .take_while(|&&b| b == b'#')
        .count();
    let open = bytes[start] == b'r' && bytes.get(start + 1 + hashes) == Some(&b'"');
    let close = [b"\"".to_vec(), vec![b'#'; hashes]].concat();
    let end = find(bytes, start + 2 + hashes, &close) + close.len();
    open.then_some(end.min(bytes.len()))
}

/// The end of a character literal; `None` for a lifetime.
fn char_end(bytes: &[u8], at: usize) -> Option<usize> {
    let body = std::str::from_utf8(&bytes[at + 1..]).ok()?;
    let mut chars = body.char_indices();
    let (_, first) = chars.next()?;
    if first == '\\' {
        return Some(find(bytes, at + 3, b"'") + 1);
    }
    let (next, quote) = chars.next()?;
    (quote == '\'').then_some(at + 1 + next + 1)
}

fn find(bytes: &[u8], from: usize, needle: &[u8]) -> usize {
    let from = from.min(bytes.len());
    let hit = bytes[from..]
        .windows(needle.len())
        .position(|w| w == needle);
    hit.map_or(bytes.len(), |hit| from + hit)
}

/// Blanks every item under `#[cfg(test)]`.
fn blank_tests(code: &str) -> String {
    const MARK: &str = "#[cfg(test)]";
    let mut out = code.to_string();
    while let Some(start) = out.find(MARK) {
        let end = item_end(&out, start + MARK.len());
        let blank: String = out[start..end]
            .chars()
            .map(|c| if c == '\n' { c } else { ' ' })
            .collect();
        out.replace_range(start..end, &blank);
    }
    out
}

/// Where the item that begins here ends: its `;`, or the brace that closes it.
pub fn item_end(code: &str, from: usize) -> usize {
    let mut depth = 0usize;
    for (at, byte) in code.bytes().enumerate().skip(from) {
        match byte {
            b'{' | b'(' | b'[' => depth += 1,
            b'}' if depth <= 1 => return at + 1,
            b'}' | b')' | b']' => depth = depth.saturating_sub(1),
            b';' if depth == 0 => return at + 1,
            _ => {}
        }
    }
    code.len()
}

/// A byte that can stand in a name.
pub fn is_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_' || byte >= 0x80
}
