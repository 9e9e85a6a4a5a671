//! Classes of characters that the prohibitions of line breaking speak of, in the terms of JLREQ (cl-01 …) and CLREQ.
//!
//! What a class may do at a line's start or end depends on a level, and is the business of `breaks`. Where a line is
//! too narrow to keep a prohibition, as before three closing marks in a row, the filling breaks it as the last resort:
//! CLREQ calls that relief, and it is never an opportunity.

use super::script;

/// What a character is for line breaking.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub(super) enum Class {
    /// Opening brackets and quotes (cl-01).
    Open,
    /// Closing brackets and quotes (cl-02).
    Close,
    /// ‐ 〜 ゠ (cl-03).
    Hyphen,
    /// – (cl-03; a connector for CLREQ).
    EnDash,
    /// ～ ~ (a connector for CLREQ, as good as 〜 in Japanese).
    Wave,
    /// ！ ？ and their like (cl-04).
    Bang,
    /// ： ； (cl-05).
    Colon,
    /// ・ (cl-05).
    Middle,
    /// · ‧ • (the interpunct of CLREQ).
    Interpunct,
    /// Full stops and commas (cl-06, cl-07).
    Stop,
    /// — ― ─ (cl-08).
    Dash,
    /// A dash that stands alone, which CLREQ counts as a connector.
    Connector,
    /// … ‥ ⋯ (cl-08).
    Dots,
    /// 々 and its like (cl-09).
    Iteration,
    /// ー (cl-10).
    Long,
    /// Small kana (cl-11).
    Small,
    /// Signs before a number: ￥ № (cl-12).
    Prefix,
    /// Signs after a number: ％ ℃ (cl-13).
    Postfix,
    /// The blank of one em (cl-14).
    WideBlank,
    /// Han, kana and signs set as they are (cl-15, cl-16, cl-19).
    Letter,
    /// Full-width digits and Latin letters (cl-19).
    WideLatin,
    /// / ／.
    Solidus,
    /// ASCII letters and digits (cl-27).
    Western,
    /// The blank between words (cl-26).
    Blank,
    /// Anything else: UAX #14 knows it.
    Unknown,
}

/// A set of classes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Set(u32);

impl Set {
    pub(super) const fn of(classes: &[Class]) -> Self {
        let mut bits = 0;
        let mut index = 0;
        while index < classes.len() {
            bits |= 1 << classes[index] as u32;
            index += 1;
        }
        Self(bits)
    }

    pub(super) const fn with(self, classes: &[Class]) -> Self {
        Self(self.0 | Self::of(classes).0)
    }

    pub(super) const fn without(self, classes: &[Class]) -> Self {
        Self(self.0 & !Self::of(classes).0)
    }

    pub(super) const fn has(self, class: Class) -> bool {
        self.0 & (1 << class as u32) != 0
    }
}

/// The class of a character (JLREQ Appendix A; CLREQ “Prohibition Rules for Line Start and Line End”).
pub(super) const fn class_of(c: char) -> Class {
    match c {
        'A'..='Z' | 'a'..='z' | '0'..='9' => Class::Western,
        ' ' => Class::Blank,
        '\u{4E00}'..='\u{9FFF}' => Class::Letter,
        _ => class_of_mark(c),
    }
}

#[rustfmt::skip]
const fn class_of_mark(c: char) -> Class {
    match c {
        '‘' | '“' | '（' | '〔' | '［' | '｛' | '〈' | '《' | '「' | '『' | '【' | '｟' | '⦅' | '〘' | '〖' | '〚'
            | '«' | '〝' | '｢' => Class::Open,
        '’' | '”' | '）' | '〕' | '］' | '｝' | '〉' | '》' | '」' | '』' | '】' | '｠' | '⦆' | '〙' | '〗' | '〛'
            | '»' | '〞' | '〟' | '｣' => Class::Close,
        '‐' | '〜' | '゠' => Class::Hyphen,
        '–' => Class::EnDash,
        '～' | '~' => Class::Wave,
        '！' | '？' | '‼' | '⁇' | '⁈' | '⁉' => Class::Bang,
        '：' | '；' => Class::Colon,
        '・' | '･' => Class::Middle,
        '·' | '‧' | '•' => Class::Interpunct,
        '。' | '．' | '、' | '，' | '｡' | '､' => Class::Stop,
        '—' | '―' | '─' => Class::Dash,
        '…' | '‥' | '⋯' | '〳' | '〴' | '〵' => Class::Dots,
        '々' | '〻' | 'ゝ' | 'ゞ' | 'ヽ' | 'ヾ' => Class::Iteration,
        'ー' | 'ｰ' => Class::Long,
        '/' | '／' => Class::Solidus,
        '\u{3000}' => Class::WideBlank,
        '０'..='９' | 'Ａ'..='Ｚ' | 'ａ'..='ｚ' => Class::WideLatin,
        '￥' | '¥' | '$' | '＄' | '£' | '￡' | '€' | '№' | '＃' | '￦' | '₩' => Class::Prefix,
        '%' | '％' | '‰' | '℃' | '℉' | '°' | '′' | '″' | '¢' | '￠' | '㏋' | 'ℓ' | '㌃' | '㌍' | '㌔' | '㌘' | '㌢'
            | '㌣' | '㌦' | '㌧' | '㌫' | '㌶' | '㌻' | '㍉' | '㍊' | '㍍' | '㍑' | '㍗' | '㎎' | '㎏' | '㎜'..='㎞'
            | '㎡' | '㏄' => Class::Postfix,
        _ => class_of_letter(c),
    }
}

