//! Which language a text is in, as far as setting it goes.

use super::script;

/// A language whose setting rules yuebao tells apart.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Language {
    /// Chinese in simplified characters.
    ZhHans,
    /// Chinese in traditional characters.
    ZhHant,
    /// Japanese.
    Ja,
    /// Korean.
    Ko,
    /// Any other: set by UAX #14 alone.
    #[default]
    Other,
}

impl Language {
    /// From a BCP 47 tag; an unknown tag is [`Language::Other`].
    pub fn from_tag(tag: &str) -> Self {
        let tag = tag.to_ascii_lowercase().replace('_', "-");
        let has = |part: &str| tag.split('-').any(|subtag| subtag == part);
        match tag.split('-').next().unwrap_or("") {
            "zh" if has("hant") || has("tw") || has("hk") || has("mo") => Self::ZhHant,
            "zh" => Self::ZhHans,
            "ja" => Self::Ja,
            "ko" => Self::Ko,
            _ => Self::Other,
        }
    }

    /// The BCP 47 tag; `None` for [`Language::Other`], which stands for many.
    pub fn tag(self) -> Option<&'static str> {
        match self {
            Self::ZhHans => Some("zh-Hans"),
            Self::ZhHant => Some("zh-Hant"),
            Self::Ja => Some("ja"),
            Self::Ko => Some("ko"),
            Self::Other => None,
        }
    }

    /// Whether text in this language is set on the full-width grid.
    pub fn is_cjk(self) -> bool {
        self != Self::Other
    }

    /// Whether its newspapers are set in lines that run down as well.
    pub fn runs_down(self) -> bool {
        matches!(self, Self::ZhHans | Self::ZhHant | Self::Ja)
    }

    /// A guess from the letters of `text` (its first few thousand characters).
    ///
    /// Kana make it Japanese, Hangul Korean; Han without either is Chinese, of the form whose own characters are
    /// more. Text without East Asian letters, or with a few among many others, is [`Language::Other`].
    pub fn guess(text: &str) -> Self {
        let letters = Letters::count(text);
        let east_asian = letters.han + letters.kana + letters.hangul;
        // A Latin word of five letters says about as much as two Han characters.
        if east_asian == 0 || letters.other > east_asian * 4 {
            Self::Other
        } else if letters.hangul * 2 > east_asian {
            Self::Ko
        } else if letters.kana * 10 > east_asian {
            Self::Ja
        } else if letters.traditional > letters.simplified {
            Self::ZhHant
        } else {
            Self::ZhHans
        }
    }
}

/// BCP 47 tag of the language of `text`, where its letters or its commonest words leave no doubt: the East Asian
/// languages of [`Language`], and English, French and German.
pub fn guess_tag(text: &str) -> Option<&'static str> {
    Language::guess(text).tag().or_else(|| guess_latin(text))
}

/// Characters looked at; more would not change a guess.
const SAMPLE: usize = 4000;

/// Letters of a sample by script.
#[derive(Default)]
struct Letters {
    han: usize,
    simplified: usize,
    traditional: usize,
    kana: usize,
    hangul: usize,
    other: usize,
}

impl Letters {
    fn count(text: &str) -> Self {
        let mut letters = Self::default();
        text.chars().take(SAMPLE).for_each(|c| letters.add(c));
        letters
    }

    fn add(&mut self, c: char) {
        if script::is_han(c) {
            self.han += 1;
            self.simplified += usize::from(SIMPLIFIED.binary_search(&c).is_ok());
            self.traditional += usize::from(TRADITIONAL.binary_search(&c).is_ok());
        } else if script::is_kana(c) {
            self.kana += 1;
        } else if script::is_hangul(c) {
            self.hangul += 1;
        } else if c.is_alphabetic() {
            self.other += 1;
        }
    }
}

/// Words that stand in every paragraph of their language and in no other's.
const COMMON_WORDS: [(&str, &[&str]); 3] = [
    (
        "en",
        &[
            "the", "of", "and", "to", "is", "was", "that", "for", "with", "on", "at", "by", "from",
            "it",
        ],
    ),
    (
        "fr",
        &[
            "le", "la", "les", "des", "et", "du", "une", "est", "dans", "que", "qui", "pour",
            "sur", "au",
        ],
    ),
    (
        "de",
        &[
            "der", "die", "das", "und", "den", "dem", "ist", "nicht", "von", "zu", "mit", "ein",
            "eine", "auf",
        ],
    ),
];

