//! From a query to a condition on the table of stories.
//!
//! The GIN index answers what lexemes say. Of one pair, one word or single letters that is all there is to it; of a
//! phrase it is where to look, and the spelling of each story tells. Of vast stories the spelling tells everything.

use jiff::civil::Date;
use postgres::types::{ToSql, Type};

use super::asked::Asked;
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
            Ask::Day(days) => condition.days(clause.not, *days, has_words),
            Ask::Page(key) => {
                let page = format!("s.page = {}", params.text(key));
                condition.known.push(negated(clause.not, &page));
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
    known: Vec<String>,
    spelled: Vec<String>,
    excluded: Vec<Asked>,
    before: Option<u64>,
}

impl Condition {
    /// None of the stories where a needle is. A phrase is looked for in each story that other words have found; what the
    /// index says all of is known of all stories at once, and so is a phrase where nothing else is asked for.
    fn none_of(&mut self, has_words: bool, part: Part, needle: &Needle, params: &mut Params) {
        if has_words && !is_exact(needle) {
            let spelled = spelled(part, needle, params);
            return self.look(part, format!("NOT {spelled}"));
        }
        let mut excluded = Self {
            vast: self.vast,
            ..Self::default()
        };
        excluded.words(part, needle, params);
        self.excluded.push(excluded.finish(params));
    }

    fn words(&mut self, part: Part, needle: &Needle, params: &mut Params) {
        self.sought.join(Sought::of(part, needle));
        match (is_exact(needle), self.vast) {
            (true, false) => {}
            (false, _) => self.look(part, spelled(part, needle, params)),
            // What the index knows of all others is asked of the spelling of vast stories.
            (true, true) => {
                let spelled = spelled(part, needle, params);
                self.look(part, format!("(NOT s.vast OR {spelled})"));
            }
        }
    }

    /// Small parts of a story stand in its row.
    fn look(&mut self, part: Part, condition: String) {
        match part {
            Part::Any | Part::Head => self.spelled.push(condition),
            _ => self.known.push(condition),
        }
    }

    fn days(&mut self, not: bool, days: Days, has_words: bool) {
        if let (false, Some(to)) = (not, days.to) {
            let own = after(to);
            self.before = Some(self.before.map_or(own, |before| before.min(own)));
        }
        self.known.push(negated(not, &within(days, has_words)));
    }

    fn finish(mut self, params: &mut Params) -> Asked {
        let mut all = Vec::new();
        all.extend(holds(&self.sought, self.vast, params));
        all.append(&mut self.known);
        let known = match all.is_empty() {
            true => "true".into(),
            false => all.join(" AND "),
        };
        let excluded = self.excluded.iter();
        let excluded: Vec<String> = excluded
            .map(|asked| format!("({})", asked.wanted()))
            .collect();
        Asked {
            known,
            is_quick: self.spelled.is_empty() && self.excluded.iter().all(|asked| asked.is_quick),
            spelled: self.spelled,
            excluded: (!excluded.is_empty()).then(|| excluded.join(" OR ")),
            before: self.before,
        }
    }
}

/// That the index has all of this of a story, or the one lexeme of vast stories, which are looked at in any case. `None`
/// where nothing is asked for.
fn holds(sought: &Sought, vast: bool, params: &mut Params) -> Option<String> {
    let mut all = Vec::new();
    if !sought.pairs.is_empty() {
        let pairs = params.push(sought.pairs.clone(), Type::INT4_ARRAY);
        all.push(format!("s.pairs @> {pairs}"));
    }
    if let Some(lexemes) = sought.query() {
        let lexemes = params.text(&lexemes);
        all.push(format!("s.words @@ {lexemes}::tsquery"));
    }
    let all = all.join(" AND ");
    match vast {
        _ if all.is_empty() => None,
        true => Some(format!("({all} OR s.words @@ '{VAST}'::tsquery)")),
        false => Some(all),
    }
}

/// That a needle stands in the spelling of a part. As a value and not as a join: so it is asked of one story after the other,
/// and of no more than it takes.
fn spelled(part: Part, needle: &Needle, params: &mut Params) -> String {
    let text = match part {
        Part::Any => "p.spelling".to_owned(),
        Part::Head => "left(p.spelling, s.head)".to_owned(),
        Part::Byline => "s.byline".to_owned(),
        Part::Paper => "s.paper".to_owned(),
        Part::Section => "s.section".to_owned(),
        Part::Kicker => "s.kicker".to_owned(),
    };
    let stands = stands_in(&text, needle, params);
    match part {
        Part::Any | Part::Head => format!(
            "coalesce((SELECT {stands} FROM yuebao.spelled p
             WHERE p.shard = s.shard AND p.edition = s.edition AND p.idx = s.idx), false)"
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
        assert_eq!(words(&asked.of_few()), expected);
        assert_eq!(asked.is_quick, !expected.contains("strpos"));
    }

    fn words(text: &str) -> String {
        text.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    /// That a text is in the spelling of a story.
    fn spelled(stands: &str) -> String {
        format!(
            "coalesce((SELECT {stands} FROM yuebao.spelled p WHERE p.shard = s.shard AND p.edition = s.edition AND \
             p.idx = s.idx), false)"
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
            "养老 -养 -gdp",
            false,
            "s.pairs @> $3 AND NOT ((s.pairs @> $1) OR (s.words @@ $2::tsquery))",
        );
        check(
            "标题:智慧养老",
            false,
            &format!(
                "s.words @@ $2::tsquery AND {}",
                spelled("strpos(left(p.spelling, s.head), $1) > 0")
            ),
        );
        check(
            "养老 -智慧养老",
            false,
            &format!(
                "s.pairs @> $2 AND NOT {}",
                spelled("strpos(p.spelling, $1) > 0")
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
                spelled("strpos(p.spelling, $1) > 0")
            ),
        );
        check(
            "-养老",
            true,
            &format!(
                "true AND NOT (((s.pairs @> $2 OR s.words @@ 'V'::tsquery) AND (NOT s.vast OR {})))",
                spelled("strpos(p.spelling, $1) > 0")
            ),
        );
    }

    #[test]
    fn of_many_stories_those_that_are_excluded_are_found_first() {
        let asked = |query: &str| {
            let query = Query::parse(query).expect("a query");
            asked_of(&query, false, &mut Params::default())
        };
        let found = "SELECT s.shard, s.edition, s.idx FROM yuebao.story s WHERE (s.pairs @> $1)";
        let expected = format!(
            "s.pairs @> $2 AND NOT EXISTS (SELECT FROM ({found}) n WHERE n.shard = s.shard AND n.edition = s.edition \
             AND n.idx = s.idx)"
        );
        assert_eq!(words(&asked("养老 -公建").of_many()), expected);
        assert_eq!(asked("养老").of_many(), "s.pairs @> $1");
        let of =
            |condition: &str| format!("(SELECT count(*) FROM yuebao.story s WHERE {condition})");
        let both = of("s.pairs @> $2 AND ((s.pairs @> $1))");
        let counts = format!("SELECT {}, {both}", of("s.pairs @> $2"));
        assert_eq!(asked("养老 -公建").counts(), counts);
        let once = asked("智慧养老 -公建").counts();
        assert_eq!(once.matches("strpos").count(), 1, "looked through once");
        let spelled = spelled("strpos(p.spelling, $1) > 0");
        let alone = asked("-智慧养老");
        assert!(!alone.is_quick);
        assert!(words(&alone.of_many()).contains(&spelled));
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
