//! How long functions are, in lines from `fn` to the closing brace. Tests and bodiless functions do not count.

use super::paths::words;
use super::source::{Source, item_end};

/// A function and its length.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Function {
    /// Lines from `fn` to the closing brace, both counted.
    pub lines: usize,
    /// Its name.
    pub name: String,
    /// Where it stands, `src/file.rs:line`.
    pub at: String,
}

/// Every function of a source that has a body.
pub fn functions(source: &Source) -> Vec<Function> {
    let code = &source.code;
    let starts = words(code).filter(|(_, word)| *word == "fn");
    starts
        .filter_map(|(at, _)| {
            let rest = code[at + 2..].trim_start();
            let name: String = rest
                .chars()
                .take_while(|c| c.is_alphanumeric() || *c == '_')
                .collect();
            let body = &code[at..item_end(code, at)];
            let whole = !name.is_empty() && body.ends_with('}');
            whole.then(|| Function {
                lines: body.matches('\n').count() + 1,
                name,
                at: source.at(at),
            })
        })
        .collect()
}

/// The length that a share of the functions do not exceed: 0.5 is the median.
pub fn percentile(sorted: &[Function], share: f64) -> usize {
    let at = (sorted.len().saturating_sub(1) as f64 * share) as usize;
    sorted.get(at).map_or(0, |function| function.lines)
}
