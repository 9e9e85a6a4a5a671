//! Input that is huge, broken or meant to do harm: a clear result, bounded memory, nothing that acts on a terminal.
//!
//! Memory is bounded from outside: each run may map 12 × its input + 64 MB and not a byte more, so one that needs more
//! ends with a signal instead of a result. Unoptimised builds take inputs a fiftieth the size, to stay quick.

#![allow(clippy::unwrap_used)] // A test that finds no value has failed.

mod common;
#[path = "hostile/forms.rs"]
mod forms;

use std::path::Path;
use std::process::Stdio;

use common::{Desk, Outcome};

/// How much smaller the inputs of an unoptimised build are.
const SCALE: usize = if cfg!(debug_assertions) { 50 } else { 1 };

/// What the program may map besides, in bytes: an unoptimised one is itself some 50 MB.
#[cfg(target_os = "linux")]
const OWN: u64 = if cfg!(debug_assertions) {
    108 << 20
} else {
    64 << 20
};

/// Runs the program on `path` within the memory that an input of `bytes` bytes is allowed.
#[cfg(target_os = "linux")]
fn bounded(desk: &Desk, arguments: &[&str], bytes: u64) -> Outcome {
    let kilobytes = (12 * bytes + OWN) >> 10;
    let mut shell = std::process::Command::new("sh");
    shell.args([
        "-c",
        &format!("ulimit -v {kilobytes} && exec \"$0\" \"$@\""),
    ]);
    shell.arg(env!("CARGO_BIN_EXE_yuebao")).args(arguments);
    shell
        .envs(desk.environment())
        .current_dir(desk.path(""))
        .stdin(Stdio::null());
    Outcome::of(shell.output().unwrap())
}

/// Elsewhere the runs are the same, without the bound.
#[cfg(not(target_os = "linux"))]
fn bounded(desk: &Desk, arguments: &[&str], _bytes: u64) -> Outcome {
    desk.run(arguments)
}

fn size(path: &Path) -> u64 {
    let meta = std::fs::metadata(path).unwrap();
    match meta.is_dir() {
        false => meta.len(),
        true => std::fs::read_dir(path)
            .unwrap()
            .map(|entry| size(&entry.unwrap().path()))
            .sum(),
    }
}

/// Every command gives a result for a file: the text, or one line that says why not. Never a panic, never a signal.
#[track_caller]
fn check(desk: &Desk, name: &str) -> Vec<String> {
    let bytes = size(&desk.path(name));
    let commands = [
        &["export", name][..],
        &["export", name, "--to", "text"],
        &["export", name, "--to", "markdown"],
        &["print", name],
    ];
    commands
        .map(|arguments| result(bounded(desk, arguments, bytes), arguments))
        .into()
}

#[track_caller]
fn result(outcome: Outcome, arguments: &[&str]) -> String {
    let Outcome { out, err, code } = outcome;
    assert!(
        matches!(code, Some(0 | 1)),
        "{arguments:?} ended with {code:?}: {err}"
    );
    assert!(!err.contains("panicked"), "{err}");
    assert_eq!(err.lines().count(), usize::from(code == Some(1)), "{err}");
    assert!(code == Some(1) || !out.is_empty());
    harmless(&out);
    harmless(&err);
    out
}

/// Nothing in it acts on a terminal: no control but line ends and tabs, no bidi override, nothing invisible.
#[track_caller]
fn harmless(text: &str) {
    let acts = |c: char| {
        (c.is_control() && c != '\n' && c != '\t')
            || matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{FEFF}')
    };
    let found = text
        .find(acts)
        .map(|at| text[at..].chars().take(20).collect::<String>());
    assert_eq!(found, None);
    assert!(
        !text.contains("\\u001b"),
        "an escape in JSON is one all the same"
    );
}

fn count(text: &str, what: &str) -> usize {
    text.matches(what).count()
}

#[test]
fn one_line_of_50_megabytes() {
    let desk = Desk::new();
    let sentence = "河边的风很大，船工把缆绳又紧了一圈。";
    let times = 50_000_000 / SCALE / sentence.len();
    desk.file("line.txt", sentence.repeat(times));
    for written in check(&desk, "line.txt") {
        let letters: String = written.split_whitespace().collect();
        assert_eq!(count(&letters, "船"), times);
    }
}

