//! What a command finds on the reader's desk: folders, settings, the language of the interface.

use anyhow::Context;

use crate::config::Config;
use crate::delivery::shown;
use crate::library::Folders;

/// The settings; those of a user without a home are the defaults.
pub(super) fn config() -> anyhow::Result<Config> {
    let Ok(folders) = Folders::of_user() else {
        return Ok(Config::default());
    };
    let text = folders.config_text()?.unwrap_or_default();
    Config::parse(&text).with_context(|| shown(&folders.config_file()))
}

/// BCP 47 tag of the interface's language, by the environment.
pub(super) fn locale() -> String {
    let names = ["YUEBAO_LANG", "LC_ALL", "LC_MESSAGES", "LANG"];
    let values = names.map(|name| std::env::var(name).unwrap_or_default());
    let first = values.iter().find(|value| !value.is_empty());
    tag_of(first.map_or("", String::as_str))
}

/// The tag of a POSIX locale ("zh_CN.UTF-8" is zh-CN).
fn tag_of(locale: &str) -> String {
    let name = locale.split(['.', '@']).next().unwrap_or("");
    match name {
        "" | "C" | "POSIX" => "en".into(),
        name => name.replace('_', "-"),
    }
}

#[cfg(test)]
mod tests {
    use super::tag_of;

    #[test]
    fn posix_locales_become_tags() {
        for (locale, tag) in [
            ("zh_CN.UTF-8", "zh-CN"),
            ("zh-Hans", "zh-Hans"),
            ("en_GB@euro", "en-GB"),
            ("C.UTF-8", "en"),
            ("", "en"),
        ] {
            assert_eq!(tag_of(locale), tag);
        }
    }
}
