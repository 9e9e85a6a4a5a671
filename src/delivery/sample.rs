//! The sample edition that the program carries: what a new reader sees first, read like any page dump.

/// What stands as its origin in the library.
pub(super) const ORIGIN: &str = "yuebao:sample";

/// The names and bytes of its pages.
pub(super) const PAGES: &[(&str, &[u8])] = &[
    ("01.txt", include_bytes!("../../data/sample/01.txt")),
    ("02.txt", include_bytes!("../../data/sample/02.txt")),
    ("03.txt", include_bytes!("../../data/sample/03.txt")),
    ("04.txt", include_bytes!("../../data/sample/04.txt")),
    ("05.txt", include_bytes!("../../data/sample/05.txt")),
];
