//! Categories as sections, where they divide a feed as a newspaper is divided. A feed whose every entry has tags of its own
//! stays one list.

use std::collections::HashMap;

/// Sections of one story beyond which such stories stand together.
const LONE: usize = 8;

/// The section of each entry, from its first category; `None` for those that stand in no section of their own.
pub fn sections(categories: Vec<Option<String>>) -> Vec<Option<String>> {
    let mut sizes: HashMap<&str, usize> = HashMap::new();
    for name in categories.iter().flatten() {
        *sizes.entry(name).or_default() += 1;
    }
    let filed: usize = sizes.values().sum();
    let lone = sizes.values().filter(|&&size| size == 1).count();
    if lone * 2 > filed {
        return vec![None; categories.len()];
    }
    let stands: Vec<bool> = categories
        .iter()
        .map(|name| {
            name.as_deref()
                .is_some_and(|name| lone <= LONE || sizes[name] > 1)
        })
        .collect();
    let pairs = categories.into_iter().zip(stands);
    pairs
        .map(|(name, stands)| name.filter(|_| stands))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::sections;

    #[track_caller]
    fn check(categories: &str, expected: &str) {
        let name = |name: &str| (name != "-").then(|| name.to_owned());
        let found = sections(categories.split(' ').map(name).collect());
        let found: Vec<String> = found
            .into_iter()
            .map(|name| name.unwrap_or("-".to_owned()))
            .collect();
        assert_eq!(found.join(" "), expected);
    }

    #[test]
    fn categories_that_come_again_are_sections() {
        check("a b a b c", "a b a b c");
        check("a - a", "a - a");
        check("a a b c", "a a b c");
    }

    #[test]
    fn tags_are_none() {
        check("a b c d", "- - - -");
        check("a a b c d e", "- - - - - -");
        check("-", "-");
        let many = format!(
            "{}{}",
            "x ".repeat(20),
            (0..20)
                .map(|n| format!("t{n}"))
                .collect::<Vec<_>>()
                .join(" ")
        );
        check(
            &many,
            &format!("{}{}", "x ".repeat(20), ["-"; 20].join(" ")),
        );
    }
}
