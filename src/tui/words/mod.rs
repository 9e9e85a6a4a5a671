//! Every text of the interface, one table a language in `data/strings/`.
//!
//! A language more is one file there and one row in `TABLES`; no screen changes.

mod said;
mod shelf;

use std::collections::BTreeMap;

pub use said::{OfMark, Said};
pub use shelf::{Changes, Command, Empty, Fetch, List, Stats};

use jiff::civil::Date;
use serde::Deserialize;

use crate::edition::Sort;

/// BCP 47 tag and table, the first being the one that everything else falls back to.
const TABLES: &[(&str, &str)] = &[
    ("en", include_str!("../../../data/strings/en.toml")),
    (
        "zh-Hans",
        include_str!("../../../data/strings/zh-Hans.toml"),
    ),
];

/// The texts of one language. `{…}` in a text is filled in by [`fill`].
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(missing_docs)] // The tables are the documentation: the texts themselves stand there.
pub struct Words {
    pub date: Calendar,
    pub masthead: Masthead,
    pub shelf: Shelf,
    pub status: Status,
    pub prompt: Prompt,
    pub list: List,
    pub fetch: Fetch,
    pub command: Command,
    pub changes: Changes,
    pub said: Said,
    pub setting: Setting,
    pub states: States,
    pub empty: Empty,
    pub stats: Stats,
    pub help: Help,
    /// What keys are called, by their notation; a key that is not here is called by it.
    pub keys: BTreeMap<String, String>,
    /// By the action's name.
    pub actions: BTreeMap<String, Doc>,
}

/// How a date is written.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(missing_docs)]
pub struct Calendar {
    /// `{year}`, `{month}`, `{day}`, `{weekday}`.
    pub form: String,
    /// Monday first.
    pub weekdays: [String; 7],
    pub months: [String; 12],
    /// Monday first, in two cells at most.
    pub short_weekdays: [String; 7],
}

/// The line over everything.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(missing_docs)]
pub struct Masthead {
    pub counts: String,
    pub counts_short: String,
}

/// Names of the shelves that are not pages.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(missing_docs)]
pub struct Shelf {
    pub unlisted: String,
    pub loose: String,
    pub notes: String,
    pub bookmarks: String,
    pub missing: String,
    pub not_whole: String,
}

/// The line under everything.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(missing_docs)]
pub struct Status {
    pub nth: String,
    pub percent: String,
    pub left: String,
    pub minutes: String,
    pub picture: String,
    pub advertisement: String,
    pub imprint: String,
    pub next: String,
    pub end: String,
}

impl Status {
    /// What a thing on a page is called that is no story.
    pub fn sort(&self, sort: Sort) -> Option<&str> {
        match sort {
            Sort::Story => None,
            Sort::Picture => Some(&self.picture),
            Sort::Advertisement => Some(&self.advertisement),
            Sort::Imprint => Some(&self.imprint),
        }
    }
}

/// What stands before a text field.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(missing_docs)]
pub struct Prompt {
    pub search: String,
    pub note: String,
    pub tags: String,
    pub filter: String,
    pub query: String,
    pub hits: String,
}

/// What is told when the setting is changed.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(missing_docs)]
pub struct Setting {
    pub ruby: String,
    pub script: String,
    pub not_chinese: String,
    pub autospace: String,
    pub hang: String,
    pub justify: String,
    pub columns: String,
    pub vertical: String,
    pub not_vertical: String,
}

/// How a setting stands.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(missing_docs)]
pub struct States {
    pub off: String,
    pub on: String,
    pub parity: String,
    pub beside: String,
    pub above: String,
    pub half: String,
    pub whole: String,
    pub printed: String,
    pub simplified: String,
    pub traditional: String,
    pub auto: String,
}

/// The help screen.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(missing_docs)]
pub struct Help {
    pub title: String,
    pub key: String,
    pub does: String,
    /// By the group's name.
    pub groups: BTreeMap<String, String>,
}

/// What an action does.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Doc {
    /// A line for the help screen.
    pub doc: String,
    /// A word or two for the footer; actions without one do not stand there.
    pub hint: Option<String>,
}

impl Words {
    /// The table for an interface language: exact, else the same language in any script (so zh-Hant reads
    /// zh-Hans), else English.
    pub fn for_locale(locale: &str) -> Self {
        let tag = locale.replace('_', "-");
        let language = |tag: &str| tag.split('-').next().map(str::to_ascii_lowercase);
        let exact = TABLES
            .iter()
            .find(|(known, _)| known.eq_ignore_ascii_case(&tag));
        let same = TABLES
            .iter()
            .find(|(known, _)| language(known) == language(&tag));
        let (_, table) = exact.or(same).unwrap_or(&TABLES[0]);
        toml::from_str(table).expect("a test reads every embedded table")
    }

