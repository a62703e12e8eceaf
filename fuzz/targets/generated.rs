//! Documents by the grammar of OpenAPI.
#![no_main]

use clientwright_fuzz::{check, generated};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    check(&generated(data)).unwrap_or_else(|fault| panic!("{fault}"));
});