#[test]
fn one_word_of_50_megabytes() {
    let desk = Desk::new();
    let times = 50_000_000 / SCALE;
    desk.file("word.txt", "a".repeat(times));
    for written in check(&desk, "word.txt") {
        assert!(count(&written, "a") >= times);
    }
}

#[test]
fn a_hundred_thousand_stories() {
    let desk = Desk::new();
    let stories = 100_000 / SCALE;
    let page: String = (1..=stories)
        .map(|number| {
            format!("第{number}号消息说了些什么\n\n　　城南的水厂昨天夜里换了第{number}号阀门，今天早晨六点恢复供水，水压正常。\n\n\n")
        })
        .collect();
    desk.file("many.txt", page);
    for written in check(&desk, "many.txt") {
        let letters: String = written.split_whitespace().collect();
        assert_eq!(count(&letters, "号阀门"), stories);
    }
}

#[test]
fn editions_in_json_of_50_megabytes() {
    let bytes = (50 << 20) / SCALE;
    // Small bytes that ask for much: each is filled with the one in the middle.
    for (open, item, close) in [
        ("{\"stories\":[", "{},", "{}]}"),
        ("{\"stories\":[", "{\"url\":\"a\"},", "{}]}"),
        ("{\"loose\":[", "\"a\",", "\"b\"]}"),
        (
            "{\"sections\":[{\"stories\":[",
            "\"\",",
            "\"\"]}],\"loose\":[\"a\"]}",
        ),
        (
            "{\"stories\":[{\"blocks\":[",
            "{\"kind\":\"rule\"},",
            "{\"kind\":\"rule\"}]}]}",
        ),
        (
            "{\"stories\":[{\"blocks\":[{\"kind\":\"paragraph\",\"text\":\"",
            "\\u001b[m\\n一",
            "\"}]}]}",
        ),
        ("{\"stories\":[{\"headline\":\"", "a\u{301}", "\"}]}"),
        (
            "{\"stories\":[{\"blocks\":[{\"kind\":\"paragraph\",\"text\":\"aa\",\"spans\":[",
            "{\"range\":{\"start\":0,\"end\":1},\"mark\":\"name\"},",
            "{\"range\":{\"start\":0,\"end\":1},\"mark\":\"name\"}]}]}]}",
        ),
        ("{\"masthead\":", "[", ""),
    ] {
        let desk = Desk::new();
        let json = format!("{open}{}{close}", item.repeat(bytes / item.len()));
        std::fs::write(desk.path("edition.json"), json).unwrap();
        check(&desk, "edition.json");
    }
}

#[test]
fn escapes_controls_and_overrides_in_the_text() {
    let desk = Desk::new();
    let page = "\u{FEFF}标题\x1b[31m红\x1b]0;owned\x07了一半\n\n正文里有\x1b[2J清屏，\u{202E}倒写\u{202C}，\u{2066}隔离\u{2069}，\u{9b}31m，\x08退格，\x7f删除，和普通的话。\r\n\
        \x1bP1$r\x1b\\第二段也一样，\u{200B}零宽\u{200D}字符，写到这里为止，没有别的了。\n";
    desk.file("escapes.txt", page);
    for written in check(&desk, "escapes.txt") {
        assert!(written.contains("普通的话"), "{written}");
    }
}

#[test]
fn bytes_that_are_no_text_in_any_encoding() {
    let desk = Desk::new();
    let text = "夜里下了雨，早晨的路面还是湿的，卖菜的人来得比平常晚。\n"
        .repeat(30)
        .into_bytes();
    for (number, broken) in [
        [text.clone(), vec![0xFF, 0xFE, 0xC3, 0x28, 0xA0]].concat(),
        [vec![0xC3, 0x28], text.clone(), vec![0xE9]].concat(),
        text.iter().map(|byte| byte ^ 0x80).collect(),
        text.iter().flat_map(|&byte| [byte, 0]).collect(),
        [text.clone(), vec![0], text.clone()].concat(),
        vec![0; 4096],
        vec![0xFF; 4096],
        (0..=255u8).cycle().take(4096).collect(),
        vec![0xFF, 0xFE],
        vec![0xEF, 0xBB, 0xBF],
        vec![b'\n'; 100_000],
    ]
    .into_iter()
    .enumerate()
    {
        let name = format!("broken{number}");
        desk.file(&name, broken);
        check(&desk, &name);
    }
}

