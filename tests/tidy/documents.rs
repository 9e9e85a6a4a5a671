//! Documents and data that must agree with each other or with the code. It reads no file itself.

use std::collections::{BTreeMap, BTreeSet};

/// Keys that one table of strings has and another has not, and placeholders that differ.
pub fn uneven_strings(files: &[(String, String)]) -> Vec<String> {
    let mut found = Vec::new();
    let mut tables = Vec::new();
    for (path, text) in files {
        match text.parse::<toml::Table>() {
            Ok(table) => tables.push((path, flatten("", &table))),
            Err(error) => found.push(format!("{path}: {error}")),
        }
    }
    let all: BTreeSet<&String> = tables.iter().flat_map(|(_, table)| table.keys()).collect();
    for key in all {
        let has = tables.iter().filter_map(|(_, table)| table.get(key));
        let slots: BTreeSet<_> = has.map(|text| placeholders(text)).collect();
        for (path, table) in &tables {
            if !table.contains_key(key) {
                found.push(format!("{path}: has no `{key}`"));
            } else if slots.len() > 1 {
                found.push(format!("{path}: `{key}` has other placeholders elsewhere"));
            }
        }
    }
    found
}

fn flatten(prefix: &str, table: &toml::Table) -> BTreeMap<String, String> {
    let mut flat = BTreeMap::new();
    for (key, value) in table {
        let key = format!("{prefix}{key}");
        match value {
            toml::Value::Table(inner) => flat.extend(flatten(&format!("{key}."), inner)),
            toml::Value::String(text) => drop(flat.insert(key, text.clone())),
            other => drop(flat.insert(key, format!("{other:?}"))),
        }
    }
    flat
}

/// The `{names}` in a text.
fn placeholders(text: &str) -> BTreeSet<String> {
    let opened = text.split('{').skip(1);
    opened
        .filter_map(|rest| rest.split_once('}'))
        .map(|(name, _)| name.to_string())
        .collect()
}

/// Tests that a document names (after "test:", in backticks) and the code has not.
pub fn unknown_tests(document: &str, code: &str) -> Vec<String> {
    let mut found = Vec::new();
    for (at, mark) in document.match_indices("test:") {
        let rest = document[at + mark.len()..].trim_start();
        let Some(name) = rest
            .strip_prefix('`')
            .and_then(|rest| rest.split('`').next())
        else {
            continue;
        };
        if !code.contains(&format!("fn {name}(")) {
            let line = document[..at].matches('\n').count() + 1;
            found.push(format!("line {line}: no test `{name}`"));
        }
    }
    found
}

/// Files and folders that a document names in backticks (with a slash or a known ending) and that are not there,
/// neither below `src/` nor at the root.
pub fn unknown_paths(document: &str, exists: impl Fn(&str) -> bool) -> Vec<String> {
    let mut found = Vec::new();
    for (line, number) in document.lines().zip(1..) {
        for name in line.split('`').skip(1).step_by(2) {
            let plain = name
                .chars()
                .all(|c| c.is_ascii_alphanumeric() || "/._-".contains(c));
            let path = name.contains('/') || name.ends_with(".rs") || name.ends_with(".toml");
            let there = || exists(name) || exists(&format!("src/{name}"));
            if plain && path && !name.starts_with("..") && !there() {
                found.push(format!("line {number}: no file `{name}`"));
            }
        }
    }
    found
}

/// Direct dependencies that a document does not mention in backticks.
pub fn unexplained(document: &str, manifest: &str) -> Vec<String> {
    let manifest: toml::Table = manifest.parse().unwrap_or_default();
    let mut names: Vec<String> = Vec::new();
    collect_dependencies(&manifest, &mut names);
    names.retain(|name| !document.contains(&format!("`{name}`")));
    names
}

fn collect_dependencies(table: &toml::Table, names: &mut Vec<String>) {
    for (key, value) in table {
        let Some(inner) = value.as_table() else {
            continue;
        };
        if key.ends_with("dependencies") {
            names.extend(inner.keys().cloned());
        } else if !matches!(key.as_str(), "lints" | "profile" | "package" | "features") {
            collect_dependencies(inner, names);
        }
    }
}
