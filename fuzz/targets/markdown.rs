//! Sources of the form `Markdown`.

#![no_main]

use libfuzzer_sys::{Corpus, fuzz_target};
use yuebao::read::Form;
use yuebao_fuzz::sound;

fuzz_target!(|bytes: &[u8]| -> Corpus {
    if !sound::is(bytes, Form::Markdown) {
        return Corpus::Reject;
    }
    sound::check("input", bytes);
    Corpus::Keep
});
