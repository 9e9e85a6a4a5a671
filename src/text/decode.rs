//! Bytes to text: byte-order marks, UTF-8, UTF-16, and the legacy encodings of East Asian newspapers.
//!
//! Certain signs come first (a mark, valid UTF-8), then plausible ones (UTF-16 without a mark, UTF-8 with a few
//! wounds), and only then chardetng's guess. What the characters do is no concern of this file: see `clean`.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, GB18030, GBK, UTF_8, UTF_16BE, UTF_16LE};

use super::script::is_kana;

/// Bytes that guesses are made from; more would not make them better.
const SAMPLE: usize = 256 * 1024;

/// What decoding found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decoded {
    /// The text, without a byte-order mark.
    pub text: String,
    /// WHATWG name of the encoding ("UTF-8", "GBK", "Big5", "Shift_JIS").
    pub encoding: &'static str,
    /// How many malformed sequences became U+FFFD.
    pub damaged: usize,
}

/// Decodes a file of unknown encoding; never fails. Text that is mostly UTF-8 stays UTF-8.
pub fn decode(bytes: &[u8]) -> Decoded {
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        return decode_as(encoding, &bytes[mark..]);
    }
    if !bytes.contains(&0)
        && let Ok(text) = std::str::from_utf8(bytes)
        && !is_iso_2022(bytes)
    {
        return Decoded {
            text: text.to_owned(),
            encoding: UTF_8.name(),
            damaged: 0,
        };
    }
    decode_as(guess(bytes), bytes)
}

/// The same, for a source that names its encoding (in a header, a `meta` element, a declaration).
///
/// Labels lie: pages in UTF-8 are labelled GBK, and GBK is labelled GB2312. So what the bytes themselves show comes
/// first; the label decides only where they show nothing, or a legacy encoding, and it decodes them without damage.
pub fn decode_labelled(bytes: &[u8], label: Option<&str>) -> Decoded {
    let named = label.and_then(|label| Encoding::for_label(label.trim().as_bytes()));
    let found = decode(bytes);
    match named {
        Some(named) if !shows_itself(bytes) && named != UTF_8 => {
            let labelled = decode_as(named, bytes);
            let is_sound = labelled.damaged == 0 || labelled.damaged < found.damaged;
            if is_sound { labelled } else { found }
        }
        _ => found,
    }
}

/// Whether bytes leave no doubt about their encoding.
fn shows_itself(bytes: &[u8]) -> bool {
    let is_utf_8 = std::str::from_utf8(bytes).is_ok() && !bytes.contains(&0) && !is_iso_2022(bytes);
    Encoding::for_bom(bytes).is_some() || is_utf_8
}

/// ISO-2022 text is valid ASCII and says what it is by its escape sequences.
fn is_iso_2022(bytes: &[u8]) -> bool {
    bytes.is_ascii()
        && ["\u{1b}$B", "\u{1b}$@"]
            .iter()
            .any(|escape| has(bytes, escape))
}

fn has(bytes: &[u8], needle: &str) -> bool {
    memchr::memmem::find(bytes, needle.as_bytes()).is_some()
}

fn guess(bytes: &[u8]) -> &'static Encoding {
    let sample = &bytes[..bytes.len().min(SAMPLE)];
    if let Some(utf_16) = guess_utf_16(sample) {
        utf_16
    } else if std::str::from_utf8(bytes).is_ok() && !is_iso_2022(bytes) || is_mostly_utf_8(sample) {
        UTF_8
    } else {
        guess_legacy(sample)
    }
}

/// UTF-16 without a mark: nearly every unit is a character newspapers use, and some of them are blanks, line
/// ends or full stops, whose bytes (00, 02, FF) no legacy encoding has in text.
fn guess_utf_16(sample: &[u8]) -> Option<&'static Encoding> {
    [
        (UTF_16LE, u16::from_le_bytes as fn([u8; 2]) -> u16),
        (UTF_16BE, u16::from_be_bytes),
    ]
    .into_iter()
    .find(|(_, unit)| is_plausible_utf_16(sample, *unit))
    .map(|(encoding, _)| encoding)
}