/// The language one word in ten of which is among its commonest, and none of the others' half as many.
fn guess_latin(text: &str) -> Option<&'static str> {
    let mut words = 0usize;
    let mut hits = [0usize; COMMON_WORDS.len()];
    for word in sample(text)
        .split(|c: char| !c.is_alphabetic())
        .filter(|word| !word.is_empty())
    {
        words += 1;
        for (hit, (_, common)) in hits.iter_mut().zip(COMMON_WORDS) {
            *hit += usize::from(
                common
                    .iter()
                    .any(|common| word.eq_ignore_ascii_case(common)),
            );
        }
    }
    let all: usize = hits.iter().sum();
    let best = hits.iter().zip(COMMON_WORDS).max_by_key(|(hit, _)| **hit)?;
    let (hits, (tag, _)) = best;
    (*hits >= 3 && hits * 10 >= words && hits * 3 >= all * 2).then_some(tag)
}

fn sample(text: &str) -> &str {
    let end = text
        .char_indices()
        .nth(SAMPLE)
        .map_or(text.len(), |(at, _)| at);
    &text[..end]
}

/// Common characters that only simplified Chinese has, sorted.
#[rustfmt::skip]
const SIMPLIFIED: [char; 307] = [
    '东', '个', '为', '举', '义', '乐', '习', '乡', '书', '买', '亚', '产', '亲', '亿', '仅', '从',
    '们', '价', '众', '优', '会', '传', '伤', '体', '儿', '兰', '关', '兴', '养', '军', '农', '决',
    '况', '净', '击', '刘', '则', '创', '办', '务', '动', '劳', '势', '区', '医', '华', '协', '单',
    '卖', '厂', '历', '压', '县', '参', '双', '发', '变', '号', '听', '员', '响', '团', '园', '国',
    '图', '圆', '场', '坏', '块', '声', '处', '备', '够', '头', '妇', '孙', '学', '宁', '宝', '实',
    '审', '宽', '对', '导', '将', '层', '岁', '岛', '岭', '巩', '币', '师', '带', '帮', '广', '庆',
    '库', '应', '开', '异', '张', '归', '当', '录', '彻', '忧', '怀', '态', '总', '恶', '愿', '战',
    '户', '执', '扩', '扬', '护', '报', '担', '拥', '择', '损', '换', '据', '敌', '数', '无', '旧',
    '时', '显', '术', '机', '杂', '权', '条', '来', '杨', '极', '构', '标', '样', '桥', '检', '楼',
    '欢', '气', '汇', '汉', '测', '济', '渐', '湾', '灭', '灯', '点', '烟', '热', '爱', '状', '独',
    '献', '环', '现', '电', '疗', '确', '离', '种', '积', '穷', '类', '紧', '红', '约', '级', '纪',
    '纯', '纲', '纸', '线', '组', '织', '终', '经', '结', '给', '统', '继', '续', '维', '绿', '网',
    '罗', '罚', '职', '联', '肃', '脑', '脸', '艺', '节', '范', '药', '营', '虽', '补', '装', '见',
    '观', '规', '视', '觉', '计', '认', '让', '训', '议', '记', '讲', '许', '论', '设', '证', '识',
    '诉', '词', '译', '试', '诗', '话', '该', '详', '语', '误', '说', '请', '读', '课', '谁', '调',
    '谈', '贝', '负', '贡', '财', '责', '货', '质', '费', '资', '赛', '赶', '跃', '践', '车', '转',
    '轮', '软', '较', '输', '边', '达', '过', '运', '还', '这', '进', '远', '连', '选', '邮', '针',
    '钟', '钢', '钱', '铁', '银', '铺', '锋', '错', '镇', '长', '门', '问', '间', '难', '页', '项',
    '顺', '须', '预', '领', '题', '风', '飞', '饭', '馆', '马', '驻', '验', '鱼', '鸟', '鸡', '黄',
    '齐', '龄', '龙',
];

