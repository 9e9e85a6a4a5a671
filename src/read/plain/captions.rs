//! Captions and picture credits: "活动现场。王海燕 摄", "图片由…提供", "Photo: …".

use super::brackets;
use super::grammar::is_closer;

/// A caption taken apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Caption<'a> {
    /// What the picture shows.
    pub caption: &'a str,
    /// Who made it, word for word.
    pub credit: Option<&'a str>,
}

/// Ends of a picture credit.
const ENDS: &[&str] = &[
    "摄",
    "摄影",
    "摄影报道",
    "供图",
    "提供",
    "资料图片",
    "资料图",
    "资料照片",
    "资料片",
    "制图",
    "视觉中国",
    "新华社发",
    "攝",
    "攝影",
    "資料圖片",
    "資料照片",
    "撮影",
    "提供）",
    "제공",
    "촬영",
    "(资料图片)",
    "發",
];
/// Beginnings of a picture credit.
const STARTS: &[&str] = &[
    "图片由",
    "图片来源",
    "图片：",
    "图片:",
    "图/",
    "图／",
    "摄影/",
    "摄影：",
    "摄影:",
    "圖／",
    "圖/",
    "Photo",
    "photo",
    "사진",
];
/// Beginnings of a line that is a caption even without a credit.
const SHOWS: &[&str] = &[
    "图为",
    "图:",
    "图：",
    "▲",
    "上图",
    "下图",
    "左图",
    "右图",
    "圖為",
    "圖：",
    "写真は",
    "사진은",
    "Photo:",
    "PHOTO:",
];

/// Longest caption in characters.
const LONGEST: usize = 160;

/// Reads a line of its own as a caption, if it is one.
pub fn parse(line: &str) -> Option<Caption<'_>> {
    let line = line.trim();
    if line.chars().count() > LONGEST {
        return None;
    }
    split(line).or_else(|| {
        shows(line).then_some(Caption {
            caption: line,
            credit: None,
        })
    })
}

/// Whether a line says that it speaks of a picture: "图为…".
pub fn shows(line: &str) -> bool {
    SHOWS.iter().any(|word| line.starts_with(word))
}

/// Caption and credit, at the last place where the words after it are a credit.
fn split(line: &str) -> Option<Caption<'_>> {
    if let Some(group) = brackets::trailing(line).filter(|group| is_credit(group.inner)) {
        return (!group.rest.is_empty()).then_some(Caption {
            caption: group.rest,
            credit: Some(group.whole),
        });
    }
    let at = seams(line).find(|&at| is_credit(line[at..].trim()))?;
    let (caption, credit) = (line[..at].trim(), line[at..].trim());
    (!caption.is_empty()).then_some(Caption {
        caption,
        credit: Some(credit),
    })
}

/// Where a credit may begin: after the end of a sentence, or after a blank.
fn seams(line: &str) -> impl Iterator<Item = usize> + '_ {
    let after_sentence = |c: char| {
        matches!(c, '。' | '！' | '？' | '.' | '!' | '?' | ')' | '）' | '—') || is_closer(c)
    };
    let sentences = line
        .char_indices()
        .filter(move |&(_, c)| after_sentence(c))
        .map(|(at, c)| at + c.len_utf8());
    let blanks = line
        .char_indices()
        .filter(|&(_, c)| c.is_whitespace())
        .map(|(at, c)| at + c.len_utf8());
    sentences.chain(blanks)
}

/// Whether words are a picture credit as a whole.
fn is_credit(words: &str) -> bool {
    const LONGEST_CREDIT: usize = 44;
    let length = words.chars().count();
    if !(2..=LONGEST_CREDIT).contains(&length) || words.contains(['。', '，', '！', '？']) {
        return false;
    }
    let starts = STARTS.iter().any(|start| words.starts_with(start));
    // "田金文摄(影像中国)": where the picture came through an agency, that follows in brackets.
    let core = brackets::trailing(words).map_or(words, |group| group.rest);
    let ends = ENDS
        .iter()
        .any(|end| words.ends_with(end) || core.ends_with(end));
    starts || (ends && !ends_by_chance(words)) || words.starts_with("新华社发")
}

/// 拍摄, 发: common words that end like a credit but are none.
fn ends_by_chance(words: &str) -> bool {
    let chance = ["拍摄", "开发", "研发", "出发", "發發"]
        .iter()
        .any(|word| words.ends_with(word));
    // "…提供" is a credit only where it speaks of a picture or names who gave it in a few words.
    let gift = words.ends_with("提供") && words.chars().count() > 16 && !words.contains('图');
    chance || gift
}

#[cfg(test)]
mod tests {
    use super::parse;

    #[test]
    fn captions_and_their_credits() {
        for (line, caption, credit) in [
            ("活动现场。王海燕 摄", "活动现场。", Some("王海燕 摄")),
            (
                "工人在车间作业。 资料图片",
                "工人在车间作业。",
                Some("资料图片"),
            ),
            (
                "图为施工现场。 本报记者 孙丽华 摄",
                "图为施工现场。",
                Some("本报记者 孙丽华 摄"),
            ),
            (
                "村里开展活动。 图片由受访单位提供",
                "村里开展活动。",
                Some("图片由受访单位提供"),
            ),
            ("新装的阻车杆（王勇摄）", "新装的阻车杆", Some("（王勇摄）")),
            ("图为新装的阻车杆", "图为新装的阻车杆", None),
            (
                "The new gates. Photo by Jane Doe",
                "The new gates.",
                Some("Photo by Jane Doe"),
            ),
        ] {
            let found = parse(line).unwrap_or_else(|| panic!("no caption in {line}"));
            assert_eq!((found.caption, found.credit), (caption, credit));
        }
        for line in [
            "雨停了。",
            "盘活资源",
            "第二天，摄制组来到村里拍摄",
            "记者 王勇",
        ] {
            assert_eq!(parse(line), None, "{line}");
        }
    }
}
