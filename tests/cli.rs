//! The program itself, run as a reader runs it: what it prints, what it complains of, how it ends.

#![allow(clippy::unwrap_used)] // A test that finds no value has failed.

mod common;

use common::{BOTH, Desk, Outcome, PAGE, headlines, json};
use serde_json::Value;

#[test]
fn export_writes_the_contract() {
    let desk = Desk::new();
    desk.file("page.txt", PAGE);
    let edition = json(&desk.run(&["export", "page.txt"]).good());
    assert_eq!(headlines(&edition), BOTH);
    let keys: Vec<&String> = edition.as_object().unwrap().keys().collect();
    let mut expected = vec![
        "date", "language", "loose", "masthead", "notes", "sections", "stories", "url", "vertical",
    ];
    expected.sort_unstable();
    assert_eq!(keys, expected);
    assert_eq!(edition["masthead"], Value::Null);
    let story = &edition["stories"][0];
    assert_eq!(story["kicker"], Value::Null);
    assert_eq!(story["continued_on"], Value::Null);
    assert_eq!(story["blocks"][0]["kind"], "paragraph");
    assert_eq!(story["blocks"][0]["spans"], Value::Array(vec![]));
}

#[test]
fn export_reads_standard_input_and_folders() {
    let desk = Desk::new();
    let piped = json(
        &desk
            .feed(&["export", "-", "--to", "json"], PAGE.as_bytes())
            .good(),
    );
    assert_eq!(headlines(&piped), BOTH);
    desk.file("paper/02.txt", PAGE);
    desk.file("paper/.hidden.txt", "隐藏");
    let folder = json(&desk.run(&["export", "paper"]).good());
    assert_eq!(headlines(&folder), BOTH);
}

#[test]
fn punctuation_is_kept_where_it_must_be() {
    let desk = Desk::new();
    desk.file("page.txt", PAGE.replace('，', ","));
    let kept = desk
        .run(&["export", "page.txt", "--to", "text", "--keep-punctuation"])
        .good();
    assert!(kept.contains("雨还没有下,杆子先立起来了"), "{kept}");
    let json = desk.run(&["export", "page.txt"]).good();
    assert!(json.contains("雨还没有下,杆子先立起来了"), "{json}");
}

#[test]
fn every_form_holds_every_letter() {
    let desk = Desk::new();
    desk.file("page.txt", PAGE);
    for form in ["json", "text", "markdown"] {
        let written = desk.run(&["export", "page.txt", "--to", form]).good();
        let written: String = written.split_whitespace().collect();
        for word in [
            "下穿通道装上了阻车杆",
            "汛期之前全部到位",
            "甘棠",
            "替她念一遍",
            "要闻",
        ] {
            assert!(written.contains(word), "{form} lost {word}");
        }
    }
}

#[test]
fn a_wrong_command_line_is_2() {
    let desk = Desk::new();
    for arguments in [
        &["export"][..],
        &["export", "x", "--to", "pdf"],
        &["print", "x", "--width", "0"],
        &["print", "x", "--columns", "0"],
        &["print", "x", "--height", "12"],
        &["wrap", "--width", "many"],
        &["--no-such"],
        &["completions", "tcsh"],
    ] {
        let outcome = desk.run(arguments);
        assert_eq!(
            (outcome.code, outcome.out.as_str()),
            (Some(2), ""),
            "{arguments:?}"
        );
    }
}

#[test]
fn print_sets_the_paper() {
    let desk = Desk::new();
    desk.file("page.txt", PAGE);
    let out = desk.run(&["print", "page.txt", "--width", "40"]).good();
    for word in BOTH.iter().chain(&["2 要闻"]) {
        assert!(
            out.lines().any(|line| line.trim() == *word),
            "{word} in\n{out}"
        );
    }
    let width = |line: &str| unicode_width::UnicodeWidthStr::width(line);
    assert!(out.lines().all(|line| width(line) <= 40), "{out}");
    assert!(out.lines().any(|line| width(line) >= 36), "set full: {out}");
    assert!(
        out.lines().all(|line| line == line.trim_end()),
        "no blanks at the end"
    );
    assert!(!out.contains('\x1b'), "plain in a pipe");
}

