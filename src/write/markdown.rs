//! An edition as markdown.

use crate::edition::Edition;

/// Writes it.
pub fn write(_edition: &Edition) -> String {
    String::new()
}
