//! Whether a few characters are names of people: evidence for credits.

use crate::text::script::{is_han, is_hangul, is_kana};

/// Frequent Chinese surnames, simplified and traditional (about 97 % of people bear one of these).
const SURNAMES: &str = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程\
苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤\
申常温康施文牛樊葛邢安齐易乔伍庞颜倪庄聂章鲁岳翟殷詹欧耿关兰焦俞左柳甘祝包宁尚符舒阮柯纪梅童凌毕单季裴霍涂成苗谷\
盛曲翁冉骆蓝路游辛靳欧阳柴蒙鲍华喻祁蒲房滕屈饶解牟艾尤阳时穆农司卓古吉缪简车项连芦麦褚娄窦戚岑景党宫费卜冷晏席卫米\
柏宗瞿桂全佟应臧闵苟邬边卞姬师和仇栾隋商刁沙荣巫寇桑郎甄丛仲虞敖巩明佘池查麻苑迟邝官封谈匡鞠惠荆乐冀胥南班储芮\
張劉陳楊黃趙吳孫馬鄭謝許韓馮鄧葉蘇魏呂盧鐘鍾譚陸賈韋鄒閻閆龍賀顧龔萬錢嚴湯溫龐顏倪莊聶魯關蘭畢單塗駱藍靳華喻饒\
時農連麥婁竇黨宮費衛應閔鄔邊師欒榮叢鞏談樂儲區歐";

/// Words of two to four characters that stand in brackets at the end of a text and are no names.
const NOT_NAMES: &[&str] = &[
    "未完待续",
    "待续",
    "提供",
    "报道",
    "全文",
    "下同",
    "如图",
    "见图",
    "资料",
    "资料图",
    "节选",
    "摘要",
    "连载",
    "完结",
    "续完",
    "上图",
    "下图",
    "左图",
    "右图",
    "本文",
    "略",
    "广告",
    "笔名",
    "化名",
    "小标题",
    "未完",
];

/// A name in Han characters: two to four of them, or a longer one with an interpunct (阿依·古丽).
pub fn is_han_name(token: &str) -> bool {
    let length = token.chars().count();
    let han = token.chars().all(is_han);
    let dotted = token.contains('·') && token.chars().all(|c| is_han(c) || c == '·');
    !NOT_NAMES.contains(&token)
        && ((han && (2..=4).contains(&length)) || (dotted && (4..=14).contains(&length)))
}

/// A Han name that begins with a known surname.
pub fn has_surname(token: &str) -> bool {
    is_han_name(token) && token.chars().next().is_some_and(|c| SURNAMES.contains(c))
}

/// A name in Hangul or kana and Han, as Korean and Japanese papers sign.
pub fn is_east_asian_name(token: &str) -> bool {
    is_han_name(token) || is_foreign_name(token)
}

/// A name in Hangul, or with kana in it.
pub fn is_foreign_name(token: &str) -> bool {
    let length = token.chars().count();
    let japanese = token.chars().all(|c| is_kana(c) || is_han(c)) && token.chars().any(is_kana);
    ((2..=5).contains(&length) && token.chars().all(is_hangul))
        || ((2..=7).contains(&length) && japanese)
}

/// A name in Latin letters: two to four capitalised words, initials allowed.
pub fn is_latin_name(text: &str) -> bool {
    let words: Vec<&str> = text.split_whitespace().collect();
    let capitalised = |word: &&str| {
        word.chars().next().is_some_and(char::is_uppercase)
            && word
                .chars()
                .all(|c| c.is_alphabetic() || matches!(c, '.' | '\'' | '’' | '-'))
    };
    (2..=4).contains(&words.len()) && words.iter().all(capitalised)
}

/// Names separated by blanks, commas or 、: every one a Han name, and the first, or one of them, with a surname
/// that is known, or all short. Empty text is none.
pub fn are_names(text: &str) -> bool {
    if spaced_name(text) || spaced_characters(text) {
        return true;
    }
    let mut count = 0;
    let mut known = 0;
    for token in
        text.split(|c: char| c.is_whitespace() || matches!(c, '、' | ',' | '，' | '/' | '／'))
    {
        if token.is_empty() {
            continue;
        }
        if !is_han_name(token) {
            return false;
        }
        count += 1;
        known += usize::from(has_surname(token));
    }
    known > 0 || (count == 1 && is_pen_name(text))
}

/// Two single characters set apart: a name where brackets or a mark say that it is one.
fn spaced_characters(text: &str) -> bool {
    let mut tokens = text.split_whitespace();
    let two = [tokens.next(), tokens.next()].into_iter().flatten();
    two.filter(|token| token.chars().count() == 1 && token.chars().all(is_han))
        .count()
        == 2
        && tokens.next().is_none()
}

/// "王 伟", "周 晓枫": a name set apart to the width of three.
pub fn spaced_name(text: &str) -> bool {
    let mut tokens = text.split_whitespace();
    let (Some(family), Some(given), None) = (tokens.next(), tokens.next(), tokens.next()) else {
        return false;
    };
    let given_length = given.chars().count();
    family.chars().count() == 1
        && family.chars().all(|c| SURNAMES.contains(c))
        && (1..=2).contains(&given_length)
        && given.chars().all(is_han)
}

/// A single signature without a known surname: only two or three characters count as one.
fn is_pen_name(text: &str) -> bool {
    is_han_name(text.trim()) && text.trim().chars().count() <= 3
}
