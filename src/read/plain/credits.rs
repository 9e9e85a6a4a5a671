//! Credits: who wrote a story. "记者 王勇", "(申波)", "■ 本报记者 …", "文/… 图/…", "By Jane Doe".

use super::brackets;
use super::grammar::ends_sentence;
use super::names::{
    are_names, has_surname, is_east_asian_name, is_foreign_name, is_han_name, is_latin_name,
    spaced_name,
};
use super::vocabulary::beginning;

/// Words that say what somebody did for a story; a token that ends with one, or begins with one and goes on with
/// a name, is a part of a credit.
const ROLES: &[&str] = &[
    "记者",
    "通讯员",
    "实习生",
    "特派员",
    "评论员",
    "撰稿人",
    "撰稿",
    "撰文",
    "作者",
    "编辑",
    "编译",
    "整理",
    "采写",
    "主笔",
    "研究员",
    "读者",
    "讀者",
    "插图",
    "绘图",
    "题图",
    "制图",
    "策划",
    "统筹",
    "撰稿",
    "供稿",
    "記者",
    "通訊員",
    "實習生",
    "評論員",
    "編譯",
    "作者",
    "기자",
    "특파원",
    "記者）",
    "見習記者",
];
/// The characters that roles begin with.
const ROLE_HEADS: &str = "记通实特评撰作编整采主研供記實評編기특見插绘题制策统读讀";
/// What may follow the names.
const DONE: &[&str] = &[
    "摄",
    "文",
    "图",
    "文/图",
    "文图",
    "摄影",
    "摄影报道",
    "报道",
    "文并图",
    "文/摄",
    "攝",
    "攝影",
    "報導",
    "報道",
];
/// Marks papers set before a credit.
const MARKS: &[char] = &['■', '□', '◆', '◇', '●', '○', '▲', '△', '★', '☆', '※', '◎'];
/// Agencies: a bracket that names one with a filing line stays in the text.
const AGENCIES: &[&str] = &[
    "新华社",
    "中新社",
    "中新网",
    "新華社",
    "中央社",
    "央视",
    "人民网",
];

/// Longest credit in characters.
const LONGEST: usize = 64;

/// A line of its own that is a credit, without its marks and brackets.
pub fn line(line: &str) -> Option<&str> {
    let bare = line.trim().trim_start_matches(MARKS).trim_start();
    let marked = bare.len() < line.trim().len();
    let inner = whole_bracket(bare).unwrap_or(bare);
    if inner.is_empty()
        || inner.chars().count() > LONGEST
        || ends_sentence(inner)
        || is_filing(inner)
    {
        return None;
    }
    let bracketed = inner.len() < bare.len();
    let signed = (bracketed || marked) && (are_names(inner) || is_latin_name(inner));
    (signed || has_role(inner) || is_division_of_labour(inner) || is_latin_credit(inner))
        .then_some(inner)
}

/// Takes a credit in brackets off the end of a paragraph: "…屏障。(申波)". Text must stand before it, and that must be
/// a finished sentence.
pub fn trailing(paragraph: &str) -> Option<(&str, &str)> {
    let group = brackets::trailing(paragraph)?;
    let finished = ends_sentence(group.rest) || brackets::trailing(group.rest).is_some();
    if !finished || group.inner.chars().count() > LONGEST || is_filing(group.inner) {
        return None;
    }
    let signed =
        are_names(group.inner) || is_foreign_name(group.inner) || is_name_and_station(group.inner);
    (signed || has_role(group.inner) || is_division_of_labour(group.inner))
        .then_some((group.rest, group.inner))
}

/// A name alone on the last line of a text: how letters and columns are signed.
pub fn is_signature(line: &str) -> bool {
    const LONGEST_NAME: usize = 48;
    if line.len() > LONGEST_NAME {
        return false;
    }
    is_latin_name(line) || spaced_name(line) || (are_names(line) && has_surname(line))
}

