//! The screens as files: keys in, the frame out. `tests/cases/screens/*.txt`, one case a file.
//!
//! `YUEBAO_BLESS=1 cargo test --test screens` writes the frames anew; look at them before keeping them.

use std::fs;
use std::path::{Path, PathBuf};

use crate::desk::{Desk, edition, look, sample};
use crate::{changed, fetching, piping};

struct Case {
    head: String,
    size: (u16, u16),
    locale: String,
    ascii: bool,
    paper: String,
    shelf: bool,
    papers: bool,
    commands: bool,
    said: Option<String>,
    heard: String,
    then: String,
    theme: Option<String>,
    keys: String,
    resize: Option<(u16, u16)>,
    picture: String,
}

fn size(text: &str) -> (u16, u16) {
    let (width, height) = text.split_once('x').expect("WIDTHxHEIGHT");
    (
        width.parse().expect("width"),
        height.parse().expect("height"),
    )
}

fn read(path: &Path) -> Case {
    let text = fs::read_to_string(path).expect("a case");
    let (head, picture) = text.split_once("---\n").expect("--- under the head");
    let field = |name: &str| {
        let lines = head.lines().filter_map(|line| line.split_once(": "));
        lines
            .into_iter()
            .find(|(key, _)| *key == name)
            .map(|(_, value)| value.trim())
    };
    Case {
        head: head.to_owned(),
        size: size(field("size").expect("size")),
        locale: field("locale").unwrap_or("zh-Hans").to_owned(),
        ascii: field("ascii").is_some(),
        shelf: field("shelf").is_some(),
        theme: field("theme").map(str::to_owned),
        papers: field("papers").is_some(),
        commands: field("commands").is_some(),
        said: field("said").map(|text| text.replace("\\n", "\n")),
        heard: field("heard").unwrap_or("").to_owned(),
        then: field("then").unwrap_or("").to_owned(),
        paper: field("paper").unwrap_or("").to_owned(),
        keys: field("keys").unwrap_or("").to_owned(),
        resize: field("resize").map(size),
        picture: picture.to_owned(),
    }
}

fn picture(case: &Case) -> String {
    let mut look = look(&case.locale);
    look.ascii = case.ascii;
    let paper = match &*case.paper {
        "sample" => sample(),
        "partly" => fetching::partly(),
        "changed" => changed::changed(),
        _ => edition(),
    };
    if let Some(theme) = &case.theme {
        look.screen.theme.clone_from(theme);
    }
    if case.commands {
        look.commands = piping::commands();
    }
    let mut desk = Desk::new(paper, look, case.size);
    desk.shelf = case.shelf;
    if case.papers {
        desk.papers = fetching::subscribed();
        desk.tell(yuebao::tui::Msg::Subscribed(Ok(desk.papers.clone())));
    }
    desk.keys(&case.keys);
    for msg in fetching::heard(&case.heard) {
        desk.tell(msg);
    }
    if let Some(said) = &case.said {
        desk.tell(piping::ran(desk.app.runs, said));
    }
    desk.keys(&case.then);
    if let Some((width, height)) = case.resize {
        desk.tell(yuebao::tui::Msg::Resize(width, height));
    }
    desk.picture()
}

fn cases() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases/screens");
    let entries = fs::read_dir(folder).expect("the folder of cases");
    let paths = entries.map(|entry| entry.expect("an entry").path());
    let mut paths: Vec<PathBuf> = paths
        .filter(|path| path.extension().is_some_and(|end| end == "txt"))
        .collect();
    paths.sort();
    paths
}

#[test]
fn every_screen_is_as_it_was_looked_at() {
    let bless = std::env::var_os("YUEBAO_BLESS").is_some();
    let mut wrong = Vec::new();
    let cases = cases();
    assert!(cases.len() >= 20, "the cases are there");
    for path in cases {
        let case = read(&path);
        let picture = picture(&case);
        if bless {
            fs::write(&path, format!("{}---\n{picture}", case.head)).expect("written");
        } else if picture != case.picture {
            wrong.push(format!("{}\n{picture}", path.display()));
        }
    }
    assert!(wrong.is_empty(), "not as expected:\n{}", wrong.join("\n"));
}
