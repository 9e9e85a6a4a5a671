//! Wide and narrow punctuation: restores the marks that a page dump flattened to ASCII.
//!
//! What a mark says about the sentence around it is no concern of this file.

use std::borrow::Cow;
use std::ops::Range;

use super::script::{is_han, is_hangul, is_kana};

/// The farthest a mark looks past other marks; a longer run of them is no sentence.
const REACH: usize = 16;

/// Restores wide punctuation that a page dump flattened to ASCII, between East Asian letters only:
/// never inside Latin text, numbers or addresses. Character for character, so that the n-th character of the
/// answer is the n-th character of `text`; done twice it is as done once.
///
/// Of `, ( ) : ; ! ? .` only. Brackets are decided as pairs; a full stop only at the end of a sentence. Hangul counts
/// as Latin, for Korean is written with ASCII marks; text that is mostly Latin is left as it is.
pub fn widen(text: &str) -> Cow<'_, str> {
    if text.is_ascii() || !has_marks(text.as_bytes()) {
        return Cow::Borrowed(text);
    }
    let mut chars: Vec<char> = text.chars().collect();
    let addresses = addresses(&chars);
    if !is_mostly_east_asian(&chars, &addresses) || !Marks::new(&mut chars, addresses).widen() {
        return Cow::Borrowed(text);
    }
    Cow::Owned(chars.into_iter().collect())
}

/// Whether there is a mark to decide about; one between Latin letters or digits is none.
fn has_marks(bytes: &[u8]) -> bool {
    let is_latin = |at: Option<usize>| {
        at.and_then(|at| bytes.get(at))
            .is_some_and(u8::is_ascii_alphanumeric)
    };
    let is_open = |at: usize| !is_latin(at.checked_sub(1)) || !is_latin(at.checked_add(1));
    memchr::memchr2(b'(', b')', bytes).is_some()
        || memchr::memchr3_iter(b',', b':', b'.', bytes).any(is_open)
        || memchr::memchr3_iter(b';', b'!', b'?', bytes).any(is_open)
}

/// The wide form of a mark that stands alone.
fn twin(mark: char) -> Option<char> {
    Some(match mark {
        ',' => '，',
        ':' => '：',
        ';' => '；',
        '!' => '！',
        '?' => '？',
        '.' => '。',
        _ => return None,
    })
}

/// Weighs the letters outside addresses: a Latin word of five says as much as two Han characters.
fn is_mostly_east_asian(chars: &[char], addresses: &[Range<usize>]) -> bool {
    let weight = |c: char| match c {
        _ if c.is_ascii() => -2 * i64::from(c.is_ascii_alphabetic()),
        _ if is_letter(c) => 5,
        // Letters of the other alphabets end before U+2000, but for Hangul.
        '\u{80}'..'\u{2000}' => -2 * i64::from(c.is_alphabetic()),
        _ => -2 * i64::from(is_hangul(c)),
    };
    let all: i64 = chars.iter().map(|&c| weight(c)).sum();
    let within = addresses
        .iter()
        .flat_map(|address| chars.get(address.clone()));
    let of_addresses: i64 = within.flatten().map(|&c| weight(c)).sum();
    all > of_addresses
}

/// Letters of the languages that are written with wide marks.
fn is_letter(c: char) -> bool {
    is_han(c) || is_kana(c)
}

/// A letter, or a mark of the full-width grid that no dump flattens.
fn is_wide(c: char) -> bool {
    let is_mark = matches!(
        c,
        '、' | '。' | '…' | '—' | '％' | '～' | '／' | '（' | '）' | '\u{3008}'..='\u{3011}' | '\u{3014}'..='\u{301B}'
    );
    is_mark || is_letter(c) || matches!(c, '０'..='９' | 'Ａ'..='Ｚ' | 'ａ'..='ｚ')
}

/// Marks that are looked past: those in question, in either form, and quotes, which hug what they enclose.
fn is_transparent(c: char) -> bool {
    matches!(
        c,
        ',' | ':' | ';' | '!' | '?' | '，' | '：' | '；' | '！' | '？' | '“' | '”' | '‘' | '’'
    )
}

fn is_bracket(c: char) -> bool {
    matches!(c, '(' | ')' | '（' | '）')
}

/// The marks of a text, decided from left to right; to the left of a mark all is decided already.
struct Marks<'a> {
    chars: &'a mut [char],
    /// Characters of addresses, ascending.
    addresses: Vec<Range<usize>>,
    /// Indices of the brackets that belong together, ascending by the opening one.
    pairs: Vec<(usize, usize)>,
}

