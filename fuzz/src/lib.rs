//! Documents that nobody would write, made from bytes that a fuzzer chooses: the generator ends
//! with a message or with code, and never with a mistake of its own; and answers of such bytes, which
//! the types of the fixtures read or refuse.
//!
//! The targets of `cargo fuzz` and the tests on stable Rust share what is here. To fuzz:
//!
//! ```text
//! cargo +nightly fuzz run -s none --features libfuzzer mutated
//! ```
//!
//! `FUZZ_SEEDS` may name a folder of documents that `mutated` changes beside the fixtures.

mod answer;
mod edit;
mod grammar;
mod seeds;
mod text;
mod types;
mod words;

use std::time::{Duration, Instant};

use arbitrary::Unstructured;
use clientwright::diagnostic::{Code, Format};
use clientwright::source::Source;
use clientwright::{Options, generate};

pub use answer::answer;
pub use seeds::Seeds;
pub use types::table;

/// The text of [`answer`], for a crate of its own.
pub const ANSWER: &str = include_str!("answer.rs");

/// How long one document may take, unoptimized and beside other work.
const PATIENCE: Duration = Duration::from_secs(30);

/// Generates a document's crate.
///
/// # Errors
///
/// What the generator did wrong: a mistake of its own, a result that its diagnostics deny, a
/// diagnostic that cannot be shown, or more time than it may take.
pub fn check(text: &str) -> Result<(), String> {
    let start = Instant::now();
    let sources = [Source::new("fuzzed.yaml", text)];
    let (generated, diagnostics) = generate(&sources, &Options::new("fuzzed"));
    if start.elapsed() > PATIENCE {
        return Err(format!("it took {:?} for\n{text}", start.elapsed()));
    }
    let shown = diagnostics.render(&sources, false);
    if diagnostics.iter().any(|found| found.code() == Code::Internal) {
        return Err(format!("{shown}\nfor\n{text}"));
    }
    if generated.is_none() != diagnostics.has_errors() {
        return Err(format!("errors and a crate, or neither:\n{shown}\nfor\n{text}"));
    }
    for format in [Format::Json, Format::Github] {
        let lines = diagnostics.report(&sources, format).lines().count();
        if lines != diagnostics.iter().count() {
            return Err(format!("{lines} lines for other findings:\n{shown}\nfor\n{text}"));
        }
    }
    Ok(())
}

/// The bytes as text, by themselves or as the rest of a document that begins well.
pub fn bytes(data: &[u8]) -> String {
    let text = String::from_utf8_lossy(data.get(1..).unwrap_or_default());
    let start = match data.first().map(|first| first % 5) {
        Some(1) => "swagger: '2.0'\ninfo: {title: a, version: b}\n",
        Some(2) => "openapi: 3.0.3\ninfo: {title: a, version: b}\n",
        Some(3) => "openapi: 3.1.0\ninfo: {title: a, version: b}\n",
        Some(4) => "openapi: 3.2.0\ninfo: {title: a, version: b}\n",
        _ => "",
    };
    format!("{start}{text}")
}

/// A document among the seeds, changed in a few places: its letters or its tree.
pub fn mutated(data: &[u8], seeds: &Seeds) -> String {
    let mut choices = Unstructured::new(data);
    let index = choices.choose_index(seeds.len()).unwrap_or_default();
    if choices.ratio(1, 3).unwrap_or_default() {
        return text::changed(seeds.text(index), &mut choices, seeds);
    }
    edit::changed(seeds.tree(index), &mut choices, seeds).to_string()
}

/// A document by the grammar of OpenAPI, in which everything may refer to everything.
pub fn generated(data: &[u8]) -> String {
    grammar::document(&mut Unstructured::new(data)).to_string()
}
