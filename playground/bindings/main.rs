//! Makes, of the compiled package, the two files that a page loads: `generator_bg.wasm`, and
//! `generator.js` through which it is called.
//!
//! It is of the same version as `wasm-bindgen` by `Cargo.lock`, as it has to be; the tool of that name
//! would have to be installed so.

use std::env;

use anyhow::{Context as _, Result, bail};
use wasm_bindgen_cli_support::Bindgen;

fn main() -> Result<()> {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let [compiled, folder] = arguments.as_slice() else {
        bail!("usage: bindings COMPILED.wasm FOLDER");
    };
    Bindgen::new()
        .input_path(compiled)
        .web(true)?
        .typescript(false)
        .remove_name_section(true)
        .remove_producers_section(true)
        .out_name("generator")
        .generate(folder)
        .with_context(|| format!("{compiled} cannot be given its bindings"))
}
