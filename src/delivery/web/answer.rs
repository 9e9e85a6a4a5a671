//! What is asked and what is answered: an address with the circumstances of the question, a body with what makes the next
//! question cheap. Values only.

use std::sync::atomic::AtomicBool;

use serde::{Deserialize, Serialize};
use ureq::http::HeaderMap;
use ureq::http::header::{ETAG, IF_MODIFIED_SINCE, IF_NONE_MATCH, LAST_MODIFIED};
use url::Url;

use super::home::Home;
use super::{limits, shown};

/// A question.
#[derive(Clone, Copy, Debug)]
pub struct Ask<'a> {
    /// Where.
    pub url: &'a Url,
    /// What is known of it already.
    pub known: Option<&'a Validators>,
    /// The subscription that it is asked for.
    pub home: &'a Home,
    /// Most bytes of the body, unpacked.
    pub most: usize,
    /// Set when the reader stops it; looked at while waiting and between bytes.
    pub stop: &'a AtomicBool,
}

/// An answer.
#[derive(Debug)]
pub struct Answer {
    /// Where it came from, after redirects.
    pub url: Url,
    /// The body, whole and unpacked; `None` where it has not changed since.
    pub body: Option<Vec<u8>>,
    /// What to know of it the next time.
    pub validators: Validators,
    /// `Content-Type`, cleaned.
    pub content_type: Option<String>,
}

/// What tells a site which version one has. They are the site's own words, so they go back to that address only.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Validators {
    /// `ETag`.
    pub etag: Option<String>,
    /// `Last-Modified`.
    pub modified: Option<String>,
    /// The address whose they are; without it, that of the question.
    pub of: Option<String>,
}

impl Validators {
    /// Those of an answer from this address; what an answer does not name stays as it was known.
    pub(super) fn of_answer(headers: &HeaderMap, url: &Url, known: &[(&str, &str)]) -> Self {
        let kept = |name: &str| {
            known
                .iter()
                .find(|(known, _)| *known == name)
                .map(|(_, value)| (*value).to_owned())
        };
        let header = |name| headers.get(name).and_then(|value| value.to_str().ok());
        let sound = |name| {
            header(name)
                .filter(|value| is_sound(value))
                .map(str::to_owned)
        };
        Self {
            etag: sound(ETAG).or_else(|| kept(IF_NONE_MATCH.as_str())),
            modified: sound(LAST_MODIFIED).or_else(|| kept(IF_MODIFIED_SINCE.as_str())),
            of: Some(url.as_str().to_owned()).filter(|of| of.len() <= limits::URL),
        }
    }

    /// The headers to send to an address; `first` where it is that of the question.
    pub(super) fn headers(&self, url: &Url, first: bool) -> Vec<(&'static str, &str)> {
        let theirs = self.of.as_deref().map_or(first, |of| of == url.as_str());
        let pairs = [
            ("if-none-match", &self.etag),
            ("if-modified-since", &self.modified),
        ];
        let known = pairs
            .into_iter()
            .filter_map(|(name, value)| Some((name, value.as_deref()?)));
        known
            .filter(|(_, value)| theirs && is_sound(value))
            .collect()
    }
}

/// Visible ASCII within bounds, so that it can neither break a header nor a terminal.
fn is_sound(value: &str) -> bool {
    let visible = value.bytes().all(|byte| (0x20..0x7f).contains(&byte));
    visible && !value.trim().is_empty() && value.len() <= limits::VALIDATOR
}

/// The `Content-Type` of an answer.
pub(super) fn content_type(headers: &HeaderMap) -> Option<String> {
    let value = headers.get("content-type")?;
    let text = shown::text(
        &String::from_utf8_lossy(value.as_bytes()),
        limits::VALIDATOR,
    );
    (!text.is_empty()).then_some(text)
}