/// Their traditional forms, sorted.
#[rustfmt::skip]
const TRADITIONAL: [char; 307] = [
    '亞', '來', '個', '們', '備', '傳', '傷', '僅', '價', '億', '優', '兒', '則', '創', '劉', '動',
    '務', '勞', '勢', '匯', '區', '協', '參', '員', '問', '單', '國', '園', '圓', '圖', '團', '執',
    '報', '場', '塊', '壓', '壞', '夠', '婦', '孫', '學', '實', '寧', '審', '寬', '寶', '將', '對',
    '導', '層', '島', '嶺', '師', '帶', '幣', '幫', '庫', '廠', '廣', '張', '從', '徹', '惡', '愛',
    '態', '慶', '憂', '應', '懷', '戰', '戶', '揚', '換', '損', '擁', '擇', '擊', '擔', '據', '擴',
    '敵', '數', '時', '書', '會', '東', '條', '楊', '極', '構', '樂', '樓', '標', '樣', '橋', '機',
    '檢', '權', '歡', '歲', '歷', '歸', '氣', '決', '況', '淨', '測', '滅', '漢', '漸', '濟', '灣',
    '為', '無', '煙', '熱', '燈', '營', '狀', '獨', '獻', '現', '環', '產', '異', '當', '療', '發',
    '眾', '確', '種', '積', '窮', '節', '範', '紀', '約', '紅', '純', '紙', '級', '終', '組', '結',
    '給', '統', '經', '綠', '維', '綱', '網', '緊', '線', '縣', '總', '織', '繼', '續', '罰', '羅',
    '義', '習', '聯', '聲', '職', '聽', '肅', '腦', '臉', '興', '舉', '舊', '華', '藝', '藥', '蘭',
    '處', '號', '術', '補', '裝', '見', '規', '視', '親', '覺', '觀', '計', '訓', '記', '設', '許',
    '訴', '詞', '試', '詩', '話', '該', '詳', '認', '語', '誤', '說', '誰', '課', '調', '談', '請',
    '論', '講', '證', '識', '譯', '議', '護', '讀', '變', '讓', '貝', '負', '財', '貢', '貨', '責',
    '買', '費', '資', '賣', '質', '賽', '趕', '踐', '躍', '車', '軍', '軟', '較', '輪', '輸', '轉',
    '辦', '農', '這', '連', '進', '運', '過', '達', '遠', '選', '還', '邊', '郵', '鄉', '醫', '針',
    '銀', '鋒', '鋪', '鋼', '錄', '錢', '錯', '鎮', '鐘', '鐵', '長', '門', '開', '間', '關', '雖',
    '雙', '雜', '雞', '離', '難', '電', '鞏', '響', '頁', '項', '順', '須', '預', '領', '頭', '題',
    '願', '類', '顯', '風', '飛', '飯', '養', '館', '馬', '駐', '驗', '體', '魚', '鳥', '黃', '點',
    '齊', '齡', '龍',
];

#[cfg(test)]
mod tests {
    use super::{Language, SIMPLIFIED, TRADITIONAL, guess_tag};

    #[test]
    fn the_tables_are_sorted_and_apart() {
        assert!(SIMPLIFIED.is_sorted() && TRADITIONAL.is_sorted());
        assert!(
            SIMPLIFIED
                .iter()
                .all(|c| TRADITIONAL.binary_search(c).is_err())
        );
    }

    fn check(text: &str, tag: Option<&str>) {
        assert_eq!(guess_tag(text), tag, "{text}");
    }

    #[test]
    fn languages_are_told_apart() {
        check("雨还没有下，杆子先立起来了。", Some("zh-Hans"));
        check("雨還沒有下，桿子先立起來了。", Some("zh-Hant"));
        check("油墨的香味", Some("zh-Hans"));
        check("朝刊の見出しを読む", Some("ja"));
        check("아침 신문을 읽는다", Some("ko"));
        check("大韓民國 소식을 전하는 신문", Some("ko"));
        check(
            "西邵村推行“1+5+N”管理架构，用APP和https://example.com",
            Some("zh-Hans"),
        );
        check(
            "The paper was late, and it rained on the square by the station.",
            Some("en"),
        );
        check(
            "Le journal est en retard, et la pluie tombe sur les toits de la ville.",
            Some("fr"),
        );
        check(
            "Die Zeitung ist nicht da, und der Regen f\u{e4}llt auf den Platz.",
            Some("de"),
        );
        check("Lorem ipsum dolor sit amet", None);
        check(
            "The editor said 你好 and left the building with a smile.",
            Some("en"),
        );
        check("", None);
        assert_eq!(Language::guess("12345"), Language::Other);
    }
}
