//! Pages and stories of an e-paper in one folder: each is read, and all of them are knit together.

#![no_main]

use libfuzzer_sys::fuzz_target;
use yuebao_fuzz::{packed, sound};

fuzz_target!(|input: &[u8]| {
    sound::check_folder(&packed::files(input));
});
