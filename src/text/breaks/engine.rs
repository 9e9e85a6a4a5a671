//! The engine and the rules over it, for a slice of a text.

use std::iter::Peekable;
use std::ops::Range;

use icu_locale_core::{LanguageIdentifier, langid};
use icu_segmenter::options::{LineBreakOptions, LineBreakWordOption};
use icu_segmenter::{LineSegmenter, LineSegmenterBorrowed};
use unicode_segmentation::{GraphemeIndices, UnicodeSegmentation};

use super::address::{Address, WHOLE};
use super::boundary::Boundary;
use super::level::Words;
use super::rules::{Rules, Ruling, rule};
use crate::text::language::Language;

/// UAX #14 by way of ICU4X, and one row of rules.
pub(super) struct Engine {
    pub(super) rules: Rules,
    segmenter: LineSegmenterBorrowed<'static>,
    /// Whether addresses break at their own places.
    addresses: bool,
}

impl Engine {
    pub(super) fn new(rules: Rules, language: Language) -> Self {
        Self {
            rules,
            segmenter: segmenter(&rules, language),
            addresses: rules.words != Words::BreakAll,
        }
    }

    /// UAX #14 with nothing over it.
    pub(super) fn of_unicode() -> Self {
        Self {
            addresses: false,
            ..Self::new(Rules::of_unicode(), Language::Other)
        }
    }

    /// Offsets strictly inside a slice of `text`.
    pub(super) fn each(&self, text: &str, slice: Range<usize>, found: &mut impl FnMut(usize)) {
        let start = slice.start;
        let Some(part) = text.get(slice) else { return };
        let mut breaks = self.segmenter.segment_str(part).peekable();
        let mut clusters = Clusters::new(part);
        let mut addresses = Addresses::new(part, self.addresses);
        let mut before = text[..start].chars().next_back();
        let (mut run, mut ink) = (1, ' ');
        let mut chars = part.char_indices().peekable();
        while let Some((_, left)) = chars.next() {
            let Some(&(at, right)) = chars.peek() else {
                break;
            };
            while breaks.next_if(|&offset| offset < at).is_some() {}
            let engine = breaks.peek() == Some(&at);
            ink = if left == ' ' { ink } else { left };
            run = if before == Some(left) { run + 1 } else { 1 };
            let rest = &text[start + at..];
            let boundary = Boundary {
                before,
                left,
                right,
                rest,
                run,
                ink,
            };
            let breaks_here =
                addresses
                    .break_at(at)
                    .unwrap_or_else(|| match rule(boundary, &self.rules) {
                        Ruling::Forbid => false,
                        Ruling::Allow => true,
                        Ruling::Engine => engine,
                    });
            if breaks_here && clusters.begin_at(at) {
                found(start + at);
            }
            before = Some(left);
        }
    }
}

/// The addresses of a slice, walked along with the breaks.
struct Addresses<'a> {
    slice: &'a str,
    /// The run of characters at hand, in bytes of the slice.
    run: Range<usize>,
    /// The address it is.
    address: Option<Address<'a>>,
}

impl<'a> Addresses<'a> {
    fn new(slice: &'a str, wanted: bool) -> Self {
        // A slice without one of these marks has none; most slices have not.
        let may_be = wanted && slice.len() > WHOLE && slice.contains(['/', '@', '.']);
        let mut addresses = Self {
            slice,
            run: 0..slice.len(),
            address: None,
        };
        if may_be {
            addresses.run_at(0);
        }
        addresses
    }

    fn run_at(&mut self, offset: usize) {
        let rest = self.slice.get(offset..).unwrap_or_default();
        let (length, address) = Address::first_of(rest);
        self.run = offset..offset + length;
        self.address = address;
    }

    /// Whether an address breaks at `offset`; `None` where there is none. Offsets are asked for in ascending order.
    fn break_at(&mut self, offset: usize) -> Option<bool> {
        if offset >= self.run.end {
            self.run_at(offset);
        }
        let inside = self.address.as_ref().filter(|_| offset > self.run.start);
        inside.map(|address| address.breaks_at(offset - self.run.start))
    }
}

/// Starts of grapheme clusters in a slice, walked along with the breaks. ICU may break before a mark that stands
/// alone after a blank (LB10), which is one cluster for UAX #29.
///
/// `None` where no character of the slice joins another.
struct Clusters<'a>(Option<Peekable<GraphemeIndices<'a>>>);

impl<'a> Clusters<'a> {
    fn new(slice: &'a str) -> Self {
        let walked = || slice.grapheme_indices(true).peekable();
        Self((!slice.chars().all(is_alone)).then(walked))
    }

    /// Whether a cluster begins at `offset`; offsets are asked for in ascending order.
    fn begin_at(&mut self, offset: usize) -> bool {
        self.0.as_mut().is_none_or(|clusters| {
            while clusters.next_if(|&(at, _)| at < offset).is_some() {}
            clusters.peek().is_some_and(|&(at, _)| at == offset)
        })
    }
}

/// Characters of the commonest blocks that are clusters of their own among their like (UAX #29: none of Extend,
/// SpacingMark, Prepend, joiners, Hangul letters and regional indicators).
fn is_alone(c: char) -> bool {
    matches!(
        c,
        ' '..='~' | '\u{A0}'..='\u{AC}' | '\u{AF}'..='\u{2FF}' | '\u{2010}'..='\u{2027}' | '\u{2030}'..='\u{205E}'
            | '\u{3000}'..='\u{3029}' | '\u{3041}'..='\u{3096}' | '\u{30A0}'..='\u{30FF}'
            | '\u{3400}'..='\u{9FFF}' | '\u{FF01}'..='\u{FF9D}'
    )
}

/// The stable segmenter of Unicode 15.1, without dictionaries (Thai, Lao, Khmer and Burmese break at blanks).
fn segmenter(rules: &Rules, language: Language) -> LineSegmenterBorrowed<'static> {
    static JAPANESE: LanguageIdentifier = langid!("ja");
    static CHINESE: LanguageIdentifier = langid!("zh");
    let mut options = LineBreakOptions::default();
    options.strictness = Some(rules.engine);
    options.word_option = Some(match rules.words {
        Words::Normal => LineBreakWordOption::Normal,
        Words::BreakAll => LineBreakWordOption::BreakAll,
        Words::KeepAll => LineBreakWordOption::KeepAll,
    });
    options.content_locale = match language {
        Language::ZhHans | Language::ZhHant => Some(&CHINESE),
        Language::Ja => Some(&JAPANESE),
        Language::Ko | Language::Other => None,
    };
    LineSegmenter::new_for_non_complex_scripts(options)
}
