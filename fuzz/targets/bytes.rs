//! Bytes as they come, by themselves or below the start of a document.
#![no_main]

use clientwright_fuzz::{bytes, check};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    check(&bytes(data)).unwrap_or_else(|fault| panic!("{fault}"));
});
