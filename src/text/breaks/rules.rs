//! What the levels mean: a row of data each, and the rules that read a row at the boundary between two characters.
//!
//! Under every row works the engine (UAX #14). A rule may forbid a break the engine found or allow one it did not;
//! what no rule speaks of stays as the engine has it. Rows of CLREQ and JLREQ decide every pair of characters whose
//! classes they know, since their tables do; the others only add what UAX #14 lacks for newspapers.

use icu_segmenter::options::LineBreakStrictness;

use super::boundary::Boundary;
use super::level::{Breaking, Level, Words};
use super::units;
use crate::text::kinsoku::{Class, Set, class_of};
use crate::text::language::Language;

/// What the rules say of a boundary.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Ruling {
    /// No break here.
    Forbid,
    /// A break may be here.
    Allow,
    /// As the engine says.
    Engine,
}

/// One level in one language.
#[derive(Clone, Copy, Debug)]
pub(super) struct Rules {
    /// Strictness of the engine.
    pub(super) engine: LineBreakStrictness,
    /// What is held together as a word.
    pub(super) words: Words,
    /// Which pairs of known classes the row decides.
    decides: Decides,
    /// Classes that begin no line.
    start: Set,
    /// Classes that end no line.
    end: Set,
    /// Classes of which two alike may be parted.
    parted: Set,
    /// Signs that hold on to their number.
    signs: Set,
    /// Whether a line may break outside curly quotes of East Asian words.
    quotes: bool,
}

/// How far a row decides by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Decides {
    /// Nothing: the engine alone.
    Nothing,
    /// CSS: what `start` and `end` hold, but after a blank a line may begin with any mark.
    Css,
    /// What `start` and `end` hold, after a blank too.
    Marks,
    /// Every pair of known classes, as CLREQ does.
    Clreq,
    /// Every pair of known classes, as JLREQ Table 2 does: blanks are characters like others.
    Jlreq,
}

/// Connectors, interpuncts and solidi, which UAX #14 lets begin a line (CLREQ “basic”).
const CONNECTORS: Set = Set::of(&[
    Class::Interpunct,
    Class::Middle,
    Class::Wave,
    Class::EnDash,
    Class::Connector,
    Class::Solidus,
]);

/// CLREQ “basic”; and the Japanese marks, of which it does not speak, as UAX #14 has them.
const CLREQ_BASIC: Set = CONNECTORS.with(&[
    Class::Close,
    Class::Stop,
    Class::Colon,
    Class::Bang,
    Class::Hyphen,
    Class::Iteration,
    Class::Long,
    Class::Small,
    Class::Postfix,
]);

/// JLREQ Table 2: cl-02 to cl-07 and cl-09 to cl-11 begin no line.
const JLREQ_VERY_STRICT: Set = Set::of(&[
    Class::Close,
    Class::Hyphen,
    Class::EnDash,
    Class::Wave,
    Class::Bang,
    Class::Colon,
    Class::Middle,
    Class::Interpunct,
    Class::Stop,
    Class::Iteration,
    Class::Long,
    Class::Small,
    Class::Solidus,
]);

/// JLREQ Appendix C, the four named levels: what each takes from the one before.
const JLREQ_STRICT: Set = JLREQ_VERY_STRICT.without(&[Class::Iteration, Class::Long, Class::Small]);
const JLREQ_LOOSE: Set = JLREQ_STRICT.without(&[
    Class::Hyphen,
    Class::EnDash,
    Class::Wave,
    Class::Middle,
    Class::Interpunct,
]);
const JLREQ_VERY_LOOSE: Set = JLREQ_LOOSE.without(&[Class::Bang, Class::Colon]);

const NONE: Set = Set::of(&[]);
const OPEN: Set = Set::of(&[Class::Open]);
const OPEN_AND_PREFIX: Set = Set::of(&[Class::Open, Class::Prefix]);
const SIGNS: Set = Set::of(&[Class::Prefix, Class::Postfix]);

