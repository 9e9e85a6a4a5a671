//! What opens an address: the reader's own command, or the system's browser, where there is one to be seen.

/// What stands for an address in an argument: as commands have it here, and as `$BROWSER` has it.
const PLACES: [&str; 2] = ["{url}", "%s"];

/// A program that opens addresses.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Browser {
    argv: Vec<String>,
}

impl Browser {
    /// By the reader's own command, else by the environment; `None` where a browser would open on nobody's screen.
    pub fn of(own: &[String], variable: impl Fn(&str) -> String) -> Option<Self> {
        let is_set = |name| !variable(name).is_empty();
        let asked = variable("BROWSER");
        // It may be a list; the first is the one that is wanted.
        let asked = asked.split(':').next().unwrap_or("");
        let is_far = is_set("SSH_CONNECTION") || is_set("SSH_TTY");
        let has_screen = is_set("DISPLAY") || is_set("WAYLAND_DISPLAY");
        let argv = if !own.is_empty() {
            own.to_vec()
        } else if !asked.trim().is_empty() {
            asked.split_whitespace().map(str::to_owned).collect()
        } else if is_far {
            return None;
        } else if cfg!(target_os = "macos") {
            vec!["open".into()]
        } else if has_screen {
            vec!["xdg-open".into()]
        } else {
            return None;
        };
        Some(Self { argv })
    }

    /// Its arguments with an address: where one of them has a place for it, else after them.
    pub fn with(&self, url: &str) -> Vec<String> {
        let place = |argument: &String| PLACES.into_iter().find(|place| argument.contains(place));
        let filled = self.argv.iter().map(|argument| match place(argument) {
            Some(place) => argument.replace(place, url),
            None => argument.clone(),
        });
        let has_place = self.argv.iter().any(|argument| place(argument).is_some());
        let after = (!has_place).then(|| url.to_owned());
        filled.chain(after).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(own: &[&str], pairs: &[(&str, &str)]) -> Option<Vec<String>> {
        let own: Vec<String> = own.iter().map(ToString::to_string).collect();
        let variable = |name: &str| {
            let found = pairs.iter().find(|(known, _)| *known == name);
            found.map_or(String::new(), |(_, value)| (*value).to_owned())
        };
        Browser::of(&own, variable).map(|browser| browser.with("http://a.example/?%s"))
    }

    #[test]
    fn an_address_is_opened_by_what_the_reader_has() {
        let url = "http://a.example/?%s".to_owned();
        let argv = |words: &[&str]| {
            let words = words.iter().map(ToString::to_string);
            Some(words.chain([url.clone()]).collect::<Vec<_>>())
        };
        let far = ("SSH_CONNECTION", "10.0.0.1");
        assert_eq!(
            of(&["w", "-n"], &[("BROWSER", "x"), far]),
            argv(&["w", "-n"])
        );
        assert_eq!(
            of(&[], &[("BROWSER", "ff --new:w3m"), far]),
            argv(&["ff", "--new"])
        );
        assert_eq!(of(&[], &[("DISPLAY", ":0"), far]), None);
        assert_eq!(
            of(&["w", "--at={url}"], &[]).map(|argv| argv.len()),
            Some(2)
        );
    }
}
