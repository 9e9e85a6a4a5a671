//! The house rules, read off the sources: floors, circles, sizes, words that have no place, and documents that must
//! agree with the code. Each check is a table of data and one function that returns what it found, file and line;
//! `tests/tidy/samples.rs` shows that each of them can fail.

#[path = "tidy/circles.rs"]
mod circles;
#[path = "tidy/documents.rs"]
mod documents;
#[path = "tidy/functions.rs"]
mod functions;
#[path = "tidy/paths.rs"]
mod paths;
#[path = "tidy/samples.rs"]
mod samples;
#[path = "tidy/source.rs"]
mod source;

use std::fs;

use functions::{functions, percentile};
use source::{Source, files_below, relative, root, sources};

/// Each room and its floor. A room uses rooms below its floor, never its own floor's neighbours, never above.
const FLOORS: &[(&str, u8)] = &[
    ("text", 1),
    ("config", 1),
    ("edition", 2),
    ("read", 3),
    ("write", 3),
    ("typeset", 3),
    ("library", 3),
    ("delivery", 4),
    ("tui", 5),
    ("cli", 6),
    ("main", 6),
];

/// The rooms that may use a neighbour: options are made of the words of `text`, and the binary calls the commands.
const NEIGHBOURS: &[(&str, &str)] = &[("config", "text"), ("main", "cli")];

/// The most lines a Rust file may have.
const LINES: usize = 400;

/// The most lines a function may have: half of them, and all but one in twenty.
const FUNCTION: [(f64, usize); 2] = [(0.5, 9), (0.95, 50)];

/// Words that production code does not use, and where they are at home.
const WORDS: &[(&str, &[&str])] = &[
    (".unwrap()", &[]),
    ("todo!", &[]),
    ("unimplemented!", &[]),
    ("dbg!", &[]),
    ("panic!", &[]),
    ("println!", &[]),
    ("print!", &[]),
    ("eprint!", &["cli/", "main.rs"]),
    ("eprintln!", &["cli/", "main.rs"]),
];

/// Parts of `std` that reach outside the program, and the only places that may use them.
const OUTSIDE: &[(&[&str], &[&str])] = &[
    (
        &["std", "fs"],
        &["library/", "delivery/", "tui/terminal", "main.rs"],
    ),
    (&["std", "net"], &["delivery/"]),
    (
        &["std", "process", "Command"],
        &["delivery/", "tui/terminal"],
    ),
];

/// Paths of one machine, which no file of the repository may hold.
const MACHINES: &[&str] = &[
    concat!("/wo", "rk/"),
    concat!("/ro", "ot/"),
    concat!("/Us", "ers/"),
    concat!("C:\\Us", "ers\\"),
];

fn floor(room: &str) -> Option<u8> {
    let row = FLOORS.iter().find(|(name, _)| *name == room);
    row.map(|(_, floor)| *floor)
}

fn floor_breaches(source: &Source) -> Vec<String> {
    let room = source.room();
    let Some(own) = floor(room).filter(|_| !source.is_test()) else {
        let known = room == "lib" || source.is_test();
        let stranger = format!(
            "src/{}:1: a room that is not in the table of floors",
            source.path
        );
        return if known { vec![] } else { vec![stranger] };
    };
    let mut found = Vec::new();
    for used in paths::used(source) {
        let Some(other) = used.path.get(1).filter(|_| used.path[0] == "crate") else {
            continue;
        };
        let allowed = floor(other).is_none_or(|floor| floor < own)
            || other == room
            || NEIGHBOURS.contains(&(room, other));
        if !allowed {
            found.push(format!("{}: {room} uses {other}", source.at(used.at)));
        }
    }
    found.dedup();
    found
}

fn size_breaches(path: &str, text: &str) -> Vec<String> {
    let lines = text.lines().count();
    let long = format!("{path}:{lines}: more than {LINES} lines");
    let bare = format!("{path}:1: does not open with a module doc (//!)");
    let mut found = Vec::new();
    found.extend((lines > LINES).then_some(long));
    found.extend((!text.starts_with("//! ")).then_some(bare));
    found
}

fn word_breaches(source: &Source) -> Vec<String> {
    let mut found = Vec::new();
    for (word, homes) in WORDS.iter().filter(|_| !source.is_test()) {
        if homes.iter().any(|home| source.path.starts_with(home)) {
            continue;
        }
        for (at, _) in source.code.match_indices(word) {
            let before = source.code[..at].bytes().next_back();
            let inside =
                word.starts_with(char::is_alphabetic) && before.is_some_and(source::is_word);
            if !inside {
                found.push(format!("{}: {word}", source.at(at)));
            }
        }
    }
    found
}

