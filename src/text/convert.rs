//! Simplified to Traditional characters and back, and the map between the two texts.
//!
//! The words of the conversion are OpenCC's, through `ferrous-opencc`, whose dictionaries are compiled in and opened
//! when they are first asked for. What this file adds is the alignment, so that a place in the text as it was printed
//! is a place in the text as it is shown. Whether a text *is* Chinese is the caller's business: Japanese would be
//! mangled, text of another script comes back as it was.

use std::str::FromStr;
use std::sync::OnceLock;

use ferrous_opencc::OpenCC;
use ferrous_opencc::config::BuiltinConfig;
use serde::{Deserialize, Serialize};

use super::language::Language;

/// The characters that Chinese is shown in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Conversion {
    /// As printed.
    #[default]
    Off,
    /// Simplified; the forms of Taiwan and Hong Kong are known.
    Simplified,
    /// Traditional, in the forms that OpenCC holds for standard (裏, 羣, 爲).
    Traditional,
    /// Traditional in the forms of Taiwan (裡, 群, 為).
    Taiwan,
    /// The same, with the words of Taiwan as well (软件 as 軟體).
    #[serde(rename = "taiwan-idioms")]
    TaiwanIdioms,
    /// Traditional in the forms of Hong Kong (裏, 台, 説).
    HongKong,
}

impl Conversion {
    /// What is to be done with a text in a language: nothing, unless it is in the other form of Chinese.
    pub fn for_text_in(self, language: Language) -> Self {
        match (language, self) {
            (Language::ZhHans, Self::Simplified) | (_, Self::Off) => Self::Off,
            (Language::ZhHans, traditional) => traditional,
            (Language::ZhHant, Self::Simplified) => Self::Simplified,
            _ => Self::Off,
        }
    }
}

/// A word that names no [`Conversion`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("is none of off, simplified, traditional, taiwan, taiwan-idioms, hongkong")]
pub struct UnknownConversion;

impl FromStr for Conversion {
    type Err = UnknownConversion;

    fn from_str(word: &str) -> Result<Self, UnknownConversion> {
        Ok(match word {
            "off" => Self::Off,
            "simplified" => Self::Simplified,
            "traditional" => Self::Traditional,
            "taiwan" => Self::Taiwan,
            "taiwan-idioms" => Self::TaiwanIdioms,
            "hongkong" => Self::HongKong,
            _ => return Err(UnknownConversion),
        })
    }
}

/// A byte of the text as printed and the byte of the shown text that stands in its place.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Anchor {
    /// Byte of the text as printed, on a character boundary.
    pub source: usize,
    /// Byte of the shown text, on a character boundary.
    pub shown: usize,
}

/// A text as it is shown, and its map to the text as printed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Converted {
    /// The text to be shown.
    pub text: String,
    /// Ascending, from the beginnings of both texts to their ends. Between two neighbours both texts advance byte by
    /// byte where the two stretches are of one length; otherwise the stretch is a unit that has no inside.
    pub anchors: Vec<Anchor>,
}

/// Shows `text` in other characters. Linear in its length.
///
/// For Chinese in the other form: a text that is in the wanted form already is better not given, for a character such
/// as 后 means two things in one form and one in the other.
pub fn convert(text: &str, to: Conversion) -> Converted {
    let mut shown = String::with_capacity(text.len());
    let mut map = Map::default();
    if text.is_ascii() || to == Conversion::Off {
        shown.push_str(text);
        map.together(text.len());
    } else {
        for stretch in text.split_inclusive(parts_phrases) {
            let words = stretch.trim_end_matches(parts_phrases);
            let converted = through(to, words);
            // The forms of single characters, one for one, tell where an idiom begins and ends.
            let plain = match to {
                Conversion::TaiwanIdioms => through(Conversion::Taiwan, words),
                _ => String::new(),
            };
            map.align(words, &plain, &converted);
            map.together(stretch.len() - words.len());
            shown.push_str(&converted);
            shown.push_str(&stretch[words.len()..]);
        }
    }
    Converted {
        text: shown,
        anchors: map.close(),
    }
}

/// Whether a phrase ends at `c` at the latest. The dictionaries of OpenCC are of letters and digits, and 〇 and the
/// wide full stop, alone, and they convert nothing else; so the parts of a text convert as the whole does.
fn parts_phrases(c: char) -> bool {
    !c.is_alphanumeric() && c != '．'
}

