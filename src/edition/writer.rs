//! Who wrote a story, out of its byline as printed.

use super::Story;

/// What stands before a name, or for one. The longest first, as one may end with another.
const OFFICES: &[&str] = &[
    "本报实习记者",
    "本报特约记者",
    "本报见习记者",
    "本报通讯员",
    "本报记者",
    "实习记者",
    "见习记者",
    "特约记者",
    "全媒体记者",
    "特派记者",
    "新华社记者",
    "本报評論員",
    "本报评论员",
    "记者",
    "記者",
    "通讯员",
    "通訊員",
    "本报讯",
    "撰文",
    "摄影",
    "作者",
    "编辑",
    "文/图",
    "图/文",
    "文",
    "图",
    "摄",
    "기자",
    "By",
    "by",
    "BY",
];

impl Story {
    /// The first name in the byline; the whole of it where no name is told apart.
    pub fn writer(&self) -> Option<&str> {
        let byline = self.byline.as_deref()?.trim();
        let latin = byline.is_ascii();
        let mut parts = byline.split(|c: char| match latin {
            true => matches!(c, ',' | ';' | '/'),
            false => c.is_whitespace() || "、，,;；/／·:：（）()".contains(c),
        });
        let name = parts.find_map(|part| {
            let name = without_office(part.trim());
            (!name.is_empty()).then_some(name)
        });
        name.or(Some(byline)).filter(|name| !name.is_empty())
    }
}

fn without_office(part: &str) -> &str {
    let mut rest = part;
    for office in OFFICES {
        let latin = office.is_ascii();
        match rest.strip_prefix(office) {
            Some("") => return "",
            // "By" is a word, and not the beginning of Byron.
            Some(after) if !latin || after.starts_with(' ') => rest = after.trim_start(),
            _ => {}
        }
        rest = rest.strip_suffix(office).unwrap_or(rest).trim_end();
    }
    rest
}

#[cfg(test)]
mod tests {
    use crate::edition::Story;

    #[test]
    fn the_first_name_is_the_writer() {
        for (byline, writer) in [
            ("本报记者 林小舟", "林小舟"),
            ("记者 王勇 李四", "王勇"),
            ("实习记者温雨", "温雨"),
            ("王勇、李四", "王勇"),
            ("通讯员：高原", "高原"),
            ("高原 文/图", "高原"),
            ("By A. Reed", "A. Reed"),
            ("By A. Reed, B. Green", "A. Reed"),
            ("Byron Reed", "Byron Reed"),
            ("홍길동 기자", "홍길동"),
            ("本报记者", "本报记者"),
        ] {
            let story = Story {
                byline: Some(byline.into()),
                ..Story::default()
            };
            assert_eq!(story.writer(), Some(writer), "{byline}");
        }
        assert_eq!(Story::default().writer(), None);
    }
}
