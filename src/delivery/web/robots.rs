//! robots.txt by RFC 9309: which paths of a site are closed to yuebao, and how long to wait between requests. Pure; who
//! fetches the file, and what its absence means, is in `rules`.

use std::time::Duration;

/// The name that groups are looked for by.
const NAME: &str = "yuebao";

/// What a site asks of yuebao.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Robots {
    rules: Vec<Rule>,
    /// The pause between requests that it asks for (`Crawl-delay`, which is no part of the RFC and widely used).
    pub delay: Option<Duration>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct Rule {
    allows: bool,
    pattern: String,
    /// Whether it has to fit the whole path (`$`).
    whole: bool,
}

/// The groups that count, while a file is read.
#[derive(Default)]
struct Groups {
    own: Option<Robots>,
    all: Robots,
    /// Whether the open group is for yuebao, and whether it is for everybody.
    open: (bool, bool),
    /// Whether the open group has rules, so that a further name begins another.
    closed: bool,
}

impl Robots {
    /// Reads a file. Nothing in it is an error; what says nothing to yuebao is passed over.
    pub fn parse(bytes: &[u8]) -> Self {
        let text = String::from_utf8_lossy(bytes);
        let mut groups = Groups::default();
        for line in text.trim_start_matches('\u{feff}').split(['\n', '\r']) {
            let line = line.split('#').next().unwrap_or_default();
            if let Some((key, value)) = line.split_once(':') {
                groups.take(&key.trim().to_ascii_lowercase(), value.trim());
            }
        }
        groups.own.unwrap_or(groups.all)
    }

    /// Whether a path, with its query, is open: the longest rule that fits decides, and of two the one that allows.
    pub fn allows(&self, path: &str) -> bool {
        if path == "/robots.txt" {
            return true;
        }
        let path = normal(path.as_bytes(), b"*$");
        let fitting = self.rules.iter().filter(|rule| rule.fits(&path));
        fitting
            .max_by_key(|rule| (rule.pattern.len() + usize::from(rule.whole), rule.allows))
            .is_none_or(|rule| rule.allows)
    }
}

impl Groups {
    fn take(&mut self, key: &str, value: &str) {
        match key {
            "user-agent" => self.name(value),
            "allow" | "disallow" => self.rule(key == "allow", value),
            "crawl-delay" => self.delay(value),
            // Sitemaps and the like do not end a group (RFC 9309 §2.2.4).
            _ => {}
        }
    }

    fn name(&mut self, value: &str) {
        if std::mem::take(&mut self.closed) {
            self.open = (false, false);
        }
        let end = value.find(|c: char| !(c.is_ascii_alphabetic() || c == '-' || c == '_'));
        let name = &value[..end.unwrap_or(value.len())];
        if name.eq_ignore_ascii_case(NAME) {
            self.open.0 = true;
            self.own.get_or_insert_default();
        }
        self.open.1 |= value.starts_with('*');
    }

    fn rule(&mut self, allows: bool, value: &str) {
        self.closed = true;
        if value.starts_with(['/', '*']) {
            let rule = Rule::parse(allows, value);
            self.each(|robots| robots.rules.push(rule.clone()));
        }
    }

    fn delay(&mut self, value: &str) {
        let seconds = value.parse::<f64>().ok();
        let delay = seconds.and_then(|seconds| Duration::try_from_secs_f64(seconds).ok());
        self.each(|robots| robots.delay = robots.delay.max(delay));
    }

    fn each(&mut self, mut change: impl FnMut(&mut Robots)) {
        if let Some(own) = self.own.as_mut().filter(|_| self.open.0) {
            change(own);
        }
        if self.open.1 {
            change(&mut self.all);
        }
    }
}

/// A path in the form that two are compared in (RFC 9309 §2.2.2): what need not be encoded is not, all else is, and so are
/// the bytes of `coded`.
fn normal(path: &[u8], coded: &[u8]) -> String {
    let mut normal = String::with_capacity(path.len());
    let mut at = 0;
    while let Some(&byte) = path.get(at) {
        let hex = path
            .get(at + 1..at + 3)
            .and_then(|hex| std::str::from_utf8(hex).ok());
        let escaped = hex
            .filter(|_| byte == b'%')
            .and_then(|hex| u8::from_str_radix(hex, 16).ok());
        let plain = match escaped {
            Some(byte) => byte.is_ascii_alphanumeric() || b"-._~".contains(&byte),
            None => byte.is_ascii() && !coded.contains(&byte),
        };
        let byte = escaped.unwrap_or(byte);
        if plain {
            normal.push(char::from(byte));
        } else {
            normal.push_str(&format!("%{byte:02X}"));
        }
        at += if escaped.is_some() { 3 } else { 1 };
    }
    normal
}

impl Rule {
    fn parse(allows: bool, value: &str) -> Self {
        let open = value.strip_suffix('$');
        let pattern = normal(open.unwrap_or(value).as_bytes(), b"$");
        let whole = open.is_some();
        Self {
            allows,
            pattern,
            whole,
        }
    }

    /// Whether it fits the beginning of a path, or all of it. Stars take as little as they can, which is enough.
    fn fits(&self, path: &str) -> bool {
        let (first, rest) = match self.pattern.split_once('*') {
            Some((first, rest)) => (first, Some(rest)),
            None => (&*self.pattern, None),
        };
        match (path.strip_prefix(first), rest) {
            (None, _) => false,
            (Some(left), None) => !self.whole || left.is_empty(),
            (Some(left), Some(rest)) => self.fits_after_star(rest, left),
        }
    }

    fn fits_after_star(&self, rest: &str, mut left: &str) -> bool {
        let mut parts: Vec<&str> = rest.split('*').collect();
        let last = if self.whole { parts.pop() } else { None };
        for part in parts {
            let Some(at) = left.find(part) else {
                return false;
            };
            left = &left[at + part.len()..];
        }
        last.is_none_or(|last| left.ends_with(last))
    }
}

#[cfg(test)]
mod tests;