    /// A date as this language writes it, with the weekday.
    pub fn date(&self, date: Date) -> String {
        let pick = |names: &[String], index: i8| -> String {
            let index = usize::try_from(index).unwrap_or(0);
            names.get(index).cloned().unwrap_or_default()
        };
        fill(
            &self.date.form,
            &[
                ("year", &date.year().to_string()),
                ("month", &pick(&self.date.months, date.month() - 1)),
                ("day", &date.day().to_string()),
                (
                    "weekday",
                    &pick(&self.date.weekdays, date.weekday().to_monday_zero_offset()),
                ),
            ],
        )
    }

    /// A key as the reader knows it.
    pub fn key(&self, notation: &str) -> String {
        let name = |one: &str| self.keys.get(one).cloned().unwrap_or(one.to_owned());
        let names: Vec<String> = notation.split(' ').map(name).collect();
        names.join(" ")
    }

    /// What an action does, in a line.
    pub fn doc(&self, action: &str) -> &str {
        self.actions.get(action).map_or("", |doc| doc.doc.as_str())
    }

    /// What an action does, in a word or two, if it belongs in the footer.
    pub fn hint(&self, action: &str) -> Option<&str> {
        self.actions.get(action)?.hint.as_deref()
    }
}

/// Puts values where `{name}` stands.
pub fn fill(text: &str, values: &[(&str, &str)]) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('{') {
        out.push_str(before);
        let (name, tail) = after.split_once('}').unwrap_or((after, ""));
        let value = values.iter().find(|(known, _)| *known == name);
        out.push_str(value.map_or("", |(_, value)| value));
        rest = tail;
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::super::actions::{ACTIONS, Group};
    use super::*;

    #[test]
    fn every_table_has_every_text() {
        for (tag, table) in TABLES {
            let words: Words = toml::from_str(table).unwrap_or_else(|e| panic!("{tag}: {e}"));
            for row in ACTIONS {
                assert!(!words.doc(row.name).is_empty(), "{tag}: {}", row.name);
            }
            for name in words.actions.keys() {
                assert!(ACTIONS.iter().any(|row| row.name == name), "{tag}: {name}");
            }
            for group in Group::ALL {
                assert!(words.help.groups.contains_key(group.name()), "{tag}");
            }
            assert_eq!(words.help.groups.len(), Group::ALL.len(), "{tag}");
        }
    }

    #[test]
    fn every_table_hints_at_the_same_actions_and_fills_the_same_places() {
        let tables: Vec<toml::Table> = TABLES
            .iter()
            .map(|(_, table)| toml::from_str(table).expect("a table"))
            .collect();
        let shapes: Vec<Vec<String>> = tables.iter().map(|table| shape("", table)).collect();
        for shape in &shapes {
            assert_eq!(shape, &shapes[0]);
        }
    }

    /// Every key with the places its text fills, in order; names of keys are each language's own.
    fn shape(path: &str, table: &toml::Table) -> Vec<String> {
        let mut shape = Vec::new();
        for (key, value) in table.iter().filter(|(key, _)| *key != "keys") {
            let path = format!("{path}.{key}");
            match value {
                toml::Value::Table(inner) => shape.extend(self::shape(&path, inner)),
                toml::Value::String(text) => {
                    let mut places: Vec<&str> = text
                        .split('{')
                        .skip(1)
                        .filter_map(|piece| piece.split('}').next())
                        .collect();
                    places.sort_unstable();
                    shape.push(format!("{path}: {places:?}"));
                }
                _ => shape.push(path),
            }
        }
        shape
    }

    #[test]
    fn a_locale_finds_its_table() {
        for (locale, doc) in [
            ("zh-Hans", "退出"),
            ("zh_CN", "退出"),
            ("zh-Hant-TW", "退出"),
            ("en-GB", "quit"),
            ("fr", "quit"),
            ("", "quit"),
        ] {
            let words = Words::for_locale(locale);
            assert!(words.doc("quit").contains(doc), "{locale}");
        }
    }

    #[test]
    fn dates_carry_their_weekday() {
        let date = jiff::civil::date(2026, 7, 9);
        assert_eq!(Words::for_locale("zh").date(date), "2026年7月9日 星期四");
        assert_eq!(Words::for_locale("en").date(date), "Thursday 9 July 2026");
    }

    #[test]
    fn filling_leaves_nothing_open() {
        assert_eq!(
            fill("{a} and {b}{c}", &[("a", "1"), ("b", "{a}")]),
            "1 and {a}"
        );
        assert_eq!(fill("{a", &[("a", "1")]), "1");
    }
}
