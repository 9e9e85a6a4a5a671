//! Any bytes.

#![no_main]

use libfuzzer_sys::fuzz_target;
use yuebao_fuzz::sound;

fuzz_target!(|bytes: &[u8]| {
    sound::check("input", bytes);
});
