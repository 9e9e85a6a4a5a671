//! Archives, their bytes as they come.

#![no_main]

use libfuzzer_sys::{Corpus, fuzz_target};
use yuebao::read::{Form, sniff};
use yuebao_fuzz::sound;

fuzz_target!(|bytes: &[u8]| -> Corpus {
    if !matches!(sniff(bytes), Ok(Form::Archive(_) | Form::Epub)) {
        return Corpus::Reject;
    }
    sound::check("input", bytes);
    Corpus::Keep
});
