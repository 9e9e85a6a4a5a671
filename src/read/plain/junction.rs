//! The question at every run of short lines: does a new story begin here, or does the present one go on under
//! subheads? Answered by weighing evidence, each clue a row of [`CLUES`].

use super::datelines;
use super::draft::Draft;
use super::items::{Item, Kind};
use super::vocabulary::{Vocabulary, beginning, end};
use crate::text::script::is_cjk;

/// What is known at a junction.
pub struct Junction<'d, 'a> {
    /// The story that is open, if one is.
    pub current: Option<&'d Draft<'a>>,
    /// The short lines.
    pub shorts: &'d [Item<'a>],
    /// The first line of running text after them.
    pub next: &'a str,
    /// A deck, a caption or a credit stands after the first short line.
    pub has_deck: bool,
    /// See `has_deck`.
    pub has_caption: bool,
    /// See `has_deck`.
    pub has_credit: bool,
    /// The next text is the tail of another page's story.
    pub before_tail: bool,
    /// How many other junctions of this stretch have short lines of the same number and like length.
    pub parallels: usize,
    /// How much the layout here is the page's way with headlines, from -1 to 1.
    pub habit: f32,
    /// The vocabulary of what comes next.
    pub ahead: &'d Vocabulary,
}

/// A clue and how much it speaks for a new story (against it where negative).
type Clue = fn(&Junction<'_, '_>) -> f32;

/// All clues. The weights were set by hand on pages of several papers and are meant to be read as odds: 1 is a hint,
/// 3 is strong, 6 decides.
const CLUES: &[(&str, Clue)] = &[
    ("nothing is open", |j| {
        if j.current.is_none() { 12.0 } else { 0.0 }
    }),
    ("subheads are as likely", |_| -1.2),
    ("the open story stops in mid-sentence", |j| {
        yes(j.current.is_some_and(Draft::is_cut), 5.0)
    }),
    ("a credit has closed the open story", |j| {
        yes(j.current.is_some_and(|open| open.closed), 4.0)
    }),
    ("the open story goes on elsewhere", |j| {
        yes(j.current.is_some_and(|open| open.goes_elsewhere()), 3.0)
    }),
    ("a dateline follows", |j| {
        yes(datelines::parse(j.next).is_some(), 5.0)
    }),
    ("furniture of a story", |j| {
        yes(j.has_deck, 3.0) + yes(j.has_caption, 2.2) + yes(j.has_credit, 3.0)
    }),
    ("a tail under a strange headline", |j| {
        yes(j.before_tail, 4.0)
    }),
    ("length", |j| match j.longest() {
        0..=6 => -1.5,
        7..=8 => -0.8,
        9..=11 => 0.0,
        12..=15 => 0.7,
        _ => 1.2,
    }),
    ("broken in two by a space", |j| {
        yes(j.shorts.iter().any(|short| is_broken(short.text)), 0.5)
    }),
    ("a colon or a particle leads on", |j| {
        yes(j.shorts.iter().any(|short| leads_on(short.text)), -2.0)
    }),
    ("others like it in this stretch", |j| {
        if j.parallels > 0 { -1.6 } else { 0.0 }
    }),
    ("unlike the subheads so far", |j| j.strangeness()),
    ("a news item seldom has subheads", |j| {
        yes(
            j.current
                .is_some_and(|open| open.dated && open.subheads.is_none()),
            1.4,
        )
    }),
    ("the page's way with headlines", |j| 2.0 * j.habit),
    ("a notice is a story", |j| {
        yes(j.shorts.iter().any(|short| is_notice(short.text)), 3.5)
    }),
    ("numbered like a subhead", |j| {
        yes(j.shorts.iter().all(|short| is_numbered(short.text)), -4.0)
    }),
    ("it opens as news does", |j| opens_as_news(j.next)),
    ("what it speaks of", |j| j.kinship()),
];

/// The weight of a clue where it holds.
pub fn yes(fact: bool, weight: f32) -> f32 {
    if fact { weight } else { 0.0 }
}

/// Whether a title is set in two halves; between Latin words a blank says nothing.
pub fn is_broken(text: &str) -> bool {
    !text.is_ascii() && text.contains([' ', '\u{3000}'])
}

/// Length of a title in Han characters; a Latin letter counts for two fifths of one.
pub fn size_of(text: &str) -> usize {
    let letters = text
        .chars()
        .filter(|&c| is_cjk(c) || c.is_alphanumeric())
        .count();
    if text.is_ascii() {
        letters * 2 / 5
    } else {
        letters
    }
}

