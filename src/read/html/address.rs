//! Where links lead: an address of the web, or a path inside the folder or archive that a page came in.

use url::Url;

/// What relative links of a page are relative to.
#[derive(Clone, Debug, Default)]
pub struct Base {
    url: Option<Url>,
    /// The folder of the page inside its bundle, `""` or ending with `/`.
    folder: String,
    /// The path of the page itself, where links to places on it count.
    page: Option<String>,
}

impl Base {
    /// Of a page with this address; one that is none counts as absent.
    pub fn of_url(url: &str) -> Self {
        Self {
            url: Url::parse(url).ok().filter(|url| !url.cannot_be_a_base()),
            ..Self::default()
        }
    }

    /// Of a page that is a file of this path inside its bundle.
    pub fn of_path(path: &str) -> Self {
        let folder = path.rfind('/').map_or("", |end| &path[..=end]);
        Self {
            folder: folder.to_owned(),
            ..Self::default()
        }
    }

    /// Of a page of a book: links to places on the page itself lead to its path with the place after `#`.
    pub fn of_chapter(path: &str) -> Self {
        Self {
            page: Some(path.to_owned()),
            ..Self::of_path(path)
        }
    }

    /// Of a page that came under this name: an address, or a path.
    pub fn of(name: &str) -> Self {
        match name.starts_with("http://") || name.starts_with("https://") {
            true => Self::of_url(name),
            false => Self::of_path(name),
        }
    }

    /// The same, where the page names its own address.
    pub fn or_url(self, url: Option<&str>) -> Self {
        url.map_or(self, Self::of_url)
    }

    /// The address a link leads to: absolute where that can be told, otherwise a path inside the bundle, otherwise as it
    /// stands. `None` where it leads nowhere (a script, a place on the same page).
    pub fn resolve(&self, link: &str) -> Option<String> {
        let link = link.trim();
        if let Some(page) = self
            .page
            .as_ref()
            .filter(|_| link.len() > 1 && link.starts_with('#'))
        {
            return Some(format!("{page}{link}"));
        }
        if link.is_empty() || link.starts_with('#') || is_script(link) {
            return None;
        }
        if let Some(url) = &self.url {
            return Some(
                url.join(link)
                    .map_or_else(|_| link.to_owned(), String::from),
            );
        }
        if link.starts_with(['/', '?']) || Url::parse(link).is_ok() {
            return Some(link.to_owned());
        }
        Some(inside(&self.folder, link).unwrap_or_else(|| link.to_owned()))
    }
}

fn is_script(link: &str) -> bool {
    let scheme = link.split(':').next().unwrap_or("");
    ["javascript", "vbscript", "about"]
        .iter()
        .any(|name| scheme.eq_ignore_ascii_case(name))
}

/// A path from a folder of the bundle, its dots resolved; `None` where it would lead out of the bundle.
fn inside(folder: &str, link: &str) -> Option<String> {
    let mut steps: Vec<&str> = folder.split('/').filter(|step| !step.is_empty()).collect();
    for step in link.split('/') {
        match step {
            "" | "." => {}
            ".." => drop(steps.pop()?),
            step => steps.push(step),
        }
    }
    Some(steps.join("/"))
}

#[cfg(test)]
mod tests {
    use super::Base;

    #[track_caller]
    fn check(base: &Base, link: &str, expected: Option<&str>) {
        assert_eq!(base.resolve(link).as_deref(), expected, "{link}");
    }

    #[test]
    fn links_lead_to_addresses_or_into_the_bundle() {
        let web = Base::of_url("https://paper.example/html/2026-11/24/node_1.htm");
        check(
            &web,
            "content_7.htm?div=-1",
            Some("https://paper.example/html/2026-11/24/content_7.htm?div=-1"),
        );
        check(
            &web,
            "../../../images/a.jpg",
            Some("https://paper.example/images/a.jpg"),
        );
        check(&web, "javascript:void(0)", None);
        check(&web, "#top", None);
        let file = Base::of_path("paper/html/node_1.htm");
        check(&file, "../images/./a.jpg", Some("paper/images/a.jpg"));
        check(&file, "../../../a.jpg", Some("../../../a.jpg"));
        check(
            &file,
            "https://other.example/x",
            Some("https://other.example/x"),
        );
        check(&file, "/root.jpg", Some("/root.jpg"));
        check(&Base::default(), "a.htm", Some("a.htm"));
        check(
            &Base::of_url("mailto:x@example.org"),
            "a.htm",
            Some("a.htm"),
        );
    }
}
