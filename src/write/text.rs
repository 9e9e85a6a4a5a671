//! An edition as text.

use crate::edition::Edition;

/// Writes it.
pub fn write(_edition: &Edition) -> String {
    String::new()
}
