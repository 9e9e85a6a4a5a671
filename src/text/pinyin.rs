//! How Chinese characters are spelled in pinyin, every reading of them: 重 is `zhong` and `chong`.

use std::sync::LazyLock;

use ib_matcher::pinyin::{PinyinData, PinyinNotation};

static READINGS: LazyLock<PinyinData> = LazyLock::new(|| PinyinData::new(PinyinNotation::Ascii));

/// Hands every spelling of a character to `each` until it answers true. What has a ü is spelled with v.
pub fn any_spelling(c: char, mut each: impl FnMut(&str) -> bool) -> bool {
    let found = READINGS.get_pinyins_and_try_for_each(c, |reading| {
        let spelling = reading.notation(PinyinNotation::Ascii)?;
        each(spelling).then_some(())
    });
    found.is_some()
}

#[cfg(test)]
mod tests {
    use super::any_spelling;

    #[test]
    fn a_character_has_all_its_readings() {
        for (c, expected) in [
            ('报', "bao"),
            ('重', "chong zhong"),
            ('乐', "le yue"),
            ('绿', "lu lv"),
            ('a', ""),
        ] {
            let mut all = Vec::new();
            any_spelling(c, |spelling| {
                all.push(spelling.to_owned());
                false
            });
            all.sort();
            all.dedup();
            assert_eq!(all.join(" "), expected, "{c}");
        }
    }
}
