//! Addresses with a day in them: `https://paper.test/{yyyy}-{mm}/{dd}/node_1.htm`.

use jiff::civil::Date;

/// What may stand in braces.
const NAMES: &[&str] = &["yyyy", "yy", "mm", "m", "dd", "d"];

/// An address with places for a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pattern(String);

impl Pattern {
    /// Takes a pattern.
    ///
    /// # Errors
    /// The name in braces that means nothing.
    pub fn parse(text: &str) -> Result<Self, String> {
        let names = text.split('{').skip(1).map(|rest| rest.split('}').next());
        for name in names.map(Option::unwrap_or_default) {
            if !NAMES.contains(&name) {
                return Err(format!("{{{name}}} is none of {{{}}}", NAMES.join("}, {")));
            }
        }
        Ok(Self(text.to_owned()))
    }

    /// The address of a day.
    pub fn on(&self, day: Date) -> String {
        let (year, month, date) = (day.year(), day.month(), day.day());
        let values = [
            format!("{year:04}"),
            format!("{:02}", year % 100),
            format!("{month:02}"),
            month.to_string(),
            format!("{date:02}"),
            date.to_string(),
        ];
        let filled = NAMES.iter().zip(values);
        filled.fold(self.0.clone(), |text, (name, value)| {
            text.replace(&format!("{{{name}}}"), &value)
        })
    }

    /// Whether it says the day at all.
    pub fn tells_day(&self) -> bool {
        self.0.contains('{')
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn days_fill_patterns() {
        for (pattern, address) in [
            ("a/{yyyy}{mm}/{dd}/node_01.html", "a/202607/09/node_01.html"),
            ("a/{yyyy}/{m}/{d}/index.json", "a/2026/7/9/index.json"),
            ("a/{yy}{mm}{dd}", "a/260709"),
            ("a", "a"),
        ] {
            let filled = Pattern::parse(pattern).map(|pattern| pattern.on(date(2026, 7, 9)));
            assert_eq!(filled.as_deref(), Ok(address));
        }
        assert!(Pattern::parse("a/{year}").is_err());
        assert!(Pattern::parse("a/{").is_err());
    }
}
