//! Where a link may lead: to pages of the web and to mail, never into a script or a file of the reader's.

use url::Url;

use super::escape;

/// Adds the attributes of a link: the address as it is, and, where one may go there, as a browser takes it.
pub fn attributes(out: &mut String, address: &str) {
    if let Some(safe) = safe(address) {
        escape::attribute(out, "href", &safe);
        out.push_str(" rel=\"noreferrer\"");
    }
    escape::attribute(out, "data-href", address);
}

/// The address, where one may go there.
pub fn safe(address: &str) -> Option<String> {
    let url = Url::parse(address).ok()?;
    let is_plain =
        |byte: u8| byte.is_ascii_alphanumeric() || b"-._~:/?#@!$&'()*+,;=%".contains(&byte);
    let sound = url.as_str().bytes().all(is_plain) && !has_bare_percent(url.as_str());
    let has_host = url.host_str().is_some_and(|host| !host.is_empty());
    let leads = matches!(url.scheme(), "http" | "https") && has_host || url.scheme() == "mailto";
    (leads && sound && url.as_str().matches('#').count() < 2).then(|| url.into())
}

/// Whether a percent sign escapes nothing.
fn has_bare_percent(address: &str) -> bool {
    let mut rest = address.split('%').skip(1);
    let is_escape =
        |part: &str| part.len() > 1 && part.bytes().take(2).all(|byte| byte.is_ascii_hexdigit());
    !rest.all(is_escape)
}

#[cfg(test)]
mod tests {
    use super::safe;

    #[test]
    fn links_lead_to_the_web_only() {
        assert_eq!(
            safe("https://a.example/b?c=d#e").as_deref(),
            Some("https://a.example/b?c=d#e")
        );
        assert_eq!(
            safe("https://a.example/一").as_deref(),
            Some("https://a.example/%E4%B8%80")
        );
        assert_eq!(
            safe("mailto:a@b.example").as_deref(),
            Some("mailto:a@b.example")
        );
        for address in [
            "javascript:alert(1)",
            "data:text/html,x",
            "file:///etc/x",
            "a.html",
            "",
            "https://a.example/%zz",
        ] {
            assert_eq!(safe(address), None, "{address}");
        }
    }
}
