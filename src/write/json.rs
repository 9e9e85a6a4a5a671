//! The public JSON contract: the model as serde writes it.

use crate::edition::Edition;

/// Pretty JSON with a final line end.
pub fn write(edition: &Edition) -> String {
    // The model holds only strings, numbers and maps with string keys, which serde_json cannot refuse.
    let mut json = serde_json::to_string_pretty(edition).unwrap_or_default();
    json.push('\n');
    json
}