/// UAX #14 with nothing over it.
const ENGINE: Rules = Rules {
    engine: LineBreakStrictness::Strict,
    words: Words::Normal,
    decides: Decides::Nothing,
    start: NONE,
    end: NONE,
    parted: NONE,
    signs: SIGNS,
    quotes: false,
};

/// What is usual in Chinese and Japanese papers.
const USUAL: Rules = Rules {
    decides: Decides::Marks,
    start: CLREQ_BASIC,
    end: OPEN_AND_PREFIX,
    quotes: true,
    ..ENGINE
};

/// KLREQ §4.3.4: what UAX #14 lets begin a line and Korean does not.
const KOREAN: Rules = Rules {
    start: CLREQ_BASIC.without(&[Class::Connector, Class::Solidus]),
    quotes: false,
    ..USUAL
};

/// CSS with the rules of newspapers that it leaves open.
const CSS: Rules = Rules {
    decides: Decides::Css,
    start: CONNECTORS,
    quotes: true,
    ..ENGINE
};

const CLREQ: Rules = Rules {
    decides: Decides::Clreq,
    ..USUAL
};

const JLREQ: Rules = Rules {
    decides: Decides::Jlreq,
    start: JLREQ_VERY_STRICT,
    ..USUAL
};

impl Rules {
    pub(super) fn new(breaking: Breaking) -> Self {
        let row = match breaking.language {
            Language::ZhHans | Language::ZhHant => east_asian(breaking.level, NONE),
            // CSS loose parts two dots in Japanese.
            Language::Ja => east_asian(breaking.level, Set::of(&[Class::Dash, Class::Dots])),
            Language::Ko => other(breaking.level, KOREAN),
            Language::Other => other(breaking.level, ENGINE),
        };
        Self {
            words: breaking.words,
            ..row
        }
    }

    /// UAX #14 with nothing over it.
    pub(super) const fn of_unicode() -> Self {
        ENGINE
    }

    /// Whether curly quotes are brackets like others, wherever they stand.
    pub(super) fn has_quotes_as_brackets(&self) -> bool {
        self.quotes && !matches!(self.decides, Decides::Nothing | Decides::Css)
    }

    /// Whether no line begins with a class, whatever stands before it, or ends with one. Pairs of such marks need no
    /// engine.
    pub(super) fn keeps(&self, class: Class) -> bool {
        match self.decides {
            Decides::Nothing | Decides::Css => match class {
                Class::Bang | Class::Colon => self.engine == LineBreakStrictness::Strict,
                _ => true,
            },
            _ => self.start.has(class) || self.end.has(class),
        }
    }
}

/// The rows of Chinese and Japanese; `parted` is for CSS `loose`.
#[rustfmt::skip]
fn east_asian(level: Level, parted: Set) -> Rules {
    use LineBreakStrictness::{Anywhere, Loose, Normal};
    let loose = CONNECTORS.without(&[Class::Middle, Class::EnDash]);
    let both = Set::of(&[Class::Dash, Class::Dots]);
    let dots = Set::of(&[Class::Dots]);
    let clreq_strict = CLREQ_BASIC.with(&[Class::Dash, Class::Dots]);
    let and_solidus = OPEN_AND_PREFIX.with(&[Class::Solidus]);
    match level {
        Level::Auto => USUAL,
        Level::Anywhere => Rules { engine: Anywhere, ..ENGINE },
        Level::Loose => Rules { engine: Loose, start: loose, parted, ..CSS },
        Level::Normal => Rules { engine: Normal, ..CSS },
        Level::Strict => CSS,
        Level::ClreqNone => Rules { start: NONE, end: NONE, ..CLREQ },
        Level::ClreqBasic => CLREQ,
        Level::ClreqGb => Rules { end: and_solidus, ..CLREQ },
        Level::ClreqStrict => Rules { start: clreq_strict, end: and_solidus, ..CLREQ },
        Level::JlreqVeryStrict => JLREQ,
        Level::JlreqStrict => Rules { start: JLREQ_STRICT, ..JLREQ },
        Level::JlreqLoose => Rules { start: JLREQ_LOOSE, parted: dots, signs: Set::of(&[Class::Prefix]), ..JLREQ },
        Level::JlreqVeryLoose => Rules { start: JLREQ_VERY_LOOSE, end: OPEN, parted: both, signs: NONE, ..JLREQ },
    }
}