impl<'a> Marks<'a> {
    fn new(chars: &'a mut [char], addresses: Vec<Range<usize>>) -> Self {
        let pairs = pairs(chars, &addresses);
        Self {
            chars,
            addresses,
            pairs,
        }
    }

    /// Widens what is to be wide; whether anything was.
    fn widen(&mut self) -> bool {
        let mut changed = false;
        for at in 0..self.chars.len() {
            let c = self.chars[at];
            if let Some(closing) = self.closing_of(at)
                && self.is_wide_pair(at, closing)
            {
                changed |= c == '(' || self.chars[closing] == ')';
                self.chars[at] = '（';
                self.chars[closing] = '）';
            } else if let Some(wide) = twin(c)
                && self.is_wide_mark(at)
            {
                self.chars[at] = wide;
                changed = true;
            }
        }
        changed
    }

    /// The bracket that closes the one at `at`.
    fn closing_of(&self, at: usize) -> Option<usize> {
        if !matches!(self.chars[at], '(' | '（') {
            return None;
        }
        let index = self.pairs.binary_search_by_key(&at, |&(open, _)| open);
        self.pairs.get(index.ok()?).map(|&(_, close)| close)
    }

    /// Whether a pair is wide: by either of its brackets, by what stands outside, or by the letters it holds.
    fn is_wide_pair(&self, open: usize, close: usize) -> bool {
        let inside = &self.chars[open + 1..close];
        let holds_letters = [inside.first(), inside.last()]
            .into_iter()
            .flatten()
            .any(|&c| is_letter(c));
        self.chars[open] == '（'
            || self.chars[close] == '）'
            || holds_letters
            || self.is_wide_left_of(open)
            || self.is_wide_right_of(close)
    }

    fn is_wide_mark(&self, at: usize) -> bool {
        let before = at.checked_sub(1).and_then(|before| self.chars.get(before));
        let after = self.chars.get(at + 1);
        let is_latin = |c: Option<&char>| c.is_some_and(char::is_ascii_alphanumeric);
        if self.chars[at] == '.' {
            let ends = after.is_none_or(|c| matches!(c, '\n' | '”' | '’' | '」' | '』'));
            return ends && before.is_some_and(|&c| is_letter(c));
        }
        // 1,594 and 7:30; "word, word"; https://…?a
        let is_western = is_latin(before) && is_latin(after) || after == Some(&' ');
        !is_western
            && !self.is_in_address(at)
            && (self.is_wide_left_of(at) || self.is_wide_right_of(at))
    }

    fn is_in_address(&self, at: usize) -> bool {
        is_inside(&self.addresses, at)
    }

    /// Whether the grid is to the left, past other marks. A bracket there has been decided.
    fn is_wide_left_of(&self, at: usize) -> bool {
        let mut before = self.chars[..at].iter().rev().take(REACH);
        let c = before.find(|&&c| !is_transparent(c));
        c.is_some_and(|&c| is_wide(c))
    }

    /// Whether the grid is to the right, past other marks and brackets, which are not decided yet.
    fn is_wide_right_of(&self, at: usize) -> bool {
        let mut after = self.chars[at + 1..].iter().take(REACH);
        let c = after.find(|&&c| !is_transparent(c) && !is_bracket(c));
        c.is_some_and(|&c| is_wide(c))
    }
}

/// Brackets that belong together, in either form; those inside an address are nobody's.
fn pairs(chars: &[char], addresses: &[Range<usize>]) -> Vec<(usize, usize)> {
    let mut pairs = Vec::new();
    let mut open = Vec::new();
    for (at, &c) in chars.iter().enumerate() {
        match c {
            '(' | '（' if !is_inside(addresses, at) => open.push(at),
            ')' | '）' if !is_inside(addresses, at) => {
                pairs.extend(open.pop().map(|opening| (opening, at)));
            }
            _ => {}
        }
    }
    pairs.sort_unstable();
    pairs
}

fn is_inside(ranges: &[Range<usize>], at: usize) -> bool {
    let after = ranges.partition_point(|range| range.start <= at);
    after
        .checked_sub(1)
        .and_then(|before| ranges.get(before))
        .is_some_and(|range| range.contains(&at))
}

