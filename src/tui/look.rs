//! What the screen needs to know of the reader's habits and of the terminal, before the first frame.

use jiff::tz::TimeZone;

use crate::config::{Command, Screen, Setting};

use super::Desk;
use super::browser::Browser;

/// Everything that [`super::App`] does not take from the paper.
#[derive(Clone, Debug)]
pub struct Look {
    /// How text is set.
    pub setting: Setting,
    /// How the screen looks and behaves.
    pub screen: Screen,
    /// BCP 47 tag of the interface's language.
    pub locale: String,
    /// Rules are drawn in ASCII.
    pub ascii: bool,
    /// Colours may be used.
    pub colour: bool,
    /// Commands that stories are piped to.
    pub commands: Vec<Command>,
    /// Where the reader's clock is.
    pub zone: TimeZone,
    /// What opens an address, where anything does.
    pub browser: Option<Browser>,
    /// Whether marks are shared with other readers.
    pub shares: bool,
}

impl Look {
    /// Of a desk, on the terminal that the environment describes.
    pub fn of(desk: &Desk) -> Self {
        let variable = |name: &str| std::env::var(name).unwrap_or_default();
        Self {
            setting: desk.setting.clone(),
            screen: desk.screen.clone(),
            locale: desk.locale.clone(),
            ascii: desk.screen.ascii || is_ascii(variable),
            colour: variable("NO_COLOR").is_empty(),
            commands: desk.tools.commands.clone(),
            zone: TimeZone::system(),
            browser: Browser::of(&desk.tools.open, variable),
            shares: desk.share.is_some(),
        }
    }
}

/// Whether a terminal is known by its name to draw little else than ASCII.
pub fn is_plain(term: &str) -> bool {
    matches!(term, "dumb" | "linux" | "vt100" | "vt220")
}

/// Whether the terminal can be trusted with ASCII only: it says so by its name, or its locale is not UTF-8.
fn is_ascii(variable: impl Fn(&str) -> String) -> bool {
    if is_plain(&variable("TERM")) {
        return true;
    }
    let locale = ["LC_ALL", "LC_CTYPE", "LANG"].map(&variable);
    let locale = locale.iter().find(|value| !value.is_empty());
    let locale = locale.map(|value| value.to_ascii_lowercase().replace('-', ""));
    !locale.is_some_and(|value| value.contains("utf8"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_environment_decides_about_the_hairline() {
        let ask = |pairs: &'static [(&str, &str)]| {
            is_ascii(move |name| {
                let found = pairs.iter().find(|(known, _)| *known == name);
                found
                    .map(|(_, value)| (*value).to_owned())
                    .unwrap_or_default()
            })
        };
        assert!(!ask(&[("TERM", "xterm"), ("LANG", "zh_CN.UTF-8")]));
        assert!(!ask(&[("LC_ALL", "C.utf8"), ("LANG", "C")]));
        assert!(ask(&[("LC_ALL", "C"), ("LANG", "zh_CN.UTF-8")]));
        assert!(ask(&[("TERM", "linux"), ("LANG", "zh_CN.UTF-8")]));
        assert!(ask(&[]));
    }
}
