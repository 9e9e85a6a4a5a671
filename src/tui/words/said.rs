//! What is said on the status line after something was done, or could not be.

use serde::Deserialize;

use crate::library::Kind;

/// What is said on the status line after something was done.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(missing_docs)]
pub struct Said {
    pub bookmark: OfMark,
    pub star: OfMark,
    pub tag: OfMark,
    pub highlight: OfMark,
    pub noted: String,
    pub copied: String,
    pub copied_part: String,
    pub read: String,
    pub unread: String,
    pub nothing_to_undo: String,
    pub no_hit: String,
    pub hit: String,
    pub wrapped: String,
    pub no_search: String,
    pub no_jump: String,
    pub jump_elsewhere: String,
    pub no_return: String,
    pub no_issue: String,
    pub no_mark_here: String,
    pub no_byline: String,
    pub no_kicker: String,
    pub gone: String,
    pub lost: String,
    pub failed: String,
    pub last_story: String,
    pub first_story: String,
    pub not_subscribed: String,
    pub none_subscribed: String,
    pub under_way: String,
    pub stopping: String,
    pub no_edition: String,
    pub reloaded: String,
    pub not_grown: String,
    pub no_command: String,
    pub no_address: String,
    pub not_changed: String,
    pub not_yours: String,
    pub alone: String,
}

/// What is said of a mark of one kind.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(missing_docs)]
pub struct OfMark {
    pub stored: String,
    pub removed: String,
    pub restored: String,
}

impl Said {
    /// What is said of marks of a kind.
    pub fn of_kind(&self, kind: Kind) -> &OfMark {
        match kind {
            Kind::Bookmark => &self.bookmark,
            Kind::Star => &self.star,
            Kind::Tag => &self.tag,
            Kind::Highlight => &self.highlight,
        }
    }
}
