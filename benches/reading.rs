//! Reading page dumps, beside peers that do less: splitting at blank lines, and finding sentences by UAX #29.
//!
//! `cargo bench --bench reading`. The text is the sample edition's pages over and over, about 4 MB.

use std::fmt::Write as _;

use divan::counter::BytesCount;
use divan::{Bencher, black_box};
use unicode_segmentation::UnicodeSegmentation;
use yuebao::read::{Source, join, read};

const PAGES: [&str; 5] = [
    include_str!("../data/sample/01.txt"),
    include_str!("../data/sample/02.txt"),
    include_str!("../data/sample/03.txt"),
    include_str!("../data/sample/04.txt"),
    include_str!("../data/sample/05.txt"),
];

fn main() {
    divan::main();
}

/// The pages again and again, each on a sheet of its own.
fn dump() -> String {
    const BYTES: usize = 4 << 20;
    let mut text = String::with_capacity(BYTES + (64 << 10));
    for page in PAGES.iter().cycle() {
        let _ = write!(text, "{page}\u{c}");
        if text.len() >= BYTES {
            break;
        }
    }
    text
}

#[divan::bench(sample_count = 10)]
fn yuebao(bencher: Bencher<'_, '_>) {
    let text = dump();
    let source = Source {
        name: "dump.txt",
        bytes: text.as_bytes(),
    };
    let bencher = bencher.counter(BytesCount::of_str(&text));
    bencher.bench(|| read(black_box(source)).map(|reading| join(vec![reading])));
}

#[divan::bench(sample_count = 10)]
fn split_at_blank_lines(bencher: Bencher<'_, '_>) {
    let text = dump();
    let bencher = bencher.counter(BytesCount::of_str(&text));
    bencher.bench(|| {
        black_box(&text)
            .split("\n\n")
            .map(str::to_owned)
            .collect::<Vec<_>>()
    });
}

#[divan::bench(sample_count = 10)]
fn sentences_by_uax_29(bencher: Bencher<'_, '_>) {
    let text = dump();
    let bencher = bencher.counter(BytesCount::of_str(&text));
    bencher.bench(|| black_box(&text).split_sentence_bounds().count());
}