#[test]
fn text_with_a_few_bad_bytes_is_read_all_the_same() {
    let desk = Desk::new();
    let sentence = "夜里下了雨，早晨的路面还是湿的，卖菜的人来得比平常晚。\n\n";
    let mut bytes = sentence.repeat(20).into_bytes();
    bytes.extend([0xFF, 0xC0, b'\n', b'\n']);
    bytes.extend(sentence.repeat(20).bytes());
    desk.file("bad.txt", bytes);
    for written in check(&desk, "bad.txt") {
        let letters: String = written.split_whitespace().collect();
        assert_eq!(count(&letters, "卖菜的人"), 40);
    }
}

#[test]
fn a_folder_of_ten_thousand_files() {
    let desk = Desk::new();
    let most = 5_000;
    for number in 1..=10_000 {
        let text = format!(
            "第{number}号楼的通知\n\n　　本楼今天停水半天，请住户提前储水，晚上六点以后恢复，不再另行通知。\n"
        );
        desk.file(&format!("paper/{number}.txt"), text);
    }
    let outcome = bounded(&desk, &["export", "paper"], size(&desk.path("paper")));
    assert_eq!(outcome.code, Some(1), "{}", outcome.err);
    assert_eq!(
        outcome.err,
        "yuebao: paper holds more than yuebao opens at once: 5000 of its files were left out\n"
    );
    assert_eq!(count(&outcome.out, "\"headline\""), most);
    assert_eq!(
        count(&outcome.out, "第5000号楼"),
        1,
        "the first ones in natural order"
    );
    assert_eq!(count(&outcome.out, "第5001号楼"), 0);
}

#[test]
fn a_folder_of_ten_thousand_pictures() {
    let desk = Desk::new();
    for number in 0..10_000 {
        desk.file(
            &format!("scans/{number}.jpg"),
            b"\xFF\xD8\xFF\xE0\0\x10JFIF\0\x01\x01\0\0\x01".as_slice(),
        );
    }
    let complaint = bounded(&desk, &["export", "scans"], 0).complaint();
    assert_eq!(
        complaint,
        "yuebao: scans has no page in it that yuebao reads"
    );
}

#[cfg(unix)]
#[test]
fn files_with_hostile_names() {
    use std::os::unix::ffi::OsStrExt;
    let desk = Desk::new();
    let names: [&[u8]; 4] = [
        b"a\x1b]0;owned\x07.txt",
        b"b\xff\xfe.txt",
        b"c\nd.txt",
        "e\u{202E}txt.f.txt".as_bytes(),
    ];
    std::fs::create_dir(desk.path("paper")).unwrap();
    for (number, name) in names.iter().enumerate() {
        let path = desk.path("paper").join(std::ffi::OsStr::from_bytes(name));
        std::fs::write(
            path,
            format!(
                "第{number}号通知来了\n\n　　今天停水半天，请住户提前储水，晚上六点以后恢复。\n\0"
            ),
        )
        .unwrap();
    }
    for written in check(&desk, "paper") {
        assert_eq!(count(&written, "号通知"), names.len());
    }
}

#[cfg(unix)]
#[test]
fn standard_input_without_end_is_cut_off_by_the_limit() {
    // 257 MB take too long to read unoptimised, and the limit is the same code.
    if cfg!(debug_assertions) {
        return;
    }
    let desk = Desk::new();
    let mut shell = std::process::Command::new("sh");
    shell.args(["-c", "yes | \"$0\" export -", env!("CARGO_BIN_EXE_yuebao")]);
    shell.envs(desk.environment());
    let complaint = Outcome::of(shell.output().unwrap()).complaint();
    assert!(
        complaint.starts_with("yuebao: standard input is larger than 256 MB"),
        "{complaint}"
    );
}

#[test]
fn wrap_needs_no_more_memory_for_more_text() {
    let desk = Desk::new();
    let line = "河边的风很大，船工把缆绳又紧了一圈。".repeat(40_000_000 / SCALE / 54);
    desk.file("line.txt", &line);
    let script = "ulimit -v 98304 && \"$0\" wrap --lang zh < line.txt";
    let mut shell = std::process::Command::new("sh");
    shell.args(["-c", script, env!("CARGO_BIN_EXE_yuebao")]);
    shell.envs(desk.environment()).current_dir(desk.path(""));
    let out = Outcome::of(shell.output().unwrap()).good();
    let joined: String = out.lines().collect();
    assert!(joined == line);
}
