//! What the tests of the whole program share: a desk of its own for each, and the program to run on it.

#![allow(dead_code, missing_docs)] // Each test binary uses its part of this.
#![allow(clippy::unwrap_used)] // A test that finds no value has failed.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use serde_json::Value;
use tempfile::TempDir;

/// A folder that a test has for itself, with data and configuration folders in it.
pub struct Desk {
    folder: TempDir,
}

impl Desk {
    pub fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        std::fs::create_dir(folder.path().join("config")).unwrap();
        Self { folder }
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub fn data(&self) -> PathBuf {
        self.path("data")
    }

    /// Writes a file on the desk.
    pub fn file(&self, name: &str, text: impl AsRef<[u8]>) -> PathBuf {
        let path = self.path(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(&path, text).unwrap();
        path
    }

    pub fn config(&self, text: &str) {
        self.file("config/config.toml", text);
    }

    /// The program, with this desk's folders and nothing of the tester's own environment that changes what it says.
    pub fn yuebao(&self) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_yuebao"));
        for (name, value) in self.environment() {
            command.env(name, value);
        }
        command.env_remove("NO_COLOR").env_remove("LC_ALL");
        command.current_dir(self.folder.path());
        command
    }

    pub fn environment(&self) -> Vec<(&'static str, PathBuf)> {
        vec![
            ("YUEBAO_DATA_DIR", self.data()),
            ("YUEBAO_CONFIG_DIR", self.path("config")),
            ("YUEBAO_LANG", "en".into()),
            ("TERM", "xterm-256color".into()),
        ]
    }

    /// Runs it with arguments and nothing on standard input.
    pub fn run<S: AsRef<std::ffi::OsStr>>(&self, arguments: &[S]) -> Outcome {
        let mut command = self.yuebao();
        command.args(arguments).stdin(Stdio::null());
        Outcome::of(command.output().unwrap())
    }

    /// Runs it with arguments and this on standard input.
    pub fn feed(&self, arguments: &[&str], input: &[u8]) -> Outcome {
        let mut command = self.yuebao();
        command.args(arguments);
        feed(command, input)
    }
}

/// Runs a command with this on standard input.
pub fn feed(mut command: Command, input: &[u8]) -> Outcome {
    let piped = command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    let mut child = piped.spawn().unwrap();
    let mut stdin = child.stdin.take().unwrap();
    std::thread::scope(|scope| {
        scope.spawn(move || {
            // A program that refuses its input closes it early.
            let _ = stdin.write_all(input);
        });
        Outcome::of(child.wait_with_output().unwrap())
    })
}

/// What a run said and how it ended.
#[derive(Debug)]
pub struct Outcome {
    pub out: String,
    pub err: String,
    pub code: Option<i32>,
}

impl Outcome {
    pub fn of(output: Output) -> Self {
        Self {
            out: String::from_utf8(output.stdout).unwrap(),
            err: String::from_utf8(output.stderr).unwrap(),
            code: output.status.code(),
        }
    }

    /// It ended well and complained of nothing.
    #[track_caller]
    pub fn good(self) -> String {
        assert_eq!(
            (self.code, self.err.as_str()),
            (Some(0), ""),
            "{}",
            self.out
        );
        self.out
    }

    /// It ended with 1 and one line of complaint.
    #[track_caller]
    pub fn complaint(self) -> String {
        assert_eq!(self.code, Some(1), "{self:?}");
        assert_eq!(self.err.lines().count(), 1, "{}", self.err);
        self.err.trim_end().to_owned()
    }
}

/// A small page: two stories in one language each.
pub const PAGE: &str = "\
第2版 要闻

下穿通道装上了阻车杆

——汛期之前全部到位

　　雨还没有下，杆子先立起来了。养护工人沿着河岸，一处一处量地势、打基坑、埋构件，这样的活要干到月底。

　　“以前下大雨，人得站在水边拦车。”班长说，“现在水一涨，杆子就落下，谁也不用在雨里站着。”(甘棠)

大棚里的账本

记者 申波

　　本子是小学生用的那一种，四十页，封皮上画着一只兔子。哪一天浇水，哪一天施肥，谁来摘过几筐，都写在里面。

　　写本子的人姓苗，今年六十一岁。她说字写得不好看，可是一笔也没有漏过，女儿回家就替她念一遍。
";

pub fn as_str(path: &Path) -> &str {
    path.to_str().unwrap()
}

/// A text as JSON.
pub fn json(text: &str) -> Value {
    serde_json::from_str(text).unwrap()
}

/// The headlines of an exported edition.
pub fn headlines(edition: &Value) -> Vec<&str> {
    let stories = edition["stories"].as_array().unwrap();
    stories
        .iter()
        .filter_map(|story| story["headline"].as_str())
        .collect()
}

/// Its headlines.
pub const BOTH: [&str; 2] = ["下穿通道装上了阻车杆", "大棚里的账本"];
