//! Cookies of one subscription (RFC 6265, the part that signing in needs): kept in memory for one run and sent where they
//! belong. Nothing of them is written, shown or shared between subscriptions.

use url::Url;

use super::limits;

/// The cookies of one subscription.
#[derive(Default)]
pub struct Jar {
    cookies: Vec<Cookie>,
}

struct Cookie {
    name: String,
    value: String,
    domain: String,
    /// Whether hosts below the domain have it, too.
    wide: bool,
    path: String,
    secure: bool,
}

impl Jar {
    /// Takes what a site sets, if it may.
    pub fn take(&mut self, header: &str, from: &Url) {
        let Some((cookie, gone)) = parse(header, from) else {
            return;
        };
        let same = |old: &Cookie| {
            (&old.name, &old.domain, &old.path) == (&cookie.name, &cookie.domain, &cookie.path)
        };
        self.cookies.retain(|old| !same(old));
        if !gone && self.cookies.len() < limits::COOKIES {
            self.cookies.push(cookie);
        }
    }

    /// What is sent to an address; `None` where nothing is.
    pub fn header(&self, to: &Url) -> Option<String> {
        let mut sent = String::new();
        for cookie in self.cookies.iter().filter(|cookie| cookie.belongs_to(to)) {
            let pair = format!("{}={}", cookie.name, cookie.value);
            if sent.len() + pair.len() < limits::CARRIED {
                sent.push_str(if sent.is_empty() { "" } else { "; " });
                sent.push_str(&pair);
            }
        }
        (!sent.is_empty()).then_some(sent)
    }
}

impl Cookie {
    fn belongs_to(&self, url: &Url) -> bool {
        let host = url.host_str().unwrap_or_default();
        let there = host == self.domain || self.wide && is_below(host, &self.domain);
        there && is_under(url.path(), &self.path) && (!self.secure || url.scheme() == "https")
    }
}

/// Reads a `Set-Cookie`, and whether it takes a cookie away.
fn parse(header: &str, from: &Url) -> Option<(Cookie, bool)> {
    let mut parts = header.split(';');
    let (name, value) = parts.next()?.split_once('=')?;
    let (name, value) = (name.trim(), value.trim());
    let sound = |text: &str| {
        text.bytes()
            .all(|byte| (0x21..0x7f).contains(&byte) || byte == b' ')
    };
    let short = name.len() + value.len() <= limits::COOKIE;
    let host = from.host_str()?;
    let mut cookie = Cookie {
        name: name.to_owned(),
        value: value.to_owned(),
        domain: host.to_owned(),
        wide: false,
        path: folder(from.path()).to_owned(),
        secure: false,
    };
    let mut gone = false;
    for part in parts {
        let (key, value) = part.split_once('=').unwrap_or((part, ""));
        gone |= !cookie.attribute(&key.trim().to_ascii_lowercase(), value.trim())?;
    }
    (!name.is_empty() && short && sound(name) && sound(value)).then_some((cookie, gone))
}

impl Cookie {
    /// Takes an attribute; `Some(false)` where it says that the cookie is over, `None` where it is for strangers.
    fn attribute(&mut self, key: &str, value: &str) -> Option<bool> {
        match key {
            "domain" if !value.is_empty() => self.widen(value)?,
            "path" if value.starts_with('/') => self.path = value.to_owned(),
            "secure" => self.secure = true,
            "max-age" => return Some(!matches!(value.parse::<i64>(), Ok(..=0))),
            _ => {}
        }
        Some(true)
    }

    fn widen(&mut self, value: &str) -> Option<()> {
        let domain = value.trim_start_matches('.').to_ascii_lowercase();
        if domain == self.domain {
            self.wide = is_owned(&domain);
            return Some(());
        }
        if !is_below(&self.domain, &domain) {
            return None;
        }
        if is_owned(&domain) {
            (self.domain, self.wide) = (domain, true);
        }
        Some(())
    }
}

