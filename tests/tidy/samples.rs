//! Small sources that break each rule, and some that only look as if they did: the checks can fail.

use super::circles::circles;
use super::documents::{uneven_strings, unexplained, unknown_paths, unknown_tests};
use super::functions::functions;
use super::source::Source;
use super::*;

/// Each row: a file, its code, what the floor check must say (empty: nothing).
const FLOOR_SAMPLES: &[(&str, &str, &str)] = &[
    (
        "text/width.rs",
        "use crate::edition::Story;",
        "src/text/width.rs:1: text uses edition",
    ),
    (
        "read/plain/mod.rs",
        "\nuse crate::{edition::Story, typeset::{self, Layout}};",
        "src/read/plain/mod.rs:2: read uses typeset",
    ),
    (
        "typeset/lines.rs",
        "use super::super::library::Key;",
        "src/typeset/lines.rs:1: typeset uses library",
    ),
    (
        "write/json.rs",
        "fn f() { crate::tui::run() }",
        "src/write/json.rs:1: write uses tui",
    ),
    (
        "write/json.rs",
        "pub use crate\n    ::read::Reading as R;",
        "src/write/json.rs:1: write uses read",
    ),
    (
        "text/config.rs",
        "use crate::config::Style;",
        "src/text/config.rs:1: text uses config",
    ),
    (
        "cellar/mod.rs",
        "",
        "src/cellar/mod.rs:1: a room that is not in the table of floors",
    ),
    ("config.rs", "use crate::text::Level;", ""),
    (
        "read/plain/mod.rs",
        "use crate::{edition::Story, text::{self, clean}}; use super::Source;",
        "",
    ),
    (
        "read/mod.rs",
        "// crate::tui is far above\n/* crate::cli */ const S: &str = \"crate::tui\";",
        "",
    ),
    (
        "text/fold.rs",
        "#[cfg(test)]\nmod tests { use crate::tui::App; }",
        "",
    ),
    ("text/tests.rs", "use crate::tui::App;", ""),
];

#[test]
fn floors_are_seen_through_every_way_of_writing_a_path() {
    for (path, code, expected) in FLOOR_SAMPLES {
        let found = floor_breaches(&Source::new(path, code)).join("\n");
        assert_eq!(&found, expected, "{path}: {code}");
    }
}

/// Each row: the files of a room, and whether they go in a circle.
const CIRCLE_SAMPLES: &[(&[(&str, &str)], bool)] = &[
    (
        &[
            ("a/x.rs", "use super::y::Y;"),
            ("a/y.rs", "use crate::a::x::X;"),
            ("a/mod.rs", "mod x;\nmod y;"),
        ],
        true,
    ),
    (
        &[
            ("a/mod.rs", "mod x; pub struct T; fn f() { x::g() }"),
            ("a/x.rs", "use super::T;"),
        ],
        true,
    ),
    (
        &[
            ("a/mod.rs", "mod x; mod t; pub use t::T; fn f() { x::g() }"),
            ("a/x.rs", "use super::T;"),
            ("a/t.rs", "pub struct T;"),
        ],
        false,
    ),
    (
        &[
            ("a/mod.rs", "mod x; mod y; pub use x::X; pub use y::Y;"),
            ("a/x.rs", "use super::Y;"),
            ("a/y.rs", "use super::X;"),
        ],
        true,
    ),
    (
        &[
            ("a/mod.rs", "mod x; mod y;"),
            ("a/x.rs", "use super::y;\nuse crate::b::z;"),
            ("a/y.rs", "#[cfg(test)]\nuse super::x;"),
        ],
        false,
    ),
];

#[test]
fn circles_are_found_and_re_exports_are_none() {
    for (files, expected) in CIRCLE_SAMPLES {
        let sources: Vec<Source> = files
            .iter()
            .map(|(path, code)| Source::new(path, code))
            .collect();
        let found = circles(&sources);
        assert_eq!(!found.is_empty(), *expected, "{files:?}: {found:?}");
    }
}

#[test]
fn long_and_unexplained_files_are_found() {
    let long = format!("//! Why.\n{}", "\n".repeat(LINES));
    assert_eq!(
        size_breaches("src/a.rs", &long),
        ["src/a.rs:401: more than 400 lines"]
    );
    assert_eq!(size_breaches("src/a.rs", "use x;").len(), 1);
    assert!(size_breaches("src/a.rs", "//! Why.\n").is_empty());
}

