//! Datelines: where and when a story was filed, at the beginning of its first paragraph. They stay in the text.

use super::brackets;
use super::vocabulary::beginning;

/// What a first paragraph says of its filing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Dateline<'a> {
    /// "本报海口7月7日讯", "新华社北京7月8日电", "LONDON, July 8".
    pub text: &'a str,
    /// "记者孙慧", where a bracket names the reporter.
    pub reporter: Option<&'a str>,
}

/// Who files, as a line of text begins.
const FILERS: &[&str] = &[
    "本报",
    "本刊",
    "本网",
    "本台",
    "据新华社",
    "新华社",
    "中新社",
    "中新网",
    "据中新社",
    "新華社",
    "中央社",
    "据央视",
    "人民网",
    "本報",
];
/// Longest dateline in characters.
const LONGEST: usize = 26;
/// Longest Latin dateline in characters.
const LONGEST_LATIN: usize = 48;

/// The dateline that a paragraph begins with.
pub fn parse(paragraph: &str) -> Option<Dateline<'_>> {
    chinese(paragraph)
        .or_else(|| bracketed(paragraph))
        .or_else(|| reported(paragraph))
        .or_else(|| latin(paragraph))
}

/// 本报讯 / 本报海口7月8日讯（记者…） / 新华社北京7月8日电.
fn chinese(paragraph: &str) -> Option<Dateline<'_>> {
    let known = FILERS.iter().any(|filer| paragraph.starts_with(filer)) || names_a_paper(paragraph);
    if !known {
        return None;
    }
    let end = paragraph
        .char_indices()
        .take(LONGEST)
        .take_while(|&(_, c)| {
            !matches!(c, '，' | ',' | '。' | '：' | ':' | '“' | '(' | '（') && !c.is_whitespace()
        })
        .find(|&(at, c)| {
            matches!(c, '讯' | '电' | '訊' | '電') && ends_here(&paragraph[at + c.len_utf8()..])
        })
        .map(|(at, c)| at + c.len_utf8())?;
    let reporter = brackets::leading(paragraph[end..].trim_start())
        .map(|group| group.inner)
        .filter(|inner| is_reporter(inner));
    Some(Dateline {
        text: &paragraph[..end],
        reporter,
    })
}

/// "记者 李丹 北京报道 …": reporter and place in a few words, then the text.
fn reported(paragraph: &str) -> Option<Dateline<'_>> {
    let start = beginning(paragraph, LONGEST);
    let (told, _) = ["报道", "報導", "报导"]
        .iter()
        .filter_map(|word| Some((start.find(word)? + word.len(), word)))
        .min()?;
    let text = &paragraph[..told];
    let (reporter, place) = text.rsplit_once(char::is_whitespace)?;
    let fits = is_reporter(reporter) && place.chars().count() <= 6 && ends_here(&paragraph[told..]);
    fits.then_some(Dateline {
        text,
        reporter: Some(reporter),
    })
}

/// "海南日报讯": a paper that names itself within the first ten characters.
fn names_a_paper(paragraph: &str) -> bool {
    let head = beginning(paragraph, 12);
    let papers = ["日报", "晚报", "晨报", "都市报", "日報", "晚報"];
    head.contains(['讯', '訊']) && papers.iter().any(|paper| head.contains(paper))
}

/// A filing line is followed by a blank, a bracket or a mark; 电 in 电视 is none.
fn ends_here(rest: &str) -> bool {
    rest.chars().next().is_none_or(|c| {
        c.is_whitespace() || matches!(c, '(' | '（' | '，' | ',' | '：' | ':' | '　')
    })
}

fn is_reporter(inner: &str) -> bool {
    ["记者", "通讯员", "記者", "實習生"]
        .iter()
        .any(|role| inner.contains(role))
        && inner.chars().count() <= 48
}

/// 【本報訊】, 【記者王小明台北報導】, 【ロンドン=山田太郎】, [서울=홍길동 기자], (서울=연합뉴스).
fn bracketed(paragraph: &str) -> Option<Dateline<'_>> {
    let group = brackets::leading(paragraph).filter(|group| group.inner.chars().count() <= 40)?;
    let has = |words: &[&str]| words.iter().any(|word| group.inner.contains(word));
    let files = has(&[
        "本報訊",
        "專訊",
        "報導",
        "報道",
        "本报讯",
        "=",
        "＝",
        "기자",
        "綜合",
    ]);
    let reports = has(&["记者", "記者", "기자"]);
    (files && !group.rest.is_empty()).then_some(Dateline {
        text: group.whole,
        reporter: reports.then_some(group.inner),
    })
}

/// "LONDON, July 8 — …", "PARIS (AP) — …": capitals, then at most a date or an agency, then a dash.
fn latin(paragraph: &str) -> Option<Dateline<'_>> {
    let start = beginning(paragraph, LONGEST_LATIN);
    if !start.starts_with(|c: char| c.is_ascii_uppercase()) {
        return None;
    }
    let dash = ["—", "–", "--", " - "]
        .iter()
        .filter_map(|dash| start.find(dash))
        .min()?;
    let head = paragraph[..dash].trim_end();
    let city = head.split([',', '(', '.']).next().unwrap_or(head).trim();
    let capitals = city.chars().filter(|c| c.is_alphabetic()).count() >= 3
        && city.chars().all(|c| !c.is_lowercase())
        && city.is_ascii();
    capitals.then_some(Dateline {
        text: head,
        reporter: None,
    })
}

#[cfg(test)]
mod tests {
    use super::parse;

    #[test]
    fn datelines_of_papers_and_agencies() {
        for (text, dateline, reporter) in [
            ("本报讯 7月8日,由市里", Some("本报讯"), None),
            (
                "本报讯（某日报全媒体记者孙慧）近日",
                Some("本报讯"),
                Some("某日报全媒体记者孙慧"),
            ),
            (
                "本报海口7月7日讯(记者陈卓斌)7月7日",
                Some("本报海口7月7日讯"),
                Some("记者陈卓斌"),
            ),
            (
                "据新华社南宁7月7日电 (记者赵欢 孙闯)记者",
                Some("据新华社南宁7月7日电"),
                Some("记者赵欢 孙闯"),
            ),
            (
                "【記者王小明台北報導】今天",
                Some("【記者王小明台北報導】"),
                Some("記者王小明台北報導"),
            ),
            ("LONDON, July 8 — The river", Some("LONDON, July 8"), None),
            (
                "记者 李丹 北京报道 央行8日公告",
                Some("记者 李丹 北京报道"),
                Some("记者 李丹"),
            ),
            ("记者 李丹 走了很远的路才到北京报道", None, None),
            ("本报电视专栏今天开播", None, None),
            ("The river — long and slow — rose", None, None),
        ] {
            let found = parse(text);
            assert_eq!(found.map(|d| d.text), dateline, "{text}");
            assert_eq!(found.and_then(|d| d.reporter), reporter, "{text}");
        }
    }
}