#[test]
fn print_follows_the_measure_of_the_configuration() {
    let desk = Desk::new();
    desk.file("page.txt", PAGE);
    desk.config("[setting]\nmeasure = 30\n");
    let out = desk.run(&["print", "page.txt"]).good();
    let widest = out
        .lines()
        .map(unicode_width::UnicodeWidthStr::width)
        .max()
        .unwrap();
    assert!((26..=30).contains(&widest), "{widest}");
}

#[test]
fn print_of_one_story_is_that_story() {
    let desk = Desk::new();
    desk.file("page.txt", PAGE);
    let out = desk.run(&["print", "page.txt", "--story", "s2"]).good();
    assert!(
        out.contains("大棚里的账本") && !out.contains("阻车杆"),
        "{out}"
    );
    let complaint = desk
        .run(&["print", "page.txt", "--story", "s9"])
        .complaint();
    assert_eq!(complaint, "yuebao: no story s9: they are s1 to s2");
}

#[test]
fn without_a_terminal_reading_is_printing() {
    let desk = Desk::new();
    desk.file("page.txt", PAGE);
    let read = desk.run(&["page.txt"]).good();
    assert_eq!(read, desk.run(&["print", "page.txt"]).good());
    assert!(!desk.data().exists(), "printing leaves nothing behind");
}

#[test]
fn wrap_joins_the_lines_of_a_paragraph_and_sets_it() {
    let desk = Desk::new();
    let input = "今天下雨，\n明天也下雨。\n\n  \none two\nthree\n";
    let out = desk
        .feed(&["wrap", "--width", "12"], input.as_bytes())
        .good();
    assert_eq!(out, "今天下雨，明\n天也下雨。\n\none two\nthree\n");
}

#[test]
fn wrap_sets_paragraphs_as_one_story_in_columns() {
    let desk = Desk::new();
    let input = "第一段有十几个字，够排成三行。\n\n第二段也有十几个字，够排三行。\n";
    let arguments = ["wrap", "--width", "36", "--columns", "2"];
    let outcome = desk.feed(&arguments, input.as_bytes());
    assert_eq!(
        outcome.good(),
        "第一段有十几个      第二段也有十几个\n字，够排成三行。    字，够排三行。\n"
    );
}

#[test]
fn print_sets_stories_in_columns_when_asked() {
    let desk = Desk::new();
    desk.file("page.txt", include_str!("../data/sample/01.txt"));
    let out = desk.run(&["print", "page.txt", "--columns", "2"]).good();
    let set: Vec<&str> = out
        .lines()
        .filter(|line| line.trim().contains("    "))
        .collect();
    assert!(set.len() >= 50, "{out}");
    let width = |line: &str| unicode_width::UnicodeWidthStr::width(line);
    assert!(out.lines().all(|line| width(line) <= 80), "{out}");
}

#[test]
fn wrap_indents_when_asked() {
    let desk = Desk::new();
    let input = "　　今天下雨，明天也下雨。";
    let set = |options: &[&str]| {
        let mut arguments = vec!["wrap", "--width", "12", "--lang", "zh"];
        arguments.extend(options);
        desk.feed(&arguments, input.as_bytes()).good()
    };
    assert_eq!(set(&[]), "今天下雨，明\n天也下雨。\n");
    assert_eq!(set(&["--indent", "4"]), "    今天下\n雨，明天也\n下雨。\n");
}

#[test]
fn wrap_sets_a_paragraph_larger_than_what_it_holds_as_if_it_were_whole() {
    let desk = Desk::new();
    let input = "今天下雨明天晴".repeat(40_000);
    let out = desk
        .feed(&["wrap", "--width", "40", "--lang", "zh"], input.as_bytes())
        .good();
    let joined: String = out.lines().collect();
    assert!(joined == input, "letters lost or moved");
    let (last, lines) = out
        .lines()
        .collect::<Vec<_>>()
        .split_last()
        .map(|(l, r)| (*l, r.to_vec()))
        .unwrap();
    assert!(lines.iter().all(|line| line.chars().count() == 20));
    assert!(!last.is_empty());
}

