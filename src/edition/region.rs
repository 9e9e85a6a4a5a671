//! Where a story stands on the picture of its page: polygons in fractions of the page, so that any size of picture fits.

use serde::de::Error;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A stretch of a page that belongs to a story.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Region {
    /// Label of the page, as in its section.
    pub page: Option<String>,
    /// What is printed there.
    pub shows: Shows,
    /// The corners of the polygon, in order.
    pub points: Vec<Point>,
}

/// What a region of a page shows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Shows {
    /// Text, with or without a picture in it.
    #[default]
    Text,
    /// A picture alone.
    Picture,
}

/// A corner: how far from the page's left edge and from its top, as fractions of its width and height (0 to 1).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Point(pub Fraction, pub Fraction);

/// A fraction from 0 to 1 in millionths: whole numbers, so that editions can be compared.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Fraction(u32);

impl Fraction {
    const ONE: f64 = 1_000_000.0;

    /// The nearest fraction; what lies outside 0 to 1, or is no number, is brought to the nearer end (no number: 0).
    pub fn new(value: f64) -> Self {
        // The range is asserted by `clamp`; NaN casts to 0.
        Self((value.clamp(0.0, 1.0) * Self::ONE).round() as u32)
    }

    /// As a number from 0 to 1.
    pub fn value(self) -> f64 {
        f64::from(self.0) / Self::ONE
    }
}

impl Serialize for Fraction {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_f64(self.value())
    }
}

impl<'de> Deserialize<'de> for Fraction {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let value = f64::deserialize(deserializer)?;
        if value.is_finite() {
            Ok(Self::new(value))
        } else {
            Err(D::Error::custom("a fraction that is no number"))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Fraction;

    #[test]
    fn fractions_keep_to_their_range_and_survive_json() {
        for (value, kept) in [
            (0.25, 0.25),
            (-1.0, 0.0),
            (7.5, 1.0),
            (f64::NAN, 0.0),
            (1.0 / 3.0, 0.333_333),
        ] {
            assert_eq!(Fraction::new(value).value(), kept);
            let json = serde_json::to_string(&Fraction::new(value)).unwrap_or_default();
            assert_eq!(
                serde_json::from_str::<Fraction>(&json).ok(),
                Some(Fraction::new(value))
            );
        }
    }
}