fn outside_breaches(source: &Source) -> Vec<String> {
    let mut found = Vec::new();
    for used in paths::used(source).iter().filter(|_| !source.is_test()) {
        for (part, homes) in OUTSIDE {
            let reaches =
                used.path.len() >= part.len() && used.path.iter().zip(*part).all(|(a, b)| a == b);
            if reaches && !homes.iter().any(|home| source.path.starts_with(home)) {
                found.push(format!("{}: {}", source.at(used.at), used.path.join("::")));
            }
        }
    }
    found
}

fn machine_breaches(path: &str, text: &str) -> Vec<String> {
    let lines = text.lines().zip(1..);
    let hits = lines.filter(|(line, _)| MACHINES.iter().any(|machine| line.contains(machine)));
    hits.map(|(line, number)| format!("{path}:{number}: {}", line.trim()))
        .collect()
}

#[track_caller]
fn none(rule: &str, found: Vec<String>) {
    assert!(found.is_empty(), "{rule}:\n  {}", found.join("\n  "));
}

#[test]
fn no_room_uses_its_own_floor_or_one_above() {
    none(
        "a room uses only the floors below its own",
        sources().iter().flat_map(floor_breaches).collect(),
    );
}

#[test]
fn no_import_circles_inside_a_room() {
    none(
        "files of a room import in one direction",
        circles::circles(&sources()),
    );
}

#[test]
fn files_are_short_and_say_what_they_are_for() {
    let folders = ["src", "tests", "benches"].map(|folder| root().join(folder));
    let files = folders.iter().flat_map(|folder| files_below(folder));
    let rust = files.filter(|path| path.extension().is_some_and(|end| end == "rs"));
    let found = rust.flat_map(|path| {
        let text = fs::read_to_string(&path).expect("sources are UTF-8");
        size_breaches(&relative(&path, root()), &text)
    });
    none(
        "every file is short and opens with its purpose",
        found.collect(),
    );
}

#[test]
fn production_code_neither_panics_nor_prints() {
    none(
        "these words are for tests only",
        sources().iter().flat_map(word_breaches).collect(),
    );
}

#[test]
fn only_the_rim_touches_the_outside() {
    none(
        "files, sockets and other programs are for library, delivery and the terminal",
        sources().iter().flat_map(outside_breaches).collect(),
    );
}

#[test]
fn functions_are_short() {
    let mut all: Vec<_> = sources()
        .iter()
        .filter(|source| !source.is_test())
        .flat_map(functions)
        .collect();
    all.sort();
    for (share, most) in FUNCTION {
        let lines = percentile(&all, share);
        println!(
            "{:.0} % of {} functions: up to {lines} lines",
            share * 100.0,
            all.len()
        );
        assert!(
            lines <= most,
            "{lines} lines at {share}; the longest: {:#?}",
            all.iter().rev().take(8).collect::<Vec<_>>()
        );
    }
}

#[test]
fn no_file_names_a_machine() {
    let found = files_below(root()).into_iter().flat_map(|path| {
        let text = fs::read_to_string(&path).unwrap_or_default();
        machine_breaches(&relative(&path, root()), &text)
    });
    none("the repository is of no one machine", found.collect());
}

#[test]
fn every_language_has_every_string() {
    let folder = root().join("data/strings");
    let files = files_below(&folder);
    let texts = files.iter().map(|path| {
        let text = fs::read_to_string(path).expect("strings are UTF-8");
        (relative(path, root()), text)
    });
    none(
        "the tables of strings agree",
        documents::uneven_strings(&texts.collect::<Vec<_>>()),
    );
}

#[test]
fn the_map_names_tests_that_exist() {
    let map = fs::read_to_string(root().join("ARCHITECTURE.md")).expect("the map is there");
    let code: String = [root().join("src"), root().join("tests")]
        .iter()
        .flat_map(|folder| files_below(folder))
        .map(|path| fs::read_to_string(path).unwrap_or_default())
        .collect();
    none(
        "each invariant names its test",
        documents::unknown_tests(&map, &code),
    );
}

#[test]
fn the_map_names_files_that_exist() {
    let map = fs::read_to_string(root().join("ARCHITECTURE.md")).expect("the map is there");
    let found = documents::unknown_paths(&map, |path| root().join(path).exists());
    none("the map shows what is there", found);
}

#[test]
fn the_map_says_why_each_dependency_is_there() {
    let map = fs::read_to_string(root().join("ARCHITECTURE.md")).expect("the map is there");
    let manifest = fs::read_to_string(root().join("Cargo.toml")).expect("the manifest is there");
    none(
        "each dependency has its reason",
        documents::unexplained(&map, &manifest),
    );
}
