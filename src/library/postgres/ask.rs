//! From a query to a condition on the table of stories.
//!
//! The GIN index answers what lexemes say. Of one pair, one word or single letters that is all there is to it; of a
//! phrase it is where to look, and the spelling of each story tells. Of vast stories the spelling tells everything.

use jiff::civil::Date;
use postgres::types::{ToSql, Type};

use super::spelling::Pattern;
use super::words::{VAST, asked, is_exact};
use crate::library::archive::day_number;
use crate::library::query::{Ask, Days, Needle, Part, Query};

/// The values of a statement.
#[derive(Default)]
pub(super) struct Params(Vec<(Box<dyn ToSql + Sync>, Type)>);

impl Params {
    /// Adds one; its name in the statement.
    pub(super) fn push(&mut self, value: impl ToSql + Sync + 'static, kind: Type) -> String {
        self.0.push((Box::new(value), kind));
        format!("${}", self.0.len())
    }

    fn text(&mut self, text: &str) -> String {
        self.push(text.to_owned(), Type::TEXT)
    }

    /// As the client takes them.
    pub(super) fn all(&self) -> Vec<(&(dyn ToSql + Sync), Type)> {
        let all = self.0.iter();
        all.map(|(value, kind)| (&**value, kind.clone())).collect()
    }
}

/// What a query asks of a story `s`.
pub(super) struct Asked {
    /// As a condition.
    pub condition: String,
    /// Whether no spelling need be looked through.
    pub is_quick: bool,
}

/// What a query asks; `vast` says that there are stories whose spelling alone tells.
pub(super) fn asked_of(query: &Query, vast: bool, params: &mut Params) -> Asked {
    let mut condition = Condition {
        vast,
        ..Condition::default()
    };
    let clauses = &query.clauses;
    let has_words = clauses
        .iter()
        .any(|clause| !clause.not && matches!(clause.ask, Ask::Words(..)));
    for clause in clauses {
        match &clause.ask {
            Ask::Words(part, needle) => {
                condition.words(clause.not, has_words, *part, needle, params)
            }
            Ask::Day(days) => condition
                .quick
                .push(negated(clause.not, &within(*days, has_words))),
            Ask::Page(key) => {
                let page = format!("s.page = {}", params.text(key));
                condition.quick.push(negated(clause.not, &page));
            }
        }
    }
    condition.finish(params)
}

/// What is asked of the index, of the columns, and of the spelling.
#[derive(Default)]
struct Condition {
    vast: bool,
    lexemes: Vec<String>,
    quick: Vec<String>,
    slow: Vec<String>,
}

impl Condition {
    fn words(
        &mut self,
        not: bool,
        has_words: bool,
        part: Part,
        needle: &Needle,
        params: &mut Params,
    ) {
        let lexemes = lexemes(part, needle);
        match (not, is_exact(needle)) {
            (false, true) => {
                self.lexemes.push(lexemes);
                self.of_vast(not, part, needle, params);
            }
            (false, false) => {
                self.lexemes.push(lexemes);
                self.slow.push(spelled("s", part, needle, params));
            }
            (true, true) if has_words => {
                self.lexemes.push(format!("!({lexemes})"));
                self.of_vast(not, part, needle, params);
            }
            (true, _) => self.slow.push(without(part, needle, self.vast, params)),
        }
    }

    /// Asks the spelling of vast stories what the index knows of all others.
    fn of_vast(&mut self, not: bool, part: Part, needle: &Needle, params: &mut Params) {
        if self.vast {
            let not = if not { "NOT " } else { "" };
            let spelled = spelled("s", part, needle, params);
            self.slow.push(format!("(NOT s.vast OR {not}{spelled})"));
        }
    }

    fn finish(mut self, params: &mut Params) -> Asked {
        let mut all = Vec::new();
        if !self.lexemes.is_empty() {
            let asked = or_vast(self.lexemes.join(" & "), self.vast);
            all.push(format!("s.words @@ {}::tsquery", params.text(&asked)));
        }
        let is_quick = self.slow.is_empty();
        all.append(&mut self.quick);
        all.append(&mut self.slow);
        let condition = match all.is_empty() {
            true => "true".into(),
            false => all.join(" AND "),
        };
        Asked {
            condition,
            is_quick,
        }
    }
}

/// Lexemes, or the one of vast stories, which are looked at in any case.
fn or_vast(lexemes: String, vast: bool) -> String {
    match vast {
        true => format!("({lexemes}) | {VAST}"),
        false => lexemes,
    }
}

