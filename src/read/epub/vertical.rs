//! Whether the lines of a book run down: its style sheets say so, or its pages turn from right to left and it is in a
//! language that is printed that way (EPUB 3.3 §5.7, CSS Writing Modes).

use super::bundle::Bundle;
use super::package::Package;

/// Whether they do.
pub fn is_vertical(bundle: &Bundle<'_>, package: &Package) -> bool {
    /// Style sheets that are looked at.
    const LOOK: usize = 8;
    let runs_down = package.language.as_deref().is_some_and(|tag| {
        ["ja", "zh"]
            .iter()
            .any(|main| tag.to_ascii_lowercase().starts_with(main))
    });
    let styled = || {
        let styles = package.styles.iter().take(LOOK);
        styles
            .filter_map(|&file| bundle.text(file))
            .any(|style| styles_whole(&style))
    };
    package.vertical || package.right_to_left && runs_down || styled()
}

/// Whether a style sheet lets the lines of the whole page run down.
fn styles_whole(style: &str) -> bool {
    style.split('}').any(|rule| {
        let (selectors, declarations) = rule.rsplit_once('{').unwrap_or(("", ""));
        let mut selectors = selectors.split([',', '\n', '{', '/']).map(str::trim);
        let is_whole = |selector: &str| matches!(selector, "html" | "body" | ":root" | "*");
        selectors.any(is_whole) && sets(declarations)
    })
}

fn sets(declarations: &str) -> bool {
    let mut declarations = declarations
        .split(';')
        .filter_map(|one| one.split_once(':'));
    declarations.any(|(name, value)| {
        name.trim().ends_with("writing-mode")
            && matches!(
                value.trim().trim_end_matches("!important").trim(),
                "vertical-rl" | "tb-rl" | "tb"
            )
    })
}
