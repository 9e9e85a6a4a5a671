//! Page furniture: page lines, date lines, mastheads, staff lines. Evidence about the page, and no part of a story.

use jiff::civil::Date;

use super::labels;

/// What a line of furniture tells.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Furniture {
    /// Page label ("03", "A02").
    pub label: Option<String>,
    /// Page name ("要闻").
    pub title: Option<String>,
    /// Day of the issue.
    pub date: Option<Date>,
    /// Name of the paper.
    pub masthead: Option<String>,
}

const STAFF: &[&str] = &[
    "责任编辑",
    "责编",
    "值班编委",
    "值班主任",
    "本版编辑",
    "版面编辑",
    "主编",
    "美编",
    "校对",
    "版式",
    "视觉",
    "组版",
    "编辑",
    "本版责编",
    "投稿邮箱",
    "投稿信箱",
    "投稿",
    "国内统一连续出版物号",
    "国内统一刊号",
    "网址",
    "邮箱",
    "热线",
    "电话",
    "新闻热线",
    "電話",
    "责任校对",
    "責任編輯",
    "地址",
    "邮编",
    "印刷",
    "国内统一",
    "零售",
];
const PAPERS: &[&str] = &[
    "日报", "晚报", "晨报", "时报", "早报", "周报", "周刊", "日報", "晚報", "時報", "新聞", "新闻",
    "报",
];
const MONTHS: &[&str] = &[
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

/// Reads a line as furniture, if it is nothing else.
pub fn parse(line: &str) -> Option<Furniture> {
    const LONGEST: usize = 64;
    if line.chars().count() > LONGEST || line.ends_with(['。', '；']) {
        return None;
    }
    if is_staff(line) {
        return Some(Furniture::default());
    }
    if line.starts_with("中華民國") && line.contains('年') && line.contains('月') {
        return Some(Furniture::default());
    }
    dated(line).or_else(|| page_line(line))
}

/// "责任编辑 张三 版式 李四": a job, then a blank or a colon, or another job.
pub fn is_staff(line: &str) -> bool {
    let bare = line.trim_start_matches(['■', '□', '●', '◆', '▲', '【', '[', '（', '(']);
    STAFF
        .iter()
        .filter_map(|job| bare.strip_prefix(job))
        .any(|rest| {
            let separated = rest.starts_with([' ', '　', ':', '：', '/', '／', '】', ']']);
            let signed = rest.chars().count() <= 4 && super::names::has_surname(rest);
            separated || signed
        })
}

/// A line with a date that is little else: masthead, weekday, issue number, page.
fn dated(line: &str) -> Option<Furniture> {
    let (date, start, end) = find_date(line)?;
    let around = [&line[..start], &line[end..]].concat();
    let label = labels::find(&around).filter(|label| !counts_pages(&around[..label.start]));
    let mut words: Vec<&str> = around
        .split_whitespace()
        .filter(|word| !is_calendar(word))
        .collect();
    words.retain(|word| labels::find(word).is_none());
    let left: usize = words.iter().map(|word| word.chars().count()).sum();
    let masthead = words
        .iter()
        .find(|word| is_masthead(word))
        .map(|word| unframed(word).to_owned());
    let title = words
        .iter()
        .find(|word| !is_masthead(word) && word.chars().count() <= 6);
    (left <= 18).then(|| Furniture {
        label: label.map(|label| label.label.to_owned()),
        title: title
            .filter(|_| label.is_some())
            .map(|&title| title.to_owned()),
        date: Some(date),
        masthead,
    })
}

/// "第3版 要闻", "03版：要闻", "要闻 A02版", "Page 3 Local News".
fn page_line(line: &str) -> Option<Furniture> {
    const TITLE: usize = 12;
    let label = labels::find(line)?;
    if counts_pages(&line[..label.start]) || is_reference(line) {
        return Some(Furniture::default());
    }
    let trim = |text: &str| {
        text.trim_matches(|c: char| c.is_whitespace() || "：:·・|/-—（）()".contains(c))
            .to_owned()
    };
    let (before, after) = (trim(&line[..label.start]), trim(&line[label.end..]));
    let title = match (before.is_empty(), after.is_empty()) {
        (true, true) => None,
        (false, true) => Some(before),
        (true, false) => Some(after),
        (false, false) => return None,
    };
    let latin = title.as_deref().is_some_and(str::is_ascii);
    let longest = if latin { TITLE * 2 } else { TITLE };
    let short = title
        .as_deref()
        .is_none_or(|title| title.chars().count() <= longest);
    // "第三版" may be a word of a headline ("新版 上线"); a page line has 第, digits, or nothing but the label.
    let printed =
        line.contains('第') || label.label.bytes().any(|b| b.is_ascii_digit()) || title.is_none();
    (short
        && printed
        && !title
            .as_deref()
            .is_some_and(|t| t.contains(['，', ',', '“'])))
    .then(|| Furniture {
        label: Some(label.label.to_owned()),
        title,
        ..Furniture::default()
    })
}

/// "(Tides and weather, Page 6)": a line in brackets that refers to a page.
fn is_reference(line: &str) -> bool {
    super::brackets::leading(line).is_some_and(|group| group.rest.is_empty())
}

/// "今日5版", "共8版": how many pages there are, not which this is.
fn counts_pages(before: &str) -> bool {
    ["今日", "共", "本期", "今天", "全"]
        .iter()
        .any(|word| before.trim_end().ends_with(word))
}

/// "08", "11 副刊", "A3 地方": a label without its 版, as it stands in the head of a page.
pub fn bare_label(line: &str) -> Option<Furniture> {
    let mut words = line.split_whitespace();
    let label = words.next().filter(|word| {
        let digits = word.trim_start_matches(|c: char| c.is_ascii_uppercase());
        word.len() - digits.len() <= 1
            && (1..=3).contains(&digits.len())
            && digits.bytes().all(|b| b.is_ascii_digit())
    })?;
    let title = words.next().map(str::to_owned);
    Some(Furniture {
        label: Some(label.to_owned()),
        title,
        ..Furniture::default()
    })
}

/// A line that is only the name of a paper.
pub fn masthead(line: &str) -> Option<&str> {
    let bare = unframed(line.trim());
    is_masthead(bare).then_some(bare)
}

fn unframed(word: &str) -> &str {
    word.trim_matches(['《', '》', '「', '」'])
}

fn is_masthead(word: &str) -> bool {
    let bare = unframed(word);
    let length = bare.chars().count();
    let latin = bare.starts_with("The ") || bare.starts_with("THE ");
    ((2..=8).contains(&length) && PAPERS.iter().any(|paper| bare.ends_with(paper)))
        || (latin && length <= 32 && bare.split_whitespace().count() <= 4)
}

/// Weekdays, lunar dates, issue numbers, page counts.
fn is_calendar(word: &str) -> bool {
    let word = word.trim_matches([',', '，', '。', '.']);
    [
        "星期", "周", "农历", "農曆", "第", "总", "总第", "今日", "曜", "요일", "邮发", "丙", "乙",
        "甲", "丁",
    ]
    .iter()
    .any(|start| word.starts_with(start))
        || word.ends_with('期')
        || word.ends_with("曜日")
        || word.ends_with('版')
        || [
            "monday",
            "tuesday",
            "wednesday",
            "thursday",
            "friday",
            "saturday",
            "sunday",
            "no",
            "vol",
            "issue",
        ]
        .contains(&word.to_ascii_lowercase().as_str())
}

/// The first date in a line, and its bytes: 2026年7月9日, 2026-07-09, July 9, 2026, 9 July 2026.
pub fn find_date(line: &str) -> Option<(Date, usize, usize)> {
    chinese_date(line).or_else(|| english_date(line))
}

fn chinese_date(line: &str) -> Option<(Date, usize, usize)> {
    line.char_indices()
        .filter(|(_, c)| c.is_ascii_digit())
        .find_map(|(start, _)| {
            let (year, rest) = number(&line[start..], 4)?;
            let rest = one_of(rest, &["年", "-", "/", ".", "년"])?;
            let (month, rest) = number(rest.trim_start(), 2)?;
            let rest = one_of(rest, &["月", "-", "/", ".", "월"])?;
            let (day, rest) = number(rest.trim_start(), 2)?;
            let rest = one_of(rest, &["日", "일"]).unwrap_or(rest);
            let date = Date::new(
                i16::try_from(year).ok()?,
                i8::try_from(month).ok()?,
                i8::try_from(day).ok()?,
            )
            .ok()?;
            (1600..=2200)
                .contains(&year)
                .then_some((date, start, line.len() - rest.len()))
        })
}

fn english_date(line: &str) -> Option<(Date, usize, usize)> {
    if !line.contains(|c: char| c.is_ascii_alphabetic()) {
        return None;
    }
    let lower = line.to_ascii_lowercase();
    let (at, month) = MONTHS
        .iter()
        .zip(1i8..)
        .find_map(|(name, n)| Some((lower.find(name)?, n)))?;
    let after = lower[at..]
        .find(|c: char| !c.is_ascii_alphabetic())
        .map_or(lower.len(), |end| at + end);
    let tail = line.get(after..)?;
    let skip = |text: &str| text.len() - text.trim_start_matches([' ', ',', '.']).len();
    let first = number(&tail[skip(tail)..], 4)?;
    let (day, year, start, rest) = if first.0 > 31 {
        let head = line[..at].trim_end();
        let digits = head.len() - head.trim_end_matches(|c: char| c.is_ascii_digit()).len();
        (
            head[head.len() - digits..].parse().ok()?,
            first.0,
            head.len() - digits,
            first.1,
        )
    } else {
        let (year, rest) = number(&first.1[skip(first.1)..], 4)?;
        (first.0, year, at, rest)
    };
    let date = Date::new(i16::try_from(year).ok()?, month, i8::try_from(day).ok()?).ok()?;
    (1600..=2200)
        .contains(&year)
        .then_some((date, start, line.len() - rest.len()))
}

fn number(text: &str, most: usize) -> Option<(u32, &str)> {
    let digits = text
        .bytes()
        .take(most)
        .take_while(u8::is_ascii_digit)
        .count();
    Some((text[..digits].parse().ok()?, &text[digits..]))
}

fn one_of<'a>(text: &'a str, words: &[&str]) -> Option<&'a str> {
    words.iter().find_map(|word| text.strip_prefix(word))
}