fn is_plausible_utf_16(sample: &[u8], unit: fn([u8; 2]) -> u16) -> bool {
    let units = || {
        let pairs = sample.chunks_exact(2).map(|pair| unit([pair[0], pair[1]]));
        char::decode_utf16(pairs).map(|unit| unit.unwrap_or('\0'))
    };
    let all = units().count();
    let anchors =
        units().filter(|c| matches!(c, '\n' | ' '..='~' | '\u{3000}'..='\u{3002}' | '，'));
    let plausible = units().filter(|&c| is_newspaper_character(c));
    all > 0 && anchors.count() > 0 && plausible.count() * 20 >= all * 19
}

fn is_newspaper_character(c: char) -> bool {
    matches!(c, '\n' | '\r' | '\t' | ' '..='~' | '\u{A0}'..='\u{17F}' | '\u{2010}'..='\u{2040}' | '\u{3000}'..='\u{3020}' | '\u{FF01}'..='\u{FF60}')
        || matches!(c, '\u{4E00}'..='\u{9FA5}')
        || is_kana(c)
        || matches!(c, '\u{AC00}'..='\u{D7A3}')
}

/// Whether the wounds are few beside the healthy multi-byte characters.
fn is_mostly_utf_8(sample: &[u8]) -> bool {
    let (mut healthy, mut wounds) = (0usize, 0usize);
    for chunk in sample.utf8_chunks() {
        healthy += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        wounds += usize::from(!chunk.invalid().is_empty());
    }
    healthy >= wounds.saturating_mul(4) && healthy > 0
}

fn guess_legacy(sample: &[u8]) -> &'static Encoding {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Allow);
    detector.feed(sample, true);
    let guess = detector.guess(None, Utf8Detection::Deny);
    let by_letters = guess.is_single_byte() && reads_as_chinese(sample);
    if guess == GBK || by_letters {
        GBK
    } else {
        guess
    }
}

/// A headline is too short for statistics; but bytes that read as nothing but common Han are Chinese.
fn reads_as_chinese(sample: &[u8]) -> bool {
    // Level 1 of GB 2312, the 3,755 commonest characters, has lead bytes B0–D7; A1–A3 are marks and wide letters.
    let (mut pairs, mut at) = (0usize, 0usize);
    while let Some(&lead) = sample.get(at) {
        match (lead, sample.get(at + 1)) {
            (0..0x80, _) => at += 1,
            (0xA1..=0xA3 | 0xB0..=0xD7, Some(0xA1..)) => {
                pairs += 1;
                at += 2;
            }
            _ => return false,
        }
    }
    pairs >= 2
}

fn decode_as(encoding: &'static Encoding, bytes: &[u8]) -> Decoded {
    // GB18030 is the superset of GBK that newspapers' systems write under either name.
    let decoder = if encoding == GBK { GB18030 } else { encoding };
    let (text, had_errors) = decoder.decode_without_bom_handling(bytes);
    let damaged = if !had_errors {
        0
    } else if encoding == UTF_8 {
        bytes
            .utf8_chunks()
            .filter(|chunk| !chunk.invalid().is_empty())
            .count()
    } else {
        text.matches('\u{FFFD}').count()
    };
    Decoded {
        text: text.into_owned(),
        encoding: encoding.name(),
        damaged,
    }
}

#[cfg(test)]
mod tests {
    use encoding_rs::{
        BIG5, EUC_JP, EUC_KR, GB18030, ISO_2022_JP, SHIFT_JIS, WINDOWS_1251, WINDOWS_1252,
    };
    use proptest::prelude::*;

    use super::{decode, decode_labelled};

    const SIMPLIFIED: &str =
        "清晨的报栏前站着三位老人，一位念标题，两位听。油墨还没有干，风一吹，纸角便翻起来。";
    const TRADITIONAL: &str =
        "清晨的報欄前站著三位老人，一位念標題，兩位聽。油墨還沒有乾，風一吹，紙角便翻起來。";
    const JAPANESE: &str = "朝の新聞受けに雪が積もっていた。ページをめくると、インクの匂いがした。";
    const KOREAN: &str = "아침 신문은 아직 따뜻했다. 제목을 읽고 나서 그는 안경을 고쳐 썼다.";