#[test]
fn wrap_sets_lines_that_run_down_on_pages() {
    let desk = Desk::new();
    let input = "今天12月下雨，明天也\n下雨。\n\n好。";
    let arguments = ["wrap", "--vertical", "--width", "8", "--height", "5"];
    let out = desk.feed(&arguments, input.as_bytes()).good();
    assert_eq!(
        out,
        "下 雨 今\n雨 ︐ 天\n︒ 明 12\n   天 月\n   也 下\n\n      好\n      ︒\n"
    );
}

#[test]
fn print_sets_lines_that_run_down_on_pages() {
    let desk = Desk::new();
    desk.file("page.txt", PAGE);
    let arguments = [
        "print",
        "page.txt",
        "--vertical",
        "--width",
        "40",
        "--height",
        "12",
    ];
    let out = desk.run(&arguments).good();
    let width = |line: &str| unicode_width::UnicodeWidthStr::width(line);
    assert!(out.lines().all(|line| width(line) <= 40), "{out}");
    assert!(out.lines().any(|line| width(line) >= 38), "set full: {out}");
    assert!(out.contains('︐') && !out.contains('，'), "{out}");
}

#[test]
fn wrap_mends_bytes_that_are_no_utf_8() {
    let desk = Desk::new();
    let out = desk
        .feed(&["wrap"], b"caf\xC3\xA9 \xFF\x1b[31mred\n")
        .good();
    assert!(out.starts_with("caf\u{e9} \u{fffd}"), "{out:?}");
    assert!(!out.contains('\x1b'));
    assert_eq!(desk.feed(&["wrap"], b"").good(), "");
}

#[test]
fn configuration_mistakes_name_file_line_and_key() {
    let desk = Desk::new();
    desk.file("page.txt", PAGE);
    desk.config("[setting]\nmeasure = \"wide\"\n");
    let complaint = desk.run(&["print", "page.txt"]).complaint();
    assert!(
        complaint.contains("config.toml: line 2: measure: "),
        "{complaint}"
    );
}

#[test]
fn completions_and_manual_know_every_command() {
    let desk = Desk::new();
    let manual = desk.run(&["man"]).good();
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        let script = desk.run(&["completions", shell]).good();
        for command in [
            "export",
            "print",
            "wrap",
            "marks",
            "stats",
            "completions",
            "man",
        ] {
            assert!(script.contains(command), "{shell} lacks {command}");
            assert!(
                manual.contains(&command.to_uppercase()),
                "the manual lacks {command}"
            );
        }
    }
}

#[cfg(unix)]
#[test]
fn a_broken_pipe_is_silent_success() {
    let desk = Desk::new();
    desk.file("page.txt", PAGE.repeat(400));
    for arguments in [
        "print page.txt",
        "export page.txt",
        "man",
        "completions bash",
        "--help",
    ] {
        let script = format!("\"$0\" {arguments} | true; echo ${{PIPESTATUS[0]}}");
        let mut shell = std::process::Command::new("bash");
        for (name, value) in desk.environment() {
            shell.env(name, value);
        }
        shell.current_dir(desk.path(""));
        let yuebao = env!("CARGO_BIN_EXE_yuebao");
        let outcome = Outcome::of(shell.args(["-c", &script, yuebao]).output().unwrap());
        assert_eq!(
            (outcome.out.as_str(), outcome.err.as_str()),
            ("0\n", ""),
            "{arguments}"
        );
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_told() {
    let desk = Desk::new();
    desk.file("page.txt", PAGE);
    let full = std::fs::OpenOptions::new()
        .write(true)
        .open("/dev/full")
        .unwrap();
    let mut command = desk.yuebao();
    let output = command
        .args(["export", "page.txt"])
        .stdout(full)
        .output()
        .unwrap();
    let complaint = Outcome::of(output).complaint();
    assert!(
        complaint.starts_with("yuebao: standard output: "),
        "{complaint}"
    );
}
