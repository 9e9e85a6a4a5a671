//! From what was typed to a [`Query`].

use thiserror::Error;

use super::{Ask, Clause, Days, Needle, Part, Query, page_key};
use crate::text::clean::clean;

/// Longest query, in characters; the rest of a longer one is not looked at.
const LONGEST: usize = 1_000;
/// Most clauses of a query.
const MOST: usize = 32;

/// Why a query asks nothing.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum QueryError {
    /// No word in it.
    #[error(
        "nothing to look for: give a word, \"a phrase\", 记者:王勇, paper:日报, date:2026-07..2026-09, page:1"
    )]
    Empty,
    /// A date that is none.
    #[error("{0:?} is no date; dates are 2026, 2026-07, 2026-07-09, 2026-07..2026-09")]
    NoDate(String),
}

/// The names of parts. A reader's word may be any of them, with a narrow or a wide colon after it.
const NAMES: &[(&str, Named)] = &[
    ("headline", Named::Part(Part::Head)),
    ("title", Named::Part(Part::Head)),
    ("标题", Named::Part(Part::Head)),
    ("題", Named::Part(Part::Head)),
    ("见出", Named::Part(Part::Head)),
    ("byline", Named::Part(Part::Byline)),
    ("by", Named::Part(Part::Byline)),
    ("author", Named::Part(Part::Byline)),
    ("记者", Named::Part(Part::Byline)),
    ("作者", Named::Part(Part::Byline)),
    ("paper", Named::Part(Part::Paper)),
    ("报纸", Named::Part(Part::Paper)),
    ("报", Named::Part(Part::Paper)),
    ("section", Named::Part(Part::Section)),
    ("版名", Named::Part(Part::Section)),
    ("kicker", Named::Part(Part::Kicker)),
    ("column", Named::Part(Part::Kicker)),
    ("栏目", Named::Part(Part::Kicker)),
    ("page", Named::Page),
    ("版", Named::Page),
    ("版面", Named::Page),
    ("date", Named::Day),
    ("day", Named::Day),
    ("日期", Named::Day),
];

#[derive(Clone, Copy)]
enum Named {
    Part(Part),
    Page,
    Day,
}

impl Query {
    /// Reads what was typed.
    ///
    /// # Errors
    /// Where nothing is asked, or a date is none.
    pub fn parse(text: &str) -> Result<Self, QueryError> {
        let text: String = clean(text).text.chars().take(LONGEST).collect();
        let mut rest = text.as_str();
        let mut clauses = Vec::new();
        while let Some((clause, after)) = clause(rest)? {
            clauses.extend(clause);
            rest = after;
            if clauses.len() >= MOST {
                break;
            }
        }
        if clauses.is_empty() {
            return Err(QueryError::Empty);
        }
        Ok(Self { clauses })
    }
}

/// The first clause of a text and what follows it; the clause is `None` where it asks nothing.
fn clause(text: &str) -> Result<Option<(Option<Clause>, &str)>, QueryError> {
    let text = text.trim_start();
    if text.is_empty() {
        return Ok(None);
    }
    let (not, text) = match text.strip_prefix(['-', '－']) {
        Some(rest) if !rest.starts_with(char::is_whitespace) => (true, rest),
        _ => (false, text),
    };
    let (named, text) = name(text);
    let (words, after) = words(text);
    let ask = match named {
        Named::Day => Some(Ask::Day(
            Days::parse(words).ok_or_else(|| QueryError::NoDate(words.to_owned()))?,
        )),
        Named::Page => Some(page_key(words))
            .filter(|key| !key.is_empty())
            .map(Ask::Page),
        Named::Part(part) => Needle::of(words).map(|needle| Ask::Words(part, needle)),
    };
    Ok(Some((ask.map(|ask| Clause { not, ask }), after)))
}

/// The part that is asked, and the text after its colon; all of a story where none is named.
fn name(text: &str) -> (Named, &str) {
    let colon = text.find([':', '：']);
    let named = colon.and_then(|at| {
        let folded = crate::text::fold::Folded::new(&text[..at]);
        let (_, named) = NAMES
            .iter()
            .find(|(name, _)| crate::text::fold::Folded::new(name).text() == folded.text())?;
        let after = text[at..].trim_start_matches([':', '：']);
        Some((*named, after.trim_start()))
    });
    named.unwrap_or((Named::Part(Part::Any), text))
}

/// The words of a clause and what follows them: what stands in quotes, or as far as the next blank.
fn words(text: &str) -> (&str, &str) {
    const QUOTES: &[(char, &[char])] = &[
        ('"', &['"', '”', '“']),
        ('“', &['”', '“', '"']),
        ('”', &['”', '“', '"']),
        ('＂', &['＂']),
        ('「', &['」']),
        ('『', &['』']),
        ('《', &['》']),
    ];
    for (open, close) in QUOTES {
        if let Some(inside) = text.strip_prefix(*open) {
            let end = inside.find(*close).unwrap_or(inside.len());
            let after = inside[end..].trim_start_matches(*close);
            return (&inside[..end], after);
        }
    }
    text.split_at(text.find(char::is_whitespace).unwrap_or(text.len()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &str) {
        let told = match Query::parse(text) {
            Ok(query) => query
                .clauses
                .iter()
                .map(told)
                .collect::<Vec<_>>()
                .join(" | "),
            Err(error) => format!("{error:?}"),
        };
        assert_eq!(told, expected, "{text}");
    }

    fn told(clause: &Clause) -> String {
        let not = if clause.not { "not " } else { "" };
        match &clause.ask {
            Ask::Words(part, needle) => format!("{not}{part:?} {}", needle.text),
            Ask::Day(days) => format!("{not}{:?}..{:?}", days.from, days.to),
            Ask::Page(key) => format!("{not}page {key}"),
        }
    }

    #[test]
    fn words_phrases_and_what_must_not_be() {
        check("养老 公建民营", "Any 养老 | Any 公建民营");
        check("养老　公建", "Any 养老 | Any 公建");
        check("\"智慧 养老\"x", "Any 智慧 养老 | Any x");
        check("“智慧养老”", "Any 智慧养老");
        check("「智慧」-广告", "Any 智慧 | not Any 广告");
        check("养老 -\"寻人 启事\"", "Any 养老 | not Any 寻人 启事");
        check("a-b", "Any a-b");
    }

    #[test]
    fn parts_are_named_in_any_language() {
        check("记者:王勇", "Byline 王勇");
        check("记者： 王勇", "Byline 王勇");
        check("記者：王勇 paper:太原日报", "Byline 王勇 | Paper 太原日报");
        check("PAGE:01 -版:A02", "page 1 | not page a2");
        check("标题:\"老 厂房\"", "Head 老 厂房");
        check("10:30", "Any 10:30");
        check("date:2026-07", "Some(2026-07-01)..Some(2026-07-31)");
        check("日期：2026..", "Some(2026-01-01)..None");
    }

    #[test]
    fn what_asks_nothing() {
        check("", "Empty");
        check(" 　", "Empty");
        check("。，", "Empty");
        check("date:", "NoDate(\"\")");
        check("date:soon", "NoDate(\"soon\")");
        check("记者:", "Empty");
        check("\"", "Empty");
        check("-", "Empty");
    }
}