/// Nothing but names, as they stand between a headline and its text: one to four, each of two or three characters with
/// a known surname.
pub fn is_bare_name(line: &str) -> bool {
    let names = || line.split(|c: char| c.is_whitespace() || c == '、');
    let plain = |name: &str| name.chars().count() <= 3 && has_surname(name);
    spaced_name(line)
        || (names().all(plain) && names().count() <= 4)
        || is_latin_name(line) && !line.contains("The ")
}

/// "(会社員 五十二歳)", "(读者 周老花)": two short words, as letters to the editor are signed.
fn is_name_and_station(inner: &str) -> bool {
    let mut words = inner.split_whitespace();
    let two = [words.next(), words.next()]
        .into_iter()
        .flatten()
        .all(is_east_asian_name);
    two && words.next().is_none() && inner.contains(char::is_whitespace)
}

/// A bracket that closes a story but stays in it: "(新华社北京7月7日电 记者…)", "(作者系…)".
pub fn closes(line: &str) -> bool {
    let Some(inner) = whole_bracket(line.trim()) else {
        return false;
    };
    let author = ["作者", "本文", "執筆", "筆者"]
        .iter()
        .any(|word| inner.starts_with(word));
    author
        || is_filing(inner)
        || AGENCIES
            .iter()
            .any(|agency| inner.starts_with(agency) || inner.starts_with("据"))
}

/// What an agency's filing bracket says of its reporters: "记者吴晶 胡喆".
pub fn reporters_of_filing(line: &str) -> Option<&str> {
    let inner = whole_bracket(line.trim()).filter(|inner| is_filing(inner))?;
    let at = ["记者", "記者"]
        .iter()
        .filter_map(|role| inner.find(role))
        .min()?;
    Some(&inner[at..])
}

/// "新华社北京7月7日电 …": an agency and a filing line.
fn is_filing(inner: &str) -> bool {
    let head = beginning(inner, 24);
    head.contains(['电', '電']) && AGENCIES.iter().any(|agency| head.contains(agency))
}

fn whole_bracket(text: &str) -> Option<&str> {
    let inner = brackets::leading(text)
        .filter(|group| group.rest.is_empty())
        .map(|group| group.inner);
    // A bracket inside the bracket closes early; the trailing view then spans it.
    inner.or_else(|| {
        let open = text
            .chars()
            .next()
            .filter(|c| matches!(c, '(' | '（' | '【'))?;
        let close = text
            .chars()
            .next_back()
            .filter(|c| matches!(c, ')' | '）' | '】'))?;
        text.get(open.len_utf8()..text.len() - close.len_utf8())
    })
}

/// Every blank-separated token is a role, a role with a name, a name, or what was done; one at least is a role.
fn has_role(text: &str) -> bool {
    let mut roles = 0;
    let tokens = text.split(|c: char| {
        c.is_whitespace() || matches!(c, '、' | '，' | ',' | '／' | '/' | '：' | ':')
    });
    for token in tokens.filter(|token| !token.is_empty()) {
        match role_in(token) {
            Some(rest) if is_done(rest) => roles += 1,
            Some(_) => return false,
            None if DONE.contains(&token) || is_east_asian_name(token) => {}
            None if token.chars().count() == 1 => {}
            None => return false,
        }
    }
    roles > 0
}

/// What may follow a role in one token: nothing, a name, or what was done.
fn is_done(rest: &str) -> bool {
    rest.is_empty() || has_surname(rest) || is_foreign_name(rest) || DONE.contains(&rest)
}

/// Where a token holds a role near its beginning, what follows the role.
fn role_in(token: &str) -> Option<&str> {
    /// "海南日报全媒体", "本报驻京首席": what papers put before a role, in characters.
    const TITLE: usize = 14;
    let begins = |c: char| ROLE_HEADS.contains(c);
    let places = token
        .char_indices()
        .take(TITLE + 1)
        .filter(|&(_, c)| begins(c))
        .map(|(at, _)| at);
    let mut found = places.filter_map(|at| {
        let role = ROLES.iter().find(|role| token[at..].starts_with(**role))?;
        Some((at, role))
    });
    let (at, role) = found.next()?;
    let title = &token[..at];
    let fits = title.chars().all(char::is_alphanumeric) && !title.ends_with('由');
    fits.then(|| &token[at + role.len()..])
}