/// Whether one owner may have a whole domain: not `com`, not `com.cn`, `co.uk` and their like, which are told by their
/// short labels, because no list of them is at hand. Where it errs, a cookie stays with its host.
fn is_owned(domain: &str) -> bool {
    let labels: Vec<&str> = domain.rsplit('.').collect();
    match labels.as_slice() {
        [_] => false,
        [top, second] => top.len() > 2 || second.len() > 3,
        [top, ..] => top.parse::<u8>().is_err(),
        [] => false,
    }
}

fn is_below(host: &str, domain: &str) -> bool {
    host.strip_suffix(domain)
        .is_some_and(|rest| rest.ends_with('.'))
}

fn is_under(path: &str, folder: &str) -> bool {
    let rest = path.strip_prefix(folder);
    rest.is_some_and(|rest| rest.is_empty() || folder.ends_with('/') || rest.starts_with('/'))
}

fn folder(path: &str) -> &str {
    match path.rfind('/') {
        Some(at) if at > 0 => &path[..at],
        _ => "/",
    }
}

#[cfg(test)]
mod tests {
    use url::Url;

    use super::{Jar, limits};

    #[track_caller]
    fn check(set: &[&str], from: &str, to: &str, expected: Option<&str>) {
        let mut jar = Jar::default();
        for header in set {
            jar.take(header, &Url::parse(from).unwrap());
        }
        assert_eq!(
            jar.header(&Url::parse(to).unwrap()).as_deref(),
            expected,
            "{set:?} → {to}"
        );
    }

    const HERE: &str = "https://www.paper.example/day/1.html";

    #[test]
    fn cookies_go_where_they_belong() {
        for (set, to, expected) in [
            ("a=1", HERE, Some("a=1")),
            ("a=1", "https://www.paper.example/night", None),
            ("a=1; Path=/", "https://www.paper.example/", Some("a=1")),
            ("a=1; Path=/day", "https://www.paper.example/daylight", None),
            ("a=1; Path=/", "https://paper.example/", None),
            (
                "a=1; Path=/; Domain=.Paper.example",
                "https://e.paper.example/",
                Some("a=1"),
            ),
            (
                "a=1; Path=/; Domain=paper.example",
                "https://otherpaper.example/",
                None,
            ),
            (
                "a=1; Path=/; Domain=example",
                "https://other.example/",
                None,
            ),
            ("a=1; Path=/; Domain=strange.example", HERE, None),
            ("a=1; Path=/; Secure", "http://www.paper.example/", None),
            ("a=1; Max-Age=0", HERE, None),
            ("a=\u{1}", HERE, None),
            ("=1", HERE, None),
            ("nothing", HERE, None),
        ] {
            check(&[set], HERE, to, expected);
        }
        let chinese = "http://epaper.news.com.cn/";
        check(
            &["a=1; Domain=com.cn"],
            chinese,
            "http://evil.com.cn/",
            None,
        );
        check(&["a=1; Domain=com.cn"], chinese, chinese, Some("a=1"));
        check(
            &["a=1; Domain=news.com.cn"],
            chinese,
            "http://id.news.com.cn/",
            Some("a=1"),
        );
        check(
            &["a=1; Domain=0.1"],
            "http://127.0.0.1/",
            "http://10.0.0.1/",
            None,
        );
    }

    #[test]
    fn a_later_cookie_takes_the_place_and_there_is_an_end_of_them() {
        check(&["a=1", "b=2", "a=3"], HERE, HERE, Some("b=2; a=3"));
        check(&["a=1", "a=; max-age=-1"], HERE, HERE, None);
        let many: Vec<String> = (0..200).map(|n| format!("c{n}=1")).collect();
        let mut jar = Jar::default();
        many.iter()
            .for_each(|header| jar.take(header, &Url::parse(HERE).unwrap()));
        let sent = jar.header(&Url::parse(HERE).unwrap()).unwrap();
        assert_eq!(sent.split("; ").count(), limits::COOKIES);
        check(&[&format!("a={}", "x".repeat(5_000))], HERE, HERE, None);
    }
}