/// That a story is none of those a needle is found in.
fn without(part: Part, needle: &Needle, vast: bool, params: &mut Params) -> String {
    let asked = params.text(&or_vast(lexemes(part, needle), vast));
    let spelled = match (is_exact(needle), vast) {
        (true, true) => format!(
            " AND (NOT n.vast OR {})",
            spelled("n", part, needle, params)
        ),
        (true, false) => String::new(),
        (false, _) => format!(" AND {}", spelled("n", part, needle, params)),
    };
    format!(
        "NOT EXISTS (SELECT FROM yuebao.story n WHERE n.shard = s.shard AND n.edition = s.edition AND n.idx = s.idx
         AND n.words @@ {asked}::tsquery{spelled})"
    )
}

/// A needle as the server asks its index. Lexemes have letters and digits only, so quotes need no care.
fn lexemes(part: Part, needle: &Needle) -> String {
    let asked = asked(part, needle).into_iter();
    let asked: Vec<String> = asked.map(|lexeme| format!("'{lexeme}'")).collect();
    asked.join(" & ")
}

/// That a needle stands in the spelling of a part.
fn spelled(story: &str, part: Part, needle: &Needle, params: &mut Params) -> String {
    let text = match part {
        Part::Any => format!("{story}.spelling"),
        Part::Head => format!("left({story}.spelling, {story}.head)"),
        Part::Byline => format!("{story}.byline"),
        Part::Paper => format!("{story}.paper"),
        Part::Section => format!("{story}.section"),
        Part::Kicker => format!("{story}.kicker"),
    };
    let pattern = Pattern::of(needle);
    let letters = pattern.letters.iter().map(char::to_string);
    let runs = pattern.runs.into_iter().chain(letters);
    let mut all: Vec<String> = runs
        .map(|run| format!("strpos({text}, {}) > 0", params.text(&run)))
        .collect();
    all.extend(
        pattern
            .whole
            .map(|whole| format!("{text} ~ {}", params.text(&whole))),
    );
    format!("({})", all.join(" AND "))
}

/// That a story is of one of some days, by its rank. Beside words the index over ranks is kept out of it: of a few
/// stories each would have its words looked through, which takes longer than all of the other index.
fn within(days: Days, has_words: bool) -> String {
    let rank = if has_words { "(s.rank + 0)" } else { "s.rank" };
    let first = days.from.map_or(1, day_number);
    let from = format!("{rank} >= {}", first << 40);
    match days.to {
        Some(to) => format!("({from} AND {rank} < {})", after(to)),
        None => from,
    }
}

/// The least rank after a day.
fn after(day: Date) -> u64 {
    (day_number(day) + 1) << 40
}

fn negated(not: bool, condition: &str) -> String {
    match not {
        true => format!("NOT ({condition})"),
        false => condition.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(query: &str, vast: bool, expected: &str) {
        let mut params = Params::default();
        let query = Query::parse(query).expect("a query");
        let asked = asked_of(&query, vast, &mut params);
        let told: Vec<&str> = asked.condition.split_whitespace().collect();
        assert_eq!(told.join(" "), expected);
        assert_eq!(asked.is_quick, !expected.contains("strpos"));
    }

    #[test]
    fn what_the_index_says_is_not_looked_up_again() {
        check("养老 -养", false, "s.words @@ $1::tsquery");
        check(
            "标题:智慧养老 -养",
            false,
            "s.words @@ $2::tsquery AND (strpos(left(s.spelling, s.head), $1) > 0)",
        );
        check("page:1", false, "s.page = $1");
        check("-page:1", false, "NOT (s.page = $1)");
    }

    #[test]
    fn of_vast_stories_the_spelling_tells() {
        check(
            "养老 -养",
            true,
            "s.words @@ $3::tsquery AND (NOT s.vast OR (strpos(s.spelling, $1) > 0)) AND \
             (NOT s.vast OR NOT (strpos(s.spelling, $2) > 0))",
        );
        check(
            "-养老",
            true,
            "NOT EXISTS (SELECT FROM yuebao.story n WHERE n.shard = s.shard AND n.edition = s.edition AND \
             n.idx = s.idx AND n.words @@ $1::tsquery AND (NOT n.vast OR (strpos(n.spelling, $2) > 0)))",
        );
    }

    #[test]
    fn days_are_ranks() {
        let rank = day_number(jiff::civil::date(2026, 7, 9)) << 40;
        check(
            "date:2026-07-09",
            false,
            &format!("(s.rank >= {rank} AND s.rank < {})", rank + (1 << 40)),
        );
        check("date:..", false, &format!("s.rank >= {}", 1u64 << 40));
    }
}
