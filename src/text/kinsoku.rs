//! Newspaper rules that lie over UAX #14: a small table of pairs, by language and level.
//!
//! Each rule looks at the boundary between two characters and at one neighbour on either side, and may forbid a
//! break the engine found or allow one it did not. What no rule speaks of stays as the engine has it.

use super::language::Language;
use super::script;

/// How strictly line breaking keeps its prohibitions (CSS Text 3 `line-break`).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Level {
    /// Short lines, as in newspapers.
    Loose,
    /// The common set.
    Normal,
    /// Every prohibition.
    #[default]
    Strict,
}

/// What the overlay says of a boundary.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Ruling {
    /// No break here.
    Forbid,
    /// A break may be here.
    Allow,
    /// As the engine says.
    Engine,
}

/// A boundary between `left` and `right`, with what surrounds them.
#[derive(Clone, Copy, Debug)]
pub(super) struct Boundary<'a> {
    /// The character before `left`.
    pub(super) before: Option<char>,
    pub(super) left: char,
    pub(super) right: char,
    /// The text from `right` on.
    pub(super) rest: &'a str,
}

impl Boundary<'_> {
    /// The character after `right`.
    fn after(&self) -> Option<char> {
        self.rest.chars().nth(1)
    }
}

/// Rules on a boundary; languages without rules of their own leave all to the engine.
pub(super) fn rule(at: Boundary<'_>, language: Language, level: Level) -> Ruling {
    match language {
        Language::ZhHans | Language::ZhHant | Language::Ja => {}
        Language::Ko | Language::Other => return Ruling::Engine,
    }
    let loose_japanese = language == Language::Ja && level == Level::Loose;
    let is_unit = is_number(at) || (is_repeated_dash(at) && !loose_japanese);
    if is_unit || (!is_blank(at.left) && is_connector(at, level)) {
        Ruling::Forbid
    } else if is_outside_quotes(at) {
        Ruling::Allow
    } else {
        Ruling::Engine
    }
}

/// Full-width digits and letters hold together like ASCII ones, with the point or comma between digits, and a
/// digit holds its ％ (JLREQ 3.1.10; UAX #14 has full-width forms as ideographs).
fn is_number(at: Boundary<'_>) -> bool {
    let is_point = |c| matches!(c, '．' | '，' | '.' | ',');
    let after_point = is_point(at.left) && at.before.is_some_and(is_wide_digit);
    let before_point = is_point(at.right) && at.after().is_some_and(is_wide_digit);
    let is_sign = matches!(at.right, '％' | '%' | '‰' | '℃' | '℉' | '°' | '′' | '″');
    (is_wide_alphanumeric(at.left) && is_wide_alphanumeric(at.right))
        || (after_point && is_wide_digit(at.right))
        || (is_wide_digit(at.left) && before_point)
        || (is_digit(at.left) && is_sign)
        || (matches!(at.left, '￥' | '¥' | '$' | '＄' | '№' | '€' | '£') && is_digit(at.right))
}

/// —— and …… are one unit of two ems, never split (CLREQ 3.1.5).
fn is_repeated_dash(at: Boundary<'_>) -> bool {
    at.left == at.right && matches!(at.left, '—' | '…' | '⋯' | '―' | '‥' | '─')
}

/// Connectors, interpuncts and solidi stand at no line start (CLREQ, level "basic"). A dash that is one of a
/// pair is no connector. CSS lets level loose break before an en dash.
fn is_connector(at: Boundary<'_>, level: Level) -> bool {
    match at.right {
        '·' | '‧' | '•' | '～' | '~' | '／' | '/' => true,
        '・' | '–' => level != Level::Loose,
        '—' => at.left != '—' && at.after() != Some('—'),
        _ => false,
    }
}

/// A line may break outside curly quotes that stand between wide characters: UAX #14 of 15.1 glues them on both
/// sides, 16.0 mended it (LB15a, LB19a).
fn is_outside_quotes(at: Boundary<'_>) -> bool {
    let beside = |c: char| is_wide(c) || matches!(c, '…' | '—');
    (matches!(at.right, '“' | '‘') && beside(at.left) && !never_ends(at.left))
        || (matches!(at.left, '”' | '’') && beside(at.right) && !never_starts(at.right))
}

/// Whether a character is set on the full-width grid (UAX #11 classes W and F, without emoji).
fn is_wide(c: char) -> bool {
    script::is_cjk(c)
        || matches!(c, '\u{3001}'..='\u{303F}' | '\u{FF01}'..='\u{FF60}' | '\u{FFE0}'..='\u{FFE6}')
}

/// Marks that may not begin a line: closing marks, stops, connectors (CLREQ "basic", JLREQ cl-02 to cl-07 and
/// cl-09 to cl-11).
pub fn never_starts(c: char) -> bool {
    matches!(
        c,
        '、' | '，' | '。' | '．' | '；' | '：' | '！' | '？' | '‼' | '⁇' | '⁈' | '⁉' | '”' | '’' | '」' | '』'
            | '）' | '］' | '｝' | '〕' | '】' | '〗' | '》' | '〉' | '〙' | '〛' | '〟' | '｡' | '､' | '｣' | '･'
            | '·' | '‧' | '•' | '・' | '～' | '~' | '–' | '／' | '/' | '％' | '‰' | '℃'
            | ',' | '.' | ':' | ';' | '!' | '?' | ')' | ']' | '}' | '%'
            | '々' | '〻' | 'ゝ' | 'ゞ' | 'ヽ' | 'ヾ' | 'ー' | '〜' | '゠'
            | 'ぁ' | 'ぃ' | 'ぅ' | 'ぇ' | 'ぉ' | 'っ' | 'ゃ' | 'ゅ' | 'ょ' | 'ゎ' | 'ゕ' | 'ゖ'
            | 'ァ' | 'ィ' | 'ゥ' | 'ェ' | 'ォ' | 'ッ' | 'ャ' | 'ュ' | 'ョ' | 'ヮ' | 'ヵ' | 'ヶ'
            | '\u{31F0}'..='\u{31FF}' | 'ｧ'..='ｯ' | 'ｰ'
    )
}

/// Marks that may not end a line: opening ones (CLREQ "basic", JLREQ cl-01) and currency signs.
pub fn never_ends(c: char) -> bool {
    matches!(
        c,
        '“' | '‘'
            | '「'
            | '『'
            | '（'
            | '［'
            | '｛'
            | '〔'
            | '【'
            | '〖'
            | '《'
            | '〈'
            | '〘'
            | '〚'
            | '〝'
            | '｢'
            | '('
            | '['
            | '{'
            | '￥'
            | '＄'
            | '№'
    )
}

fn is_blank(c: char) -> bool {
    c == ' ' || c == '\u{3000}'
}

fn is_digit(c: char) -> bool {
    c.is_ascii_digit() || is_wide_digit(c)
}

fn is_wide_digit(c: char) -> bool {
    matches!(c, '０'..='９')
}

fn is_wide_alphanumeric(c: char) -> bool {
    matches!(c, '０'..='９' | 'Ａ'..='Ｚ' | 'ａ'..='ｚ')
}
