//! Jump lines: "(上接第1版)" at the head of a tail, "(下转第2版)" at the end of a head.

use super::brackets;
use super::labels;
use crate::edition::Jump;

/// What leads here, at the beginning of a jump line.
const FROM: &[&str] = &[
    "上接",
    "紧接",
    "接第",
    "承接",
    "文接",
    "文承",
    "緊接",
    "continued from",
    "from page",
    "から続く",
    "から",
    "에서",
];
/// What leads on.
const ON: &[&str] = &[
    "下转",
    "转第",
    "转至",
    "下轉",
    "文轉",
    "轉第",
    "全文见",
    "详见",
    "报道见",
    "内容见",
    "全文見",
    "詳見",
    "continued on",
    "turn to",
    "に続く",
    "へ続く",
    "에 계속",
];
/// Marks that papers set before a jump line.
const MARKS: &[char] = &['▲', '▶', '►', '→', '◀', '◄', '=', '＝'];

/// Takes the jump line off the head of a tail: "(上接第1版)要更好…".
pub fn from(line: &str) -> Option<(Jump, &str)> {
    let bare = line.trim_start_matches(MARKS).trim_start();
    if let Some(group) = brackets::leading(bare) {
        let whole = &line[..line.len() - group.rest.len()];
        return Some((jump(group.inner, FROM, whole.trim_end())?, group.rest));
    }
    if let Some(slug) = slug(bare) {
        return Some(slug);
    }
    let alone = is_bare_jump_line(bare, FROM);
    alone.then(|| Some((jump(bare, FROM, line)?, ""))).flatten()
}

/// "BRIDGE, From Page 1 — The bond has…": a slug in capitals before the page.
fn slug(line: &str) -> Option<(Jump, &str)> {
    const LONGEST: usize = 40;
    let ascii = line.bytes().take(LONGEST).take_while(u8::is_ascii).count();
    let head = line.get(..ascii)?;
    let from = head.to_ascii_lowercase().find("from page ")?;
    let capitals = head[..from].bytes().all(|byte| !byte.is_ascii_lowercase());
    let label = labels::find(head).filter(|_| capitals)?;
    let text = line.get(..label.end)?;
    let rest = line[label.end..].trim_start_matches([' ', '—', '–', '-', ')', ':']);
    Some((
        Jump {
            page: Some(label.label.to_owned()),
            text: text.to_owned(),
            story: None,
        },
        rest,
    ))
}

/// Takes the jump line off the end of a head: "…稳步提(下转第2版)".
pub fn on(line: &str) -> Option<(&str, Jump)> {
    if let Some(group) = brackets::trailing(line) {
        let rest = group.rest.trim_end_matches(MARKS).trim_end();
        return Some((
            rest,
            jump(group.inner, ON, line[rest.len()..].trim_start())?,
        ));
    }
    let bare = line.trim_start_matches(MARKS).trim_start();
    is_bare_jump_line(bare, ON)
        .then(|| Some(("", jump(bare, ON, line)?)))
        .flatten()
}

fn jump(inner: &str, words: &[&str], text: &str) -> Option<Jump> {
    /// Longest jump line in characters: some name the story they lead to.
    const LONGEST: usize = 60;
    if inner.len() > LONGEST * 4 || inner.chars().count() > LONGEST {
        return None;
    }
    let lower = inner.to_ascii_lowercase();
    let label = labels::find(inner).filter(|_| words.iter().any(|word| lower.contains(word)))?;
    Some(Jump {
        page: Some(label.label.to_owned()),
        text: text.to_owned(),
        story: None,
    })
}

/// A jump line without brackets must be little else than the jump.
fn is_bare_jump_line(line: &str, words: &[&str]) -> bool {
    const LONGEST: usize = 28;
    if line.len() > LONGEST * 4 || line.chars().count() > LONGEST {
        return false;
    }
    if labels::find(line).is_none() {
        return false;
    }
    let lower = line.to_ascii_lowercase();
    words
        .iter()
        .any(|word| lower.starts_with(word) || lower.ends_with(word))
}

#[cfg(test)]
mod tests {
    use super::{from, on};

    #[test]
    fn jump_lines_come_off_whole() {
        let (jump, rest) = from("(上接第1版)要更好统筹").unwrap();
        assert_eq!(
            (jump.page.as_deref(), jump.text.as_str(), rest),
            (Some("1"), "(上接第1版)", "要更好统筹")
        );
        let (rest, jump) = on("稳步提▲(下转第A02版)").unwrap();
        assert_eq!(
            (rest, jump.page.as_deref(), jump.text.as_str()),
            ("稳步提", Some("A02"), "▲(下转第A02版)")
        );
        let (jump, rest) = from("(Continued from Page 1)").unwrap();
        assert_eq!((jump.page.as_deref(), rest), (Some("1"), ""));
        assert_eq!(
            on("Continued on Page 4").unwrap().1.page.as_deref(),
            Some("4")
        );
        let (jump, rest) = from("BRIDGE, From Page 1 — The bond").unwrap();
        assert_eq!((jump.page.as_deref(), rest), (Some("1"), "The bond"));
        assert!(from("(记者 王勇)说").is_none());
        assert!(on("他说(见附表)").is_none());
        assert!(on("这份报纸第3版登了").is_none());
    }
}
