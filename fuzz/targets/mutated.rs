//! Fixtures, and documents of `FUZZ_SEEDS`, changed in their letters or in their trees.
#![no_main]

use std::path::Path;
use std::sync::LazyLock;

use clientwright_fuzz::{Seeds, check, mutated};
use libfuzzer_sys::fuzz_target;

static SEEDS: LazyLock<Seeds> = LazyLock::new(|| {
    Seeds::below(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/fixtures"))
});

fuzz_target!(|data: &[u8]| {
    check(&mutated(data, &SEEDS)).unwrap_or_else(|fault| panic!("{fault}"));
});
