//! Names that dates are written with: zones, and months in the languages of newspapers.

/// Zones, in half hours ahead of UTC (RFC 822 §5.1, and those of newspapers).
const HALVES: &[(&str, i64)] = &[
    ("z", 0),
    ("ut", 0),
    ("utc", 0),
    ("gmt", 0),
    ("wet", 0),
    ("etc/gmt", 0),
    ("at", -8),
    ("ast", -8),
    ("adt", -6),
    ("et", -10),
    ("est", -10),
    ("edt", -8),
    ("ct", -12),
    ("cst", -12),
    ("cdt", -10),
    ("mt", -14),
    ("mst", -14),
    ("mdt", -12),
    ("pt", -16),
    ("pst", -16),
    ("pdt", -14),
    ("akst", -18),
    ("akdt", -16),
    ("hst", -20),
    ("bst", 2),
    ("cet", 2),
    ("mez", 2),
    ("met", 2),
    ("cest", 4),
    ("mesz", 4),
    ("mest", 4),
    ("eet", 4),
    ("eest", 6),
    ("msk", 6),
    ("ist", 11),
    ("hkt", 16),
    ("sgt", 16),
    ("awst", 16),
    ("jst", 18),
    ("kst", 18),
    ("aest", 20),
    ("aedt", 22),
    ("nzst", 24),
    ("nzdt", 26),
];

/// A zone by its name, as seconds ahead of UTC.
pub fn zone(name: &str) -> Option<i64> {
    let is_it = |known: &&(&str, i64)| known.0.eq_ignore_ascii_case(name);
    HALVES.iter().find(is_it).map(|(_, halves)| halves * 1800)
}

/// Beginnings of the names of months, in lower case.
const NAMES: [&[&str]; 12] = [
    &["jan", "ene", "gen", "янв", "ιαν", "sty"],
    &["feb", "fév", "fev", "фев", "φεβ", "febr", "lut"],
    &["mar", "mär", "maa", "mrt", "már", "мар", "μάρ", "mrz"],
    &["apr", "avr", "abr", "ápr", "апр", "απρ", "kwi"],
    &[
        "may", "mai", "mag", "mei", "máj", "мая", "май", "μάϊ", "μαϊ", "μαΐ", "maj",
    ],
    &["jun", "juin", "giu", "jún", "июн", "ιούν", "ιον", "cze"],
    &["jul", "juil", "lug", "júl", "июл", "ιούλ", "ιολ", "lip"],
    &["aug", "aoû", "aou", "ago", "авг", "αύγ", "αυγ", "sie"],
    &["sep", "set", "szept", "сен", "σεπ", "wrz"],
    &["oct", "okt", "ott", "out", "окт", "οκτ", "paź"],
    &["nov", "ноя", "νοέ", "νοε", "lis"],
    &["dec", "dez", "dic", "déc", "дек", "δεκ", "gru"],
];

/// A month by the beginning of its name, in lower case.
pub fn month(word: &str) -> Option<i8> {
    let is_it = |names: &[&str]| names.iter().any(|name| word.starts_with(name));
    let at = NAMES.iter().position(|names| is_it(names))?;
    i8::try_from(at + 1).ok()
}
