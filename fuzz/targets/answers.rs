//! Answers of any bytes to every type of the fixtures.
#![no_main]
#![recursion_limit = "1024"]

use clientwright_fuzz::answer;
use libfuzzer_sys::fuzz_target;

include!(concat!(env!("OUT_DIR"), "/src/lib.rs"));

include!(concat!(env!("OUT_DIR"), "/types.rs"));

fuzz_target!(|data: &[u8]| {
    check_any(data).unwrap_or_else(|fault| panic!("{fault}"));
});
