//! How kana are spelled in Latin letters: Hepburn first, then Kunrei and what keyboards take.

use std::collections::HashMap;
use std::sync::LazyLock;

/// Hiragana and their spellings. Those with a small kana are one sound.
const TABLE: &str = "\
あ a;い i;う u;え e;お o;か ka;き ki;く ku;け ke;こ ko;が ga;ぎ gi;ぐ gu;げ ge;ご go;\
さ sa;し shi si;す su;せ se;そ so;ざ za;じ ji zi;ず zu;ぜ ze;ぞ zo;\
た ta;ち chi ti;つ tsu tu;て te;と to;だ da;ぢ ji di zi;づ zu du dzu;で de;ど do;\
な na;に ni;ぬ nu;ね ne;の no;は ha wa;ひ hi;ふ fu hu;へ he e;ほ ho;\
ば ba;び bi;ぶ bu;べ be;ぼ bo;ぱ pa;ぴ pi;ぷ pu;ぺ pe;ぽ po;ま ma;み mi;む mu;め me;も mo;\
や ya;ゆ yu;よ yo;ら ra;り ri;る ru;れ re;ろ ro;わ wa;ゐ i wi;ゑ e we;を o wo;ん n m nn;ゔ vu;\
ぁ a;ぃ i;ぅ u;ぇ e;ぉ o;ゃ ya;ゅ yu;ょ yo;ゎ wa;ゕ ka;ゖ ke;\
きゃ kya;きゅ kyu;きょ kyo;ぎゃ gya;ぎゅ gyu;ぎょ gyo;しゃ sha sya;しゅ shu syu;しょ sho syo;しぇ she sye;\
じゃ ja zya jya;じゅ ju zyu jyu;じょ jo zyo jyo;じぇ je zye;ちゃ cha tya cya;ちゅ chu tyu cyu;ちょ cho tyo cyo;\
ちぇ che tye;ぢゃ ja dya;ぢゅ ju dyu;ぢょ jo dyo;にゃ nya;にゅ nyu;にょ nyo;ひゃ hya;ひゅ hyu;ひょ hyo;\
びゃ bya;びゅ byu;びょ byo;ぴゃ pya;ぴゅ pyu;ぴょ pyo;みゃ mya;みゅ myu;みょ myo;りゃ rya;りゅ ryu;りょ ryo;\
ふぁ fa;ふぃ fi;ふぇ fe;ふぉ fo;ふゅ fyu;つぁ tsa;つぃ tsi;つぇ tse;つぉ tso;てぃ ti thi;でぃ di dhi;てゅ tyu;でゅ dyu;\
とぅ tu twu;どぅ du dwu;うぃ wi;うぇ we;うぉ wo;いぇ ye;くぁ kwa;くぃ kwi;くぇ kwe;くぉ kwo;ぐぁ gwa;\
ゔぁ va;ゔぃ vi;ゔぇ ve;ゔぉ vo;ゔゅ vyu";

static SPELLINGS: LazyLock<HashMap<&str, Vec<&str>>> = LazyLock::new(|| {
    let rows = TABLE.split(';').map(|row| {
        let mut words = row.split(' ');
        (words.next().unwrap_or(""), words.collect())
    });
    rows.collect()
});

/// Hands every spelling of the kana that a text of hiragana begins with to `each`, with how many of them it spells,
/// until it answers true. `before` is the kana before them: vowels after it may be long.
pub fn any_spelling(
    before: Option<char>,
    text: &[char],
    mut each: impl FnMut(usize, &str) -> bool,
) -> bool {
    let Some(&first) = text.first() else {
        return false;
    };
    let all = |count: usize| {
        let key: String = text.iter().take(count).collect();
        SPELLINGS.get(key.as_str()).filter(|_| count <= text.len())
    };
    let rows = [(2, all(2)), (1, all(1))].into_iter();
    let mut rows = rows.filter_map(|(count, row)| Some((count, row?)));
    if rows.any(|(count, row)| row.iter().any(|spelling| each(count, spelling))) {
        return true;
    }
    if let ('っ', Some(next)) = (first, text.get(1)) {
        return begins(*next).iter().any(|letter| each(1, letter));
    }
    // ō is written ou and oo, and read as one.
    before.and_then(vowel).is_some_and(|vowel| match first {
        'ー' => each(1, vowel) || each(1, ""),
        'う' if matches!(vowel, "o" | "u") => each(1, ""),
        'お' if vowel == "o" => each(1, ""),
        _ => false,
    })
}

/// The kana as hiragana.
pub fn hiragana(c: char) -> char {
    match c {
        'ァ'..='ヶ' => char::from_u32(u32::from(c) - 0x60).unwrap_or(c),
        _ => c,
    }
}

fn spellings(kana: char) -> &'static [&'static str] {
    let mut key = [0; 4];
    let row = SPELLINGS.get(&*kana.encode_utf8(&mut key));
    row.map_or(&[], Vec::as_slice)
}

/// The consonants that a kana may begin with.
fn begins(kana: char) -> Vec<&'static str> {
    let spelled = spellings(kana).iter();
    // っち is tchi as well as cchi.
    let mut letters: Vec<&str> = spelled.filter_map(|spelling| spelling.get(..1)).collect();
    if letters.contains(&"c") {
        letters.push("t");
    }
    letters
}

/// The vowel that a kana ends with.
fn vowel(kana: char) -> Option<&'static str> {
    let spelling = spellings(kana).first()?;
    let last = spelling.get(spelling.len().checked_sub(1)?..)?;
    matches!(last, "a" | "i" | "u" | "e" | "o").then_some(last)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kana_are_spelled_in_more_than_one_way() {
        let all = |before: Option<char>, text: &str| {
            let text: Vec<char> = text.chars().map(hiragana).collect();
            let mut all = Vec::new();
            any_spelling(before, &text, |count, spelling| {
                all.push(format!("{spelling}{count}"));
                false
            });
            all.join(" ")
        };
        assert_eq!(all(None, "シャ"), "sha2 sya2 shi1 si1");
        assert_eq!(all(None, "っち"), "c1 t1 t1");
        assert_eq!(all(Some('と'), "う"), "u1 1");
        assert_eq!(all(Some('た'), "う"), "u1");
        assert_eq!(all(Some('た'), "ー"), "a1 1");
        assert_eq!(all(None, "漢"), "");
    }
}
