//! What every kind of feed comes down to, before it is an edition.

use std::borrow::Cow;
use std::rc::Rc;

use super::dates::Moment;

/// A feed.
#[derive(Debug, Default)]
pub struct Feed<'a> {
    /// Its name.
    pub title: Option<Text<'a>>,
    /// Its own address, its site's, and others.
    pub links: Vec<Link<'a>>,
    /// The language it says it is in.
    pub language: Option<String>,
    /// When it was made or changed.
    pub date: Option<Moment>,
    /// Who writes all of it.
    pub people: Vec<String>,
    /// Its entries as they came, no more than an edition may have.
    pub entries: Vec<Entry<'a>>,
    /// How many more there were.
    pub left_out: usize,
}

/// An entry of a feed.
#[derive(Debug, Default)]
pub struct Entry<'a> {
    /// Its headline.
    pub title: Option<Text<'a>>,
    /// Where it stands on the web.
    pub links: Vec<Link<'a>>,
    /// What it is known by, where that may be an address.
    pub guid: Option<Cow<'a, str>>,
    /// Its text, in the forms that were given.
    pub contents: Vec<Text<'a>>,
    /// What it is about.
    pub summary: Option<Text<'a>>,
    /// Who wrote it.
    pub people: Vec<String>,
    /// When it was published.
    pub published: Option<Moment>,
    /// When it was changed last.
    pub updated: Option<Moment>,
    /// When it was written.
    pub created: Option<Moment>,
    /// When something was done to it.
    pub date: Option<Moment>,
    /// What it was filed under.
    pub categories: Vec<Cow<'a, str>>,
    /// Pictures and sound.
    pub media: Vec<Media<'a>>,
    /// The feed it was taken from.
    pub source: Option<Text<'a>>,
    /// The language it says it is in.
    pub language: Option<Rc<str>>,
}

/// A text and how it is meant.
#[derive(Clone, Debug)]
pub struct Text<'a> {
    /// The text.
    pub said: Cow<'a, str>,
    /// What it is written in.
    pub kind: Kind,
    /// What its links are relative to, where that is said.
    pub base: Option<Rc<str>>,
}

/// What a text is written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Just text.
    Plain,
    /// HTML.
    Html,
    /// One of the two: RSS never said which.
    Unsaid,
}

/// A link.
#[derive(Clone, Debug)]
pub struct Link<'a> {
    /// Where it leads.
    pub href: Cow<'a, str>,
    /// What is there: `alternate` for the thing itself.
    pub rel: Cow<'a, str>,
    /// Media type of what is there.
    pub sort: Option<Cow<'a, str>>,
    /// What it is relative to, where that is said.
    pub base: Option<Rc<str>>,
}

/// A picture or a recording.
#[derive(Clone, Debug)]
pub struct Media<'a> {
    /// Where it is.
    pub href: Cow<'a, str>,
    /// What it is.
    pub sort: MediaSort,
    /// What it shows or is called.
    pub title: Option<Text<'a>>,
    /// Who made it.
    pub credit: Option<String>,
    /// What its address is relative to, where that is said.
    pub base: Option<Rc<str>>,
}

/// What can be done with a medium.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MediaSort {
    /// A picture.
    Image,
    /// A small picture that stands for something else.
    Thumbnail,
    /// Anything else: it can be gone to.
    Other,
}
