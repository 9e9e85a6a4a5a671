//! The order people expect of names: "page 2" before "page 10".

use std::cmp::Ordering;

/// Compares names with runs of digits taken as numbers, however long.
pub(super) fn compare(left: &str, right: &str) -> Ordering {
    let (mut a, mut b) = (left, right);
    loop {
        let (number_a, rest_a) = split_number(a);
        let (number_b, rest_b) = split_number(b);
        if !number_a.is_empty() && !number_b.is_empty() {
            match by_value(number_a, number_b) {
                Ordering::Equal => (a, b) = (rest_a, rest_b),
                unequal => return unequal,
            }
            continue;
        }
        let (mut letters_a, mut letters_b) = (a.chars(), b.chars());
        match (letters_a.next(), letters_b.next()) {
            (Some(x), Some(y)) if x == y => (a, b) = (letters_a.as_str(), letters_b.as_str()),
            // Names that differ only in how their numbers are written keep a fixed order all the same.
            (None, None) => return left.cmp(right),
            (x, y) => return x.cmp(&y),
        }
    }
}

fn split_number(text: &str) -> (&str, &str) {
    let end = text.bytes().take_while(u8::is_ascii_digit).count();
    text.split_at(end)
}

fn by_value(a: &str, b: &str) -> Ordering {
    let (a, b) = (a.trim_start_matches('0'), b.trim_start_matches('0'));
    a.len().cmp(&b.len()).then_with(|| a.cmp(b))
}

#[cfg(test)]
mod tests {
    use super::compare;
    use proptest::prelude::*;

    #[test]
    fn numbers_count_as_numbers() {
        let mut names = vec!["p10", "p2", "p02", "a", "第10版", "第9版", "p", "p2b"];
        names.sort_by(|a, b| compare(a, b));
        assert_eq!(
            names,
            ["a", "p", "p02", "p2", "p2b", "p10", "第9版", "第10版"]
        );
    }

    proptest! {
        #[test]
        fn the_order_is_total(a in "[a1-20]{0,6}", b in "[a1-20]{0,6}", c in "[a1-20]{0,6}") {
            prop_assert_eq!(compare(&a, &b), compare(&b, &a).reverse());
            if compare(&a, &b).is_le() && compare(&b, &c).is_le() {
                prop_assert!(compare(&a, &c).is_le());
            }
        }
    }
}
