//! The Chinese pages of the corpus through `yuebao wrap` itself: what no line may begin or end with, what is never split,
//! how wide a line may be, and that the text is all there. Said when the pages are not at hand.
//!
//! In a debug build some widths are tried; where `YUEBAO_BINARY` names a release build, every one from 10 to 120.

use std::fmt::Write as _;
use std::io::Write;
use std::ops::AddAssign;
use std::path::PathBuf;
use std::process::{Command, Stdio};

use yuebao::text::width::{Ambiguous, width};
use yuebao::text::{clean, segment};

/// Marks that begin no line (CLREQ “basic”), and the ASCII ones that page dumps have for them (UAX #14 LB13).
const NO_START: &str = "、，。．；：！？‼⁇⁈⁉”’」』）］｝〕】〗》〉–～~·‧•・/／%‰％℃,.;:!?)]}";
/// Marks that end no line.
const NO_END: &str = "“‘「『（［｛〔【〖《〈([{";

/// What was counted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Count {
    /// Lines, and those of them after which their paragraph goes on.
    lines: usize,
    broken: usize,
    /// Broken lines that are short by three cells or more.
    short: usize,
    /// Paragraphs of several lines, and those of them that end with one character beside its marks.
    paragraphs: usize,
    orphans: usize,
    start: usize,
    end: usize,
    split: usize,
    wide: usize,
    other: usize,
}

impl Count {
    fn faults(self) -> usize {
        self.start + self.end + self.split + self.wide + self.other
    }
}

impl AddAssign for Count {
    fn add_assign(&mut self, other: Self) {
        self.lines += other.lines;
        self.broken += other.broken;
        self.short += other.short;
        self.paragraphs += other.paragraphs;
        self.orphans += other.orphans;
        self.start += other.start;
        self.end += other.end;
        self.split += other.split;
        self.wide += other.wide;
        self.other += other.other;
    }
}

/// The pages' paragraphs, joined as `wrap` joins them.
fn pages() -> Vec<(String, Vec<Vec<char>>)> {
    let beside = || PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../shared/corpus");
    let folder = std::env::var_os("YUEBAO_CORPUS").map_or_else(beside, PathBuf::from);
    let Ok(files) = std::fs::read_dir(folder.join("pages-zh")) else {
        println!("skipped: no pages-zh in {}", folder.display());
        return Vec::new();
    };
    let mut paths: Vec<PathBuf> = files.map(|file| file.unwrap().path()).collect();
    paths.retain(|path| path.extension().is_some_and(|extension| extension == "txt"));
    paths.sort();
    let page = |path: &PathBuf| std::fs::read_to_string(path).unwrap();
    paths
        .iter()
        .map(page)
        .map(|page| (page.clone(), paragraphs(&page)))
        .collect()
}

fn paragraphs(page: &str) -> Vec<Vec<char>> {
    let cleaned = clean::clean(page);
    let mut paragraphs = vec![String::new()];
    for line in cleaned.text.lines() {
        match line.trim().is_empty() {
            true => paragraphs.push(String::new()),
            false => segment::join(paragraphs.last_mut().unwrap(), line),
        }
    }
    paragraphs.retain(|paragraph| !paragraph.is_empty());
    paragraphs
        .iter()
        .map(|paragraph| paragraph.trim().chars().collect())
        .collect()
}

/// What the program prints for a page.
fn wrap(page: &str, measure: usize, flags: &[&str]) -> String {
    let built = env!("CARGO_BIN_EXE_yuebao").into();
    let program = std::env::var_os("YUEBAO_BINARY").unwrap_or(built);
    let mut command = Command::new(program);
    command
        .args(["wrap", "--ambiguous", "1", "--width", &measure.to_string()])
        .args(flags);
    let pipes = command.stdin(Stdio::piped()).stdout(Stdio::piped());
    let mut child = pipes.spawn().unwrap();
    let mut input = child.stdin.take().unwrap();
    let page = page.to_owned();
    let feeder = std::thread::spawn(move || input.write_all(page.as_bytes()).unwrap());
    let output = child.wait_with_output().unwrap();
    feeder.join().unwrap();
    assert!(output.status.success());
    String::from_utf8(output.stdout).unwrap()
}

/// Checks the lines of a page against its paragraphs; `told` gets the faults.
fn check(set: &str, paragraphs: &[Vec<char>], room: (usize, usize), told: &mut String) -> Count {
    let mut count = Count::default();
    let mut set = set.trim_end_matches('\n').split("\n\n");
    for text in paragraphs {
        let lines: Vec<&str> = set.next().unwrap_or("").split('\n').collect();
        count += Paragraph {
            text,
            lines: &lines,
            room,
        }
        .check(told);
    }
    count.other += usize::from(set.next().is_some());
    count
}

/// A paragraph and the lines it was set in.
struct Paragraph<'a> {
    text: &'a [char],
    lines: &'a [&'a str],
    /// Cells of the measure, and those that may hang beyond it.
    room: (usize, usize),
}

