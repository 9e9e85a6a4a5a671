//! Who wrote it: names as people put them into feeds, with and without addresses.

use super::names::Space;
use super::tree::Node;

/// The person an element names: by elements in it (Atom), or by its text (RSS).
pub fn person(node: &Node<'_>) -> Option<String> {
    let part = |name: &str| {
        let found = node
            .nodes()
            .find(|part| part.space == Space::Core && part.name == name);
        found
            .map(|part| tidy(&part.text()))
            .filter(|name| !name.is_empty())
    };
    let said = part("name").or_else(|| part("email"));
    let name = said.unwrap_or_else(|| name(&node.text()));
    (!name.is_empty()).then_some(name)
}

/// The name in "a@b.example (Name)", "Name <a@b.example>" or plain "Name".
pub fn name(text: &str) -> String {
    let text = tidy(text);
    let is_address = |part: &str| part.contains('@') && !part.trim().contains(' ');
    let inside = |open: char, close: char| {
        let (before, rest) = text.split_once(open)?;
        Some((before.trim(), rest.strip_suffix(close)?.trim()))
    };
    match inside('(', ')').or_else(|| inside('<', '>')) {
        Some((before, name)) if is_address(before) && !name.is_empty() => name.to_owned(),
        Some((name, inner)) if is_address(inner) && !name.is_empty() => name.to_owned(),
        _ => text,
    }
}

fn tidy(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Several names as one line, each once.
pub fn byline(people: &[String]) -> Option<String> {
    let mut names: Vec<&str> = Vec::new();
    for name in people {
        if !names.contains(&name.as_str()) {
            names.push(name);
        }
    }
    let is_wide = names.iter().all(|name| !name.is_ascii());
    let line = names.join(if is_wide { "、" } else { ", " });
    (!line.is_empty()).then_some(line)
}

#[cfg(test)]
mod tests {
    use super::{byline, name};

    #[test]
    fn names_are_found_beside_addresses() {
        for (text, expected) in [
            ("ann@paper.example (Ann  Reed)", "Ann Reed"),
            ("Ann Reed <ann@paper.example>", "Ann Reed"),
            ("Ann Reed (ann@paper.example)", "Ann Reed"),
            ("ann@paper.example", "ann@paper.example"),
            ("Ann Reed (Desk)", "Ann Reed (Desk)"),
            ("王伟", "王伟"),
        ] {
            assert_eq!(name(text), expected);
        }
        let people = ["王伟", "李梅", "王伟"].map(str::to_owned);
        assert_eq!(byline(&people).as_deref(), Some("王伟、李梅"));
        assert_eq!(byline(&[]), None);
    }
}
