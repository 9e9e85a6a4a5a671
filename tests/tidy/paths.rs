//! Every path that a source names, with nested `use` groups spread out and `self`/`super` resolved to the crate's
//! root. It knows how paths are written, not which of them are allowed.

use super::source::{Source, is_word};

/// A path as used in a source, from the crate's root or from `std`.
#[derive(Debug, PartialEq, Eq)]
pub struct Used {
    /// Its segments: ["crate", "read", "plain"] or ["std", "fs"].
    pub path: Vec<String>,
    /// Where it begins, as a byte of the source.
    pub at: usize,
}

/// Every path in a source that begins with `crate`, `super`, `self`, the library's name, `std`, or a child module.
pub fn used(source: &Source) -> Vec<Used> {
    let children = child_modules(&source.code);
    let mut found = Vec::new();
    for (at, word) in words(&source.code) {
        let after = source.code[at + word.len()..].trim_start();
        let before = source.code[..at].trim_end();
        let in_use = before.ends_with("use");
        if !(after.starts_with("::") || in_use) || before.ends_with("::") {
            continue;
        }
        let Some(base) = base(source, word, &children) else {
            continue;
        };
        let mut leaves = Vec::new();
        tree(&source.code[at + word.len()..], base, &mut leaves);
        let absolute = leaves.into_iter().map(|path| Used { path, at });
        found.extend(absolute);
    }
    found
}

/// What the first word of a path stands for; `None` for names from elsewhere.
fn base(source: &Source, word: &str, children: &[String]) -> Option<Vec<String>> {
    let here = || [vec!["crate".to_string()], source.module()].concat();
    match word {
        "crate" | "yuebao" => Some(vec!["crate".into()]),
        "std" => Some(vec!["std".into()]),
        "self" => Some(here()),
        "super" => here().split_last().map(|(_, rest)| rest.to_vec()),
        child if children.iter().any(|name| name == child) => {
            Some([here(), vec![child.to_string()]].concat())
        }
        _ => None,
    }
}

/// Spreads `::a::{b, c::d}` over the leaves; returns how many bytes it read.
fn tree(code: &str, mut path: Vec<String>, leaves: &mut Vec<Vec<String>>) -> usize {
    let mut at = 0;
    loop {
        at += blanks(&code[at..]);
        if !code[at..].starts_with("::") {
            break;
        }
        at += 2 + blanks(&code[at + 2..]);
        let word = word_at(&code[at..]);
        if word.is_empty() {
            if code[at..].starts_with('{') {
                return at + group(&code[at..], &path, leaves);
            }
            break;
        }
        at += word.len();
        step(&mut path, word);
    }
    leaves.push(path);
    at
}

fn group(code: &str, path: &[String], leaves: &mut Vec<Vec<String>>) -> usize {
    let mut at = 1;
    loop {
        at += blanks(&code[at..]);
        let word = word_at(&code[at..]);
        let mut inner = path.to_vec();
        at += word.len();
        if word.is_empty() {
            match code[at..].chars().next() {
                Some('}') | None => return (at + 1).min(code.len()),
                Some('*') => leaves.push(inner),
                Some(_) => {}
            }
            at += code[at..].chars().next().map_or(0, char::len_utf8);
        } else if word != "as" && !code[..at - word.len()].trim_end().ends_with(" as") {
            step(&mut inner, word);
            at += tree(&code[at..], inner, leaves);
        }
    }
}

fn step(path: &mut Vec<String>, word: &str) {
    match word {
        "self" => {}
        "super" => drop(path.pop()),
        word => path.push(word.into()),
    }
}

/// Names declared by `mod name;`.
pub fn child_modules(code: &str) -> Vec<String> {
    let mods = words(code).filter(|(_, word)| *word == "mod");
    mods.filter_map(|(at, _)| {
        let rest = code[at + 3..].trim_start();
        let name = word_at(rest);
        let declared = rest[name.len()..].trim_start().starts_with(';');
        declared.then(|| name.to_string())
    })
    .collect()
}

/// Every word of the code with its byte.
pub fn words(code: &str) -> impl Iterator<Item = (usize, &str)> {
    let bytes = code.as_bytes();
    (0..bytes.len()).filter_map(move |at| {
        let starts = is_word(bytes[at]) && (at == 0 || !is_word(bytes[at - 1]));
        (starts && code.is_char_boundary(at)).then(|| (at, word_at(&code[at..])))
    })
}

fn word_at(code: &str) -> &str {
    let end = code.bytes().position(|b| !is_word(b));
    &code[..end.unwrap_or(code.len())]
}

fn blanks(code: &str) -> usize {
    code.len() - code.trim_start().len()
}