/// Every step of a conversion in turn. Should a dictionary not open, its step leaves the text as it is.
fn through(to: Conversion, text: &str) -> String {
    static STEPS: [OnceLock<Option<OpenCC>>; 6] = [const { OnceLock::new() }; 6];
    let step = |at: usize, text: &str, config: BuiltinConfig| {
        let converter = STEPS[at].get_or_init(|| OpenCC::from_config(config).ok());
        match converter {
            Some(converter) => converter.convert(text),
            None => text.to_owned(),
        }
    };
    match to {
        Conversion::Off => text.to_owned(),
        Conversion::Simplified => {
            let standard = step(0, text, BuiltinConfig::Hk2t);
            step(1, &standard, BuiltinConfig::Tw2s)
        }
        Conversion::Traditional => step(2, text, BuiltinConfig::S2t),
        Conversion::Taiwan => step(3, text, BuiltinConfig::S2tw),
        Conversion::TaiwanIdioms => step(4, text, BuiltinConfig::S2twp),
        Conversion::HongKong => step(5, text, BuiltinConfig::S2hk),
    }
}

/// Anchors in the making.
#[derive(Default)]
struct Map {
    anchors: Vec<Anchor>,
    at: Anchor,
}

impl Map {
    /// Lays `source` on `shown`: character by character where they are of one number, otherwise the part in the middle
    /// is a unit, in which `shown` is not what the one-for-one conversion `plain` is.
    fn align(&mut self, source: &str, plain: &str, shown: &str) {
        let alike = |pair: &(char, char)| pair.0 == pair.1;
        let front = plain.chars().zip(shown.chars());
        let front = front.take_while(alike).count();
        let (source, shown) = (self.by_character(source, shown, front), skip(shown, front));
        let plain = skip(plain, front);
        let back = plain.chars().rev().zip(shown.chars().rev());
        let back = back.take_while(alike).count();
        let (middle, source) = split_back(source, back);
        let (changed, shown) = split_back(shown, back);
        if middle.chars().count() == changed.chars().count() {
            self.by_character(middle, changed, usize::MAX);
        } else {
            self.unit(middle.len(), changed.len());
        }
        self.by_character(source, shown, usize::MAX);
    }

    /// Takes up to `most` characters of both; answers with what is left of `source`.
    fn by_character<'a>(&mut self, source: &'a str, shown: &str, most: usize) -> &'a str {
        let mut taken = 0;
        for (one, other) in source.chars().zip(shown.chars()).take(most) {
            taken += one.len_utf8();
            if one.len_utf8() == other.len_utf8() {
                self.together(one.len_utf8());
            } else {
                self.unit(one.len_utf8(), other.len_utf8());
            }
        }
        &source[taken..]
    }

    fn together(&mut self, bytes: usize) {
        self.at.source += bytes;
        self.at.shown += bytes;
    }

    fn unit(&mut self, source: usize, shown: usize) {
        self.anchor();
        self.at.shown += shown;
        // Of one length, yet not byte by byte: an anchor between keeps the two apart.
        if source == shown {
            self.anchor();
        }
        self.at.source += source;
        self.anchor();
    }

    fn anchor(&mut self) {
        if self.anchors.last() != Some(&self.at) {
            self.anchors.push(self.at);
        }
    }

    fn close(mut self) -> Vec<Anchor> {
        self.anchor();
        if self.anchors.first() != Some(&Anchor::default()) {
            self.anchors.insert(0, Anchor::default());
        }
        self.anchors
    }
}

/// What is left without the first characters.
fn skip(text: &str, characters: usize) -> &str {
    let end = text.char_indices().nth(characters);
    end.map_or("", |(end, _)| &text[end..])
}

