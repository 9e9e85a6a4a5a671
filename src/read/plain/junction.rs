//! The question at every run of short lines: does a new story begin here, or does the present one go on under
//! subheads? Answered by weighing evidence, each clue a row of [`CLUES`].

use super::datelines;
use super::draft::Draft;
use super::items::{Item, Kind};
use super::vocabulary::{Vocabulary, beginning, end};

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
    /// The vocabulary of what comes next.
    pub ahead: Vocabulary,
}

/// A clue and how much it speaks for a new story (against it where negative).
type Clue = fn(&Junction<'_, '_>) -> f32;

/// All clues. The weights were set by hand on pages of several papers and are meant to be read as odds: 1 is a hint,
/// 3 is strong, 6 decides.
const CLUES: [(&str, Clue); 14] = [
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
        yes(j.current.is_some_and(|open| open.on.is_some()), 3.0)
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
        yes(
            j.shorts
                .iter()
                .any(|short| short.text.contains([' ', '　'])),
            0.5,
        )
    }),
    ("a colon or a particle leads on", |j| {
        yes(j.shorts.iter().any(|short| leads_on(short.text)), -2.0)
    }),
    ("others like it in this stretch", |j| {
        if j.parallels > 0 { -1.6 } else { 0.0 }
    }),
    ("a news item seldom has subheads", |j| {
        yes(
            j.current
                .is_some_and(|open| open.dated && open.subheads() == 0),
            1.4,
        )
    }),
    ("what it speaks of", |j| j.kinship()),
];

fn yes(fact: bool, weight: f32) -> f32 {
    if fact { weight } else { 0.0 }
}

fn leads_on(text: &str) -> bool {
    text.ends_with(['：', ':', '的', '、']) || text.ends_with("——")
}

impl Junction<'_, '_> {
    /// The weight of all evidence: above 0, a new story begins.
    pub fn newness(&self) -> f32 {
        CLUES.iter().map(|(_, clue)| clue(self)).sum()
    }

    fn longest(&self) -> usize {
        let letters = |item: &Item<'_>| item.text.chars().filter(|c| c.is_alphanumeric()).count();
        let longest = self.shorts.iter().map(letters).max().unwrap_or(0);
        // A Latin word counts for about two Han characters, a letter for two fifths.
        let latin = self.shorts.iter().all(|short| short.text.is_ascii());
        if latin { longest * 2 / 5 } else { longest }
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

    /// Every clue with its weight, for tracing a decision.
    #[cfg(test)]
    pub fn explain(&self) -> String {
        let told = CLUES
            .iter()
            .map(|(name, clue)| (name, clue(self)))
            .filter(|(_, weight)| *weight != 0.0);
        told.map(|(name, weight)| format!("{name} {weight:+.1}; "))
            .collect()
    }
}

/// Which of several short lines is the headline: it speaks of the text, stands near it, and is neither too short nor a
/// banner that the page repeats.
pub fn headline_of(
    shorts: &[Item<'_>],
    ahead: &Vocabulary,
    repeated: impl Fn(&str) -> bool,
) -> usize {
    let weigh = |(index, short): (usize, &Item<'_>)| {
        let length = short.text.chars().count();
        let size = match length {
            0..=5 => -1.0,
            6..=8 => -0.3,
            9..=36 => 0.4,
            _ => 0.2,
        };
        let near = 0.25 * f32::from(u16::try_from(index).unwrap_or(u16::MAX).min(8));
        let banner = yes(repeated(short.text), -3.0) + yes(leads_on(short.text), -1.0);
        let space = yes(short.text.contains([' ', '　']), 0.3);
        (
            index,
            3.0 * ahead.share_of(short.text) + size + near + space + banner,
        )
    };
    let best = shorts
        .iter()
        .enumerate()
        .map(weigh)
        .max_by(|a, b| a.1.total_cmp(&b.1));
    best.map_or(0, |(index, _)| index)
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
