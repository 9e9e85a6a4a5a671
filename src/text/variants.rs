//! The one form that a Chinese character is looked for in: 簡 and 简 are the same to a search.
//!
//! Character by character, so that a pair of characters folds wherever it stands; what a reader is shown is converted by
//! words, in [`super::convert`].

use std::sync::LazyLock;

/// A character and its simplified form on each line, as the tables of OpenCC have them (t2s, tw2s, hk2s); the test
/// compares.
const PAIRS: &str = include_str!("../../data/variants.txt");

/// The characters that can have another form.
const FIRST: u32 = 0x3400;
const LAST: u32 = 0xFAFF;

/// The form of every character from [`FIRST`] to [`LAST`].
static FORMS: LazyLock<Box<[char]>> = LazyLock::new(|| {
    let own = (FIRST..=LAST).map(|code| char::from_u32(code).unwrap_or(' '));
    let mut forms: Box<[char]> = own.collect();
    for line in PAIRS.lines() {
        let mut pair = line.chars();
        if let (Some(c), Some(form)) = (pair.next(), pair.next())
            && let Some(at) = place(c).and_then(|at| forms.get_mut(at))
        {
            *at = form;
        }
    }
    forms
});

fn place(c: char) -> Option<usize> {
    let at = (c as u32).checked_sub(FIRST)?;
    usize::try_from(at).ok()
}

/// The simplified form of a traditional character; any other character itself.
pub fn simplified(c: char) -> char {
    let known = place(c).and_then(|at| FORMS.get(at));
    known.copied().unwrap_or(c)
}

#[cfg(test)]
mod tests {
    use ferrous_opencc::OpenCC;
    use ferrous_opencc::config::BuiltinConfig;

    use super::{PAIRS, simplified};

    #[test]
    fn the_table_is_that_of_opencc() {
        use BuiltinConfig::{Hk2s, T2s, Tw2s};
        let tables = [T2s, Tw2s, Hk2s].map(|config| OpenCC::from_config(config).unwrap());
        let says = |c: char| {
            let forms = tables.iter().map(|table| table.convert(&c.to_string()));
            let single = |form: &String| form.chars().count() == 1 && !form.starts_with(c);
            let form = forms.into_iter().find(single);
            form.and_then(|form| form.chars().next()).unwrap_or(c)
        };
        let all = ('\u{3400}'..='\u{9FFF}').chain('\u{F900}'..='\u{FAFF}');
        for c in all {
            assert_eq!(simplified(c), says(c), "{c}");
        }
        assert!(PAIRS.lines().all(|line| line.chars().count() == 2));
    }

    #[test]
    fn what_has_one_form_only_is_itself() {
        for c in "简一あア한a\u{20000}\u{10FFFF}\0".chars() {
            assert_eq!(simplified(c), c);
        }
        assert_eq!(simplified('簡'), '简');
    }
}
