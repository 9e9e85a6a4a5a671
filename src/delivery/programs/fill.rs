//! What stands in the arguments of a command for the story that it is given.

/// What is piped to a command, and what its arguments may name of it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Piped {
    /// The story or the passage: `{text}`, and what a file has in it that is named by `{file}`.
    pub text: String,
    /// `{headline}`.
    pub headline: String,
    /// Address of the original: `{url}`.
    pub url: String,
    /// BCP 47 tag: `{language}`.
    pub language: String,
    /// Day of the issue, 2026-07-09: `{date}`.
    pub date: String,
    /// Name of the paper: `{paper}`.
    pub paper: String,
    /// Label of the page: `{page}`.
    pub page: String,
}

/// Whether a placeholder stands in one of the arguments.
pub fn names(template: &[String], placeholder: &str) -> bool {
    let placeholder = format!("{{{placeholder}}}");
    template
        .iter()
        .any(|argument| argument.contains(&placeholder))
}

/// The arguments with their placeholders filled in; nothing that is filled in is looked at again, and braces with any
/// other name stay as they are.
pub fn fill(template: &[String], piped: &Piped, file: &str) -> Vec<String> {
    let fill = |argument: &String| fill_one(argument, |name| piped.value(name, file));
    template.iter().map(fill).collect()
}

fn fill_one<'v>(argument: &str, value: impl Fn(&str) -> Option<&'v str>) -> String {
    let mut filled = String::with_capacity(argument.len());
    let mut rest = argument;
    while let Some((before, after)) = rest.split_once('{') {
        filled.push_str(before);
        let named = after.split_once('}');
        match named.and_then(|(name, tail)| Some((value(name)?, tail))) {
            Some((value, tail)) => {
                filled.push_str(value);
                rest = tail;
            }
            None => {
                filled.push('{');
                rest = after;
            }
        }
    }
    filled + rest
}

impl Piped {
    fn value<'a>(&'a self, name: &str, file: &'a str) -> Option<&'a str> {
        Some(match name {
            "text" => &self.text,
            "file" => file,
            "headline" => &self.headline,
            "url" => &self.url,
            "language" => &self.language,
            "date" => &self.date,
            "paper" => &self.paper,
            "page" => &self.page,
            _ => return None,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_placeholder_is_filled_inside_its_argument_and_nothing_twice() {
        let template = [
            "trans",
            "-b",
            "{text} {page}",
            "{ print $1 } {other} {",
            "{url",
        ];
        let template = template.map(str::to_owned);
        let piped = Piped {
            text: "a b; rm -rf $HOME {page}".into(),
            page: "02".into(),
            ..Piped::default()
        };
        let filled = fill(&template, &piped, "");
        assert_eq!(
            filled,
            [
                "trans",
                "-b",
                "a b; rm -rf $HOME {page} 02",
                "{ print $1 } {other} {",
                "{url"
            ]
        );
        assert!(names(&template, "page") && !names(&template, "file"));
    }
}