/// Web and mail addresses: ASCII without blanks, without the marks that only follow or enclose it.
fn addresses(chars: &[char]) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut at = 0;
    for run in chars.chunk_by(|a, b| a.is_ascii_graphic() && b.is_ascii_graphic()) {
        let scheme = run.windows(3).position(|three| three == [':', '/', '/']);
        let host = run.starts_with(&['w', 'w', 'w', '.']).then_some(0);
        let mail = run.iter().position(|&c| c == '@');
        if let Some(sign) = scheme.or(mail).or(host) {
            let before = run[..sign].iter().rev();
            let name =
                before.take_while(|c| c.is_ascii_alphanumeric() || matches!(c, '.' | '_' | '-'));
            let start = sign - name.count();
            found.push(at + start..at + start + address_length(&run[start..]));
        }
        at += run.len();
    }
    found
}

/// Length of an address without the marks after it; a closing bracket is its own if it holds the opening one.
fn address_length(run: &[char]) -> usize {
    let has_bracket = run.contains(&'(');
    let follows =
        |c: &char| matches!(c, ',' | '.' | ':' | ';' | '!' | '?') || *c == ')' && !has_bracket;
    let marks = run.iter().rev().take_while(|c| follows(c)).count();
    run.len() - marks
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::widen;

    fn check(flat: &str, wide: &str) {
        assert_eq!(widen(flat), wide, "from {flat}");
        assert_eq!(widen(wide), wide);
    }

    #[test]
    fn marks_between_east_asian_letters_are_wide() {
        check("雨还没有下,杆子先立起来了", "雨还没有下，杆子先立起来了");
        check(
            "他说:“来吧!”大家问:“真的?!”",
            "他说：“来吧！”大家问：“真的？！”",
        );
        check("上调:上年度;硬性要求", "上调：上年度；硬性要求");
        check("同比增长9.5%,高于平均", "同比增长9.5%，高于平均");
        check("下载APP,再注册", "下载APP，再注册");
        check(
            "今日の天気は晴れ,気温は高い",
            "今日の天気は晴れ，気温は高い",
        );
        check("他走了.", "他走了。");
        check("“他走了.”", "“他走了。”");
    }

    #[test]
    fn brackets_go_in_pairs() {
        check(
            "国际热核聚变实验堆(ITER)的首个装置",
            "国际热核聚变实验堆（ITER）的首个装置",
        );
        check("(上接第1版)要更好统筹", "（上接第1版）要更好统筹");
        check("第3(期)", "第3（期）");
        check("(1)凡是要做的事", "（1）凡是要做的事");
        check(
            "登录网址(https://a.example.cn/x?y=1,2)完成",
            "登录网址（https://a.example.cn/x?y=1,2）完成",
        );
        check("见https://a.cn/b_(c)查看", "见https://a.cn/b_(c)查看");
        check("（混合)形式", "（混合）形式");
        check("没有结尾(的括号", "没有结尾(的括号");
        check("写信给a.b@c.cn,我们会回复", "写信给a.b@c.cn，我们会回复");
    }

    #[test]
    fn numbers_names_and_latin_words_stay() {
        for text in [
            "约1,594.5万元在7:30到账",
            "今天是2026.7的最后一天",
            "文件a.txt在这里",
            "他走了...又回来",
            "1.准备纸张",
            "Plain words (with brackets), plain type: that is all.",
            "The editor wrote 你好, and left (in a hurry).",
            "오늘 신문을 읽었다(아침에), 그리고 잤다.",
            "\"他说\"",
            "8-10月~12月",
            "",
        ] {
            check(text, text);
        }
    }

    proptest! {
        #[test]
        fn widening_keeps_count_and_is_done_once(
            text in "[汉字あ한aB1 \n,.:;!?()，（）：“”《》%/@w]{0,40}|[汉字,()a]{0,20}https://[a-z.?,()]{0,9}[汉),a]{0,9}"
        ) {
            let wide = widen(&text).into_owned();
            prop_assert_eq!(wide.chars().count(), text.chars().count());
            prop_assert_eq!(widen(&wide), wide.as_str());
            for (flat, wide) in text.chars().zip(wide.chars()) {
                prop_assert!(flat == wide || wide.len_utf8() == 3 && flat.is_ascii_punctuation());
            }
        }

        #[test]
        fn latin_text_is_left_alone(text in "[a-zA-Z0-9é ,.:;!?()\"'-]{0,60}") {
            prop_assert_eq!(widen(&text), text.as_str());
        }
    }
}
