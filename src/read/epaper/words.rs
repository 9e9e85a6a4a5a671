//! What e-papers write by rule: headlines broken by blanks, page lines (`第01版：要闻`), names spaced to the width of three,
//! items that are no stories (图片报道, 广告, 责编).

use dom_query::{NodeData, NodeRef};

use crate::edition::Sort;
use crate::read::html::is;
use crate::read::plain::furniture::is_staff;
use crate::text::script::is_han;

/// A headline as one line: wherever the page broke it (a blank, two of them, U+3000) there is one blank.
pub fn headline(text: &str) -> Option<String> {
    let words: Vec<&str> = text.split_whitespace().collect();
    (!words.is_empty()).then(|| words.join(" "))
}

/// The headline in an element. A line end in it is a break of the headline: publishing systems do not wrap their lines.
pub fn headline_in(node: &NodeRef<'_>) -> Option<String> {
    let mut text = String::new();
    for inner in node.descendants_it() {
        let is_shown = || {
            inner
                .parent()
                .is_none_or(|parent| !is(&parent, &["script", "style", "rt", "rp"]))
        };
        if is(&inner, &["br", "p", "div", "li"]) {
            text.push(' ');
        } else if inner.is_text() && is_shown() {
            inner.query(|node| {
                if let NodeData::Text { contents } = &node.data {
                    text.push_str(contents);
                }
            });
        }
    }
    headline(&text)
}

/// A page's name: `综 合` is set apart for its looks.
pub fn page_title(text: &str) -> Option<String> {
    let text = text.trim_matches(|c: char| c.is_whitespace() || "：:·-—|｜【】[]".contains(c));
    let words: Vec<&str> = text.split_whitespace().collect();
    let is_spaced = words.len() > 1 && words.iter().all(|word| is_one_han(word));
    let title = words.join(if is_spaced { "" } else { " " });
    (!title.is_empty()).then_some(title)
}

/// Who wrote it: a family name and a given name of one character each stand together.
pub fn byline(text: &str) -> Option<String> {
    let is_mark = |c: char| c.is_whitespace() || "■□◆●▲★".contains(c);
    let text = text.trim_start_matches(is_mark);
    let roles = ["作者：", "作者:", "记者：", "记者:"];
    let text = roles
        .iter()
        .find_map(|role| text.strip_prefix(role))
        .unwrap_or(text);
    let mut line = String::new();
    let mut is_open = false;
    for word in text.split_whitespace() {
        let closes = is_open && is_one_han(word);
        if !line.is_empty() && !closes {
            line.push(' ');
        }
        line.push_str(word);
        is_open = is_one_han(word) && !closes;
    }
    (!line.is_empty()).then_some(line)
}

fn is_one_han(word: &str) -> bool {
    let mut letters = word.chars();
    letters.next().is_some_and(is_han) && letters.next().is_none()
}

/// A page as lists and heads of pages name it: its label and its name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PageName {
    /// As printed, without 第 and 版 (`01`, `A01`, `T01`, `一`).
    pub label: String,
    /// `要闻`.
    pub title: Option<String>,
}

/// Reads `第01版：要闻`, `A01 要闻`, `01版`, `要闻 A01版`. Without 版, only where the text `is_page` for other reasons.
pub fn page_name(text: &str, is_page: bool) -> Option<PageName> {
    const LONGEST: usize = 40;
    let text = text.trim_matches(|c: char| c.is_whitespace() || "【】[]()（）·•>›".contains(c));
    if text.chars().nth(LONGEST).is_some() {
        return None;
    }
    let rest = text.strip_prefix('第').unwrap_or(text).trim_start();
    if let Some((label, rest)) = label(rest) {
        let rest = rest.trim_start();
        let after = ["版面", "版", "面"]
            .iter()
            .find_map(|word| rest.strip_prefix(word));
        let named = after.or(Some(rest).filter(|_| is_page))?;
        return Some(PageName {
            label: label.to_owned(),
            title: page_title(named),
        });
    }
    // The name first: "要闻 A01版", "要闻·第1版".
    let head = text.strip_suffix('版')?.trim_end();
    let start = head
        .rfind(|c: char| !c.is_ascii_alphanumeric())
        .map_or(0, |at| {
            at + head[at..].chars().next().map_or(0, char::len_utf8)
        });
    let (label, rest) = label(&head[start..])?;
    let before = head[..start].trim_end_matches('第');
    let counts = ["共", "今日", "本期", "今天"]
        .iter()
        .any(|word| before.trim_end().ends_with(word));
    (rest.is_empty() && !counts).then(|| PageName {
        label: label.to_owned(),
        title: page_title(before),
    })
}