impl Paragraph<'_> {
    fn check(&self, told: &mut String) -> Count {
        let mut count = Count::default();
        let mut at = 0;
        for (index, line) in self.lines.iter().enumerate() {
            let is_last = index + 1 == self.lines.len();
            let (measure, hang) = self.room;
            let cells = width(line, Ambiguous::Narrow);
            let before = count.faults();
            count.lines += 1;
            count.wide += usize::from(cells > measure + hang);
            count.broken += usize::from(!is_last);
            count.short += usize::from(!is_last && cells + 3 <= measure);
            count.start += usize::from(index > 0 && self.is_bad_start(at));
            let end = self.after(at, line);
            count.other += usize::from(end.is_none());
            at = end.unwrap_or(self.text.len());
            if !is_last {
                count.end += usize::from(line.ends_with(|c| NO_END.contains(c)));
                count.split += usize::from(self.is_split(at));
            }
            if count.faults() > before {
                writeln!(told, "{measure}: {line}").unwrap();
            }
        }
        count.other += usize::from(at < self.text.len());
        let is_long = self.lines.len() > 1;
        let letters = |line: &&str| line.chars().filter(|c| c.is_alphanumeric()).count();
        count.paragraphs += usize::from(is_long);
        count.orphans +=
            usize::from(is_long && self.lines.last().is_some_and(|last| letters(last) <= 1));
        count
    }

    /// Where the text goes on after a line that begins at `at`: its characters are those of the text, blanks aside.
    fn after(&self, at: usize, line: &str) -> Option<usize> {
        let mut at = at;
        // A hyphen where a word is longer than the measure is not in the text.
        for (byte, c) in line.char_indices().filter(|(_, c)| !c.is_whitespace()) {
            while self.text.get(at).is_some_and(|c| c.is_whitespace()) {
                at += 1;
            }
            let is_hyphen = c == '-' && byte + 1 == line.len();
            match self.text.get(at) {
                Some(&same) if same == c => at += 1,
                _ if is_hyphen && self.is_in_long_word(at) => {}
                _ => return None,
            }
        }
        while self.text.get(at).is_some_and(|c| c.is_whitespace()) {
            at += 1;
        }
        Some(at)
    }

    fn is_bad_start(&self, at: usize) -> bool {
        let at_start = self.text.get(at).copied().unwrap_or(' ');
        let single = at_start == '—' && self.text.get(at + 1) != Some(&'—');
        NO_START.contains(at_start) || single
    }

    /// Whether a break at `at` is inside a word, a number with its sign, or a mark of two ems.
    fn is_split(&self, at: usize) -> bool {
        let side = |at: Option<usize>| at.and_then(|at| self.text.get(at)).copied().unwrap_or(' ');
        let (left, right) = (side(at.checked_sub(1)), side(Some(at)));
        let is_word = |c: char| c.is_ascii_alphanumeric();
        let is_digit = |c: char| c.is_ascii_digit() || ('０'..='９').contains(&c);
        let is_wide_latin = |c: char| matches!(c, '０'..='９' | 'Ａ'..='Ｚ' | 'ａ'..='ｚ');
        (left == right && "—…⋯―".contains(left))
            || (is_digit(left) && "%％‰℃°′″".contains(right))
            || ("￥¥$＄£€№".contains(left) && is_digit(right))
            || (is_wide_latin(left) && is_wide_latin(right))
            || (is_word(left) && is_word(right) && !self.is_in_long_word(at))
    }

    /// Whether the word around `at` is longer than the measure, with the marks that may not be parted from it.
    fn is_in_long_word(&self, at: usize) -> bool {
        let is_word = |c: &&char| c.is_ascii_alphanumeric();
        let (left, right) = self.text.split_at(at);
        let before = left.iter().rev().take_while(is_word).count();
        let after = right.iter().take_while(is_word).count();
        let opening = left
            .iter()
            .rev()
            .skip(before)
            .take_while(|&&c| NO_END.contains(c));
        let closing = right
            .iter()
            .skip(after)
            .take_while(|&&c| NO_START.contains(c));
        before + after + opening.count() + closing.count() > self.room.0
    }
}

/// Every width where the program is fast, some where it is not.
fn widths() -> Vec<usize> {
    let all = cfg!(not(debug_assertions)) || std::env::var_os("YUEBAO_BINARY").is_some();
    (10..=120).step_by(if all { 1 } else { 11 }).collect()
}

#[test]
fn pages_are_wrapped_without_a_fault_at_every_width() {
    let pages = pages();
    let widths = widths();
    let mut told = String::new();
    for (flags, hang) in [
        (&["--fit", "paragraph"][..], 0),
        (&["--fit", "greedy"], 0),
        (&["--hang", "1"], 1),
        (&["--hang", "2", "--autospace"], 2),
    ] {
        let mut all = Count::default();
        for &measure in &widths {
            for (page, paragraphs) in &pages {
                all += check(
                    &wrap(page, measure, flags),
                    paragraphs,
                    (measure, hang),
                    &mut told,
                );
            }
        }
        println!("{} widths, {flags:?}: {all:?}", widths.len());
        assert_eq!(all.faults(), 0, "{told}");
    }
}

/// Lines at a width of 40 that are short by three cells or more, of those after which their paragraph goes on.
#[test]
fn few_lines_are_short() {
    let pages = pages();
    for fit in ["greedy", "paragraph"] {
        for hang in 0..=2 {
            let mut all = Count::default();
            for (page, paragraphs) in &pages {
                let set = wrap(page, 40, &["--fit", fit, "--hang", &hang.to_string()]);
                all += check(&set, paragraphs, (40, hang), &mut String::new());
            }
            let share = all.short as f64 / all.broken.max(1) as f64;
            println!(
                "{fit}, hang {hang}: {:.2} % of {} lines are short; {} orphans of {} paragraphs",
                100.0 * share,
                all.broken,
                all.orphans,
                all.paragraphs
            );
            assert!(fit == "greedy" || all.orphans == 0);
            assert!(fit == "greedy" || hang == 0 || share <= 0.08, "{share}");
        }
    }
}
