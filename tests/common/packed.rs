//! Several files in one input of a fuzz target: each is its name, a byte 1, its content and a byte 2.

use std::io::{Cursor, Write};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

/// The files of an input.
pub fn files(input: &[u8]) -> Vec<(String, Vec<u8>)> {
    let part = |part: &[u8]| {
        let at = part.iter().position(|&byte| byte == 1)?;
        let name = String::from_utf8_lossy(&part[..at]).trim().to_owned();
        Some((name, part[at + 1..].to_vec()))
    };
    input.split(|&byte| byte == 2).filter_map(part).collect()
}

/// The same as a book, so that mutations reach what is inside.
pub fn book(input: &[u8]) -> Vec<u8> {
    let mut book = ZipWriter::new(Cursor::new(Vec::new()));
    let stored = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    let mimetype = ("mimetype".to_owned(), b"application/epub+zip".to_vec());
    for (name, content) in std::iter::once(mimetype).chain(files(input)) {
        if book.start_file(name, stored).is_ok() {
            book.write_all(&content).expect("a vector takes all");
        }
    }
    book.finish().map(Cursor::into_inner).unwrap_or_default()
}