/// "法院公告", "遗失声明": notices stand one under the other and are never parts of one.
fn is_notice(text: &str) -> bool {
    const NOTICES: [&str; 9] = [
        "公告",
        "声明",
        "启事",
        "通告",
        "公示",
        "讣告",
        "聲明",
        "啟事",
        "お知らせ",
    ];
    NOTICES.iter().any(|notice| text.ends_with(notice))
}

/// "一、…", "（二）…", "3. …": parts of one story are numbered, stories are not.
fn is_numbered(text: &str) -> bool {
    let bare = text.trim_start_matches(['(', '（', '第', '看', '点', '步', '问']);
    let numerals = |c: char| c.is_ascii_digit() || "一二三四五六七八九十①②③④⑤⑥⑦⑧⑨".contains(c);
    let rest = bare.trim_start_matches(numerals);
    rest.len() < bare.len()
        && (rest.starts_with(['、', '.', '．', ')', '）', '步', '招', '问', '：', ':'])
            || bare.starts_with(['①', '②', '③', '④', '⑤']))
}

/// "记者从…获悉", "近日", "7月8日": how news begins, and the later part of a feature seldom does.
fn opens_as_news(text: &str) -> f32 {
    let opening = beginning(text, 30);
    let told =
        opening.starts_with("记者") && (opening.contains("获悉") || opening.contains("了解到"));
    let lately = [
        "近日",
        "日前",
        "昨日",
        "昨天",
        "今日",
        "连日来",
        "今天",
        "据悉",
    ]
    .iter()
    .any(|word| opening.starts_with(word));
    let dated = opening.starts_with(|c: char| c.is_ascii_digit())
        && beginning(text, 7).contains(['日', '月']);
    if told {
        3.2
    } else {
        yes(lately, 1.0) + yes(dated, 0.6)
    }
}

/// Whether a title ends with what leads on to another line: a colon, a particle, a dash.
pub fn leads_on(text: &str) -> bool {
    text.ends_with(['：', ':', '的', '、']) || text.ends_with("——")
}

impl Junction<'_, '_> {
    /// The weight of all evidence: above 0, a new story begins.
    pub fn newness(&self) -> f32 {
        CLUES.iter().map(|(_, clue)| clue(self)).sum()
    }

    fn longest(&self) -> usize {
        self.shorts
            .iter()
            .map(|short| size_of(short.text))
            .max()
            .unwrap_or(0)
    }

    /// How much the short lines differ in number and length from the subheads of the open story.
    fn strangeness(&self) -> f32 {
        let Some((shortest, longest)) = self.current.and_then(|open| open.subheads) else {
            return 0.0;
        };
        let more = self.shorts.len() > 1 && self.parallels == 0;
        let length = self.longest();
        yes(more, 0.8) + yes(length > longest + 4 || length + 4 < shortest, 0.5)
    }

    /// A headline speaks of what follows and not of what went before; a subhead of both.
    fn kinship(&self) -> f32 {
        let Some((open, words)) = self
            .current
            .and_then(|open| Some((open, open.words.as_ref()?)))
        else {
            return 0.0;
        };
        let titles = self
            .shorts
            .iter()
            .map(|short| (short.text, self.ahead.share_of(short.text)));
        let (title, ahead) = titles
            .max_by(|a, b| a.1.total_cmp(&b.1))
            .unwrap_or(("", 0.0));
        let behind = words.share_of(title);
        let text = words.share_of(beginning(self.next, 160));
        let headline = open
            .headline
            .iter()
            .map(|line| Vocabulary::of(line).share_of(title))
            .fold(0.0, f32::max);
        2.0 * (ahead - behind) - 3.0 * headline + 2.0 * (0.25 - text)
    }
}

/// How well a text goes on with an open story: what they share of words, and whether a cut sentence is waiting.
pub fn fits(draft: &Draft<'_>, text: &str) -> f32 {
    const ENOUGH: usize = 240;
    let words = draft.words.as_ref();
    let shared = words.map_or(0.0, |words| {
        words
            .share_of(beginning(text, ENOUGH))
            .max(words.share_of(end(text, ENOUGH)))
    });
    shared * 3.0
}

/// Whether an item may stand among the short lines of a junction.
pub fn is_title(item: &Item<'_>) -> bool {
    matches!(item.kind, Kind::Short | Kind::Deck)
}
