//! How much memory the generator may have in a browser.

/// For what goes deep. The browser has a bound of its own, of about a megabyte for its own frames.
const STACK: usize = 16 << 20;

/// Of all: a tab that takes more is ended by the browser, without a word.
const MOST: usize = 2 << 30;

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    if std::env::var("CARGO_CFG_TARGET_FAMILY").is_ok_and(|family| family == "wasm") {
        println!("cargo::rustc-link-arg-cdylib=-zstack-size={STACK}");
        println!("cargo::rustc-link-arg-cdylib=--max-memory={MOST}");
    }
}