/// Splits before the last characters.
fn split_back(text: &str, characters: usize) -> (&str, &str) {
    let before = text.char_indices().rev().take(characters).last();
    text.split_at(before.map_or(text.len(), |(at, _)| at))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{Conversion, convert, through};

    const ALL: [Conversion; 6] = [
        Conversion::Off,
        Conversion::Simplified,
        Conversion::Traditional,
        Conversion::Taiwan,
        Conversion::TaiwanIdioms,
        Conversion::HongKong,
    ];

    /// Word, text as printed, text as shown.
    #[rustfmt::skip]
    const CASES: &[(&str, &str, &str)] = &[
        ("off", "头发", "头发"),
        ("traditional", "头发白了，发展快了", "頭髮白了，發展快了"),
        ("traditional", "皇后后来没有来", "皇后後來沒有來"),
        ("taiwan", "干杯！干部靠着树干。", "乾杯！幹部靠著樹幹。"),
        ("taiwan", "里程碑在里面", "里程碑在裡面"),
        ("traditional", "面子比面条重要", "面子比麪條重要"),
        ("taiwan", "面子比面条重要", "面子比麵條重要"),
        ("hongkong", "一只鸟，只有台湾", "一隻鳥，只有台灣"),
        ("taiwan", "一只鸟，只有台湾", "一隻鳥，只有臺灣"),
        ("taiwan", "乾隆年间，气候干燥", "乾隆年間，氣候乾燥"),
        ("taiwan", "软件和程序", "軟件和程序"),
        ("taiwan-idioms", "软件和程序", "軟體和程式"),
        ("taiwan-idioms", "在互联网上看报", "在網際網路上看報"),
        ("simplified", "他跟著走進裡面，裏面有一本名著", "他跟着走进里面，里面有一本名著"),
        ("simplified", "乾隆喝湯，衛生與衞生", "乾隆喝汤，卫生与卫生"),
        ("simplified", "Plain Latin, 2026.", "Plain Latin, 2026."),
    ];

    #[test]
    fn phrases_are_shown_as_they_are_written_elsewhere() {
        for (word, text, shown) in CASES {
            let to = word.parse().expect("the word names a conversion");
            assert_eq!(convert(text, to).text, *shown, "{word} {text}");
            let quoted = format!("\"{word}\"");
            assert_eq!(serde_json::to_string(&to).expect("it is a word"), quoted);
        }
        assert!("klingon".parse::<Conversion>().is_err());
    }

    /// The pairs of (source, shown) bytes that the anchors name.
    fn anchors(text: &str, to: Conversion) -> Vec<(usize, usize)> {
        let anchors = convert(text, to).anchors;
        anchors.iter().map(|at| (at.source, at.shown)).collect()
    }

    #[test]
    fn anchors_stand_where_the_lengths_change() {
        assert_eq!(anchors("", Conversion::Taiwan), [(0, 0)]);
        assert_eq!(anchors("头发", Conversion::Taiwan), [(0, 0), (6, 6)]);
        // 𫗧 is of four bytes, 餗 of three.
        assert_eq!(
            anchors("覆𫗧了", Conversion::Traditional),
            [(0, 0), (3, 3), (7, 6), (10, 9)]
        );
        // 互联网 becomes the four characters 網際網路, which are one unit.
        assert_eq!(
            anchors("看互联网上", Conversion::TaiwanIdioms),
            [(0, 0), (3, 3), (12, 15), (15, 18)]
        );
    }

    #[test]
    fn a_word_of_a_million_letters_is_one_pass() {
        let text = "发".repeat(1_000_000);
        let converted = convert(&text, Conversion::TaiwanIdioms);
        assert_eq!(converted.text.chars().count(), 1_000_000);
    }

    const TEXT: &str = "([头发展皇后来干杯部树里程面条一只有台湾软件序互联网鼠标U盘SQL注入〇．，。、“”·a1 \
                        \u{301}𠀀𫗧衞裏著\n仮名かな한]|互联网|软件|U盘|发展){0,30}";

    proptest! {
        #[test]
        fn parts_convert_as_the_whole_does(text in TEXT) {
            for to in ALL {
                prop_assert_eq!(convert(&text, to).text, through(to, &text));
            }
        }

        #[test]
        fn anchors_lead_from_one_text_to_the_other(text in prop_oneof![TEXT.boxed(), any::<String>().boxed()]) {
            for to in ALL {
                let converted = convert(&text, to);
                let anchors = &converted.anchors;
                let ends = anchors.first().zip(anchors.last()).expect("both ends are anchors");
                prop_assert_eq!((ends.0.source, ends.0.shown), (0, 0));
                prop_assert_eq!((ends.1.source, ends.1.shown), (text.len(), converted.text.len()));
                for pair in anchors.windows(2) {
                    prop_assert!(pair[0].source <= pair[1].source && pair[0].shown <= pair[1].shown);
                    prop_assert!(pair[0] != pair[1]);
                    let one = &text[pair[0].source..pair[1].source];
                    let other = &converted.text[pair[0].shown..pair[1].shown];
                    let lengths = |text: &str| text.chars().map(char::len_utf8).collect::<Vec<_>>();
                    prop_assert!(one.len() != other.len() || lengths(one) == lengths(other));
                }
            }
        }
    }
}