#[cfg(test)]
mod tests {
    use super::{find_date, masthead, parse};

    #[test]
    fn furniture_is_told_from_headlines() {
        let page = parse("第3版 要闻").unwrap();
        assert_eq!(
            (page.label.as_deref(), page.title.as_deref()),
            (Some("3"), Some("要闻"))
        );
        let page = parse("A02版：本地").unwrap();
        assert_eq!(
            (page.label.as_deref(), page.title.as_deref()),
            (Some("A02"), Some("本地"))
        );
        let page = parse("太原日报 2026年7月9日 星期四 第3版 要闻").unwrap();
        assert_eq!(page.masthead.as_deref(), Some("太原日报"));
        assert_eq!(
            (page.label.as_deref(), page.title.as_deref()),
            (Some("3"), Some("要闻"))
        );
        assert_eq!(
            page.date.map(|d| d.to_string()).as_deref(),
            Some("2026-07-09")
        );
        assert!(parse("责任编辑 张三 版式 李四").is_some());
        assert!(parse("责任编辑：张三").is_some());
        for line in [
            "编辑部的故事",
            "第一版教材今天出版发行仪式在京举行",
            "盘活资源",
            "2026年海南自贸港迎新会举行",
        ] {
            assert_eq!(parse(line), None, "{line}");
        }
        assert_eq!(masthead("《阅报》"), Some("阅报"));
    }

    #[test]
    fn dates_of_three_kinds() {
        for (line, expected) in [
            ("taiyuan-2026-07-09", Some("2026-07-09")),
            ("Thursday, July 9, 2026", Some("2026-07-09")),
            ("9 July 2026", Some("2026-07-09")),
            ("2026年 7月 9日", Some("2026-07-09")),
            ("2026-13-09", None),
        ] {
            assert_eq!(
                find_date(line).map(|found| found.0.to_string()).as_deref(),
                expected,
                "{line}"
            );
        }
    }
}
