//! Page labels as they are printed: 第3版, A02版, 第一版, Page 4, 3面, 2면.

/// A label found in a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Label<'a> {
    /// The label alone ("3", "A02", "一").
    pub label: &'a str,
    /// Bytes of the whole expression with 第 and 版.
    pub start: usize,
    /// End of it.
    pub end: usize,
}

/// Words that stand before a label in Latin text, in small letters.
const BEFORE: &[&str] = &["page ", "pages ", "p. ", "section "];

/// The first page label in `text`: letters and digits, or Chinese numerals, marked by 版 or its like.
pub fn find(text: &str) -> Option<Label<'_>> {
    let marks = text
        .char_indices()
        .filter(|&(_, c)| matches!(c, '版' | '面' | '면' | '頁'));
    let mut marked = marks.filter_map(|(at, mark)| before_mark(text, at, mark));
    marked.next().or_else(|| after_page(text))
}

fn before_mark(text: &str, at: usize, mark: char) -> Option<Label<'_>> {
    let head = text[..at].trim_end();
    let label = label_at_end(head)?;
    let mut start = head.len() - label.len();
    if head[..start].trim_end().ends_with('第') {
        start = head[..start].trim_end().len() - '第'.len_utf8();
    }
    Some(Label {
        label,
        start,
        end: at + mark.len_utf8(),
    })
}

/// The label that `head` ends with: an optional capital and one to three digits, or Chinese numerals.
fn label_at_end(head: &str) -> Option<&str> {
    let tail = |fits: fn(char) -> bool| {
        let taken = head
            .chars()
            .rev()
            .take_while(|&c| fits(c))
            .map(char::len_utf8)
            .sum::<usize>();
        &head[head.len() - taken..]
    };
    let digits = tail(|c| c.is_ascii_digit());
    if (1..=3).contains(&digits.len()) {
        let capital = head[..head.len() - digits.len()].chars().next_back();
        let with = capital
            .filter(char::is_ascii_uppercase)
            .map_or(0, char::len_utf8);
        return Some(&head[head.len() - digits.len() - with..]);
    }
    let numerals = tail(|c| "一二三四五六七八九十０１２３４５６７８９".contains(c));
    (1..=3)
        .contains(&numerals.chars().count())
        .then_some(numerals)
}

fn after_page(text: &str) -> Option<Label<'_>> {
    if !text.contains(['P', 'p', 'S', 's']) {
        return None;
    }
    let lower = text.to_ascii_lowercase();
    let (at, word) = BEFORE
        .iter()
        .find_map(|word| Some((lower.find(word)?, *word)))?;
    let from = at + word.len();
    let rest = text.get(from..)?;
    let length = rest
        .find(|c: char| !c.is_ascii_alphanumeric())
        .unwrap_or(rest.len());
    let label = &rest[..length];
    let number = label.bytes().any(|b| b.is_ascii_digit()) && length <= 4;
    let word = matches!(
        label.to_ascii_lowercase().as_str(),
        "one" | "two" | "three" | "four" | "five" | "six"
    );
    (number || word).then_some(Label {
        label,
        start: at,
        end: from + length,
    })
}

/// A label reduced for comparison: small letters, no leading zeros, numerals as digits ("A02" = "a2", "三" = "3").
pub fn reduced(label: &str) -> String {
    let words = ["zero", "one", "two", "three", "four", "five", "six"];
    if let Some(number) = words
        .iter()
        .position(|word| label.eq_ignore_ascii_case(word))
    {
        return number.to_string();
    }
    if let Some(number) = chinese_number(label) {
        return number.to_string();
    }
    let (letters, digits) = label.split_at(
        label
            .find(|c: char| c.is_ascii_digit())
            .unwrap_or(label.len()),
    );
    letters.to_lowercase() + digits.trim_start_matches('0')
}

/// Chinese numerals up to 99, and full-width digits.
fn chinese_number(label: &str) -> Option<u32> {
    let mut number = 0;
    for c in label.chars() {
        if c == '十' {
            number = number.max(1) * 10;
        } else if let Some(digit) = "一二三四五六七八九".chars().position(|n| n == c) {
            number += u32::try_from(digit).ok()? + 1;
        } else if ('０'..='９').contains(&c) {
            number = number * 10 + (u32::from(c) - u32::from('０'));
        } else {
            return None;
        }
    }
    (!label.is_empty()).then_some(number)
}

#[cfg(test)]
mod tests {
    use super::{find, reduced};

    #[test]
    fn labels_of_many_papers() {
        for (text, expected) in [
            ("上接第1版", Some("1")),
            ("讲话全文见A02版", Some("A02")),
            ("下转第十二版", Some("十二")),
            ("Continued from Page 4", Some("4")),
            ("Continued on Page One", Some("One")),
            ("3面に続く", Some("3")),
            ("2면에 계속", Some("2")),
            ("没有页码的版", None),
        ] {
            assert_eq!(find(text).map(|label| label.label), expected, "{text}");
        }
        assert_eq!(reduced("A02"), "a2");
        assert_eq!(reduced("十二"), "12");
        assert_eq!(reduced("03"), reduced("３"));
        assert_eq!(reduced("One"), "1");
    }
}