    fn check(bytes: &[u8], encoding: &str, text: &str) {
        let decoded = decode(bytes);
        assert_eq!(decoded.text, text);
        assert_eq!(decoded.encoding, encoding);
        assert_eq!(decoded.damaged, 0);
    }

    #[test]
    fn the_encodings_of_newspapers_are_told_apart() {
        check(SIMPLIFIED.as_bytes(), "UTF-8", SIMPLIFIED);
        check(&GB18030.encode(SIMPLIFIED).0, "GBK", SIMPLIFIED);
        check(&BIG5.encode(TRADITIONAL).0, "Big5", TRADITIONAL);
        check(&SHIFT_JIS.encode(JAPANESE).0, "Shift_JIS", JAPANESE);
        check(&EUC_JP.encode(JAPANESE).0, "EUC-JP", JAPANESE);
        check(&ISO_2022_JP.encode(JAPANESE).0, "ISO-2022-JP", JAPANESE);
        check(&EUC_KR.encode(KOREAN).0, "EUC-KR", KOREAN);
        let french = "Le journal du matin était déjà plié sur la table, près du café. À côté, un élève rêvait.";
        check(&WINDOWS_1252.encode(french).0, "windows-1252", french);
        let russian = "Утренняя газета лежала на столе, и никто её не читал.";
        check(&WINDOWS_1251.encode(russian).0, "windows-1251", russian);
    }

    #[test]
    fn a_label_is_believed_where_the_bytes_allow() {
        let labelled = |bytes: &[u8], label| {
            let decoded = decode_labelled(bytes, Some(label));
            (decoded.encoding, decoded.text)
        };
        let gbk = GB18030.encode(SIMPLIFIED).0;
        assert_eq!(labelled(&gbk, "gb2312"), ("GBK", SIMPLIFIED.to_owned()));
        assert_eq!(
            labelled(SIMPLIFIED.as_bytes(), "gbk"),
            ("UTF-8", SIMPLIFIED.to_owned())
        );
        assert_eq!(labelled(&gbk, "utf-8").1, SIMPLIFIED);
        assert_eq!(labelled(b"caf\xe9", "iso-8859-1").1, "caf\u{e9}");
        assert_eq!(labelled(b"\xe9", "iso-8859-5").1, "\u{449}");
        assert_eq!(labelled(&gbk, "no such thing").1, SIMPLIFIED);
    }

    #[test]
    fn a_short_headline_in_gbk_is_read() {
        for text in ["今日要闻", "太原日报 第2版", "雨季来临"] {
            check(&GB18030.encode(text).0, "GBK", text);
        }
    }

    #[test]
    fn utf_16_is_known_with_and_without_a_mark() {
        for text in [
            SIMPLIFIED,
            "今日要闻\n第二版",
            "Plain words, plain type.\n",
            KOREAN,
        ] {
            let little: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
            let big: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
            check(&little, "UTF-16LE", text);
            check(&big, "UTF-16BE", text);
            check(
                &[b"\xFF\xFE".as_slice(), &little].concat(),
                "UTF-16LE",
                text,
            );
            check(&[b"\xFE\xFF".as_slice(), &big].concat(), "UTF-16BE", text);
        }
    }

    #[test]
    fn wounded_utf_8_stays_utf_8() {
        let mut bytes = SIMPLIFIED.as_bytes().to_vec();
        bytes[30] = 0xFF;
        bytes.truncate(bytes.len() - 1);
        let decoded = decode(&bytes);
        assert_eq!(decoded.encoding, "UTF-8");
        assert!(decoded.damaged >= 2, "{}", decoded.damaged);
        assert!(decoded.text.starts_with("清晨的报栏前"));
        assert!(decoded.text.contains("油墨还没有干"));
    }

    #[test]
    fn marks_and_emptiness() {
        check(b"", "UTF-8", "");
        check("\u{feff}要闻".as_bytes(), "UTF-8", "要闻");
        check(b"\x1b[31mred", "UTF-8", "\u{1b}[31mred");
    }

    proptest! {
        #[test]
        fn anything_is_decoded(bytes in any::<Vec<u8>>()) {
            decode(&bytes);
        }

        #[test]
        fn utf_8_comes_back(text in "[^\0\u{feff}\u{1b}]{0,60}") {
            prop_assert_eq!(decode(text.as_bytes()).text, text);
        }
    }
}