#[rustfmt::skip]
const fn class_of_letter(c: char) -> Class {
    match c {
        'ぁ' | 'ぃ' | 'ぅ' | 'ぇ' | 'ぉ' | 'っ' | 'ゃ' | 'ゅ' | 'ょ' | 'ゎ' | 'ゕ' | 'ゖ' | 'ァ' | 'ィ' | 'ゥ'
            | 'ェ' | 'ォ' | 'ッ' | 'ャ' | 'ュ' | 'ョ' | 'ヮ' | 'ヵ' | 'ヶ' | '\u{31F0}'..='\u{31FF}' | 'ｧ'..='ｯ'
            => Class::Small,
        '\u{3042}'..='\u{3096}' | '\u{309F}' | '\u{30A2}'..='\u{30FA}' | '\u{30FF}' | 'ｦ' | 'ｱ'..='ﾝ' => Class::Letter,
        '※' | '\u{2160}'..='\u{217F}' | '\u{2190}'..='\u{21FF}' | '\u{2460}'..='\u{24FF}' | '\u{25A0}'..='\u{25FF}'
            | '〃' | '〆' | '〒' | '〓' | '〠' | '\u{3200}'..='\u{33FF}' => Class::Letter,
        _ if script::is_han(c) => Class::Letter,
        _ => Class::Unknown,
    }
}

/// Classes that begin no line at the strictest level (CLREQ “basic”, JLREQ cl-02 to cl-07 and cl-09 to cl-11).
const NEVER_START: Set = Set::of(&[
    Class::Close,
    Class::Hyphen,
    Class::EnDash,
    Class::Wave,
    Class::Bang,
    Class::Colon,
    Class::Middle,
    Class::Interpunct,
    Class::Stop,
    Class::Iteration,
    Class::Long,
    Class::Small,
    Class::Postfix,
    Class::Solidus,
]);

/// Classes that end no line (CLREQ “basic”, JLREQ cl-01 and cl-12).
const NEVER_END: Set = Set::of(&[Class::Open, Class::Prefix]);

/// Marks that may not begin a line: closing marks, stops, connectors, and the ASCII marks among them.
pub fn never_starts(c: char) -> bool {
    NEVER_START.has(class_of(c)) || matches!(c, ',' | '.' | ':' | ';' | '!' | '?' | ')' | ']' | '}')
}

/// Marks that may not end a line: opening ones and currency signs.
pub fn never_ends(c: char) -> bool {
    NEVER_END.has(class_of(c)) || matches!(c, '(' | '[' | '{')
}

#[cfg(test)]
mod tests {
    use super::{Class, class_of, never_ends, never_starts};

    #[test]
    fn classes_of_news_characters() {
        for (characters, class) in [
            ("“‘（《「", Class::Open),
            ("”’）》」", Class::Close),
            ("。，、．", Class::Stop),
            ("汉々あ".get(0..3).unwrap_or(""), Class::Letter),
            ("ぁッㇱｧ", Class::Small),
            ("￥№€", Class::Prefix),
            ("％‰℃㎏", Class::Postfix),
            ("①※〇〒", Class::Letter),
            ("０Ａｚ", Class::WideLatin),
        ] {
            assert!(
                characters.chars().all(|c| class_of(c) == class),
                "{class:?}"
            );
        }
    }

    #[test]
    fn starts_and_ends() {
        assert!("。，”）·～％ーゃ、/.".chars().all(never_starts));
        assert!("“（《￥(".chars().all(never_ends));
        assert!(
            "汉あa1—… "
                .chars()
                .all(|c| !never_starts(c) && !never_ends(c))
        );
    }
}
