//! What opens and what does not: files, folders, links, names, and what is said of the rest and of what is no story.

#![allow(clippy::unwrap_used)] // A test that finds no value has failed.

mod common;

use common::{BOTH, Desk, PAGE, as_str, headlines, json};

#[test]
fn pages_of_a_folder_come_in_the_order_of_their_numbers() {
    let desk = Desk::new();
    for number in [10, 9, 2] {
        desk.file(
            &format!("paper/page{number}.txt"),
            format!("第{number:02}号消息\n\n　　这是第{number:02}号消息的正文，写得很短，只为看它排在哪里，没有别的意思。\n"),
        );
    }
    let edition = json(&desk.run(&["export", "paper"]).good());
    assert_eq!(
        headlines(&edition),
        ["第02号消息", "第09号消息", "第10号消息"]
    );
}

#[test]
fn what_cannot_be_opened_is_named_in_one_line() {
    let desk = Desk::new();
    desk.file("empty.txt", "");
    desk.file("blank.txt", " \n\t\n\u{3000}\n");
    desk.file(
        "picture.png",
        b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\x01\0".as_slice(),
    );
    let program = std::fs::read(env!("CARGO_BIN_EXE_yuebao")).unwrap();
    desk.file("bytes", &program[..50_000]);
    std::fs::create_dir(desk.path("bare")).unwrap();
    for (name, reason) in [
        ("nowhere.txt", "does not exist"),
        ("empty.txt", "is empty"),
        ("blank.txt", "is empty"),
        ("picture.png", ""),
        ("bytes", "is a program file"),
        ("bare", "has no page in it"),
        ("/dev/null", "device"),
    ] {
        for command in [&["export"][..], &["print"], &[]] {
            let mut arguments = command.to_vec();
            arguments.push(name);
            let outcome = desk.run(&arguments);
            assert!(outcome.out.is_empty(), "{name} opened");
            let complaint = outcome.complaint();
            assert!(
                complaint.starts_with(&format!("yuebao: {name} ")),
                "{complaint}"
            );
            assert!(complaint.contains(reason), "{complaint}");
        }
    }
}

#[cfg(unix)]
#[test]
fn a_fifo_is_refused_without_waiting() {
    let desk = Desk::new();
    let made = std::process::Command::new("mkfifo")
        .arg(desk.path("pipe"))
        .status();
    if made.is_ok_and(|status| status.success()) {
        let complaint = desk.run(&["export", "pipe"]).complaint();
        assert!(complaint.contains("FIFO"), "{complaint}");
    }
}

#[cfg(unix)]
#[test]
fn links_to_files_open_and_circles_end() {
    use std::os::unix::fs::symlink;
    let desk = Desk::new();
    desk.file("away/page.txt", PAGE);
    std::fs::create_dir(desk.path("paper")).unwrap();
    symlink("../away/page.txt", desk.path("paper/page.txt")).unwrap();
    symlink(".", desk.path("paper/again")).unwrap();
    let edition = json(&desk.run(&["export", "paper"]).good());
    assert_eq!(headlines(&edition), BOTH);
    symlink("loop.txt", desk.path("loop.txt")).unwrap();
    let complaint = desk.run(&["export", "loop.txt"]).complaint();
    assert!(
        complaint.starts_with("yuebao: loop.txt cannot be read"),
        "{complaint}"
    );
}

#[test]
fn readable_files_open_and_the_rest_are_told() {
    let desk = Desk::new();
    desk.file("page.txt", PAGE);
    let outcome = desk.run(&["export", "nowhere.txt", "page.txt"]);
    assert_eq!(outcome.code, Some(1), "something was left out");
    assert_eq!(outcome.err, "yuebao: nowhere.txt does not exist\n");
    assert_eq!(headlines(&json(&outcome.out)), BOTH);
}

#[test]
fn a_folder_passes_over_what_is_no_page() {
    let desk = Desk::new();
    desk.file("paper/01.txt", PAGE);
    desk.file("paper/scan.png", [0u8; 300]);
    desk.file("paper/truth.json", "{}");
    let edition = json(&desk.run(&["export", "paper"]).good());
    assert_eq!(headlines(&edition), BOTH);
    let notes = edition["notes"].as_array().unwrap();
    let told = notes
        .iter()
        .any(|note| note["what"].as_str().unwrap().starts_with("2 files"));
    assert!(told, "{notes:?}");
}

#[test]
fn the_same_page_twice_is_read_once() {
    let desk = Desk::new();
    desk.file("a.txt", PAGE);
    desk.file("b.txt", PAGE);
    let edition = json(&desk.run(&["export", "a.txt", "b.txt"]).good());
    assert_eq!(headlines(&edition), BOTH);
}

#[test]
fn hostile_names_are_harmless() {
    let desk = Desk::new();
    for name in ["a\x1b]0;owned\x07b\u{9b}31m\u{202e}txt.exe", "line\nbreak"] {
        let complaint = desk.run(&["export", name]).complaint();
        assert!(
            !complaint.contains(['\x1b', '\x07', '\u{9b}', '\u{202e}']),
            "{complaint:?}"
        );
    }
    let usage = desk.run(&["print", "--\x1b[31m"]);
    assert_eq!(usage.code, Some(2));
    assert!(!usage.err.contains("\x1b[31m"), "{:?}", usage.err);
}

#[test]
fn without_arguments_the_sample_opens() {
    let desk = Desk::new();
    let out = desk.run::<&str>(&[]).good();
    assert!(out.contains("阅报"), "{out}");
    assert!(out.lines().count() > 100);
}

#[test]
fn without_arguments_the_paper_read_last_opens_if_it_is_still_there() {
    use yuebao::library::{Entry, Key, Library};
    let desk = Desk::new();
    let page = desk.file("page.txt", PAGE);
    let library = Library::open(&desk.data()).unwrap();
    let entry = Entry {
        key: Key::of([PAGE.as_bytes()]),
        origin: as_str(&page).into(),
        ..Entry::default()
    };
    library.enter(&entry).unwrap();
    drop(library);
    assert!(desk.run::<&str>(&[]).good().contains(BOTH[0]));
    std::fs::remove_file(page).unwrap();
    assert!(!desk.run::<&str>(&[]).good().contains(BOTH[0]));
}

#[test]
fn print_says_what_is_no_story() {
    let desk = Desk::new();
    desk.file(
        "a.json",
        r#"{"stories": [{"sort": "imprint", "headline": "茶"}]}"#,
    );
    let out = desk.run(&["print", "a.json"]).good();
    assert!(out.contains("\n[imprint]\n茶"), "{out}");
}