/// The rows of other languages: CSS, and for the levels of the Chinese and Japanese standards what is usual.
fn other(level: Level, usual: Rules) -> Rules {
    let engine = match level {
        Level::Anywhere => LineBreakStrictness::Anywhere,
        Level::Loose => LineBreakStrictness::Loose,
        Level::Normal => LineBreakStrictness::Normal,
        Level::Strict => LineBreakStrictness::Strict,
        _ => return usual,
    };
    Rules { engine, ..ENGINE }
}

/// What the rules say of a boundary.
pub(super) fn rule(at: Boundary<'_>, rules: &Rules) -> Ruling {
    if rules.decides == Decides::Nothing {
        return Ruling::Engine;
    }
    let (left, right) = (class_of(at.left), at.right_class());
    if is_unit(at, left, right, rules) || is_prohibited(at.ink, left, right, rules) {
        Ruling::Forbid
    } else if rules.quotes && units::is_outside_quotes(at, left, right) {
        Ruling::Allow
    } else {
        decide(left, right, rules)
    }
}

fn is_unit(at: Boundary<'_>, left: Class, right: Class, rules: &Rules) -> bool {
    let may_part = rules.parted.has(left)
        || (rules.decides == Decides::Clreq && units::is_between_two_units(at));
    let is_word = rules.words != Words::BreakAll && units::is_number(at, left, right);
    let is_run = rules.decides == Decides::Clreq && left == Class::Bang && at.left == at.right;
    is_word
        || is_run
        || units::has_its_sign(at, left, right, rules.signs)
        || (units::is_repeated(at, left) && !may_part)
}

/// A mark stays with what it belongs to across blanks, too: `ink` is the last character before them.
fn is_prohibited(ink: char, left: Class, right: Class, rules: &Rules) -> bool {
    match left {
        Class::Blank if rules.decides == Decides::Css => false,
        Class::Blank => rules.start.has(right) || rules.end.has(class_of(ink)),
        _ => rules.start.has(right) || rules.end.has(left),
    }
}

/// Pairs of known classes, under a row that decides them: what nothing prohibits is allowed.
fn decide(left: Class, right: Class, rules: &Rules) -> Ruling {
    let decides = matches!(rules.decides, Decides::Clreq | Decides::Jlreq);
    if !decides || [left, right].contains(&Class::Unknown) || is_word(left, right, rules) {
        return Ruling::Engine;
    }
    match (left, right) {
        // JLREQ Table 2, notes 4 and 11.
        (Class::Bang, Class::WideBlank) => Ruling::Forbid,
        (Class::Western, Class::Postfix) if rules.signs.has(right) => Ruling::Forbid,
        (_, Class::Blank | Class::WideBlank) if rules.decides == Decides::Jlreq => Ruling::Allow,
        (_, Class::Blank | Class::WideBlank) | (Class::Blank, _) => Ruling::Engine,
        (Class::Western, Class::Western) => Ruling::Engine,
        _ => Ruling::Allow,
    }
}

/// Whether two letters are of one word (CSS Text 3 §5.2 `keep-all`).
fn is_word(left: Class, right: Class, rules: &Rules) -> bool {
    const LETTERS: Set = Set::of(&[
        Class::Letter,
        Class::Western,
        Class::WideLatin,
        Class::Small,
        Class::Long,
        Class::Iteration,
    ]);
    rules.words == Words::KeepAll && LETTERS.has(left) && LETTERS.has(right)
}
