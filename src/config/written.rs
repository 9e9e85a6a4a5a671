//! Options that are written as a word or as a number.

use std::fmt;
use std::marker::PhantomData;
use std::str::FromStr;

use serde::de::{self, Deserializer, Visitor};

/// Reads such an option; `expected` says what may stand there.
pub(super) fn word_or_number<'de, T, D>(from: D, expected: &'static str) -> Result<T, D::Error>
where
    T: FromStr,
    D: Deserializer<'de>,
{
    from.deserialize_any(WordOrNumber {
        expected,
        read: PhantomData,
    })
}

struct WordOrNumber<T> {
    expected: &'static str,
    read: PhantomData<T>,
}

impl<T: FromStr> Visitor<'_> for WordOrNumber<T> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str(self.expected)
    }

    fn visit_str<E: de::Error>(self, word: &str) -> Result<T, E> {
        let wrong = |_| E::invalid_value(de::Unexpected::Str(word), &self);
        word.parse().map_err(wrong)
    }

    fn visit_i64<E: de::Error>(self, number: i64) -> Result<T, E> {
        let wrong = |_| E::invalid_value(de::Unexpected::Signed(number), &self);
        number.to_string().parse().map_err(wrong)
    }

    fn visit_u64<E: de::Error>(self, number: u64) -> Result<T, E> {
        let wrong = |_| E::invalid_value(de::Unexpected::Unsigned(number), &self);
        number.to_string().parse().map_err(wrong)
    }
}
