//! Files of a book: the input says what is in it, the archive round it is made here, so that mutations reach what is inside.

#![no_main]

use libfuzzer_sys::fuzz_target;
use yuebao_fuzz::{packed, sound};

fuzz_target!(|input: &[u8]| {
    sound::check("input.epub", &packed::book(input));
});
