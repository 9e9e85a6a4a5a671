//! Import circles among the files of one room. A name that a `mod.rs` only passes on counts as the file that
//! defines it, so re-exporting is no circle; defining it there and importing it back is one.

use std::collections::{BTreeMap, BTreeSet};

use super::paths::used;
use super::source::Source;

/// A room's circles, each as the list of its files.
pub fn circles(sources: &[Source]) -> Vec<String> {
    let mut found = Vec::new();
    let rooms: BTreeSet<&str> = sources.iter().map(Source::room).collect();
    for room in rooms {
        let files: Vec<&Source> = sources
            .iter()
            .filter(|source| source.room() == room && !source.is_test())
            .collect();
        found.extend(circles_of(&edges(&files)));
    }
    found
}

type Graph = BTreeMap<String, BTreeSet<String>>;

fn edges(files: &[&Source]) -> Graph {
    let passed_on = re_exports(files);
    let mut graph = Graph::new();
    for source in files {
        let targets = used(source)
            .into_iter()
            .filter(|used| used.path[0] == "crate");
        let targets = targets.filter(|used| !is_re_export(source, used.at));
        let files = targets.filter_map(|used| file_of(files, &passed_on, used.path, 0));
        let others = files.filter(|file| *file != source.path);
        graph.insert(source.path.clone(), others.collect());
    }
    graph
}

/// Where each passed-on name really lives: full path of the re-export → path it was taken from.
fn re_exports(files: &[&Source]) -> BTreeMap<Vec<String>, Vec<String>> {
    let mut map = BTreeMap::new();
    for source in files {
        let here = [vec!["crate".to_string()], source.module()].concat();
        for used in used(source) {
            if let (true, Some(name)) = (is_re_export(source, used.at), used.path.last()) {
                map.insert([here.clone(), vec![name.clone()]].concat(), used.path);
            }
        }
    }
    map
}

fn is_re_export(source: &Source, at: usize) -> bool {
    let before = source.code[..at].trim_end();
    let Some(before) = before.strip_suffix("use") else {
        return false;
    };
    let before = before.trim_end();
    before.ends_with("pub") || before.ends_with(')') && before.contains("pub(")
}

/// The file a path leads to: through re-exports, then the longest module on the way.
fn file_of(
    files: &[&Source],
    passed_on: &BTreeMap<Vec<String>, Vec<String>>,
    path: Vec<String>,
    hops: usize,
) -> Option<String> {
    const MANY: usize = 16;
    let through = (1..=path.len())
        .rev()
        .find_map(|n| Some((n, passed_on.get(&path[..n])?)));
    if let (Some((n, origin)), true) = (through, hops < MANY) {
        let path = [origin.as_slice(), &path[n..]].concat();
        return file_of(files, passed_on, path, hops + 1);
    }
    (2..=path.len()).rev().find_map(|n| {
        let module = &path[1..n];
        let file = files.iter().find(|source| source.module() == module);
        file.map(|source| source.path.clone())
    })
}

/// The graph's circles, one through each file that is in any; the same files are told once.
fn circles_of(graph: &Graph) -> Vec<String> {
    let mut told = BTreeSet::new();
    let mut found = Vec::new();
    for start in graph.keys() {
        let mut trail = vec![start.clone()];
        let circular = walk(graph, start, &mut trail, &mut BTreeSet::new());
        let files: BTreeSet<String> = trail.iter().cloned().collect();
        if circular && told.insert(files) {
            found.push(trail.join(" -> "));
        }
    }
    found
}

/// Follows the edges until the trail returns to its start.
fn walk(graph: &Graph, start: &str, trail: &mut Vec<String>, seen: &mut BTreeSet<String>) -> bool {
    let here = trail.last().cloned().unwrap_or_default();
    for next in graph.get(&here).into_iter().flatten() {
        trail.push(next.clone());
        if next == start || seen.insert(next.clone()) && walk(graph, start, trail, seen) {
            return true;
        }
        trail.pop();
    }
    false
}