/// The label a text begins with: letters and digits, or Chinese numerals.
fn label(text: &str) -> Option<(&str, &str)> {
    let letters = text.bytes().take_while(u8::is_ascii_uppercase).count();
    let digits = text[letters..]
        .bytes()
        .take_while(u8::is_ascii_digit)
        .count();
    if letters <= 2 && (1..=3).contains(&digits) {
        return Some(text.split_at(letters + digits));
    }
    let numerals = text
        .find(|c: char| !"一二三四五六七八九十".contains(c))
        .unwrap_or(text.len());
    (numerals > 0 && numerals <= 9 && text[numerals..].starts_with('版'))
        .then(|| text.split_at(numerals))
}

/// What an item of a page is, by its headline and the name of its page.
pub fn sort(headline: Option<&str>, page: Option<&str>) -> Sort {
    const PICTURES: &[&str] = &[
        "图片报道",
        "图片新闻",
        "图片",
        "图片故事",
        "图片专版",
        "新闻图片",
        "圖片新聞",
    ];
    const IMPRINTS: &[&str] = &[
        "责编",
        "本版责编",
        "版权",
        "报头",
        "报眼",
        "中缝",
        "编辑",
        "版面编辑",
        "责任编辑",
        "导读",
        "本版导读",
    ];
    let bare: String = headline
        .unwrap_or("")
        .chars()
        .filter(|c| c.is_alphanumeric())
        .collect();
    let is_advertisement = |text: &str| {
        text == "广告" || text == "廣告" || text.ends_with("广告") && text.chars().count() <= 6
    };
    if PICTURES.contains(&&*bare) {
        Sort::Picture
    } else if is_advertisement(&bare) || page.is_some_and(is_advertisement) {
        Sort::Advertisement
    } else if IMPRINTS.contains(&&*bare) || headline.is_some_and(is_staff) {
        Sort::Imprint
    } else {
        Sort::Story
    }
}

#[cfg(test)]
mod tests {
    use super::{byline, headline, page_name, sort};
    use crate::edition::Sort;

    #[track_caller]
    fn check(text: &str, is_page: bool, label: &str, title: Option<&str>) {
        let found = page_name(text, is_page).unwrap_or_else(|| panic!("no page in {text}"));
        assert_eq!(
            (found.label.as_str(), found.title.as_deref()),
            (label, title),
            "{text}"
        );
    }

    #[test]
    fn pages_are_named_in_many_ways() {
        check("第01版：要闻", false, "01", Some("要闻"));
        check("\u{a0}第02版：综\u{3000}合", false, "02", Some("综合"));
        check("A01版面新闻", false, "A01", Some("新闻"));
        check("T01 特刊", true, "T01", Some("特刊"));
        check("13版：广告", false, "13", Some("广告"));
        check("第一版：头 版", false, "一", Some("头版"));
        check("要闻 A02版", false, "A02", Some("要闻"));
        check("第 3 版", false, "3", None);
        for text in [
            "共8版",
            "今日4版",
            "新版上线",
            "人民日报",
            "2026年11月23日",
            "上一版",
            "下一版",
        ] {
            assert_eq!(page_name(text, false), None, "{text}");
        }
    }

    #[test]
    fn headlines_and_names_lose_the_blanks_of_the_page() {
        assert_eq!(
            headline(" 雨季来临\u{3000}河堤  加固 ").as_deref(),
            Some("雨季来临 河堤 加固")
        );
        assert_eq!(
            byline("本报记者\u{3000}王 伟 李 娜 赵一鸣").as_deref(),
            Some("本报记者 王伟 李娜 赵一鸣")
        );
        assert_eq!(headline(" \u{3000} "), None);
    }

    #[test]
    fn items_that_are_no_stories_are_marked() {
        assert_eq!(sort(Some("图片报道"), Some("要闻")), Sort::Picture);
        assert_eq!(sort(Some("图片报道（二）"), None), Sort::Story);
        assert_eq!(sort(Some("某某公司"), Some("广告")), Sort::Advertisement);
        assert_eq!(sort(Some("本版责编：王伟 李娜"), None), Sort::Imprint);
        assert_eq!(sort(Some("广告业迎来春天"), None), Sort::Story);
    }
}
