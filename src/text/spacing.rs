//! The blank halves of wide marks, and the space between scripts: what may stand beyond a line's edge, and where a
//! cell of air belongs that the text does not have. Where lines break is no concern of this file.

use serde::{Deserialize, Serialize};
use unicode_width::UnicodeWidthChar;

use super::language::Language;
use super::script::{is_han, is_kana};

/// Space where an East Asian letter meets a western one and the text has none (CSS Text 4 `text-autospace`,
/// CLREQ 3.2.2, JLREQ 3.2.6). A quarter of an em there, a whole cell or nothing here.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Autospace {
    /// None.
    #[default]
    Off,
    /// A cell.
    On,
    /// A cell after a run of western letters that left the grid of Han characters (CLREQ 3.2.5, grid alignment).
    Parity,
}

/// Cells that a mark may stand beyond the end of its line, of `most` that there are; 0 for whatever is no such mark.
///
/// One cell is the blank right half of a wide mark (GB/T 15834-2011 5.1.10; CLREQ 3.1.6.3); two are a pause or stop
/// as a whole (CLREQ 3.1.6.4, JLREQ 3.8.2), and half-width ones hang whole in one. Marks are centred in traditional
/// Chinese and have no blank half; Korean has western ones.
pub fn hang(mark: char, language: Language, most: u16) -> u16 {
    let cells = match (language, mark) {
        (Language::ZhHans | Language::Ja, '、' | '，' | '。' | '．') => 2,
        (Language::ZhHans | Language::Ja, '､' | '｡') => 1,
        (Language::ZhHans, '：' | '；' | '！' | '？') => 2,
        (
            Language::ZhHans | Language::Ja,
            '」' | '』' | '）' | '］' | '｝' | '〕' | '】' | '〗' | '》' | '〉',
        ) => 1,
        _ => 0,
    };
    cells.min(most)
}

/// Whether the left half of a mark is blank, so that it may lie before the edge of its line (CLREQ 3.1.6.3).
pub fn has_blank_before(mark: char, language: Language) -> bool {
    let is_trimmed = matches!(language, Language::ZhHans | Language::Ja);
    is_trimmed
        && matches!(
            mark,
            '「' | '『' | '（' | '［' | '｛' | '〔' | '【' | '〖' | '《' | '〈'
        )
}

/// Whether space belongs between two characters that follow each other, one of an East Asian script and one letter or
/// digit of another (CSS Text 4 §9.4: `ideograph-alpha` and `ideograph-numeric`). Marks ask for none, nor do full-width
/// letters.
pub fn belongs_between(left: char, right: char) -> bool {
    (is_ideograph(left) && is_western(right)) || (is_western(left) && is_ideograph(right))
}

/// Han, kana and the strokes of characters, without their marks.
pub fn is_ideograph(c: char) -> bool {
    is_han(c)
        || matches!(c, '\u{31C0}'..='\u{31EF}')
        || (is_kana(c) && !matches!(c, '・' | '゠' | '\u{FF65}'))
}

/// A letter or digit that is set with the space of its own script.
fn is_western(c: char) -> bool {
    c.is_ascii_alphanumeric() || (c.is_alphanumeric() && !is_ideograph(c) && c.width() != Some(2))
}

#[cfg(test)]
mod tests {
    use super::{Language, belongs_between, hang};

    #[test]
    fn space_belongs_between_scripts() {
        let spaced = |text: &str| {
            let chars: Vec<char> = text.chars().collect();
            let mut out = String::new();
            for (at, &c) in chars.iter().enumerate() {
                if at > 0 && belongs_between(chars[at - 1], c) {
                    out.push('_');
                }
                out.push(c);
            }
            out
        };
        assert_eq!(spaced("用APP登记7次"), "用_APP_登记_7_次");
        assert_eq!(spaced("を見るJRの駅"), "を見る_JR_の駅");
        assert_eq!(spaced("约9.5％。A４版"), "约_9.5％。A４版");
        assert_eq!(spaced("版 A 한글A"), "版 A 한글A");
        assert_eq!(spaced("国אבг国"), "国_אבг_国");
    }

    #[test]
    fn marks_hang_by_language() {
        let all = [
            Language::ZhHans,
            Language::Ja,
            Language::ZhHant,
            Language::Ko,
            Language::Other,
        ];
        let cells = |mark| all.map(|language| hang(mark, language, 2));
        assert_eq!(cells('，'), [2, 2, 0, 0, 0]);
        assert_eq!(cells('：'), [2, 0, 0, 0, 0]);
        assert_eq!(cells('」'), [1, 1, 0, 0, 0]);
        assert_eq!(cells('字'), [0; 5]);
        assert_eq!(hang('。', Language::Ja, 1), 1);
        assert_eq!(hang('。', Language::Ja, 0), 0);
    }
}