#[test]
fn words_for_tests_are_found_in_code_only() {
    let bad = "fn f() {\n    x.unwrap();\n    todo!()\n}";
    let found = word_breaches(&Source::new("read/x.rs", bad));
    assert_eq!(
        found,
        ["src/read/x.rs:2: .unwrap()", "src/read/x.rs:3: todo!"]
    );
    for good in [
        "/// x.unwrap() is bad\nfn f() { log(\"panic! at the disco\", r#\"dbg!(\"x\")\"#, '\"', b'\"'); }",
        "#[cfg(test)]\nmod tests { fn f() { x.unwrap() } }",
        "fn f<'a>(x: &'a str) { x.unwrap_or_default(); my_print!(x) }",
    ] {
        assert!(
            word_breaches(&Source::new("read/x.rs", good)).is_empty(),
            "{good}"
        );
    }
    assert!(word_breaches(&Source::new("cli/mod.rs", "fn f() { eprintln!() }")).is_empty());
    assert_eq!(
        word_breaches(&Source::new("tui/mod.rs", "fn f() { eprintln!() }")).len(),
        1
    );
}

#[test]
fn input_and_output_are_found_outside_their_rooms() {
    for (path, code, breaches) in [
        ("read/x.rs", "use std::{io, fs::{self, File}};", 2),
        ("tui/app.rs", "fn f() { std::fs::read(p) }", 1),
        ("library/store.rs", "use std::net::TcpStream;", 1),
        ("library/store.rs", "use std::fs;", 0),
        ("tui/terminal/guard.rs", "use std::fs::File;", 0),
        ("read/x.rs", "use std::fmt; use std::io::Write;", 0),
    ] {
        let found = outside_breaches(&Source::new(path, code));
        assert_eq!(found.len(), breaches, "{path}: {code}: {found:?}");
    }
}

#[test]
fn functions_are_measured_by_their_braces() {
    let code = "fn a(x: [u8; 2]) -> u8 {\n    if x { \"}\" }\n}\ntrait T { fn b(); }\nfn c() {}\n#[cfg(test)]\nfn d() {\n}";
    let found = functions(&Source::new("a/b.rs", code));
    let measured: Vec<_> = found
        .iter()
        .map(|f| (f.name.as_str(), f.lines, f.at.as_str()))
        .collect();
    assert_eq!(
        measured,
        [("a", 3, "src/a/b.rs:1"), ("c", 1, "src/a/b.rs:5")]
    );
}

#[test]
fn a_machine_is_recognised() {
    let line = format!("see {}brief", MACHINES[0]);
    assert_eq!(
        machine_breaches("README.md", &format!("x\n{line}\n")),
        [format!("README.md:2: {line}")]
    );
    assert!(machine_breaches("README.md", "see docs/work and /usr/bin").is_empty());
}

#[test]
fn uneven_tables_of_strings_are_found() {
    let table = |name: &str, text: &str| (name.to_string(), text.to_string());
    let even = [
        table("en", "a = \"{n} left\"\n[b]\nc = \"x\""),
        table("zh", "a = \"还剩 {n}\"\n[b]\nc = \"y\""),
    ];
    assert!(uneven_strings(&even).is_empty());
    let short = [
        table("en", "a = \"x\"\nb = \"y\""),
        table("zh", "a = \"x\""),
    ];
    assert_eq!(uneven_strings(&short), ["zh: has no `b`"]);
    let other = [table("en", "a = \"{n}\""), table("zh", "a = \"{m}\"")];
    assert_eq!(uneven_strings(&other).len(), 2);
}

#[test]
fn a_map_that_no_longer_holds_is_found() {
    assert_eq!(
        unknown_tests("Never lost (test: `a_b`)", "fn c() {}"),
        ["line 1: no test `a_b`"]
    );
    assert!(unknown_tests("Never lost (test: `a_b`)", "fn a_b() {}").is_empty());
    assert_eq!(unknown_tests("Kept (test:\n`a_b`)", "fn c() {}").len(), 1);
    let there = |path: &str| path == "src/tui/run.rs";
    assert!(unknown_paths("`tui/run.rs`, `Story`, `YUEBAO x/y`", there).is_empty());
    assert_eq!(
        unknown_paths("x\n`tui/gone.rs`", there),
        ["line 2: no file `tui/gone.rs`"]
    );
    let manifest = "[dependencies]\nx = \"1\"\n[target.'cfg(unix)'.dependencies]\ny = \"1\"\n[dev-dependencies]\nz = \"1\"";
    assert_eq!(unexplained("`x` for this, `z` for that", manifest), ["y"]);
}