/// "文/王勇 图/李萌", "文 图/王勇".
fn is_division_of_labour(text: &str) -> bool {
    let slashed = text.replace('／', "/");
    let tokens: Vec<&str> = slashed.split_whitespace().collect();
    let work = |token: &str| {
        let (what, who) = token.split_once('/')?;
        let known = ["文", "图", "摄", "撰文", "摄影", "整理", "圖", "攝"].contains(&what);
        Some(known && (is_han_name(who) || role_in(who).is_some() || ["图", "摄"].contains(&who)))
    };
    let works = tokens
        .iter()
        .filter(|token| work(token) == Some(true))
        .count();
    works > 0
        && tokens
            .iter()
            .all(|token| work(token) == Some(true) || is_han_name(token) || DONE.contains(token))
}

/// "By Jane Doe", "By JANE DOE, Staff Reporter".
fn is_latin_credit(text: &str) -> bool {
    let rest = ["By ", "BY ", "by ", "From ", "Von ", "Par "]
        .iter()
        .find_map(|by| text.strip_prefix(by));
    let first = rest.map(|rest| rest.split([',', ';']).next().unwrap_or(rest));
    let several = |names: &str| names.split(" and ").all(|name| is_latin_name(name.trim()));
    first.is_some_and(several) || is_staff_line(text)
}

/// "Courier Staff Writer", "Special to the Courier".
fn is_staff_line(text: &str) -> bool {
    let lower = text.to_ascii_lowercase();
    text.is_ascii()
        && (["staff reporter", "staff writer", "correspondent"]
            .iter()
            .any(|job| lower.ends_with(job))
            || lower.starts_with("special to the "))
}

#[cfg(test)]
mod tests {
    use super::{closes, line, reporters_of_filing, trailing};

    #[test]
    fn every_role_begins_with_a_known_character() {
        for role in super::ROLES {
            assert!(
                role.starts_with(|c| super::ROLE_HEADS.contains(c)),
                "{role}"
            );
        }
    }

    #[test]
    fn lines_that_are_credits() {
        for (text, expected) in [
            ("记者 王勇", Some("记者 王勇")),
            ("■ 本报记者 赵一鸣", Some("本报记者 赵一鸣")),
            (
                "海南日报全媒体记者 陈元才 通讯员 符马林 摄",
                Some("海南日报全媒体记者 陈元才 通讯员 符马林 摄"),
            ),
            ("新华社记者", Some("新华社记者")),
            ("(张谢宏)", Some("张谢宏")),
            ("文/李萌 图/王勇", Some("文/李萌 图/王勇")),
            ("By Jane Doe", Some("By Jane Doe")),
            ("홍길동 기자", Some("홍길동 기자")),
            ("记者观察", None),
            ("盘活资源", None),
            ("王勇", None),
            ("(未完待续)", None),
            ("(新华社北京7月7日电 记者吴晶)", None),
            ("记者 王勇说，雨停了。", None),
        ] {
            assert_eq!(line(text), expected, "{text}");
        }
    }

    #[test]
    fn credits_at_the_end_of_a_paragraph() {
        assert_eq!(trailing("筑牢屏障。(申波)"), Some(("筑牢屏障。", "申波")));
        assert_eq!(
            trailing("越过越红火。(某日报全媒体记者 刘杰)"),
            Some(("越过越红火。", "某日报全媒体记者 刘杰"))
        );
        assert_eq!(
            trailing("(作者单位：某校)(王发民)"),
            Some(("(作者单位：某校)", "王发民"))
        );
        assert_eq!(trailing("全文发表。(未完待续)"), None);
        assert_eq!(trailing("一片海(申波)"), None);
        assert!(closes("(新华社北京7月7日电 记者吴晶 胡喆)"));
        assert!(closes("【作者系某大学教授；本文系(2024)成果】"));
        assert_eq!(
            reporters_of_filing("(新华社北京7月7日电 记者吴晶 胡喆)"),
            Some("记者吴晶 胡喆")
        );
    }
}
