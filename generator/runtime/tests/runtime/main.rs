//! What every generated crate stands on, tested as ordinary Rust.

// A test may panic.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)]

use clientwright_runtime as runtime;

mod support;
mod script;
mod values;
mod requests;
mod exchanges;
mod streams;
mod pages;
mod bounds;
