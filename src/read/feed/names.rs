//! Whose name an element has: namespaces by their addresses, prefixes by custom where nobody declared them.

/// The vocabularies that feeds are made of. RSS and Atom count as one: each is found inside the other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Space {
    /// RSS, Atom, or no namespace.
    Core,
    /// RSS 1.0's module for the whole text.
    Content,
    /// Dublin Core.
    Dc,
    /// Dublin Core's terms, which are finer.
    Terms,
    /// Media RSS.
    Media,
    /// Podcasts by Apple.
    Itunes,
    /// XHTML.
    Xhtml,
    /// RDF.
    Rdf,
    /// Any other.
    Other,
}

/// Parts of addresses, the finer first.
const ADDRESSES: &[(&str, Space)] = &[
    ("rss/1.0/modules/content", Space::Content),
    ("rss/1.0/modules/", Space::Other),
    ("purl.org/dc/terms", Space::Terms),
    ("purl.org/dc/", Space::Dc),
    ("yahoo.com/mrss", Space::Media),
    ("podcast-1.0.dtd", Space::Itunes),
    ("1999/xhtml", Space::Xhtml),
    ("22-rdf-syntax-ns", Space::Rdf),
    ("purl.org/atom", Space::Core),
    ("w3.org/2005/atom", Space::Core),
    ("purl.org/rss/1.0", Space::Core),
    ("purl.org/net/rss", Space::Core),
    ("backend.userland.com", Space::Core),
    ("blogs.law.harvard.edu/tech/rss", Space::Core),
    ("netscape.com/", Space::Core),
];

/// Prefixes that mean the same everywhere.
const PREFIXES: &[(&str, Space)] = &[
    ("", Space::Core),
    ("atom", Space::Core),
    ("atom03", Space::Core),
    ("atom10", Space::Core),
    ("rss", Space::Core),
    ("a10", Space::Core),
    ("content", Space::Content),
    ("dc", Space::Dc),
    ("dcterms", Space::Terms),
    ("media", Space::Media),
    ("itunes", Space::Itunes),
    ("xhtml", Space::Xhtml),
    ("xh", Space::Xhtml),
    ("rdf", Space::Rdf),
];

/// The vocabulary of an address that a prefix was declared for.
pub fn declared(prefix: &str, address: &str) -> Space {
    let address = address.trim().to_ascii_lowercase();
    let known = ADDRESSES.iter().find(|(part, _)| address.contains(part));
    match known {
        Some((_, space)) => *space,
        None if prefix.is_empty() => Space::Core,
        None => Space::Other,
    }
}

/// The vocabulary of a prefix that nobody declared.
pub fn customary(prefix: &str) -> Space {
    let is_it = |known: &&(&str, Space)| known.0.eq_ignore_ascii_case(prefix);
    let known = PREFIXES.iter().find(is_it);
    known.map_or(Space::Other, |(_, space)| *space)
}
