//! From a query to a condition on the table of stories.
//!
//! The GIN index answers what lexemes say. Of one pair, one word or single letters that is all there is to it; of a
//! phrase it is where to look, and the spelling of each story tells. Of vast stories the spelling tells everything.

use jiff::civil::Date;
use postgres::types::{ToSql, Type};

use super::spelling::Pattern;
use super::words::{Sought, VAST, is_exact};
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
    // The server asks in this order: what must be there leaves the fewest stories.
    let clauses = &query.clauses;
    let wanted = clauses.iter().filter(|clause| !clause.not);
    let has_words = wanted
        .clone()
        .any(|clause| matches!(clause.ask, Ask::Words(..)));
    for clause in wanted.chain(clauses.iter().filter(|clause| clause.not)) {
        match &clause.ask {
            Ask::Words(part, needle) if clause.not => {
                condition.none_of(has_words, *part, needle, params)
            }
            Ask::Words(part, needle) => condition.words(*part, needle, params),
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
    sought: Sought,
    quick: Vec<String>,
    slow: Vec<String>,
}

impl Condition {
    /// None of the stories where a needle is. Of stories that other words have found, a phrase is asked of each; where
    /// the index says all, or nothing else does, those that have it are taken out.
    fn none_of(&mut self, has_words: bool, part: Part, needle: &Needle, params: &mut Params) {
        self.slow.push(match has_words && !is_exact(needle) {
            true => format!("NOT {}", spelled("s", part, needle, params)),
            false => without(part, needle, self.vast, params),
        });
    }

    fn words(&mut self, part: Part, needle: &Needle, params: &mut Params) {
        self.sought.join(Sought::of(part, needle));
        match (is_exact(needle), self.vast) {
            (true, false) => {}
            (false, _) => self.slow.push(spelled("s", part, needle, params)),
            // What the index knows of all others is asked of the spelling of vast stories.
            (true, true) => {
                let spelled = spelled("s", part, needle, params);
                self.slow.push(format!("(NOT s.vast OR {spelled})"));
            }
        }
    }

    fn finish(mut self, params: &mut Params) -> Asked {
        let mut all = Vec::new();
        all.extend(holds("s", &self.sought, self.vast, params));
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

/// That the index has all of this of a story, or the one lexeme of vast stories, which are looked at in any case. `None`
/// where nothing is asked for.
fn holds(story: &str, sought: &Sought, vast: bool, params: &mut Params) -> Option<String> {
    let mut all = Vec::new();
    if !sought.pairs.is_empty() {
        let pairs = params.push(sought.pairs.clone(), Type::INT4_ARRAY);
        all.push(format!("{story}.pairs @> {pairs}"));
    }
    if let Some(lexemes) = sought.query() {
        let lexemes = params.text(&lexemes);
        all.push(format!("{story}.words @@ {lexemes}::tsquery"));
    }
    let all = all.join(" AND ");
    match vast {
        _ if all.is_empty() => None,
        true => Some(format!("({all} OR {story}.words @@ '{VAST}'::tsquery)")),
        false => Some(all),
    }
}

/// That a story is none of those a needle is found in.
fn without(part: Part, needle: &Needle, vast: bool, params: &mut Params) -> String {
    let sought = Sought::of(part, needle);
    let held = holds("n", &sought, vast, params).unwrap_or_else(|| "true".into());
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
         AND {held}{spelled})"
    )
}

/// That a needle stands in the spelling of a part.
fn spelled(story: &str, part: Part, needle: &Needle, params: &mut Params) -> String {
    let text = match part {
        Part::Any => "p.spelling".to_owned(),
        Part::Head => format!("left(p.spelling, {story}.head)"),
        Part::Byline => format!("{story}.byline"),
        Part::Paper => format!("{story}.paper"),
        Part::Section => format!("{story}.section"),
        Part::Kicker => format!("{story}.kicker"),
    };
    let stands = stands_in(&text, needle, params);
    match part {
        Part::Any | Part::Head => format!(
            "EXISTS (SELECT FROM yuebao.spelled p WHERE p.shard = {story}.shard AND p.edition = {story}.edition
             AND p.idx = {story}.idx AND {stands})"
        ),
        _ => format!("({stands})"),
    }
}

/// That a needle stands in a text that is spelled.
fn stands_in(text: &str, needle: &Needle, params: &mut Params) -> String {
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
    all.join(" AND ")
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
        let looks = expected.contains("strpos") || expected.contains("EXISTS");
        assert_eq!(asked.is_quick, !looks);
    }

    const SAME: &str = "n.shard = s.shard AND n.edition = s.edition AND n.idx = s.idx";

    /// That a text is in the spelling of a story.
    fn spelled(story: &str, stands: &str) -> String {
        format!(
            "EXISTS (SELECT FROM yuebao.spelled p WHERE p.shard = {story}.shard AND p.edition = {story}.edition AND \
             p.idx = {story}.idx AND {stands})"
        )
    }

    #[test]
    fn what_the_index_says_is_not_looked_up_again() {
        check(
            "养老 gdp",
            false,
            "s.pairs @> $1 AND s.words @@ $2::tsquery",
        );
        check(
            "养老 -养",
            false,
            &format!(
                "s.pairs @> $2 AND NOT EXISTS (SELECT FROM yuebao.story n WHERE {SAME} AND n.pairs @> $1)"
            ),
        );
        check(
            "标题:智慧养老",
            false,
            &format!(
                "s.words @@ $2::tsquery AND {}",
                spelled("s", "strpos(left(p.spelling, s.head), $1) > 0")
            ),
        );
        check(
            "养老 -智慧养老",
            false,
            &format!(
                "s.pairs @> $2 AND NOT {}",
                spelled("s", "strpos(p.spelling, $1) > 0")
            ),
        );
        check("page:1", false, "s.page = $1");
        check("-page:1", false, "NOT (s.page = $1)");
    }

    #[test]
    fn of_vast_stories_the_spelling_tells() {
        check(
            "养老",
            true,
            &format!(
                "(s.pairs @> $2 OR s.words @@ 'V'::tsquery) AND (NOT s.vast OR {})",
                spelled("s", "strpos(p.spelling, $1) > 0")
            ),
        );
        check(
            "-养老",
            true,
            &format!(
                "NOT EXISTS (SELECT FROM yuebao.story n WHERE {SAME} AND (n.pairs @> $1 OR \
                 n.words @@ 'V'::tsquery) AND (NOT n.vast OR {}))",
                spelled("n", "strpos(p.spelling, $2) > 0")
            ),
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
