//! Answers that no server would send, in the crate of the fixtures: what the target `answers` of
//! `cargo fuzz` looks for during hours, for a moment.

use std::fs;
use std::path::Path;

use clientwright::emit::Runtime;
use clientwright::model::Api;
use clientwright::source::Source;
use clientwright::{Options, generate};

/// Writes a test that reads answers of any bytes as each type: `tests/answers.rs`.
pub(super) fn write(folder: &Path, sources: &[Source], options: &Options) {
    assert_eq!(options.runtime, Runtime::Bundled);
    let apis = generate(sources, options).0.unwrap().apis;
    let text = |api: &Api| {
        let source = sources.iter().find(|source| source.stem() == api.name.wire);
        source.map(|source| source.text().to_owned()).unwrap_or_default()
    };
    let table = clientwright_fuzz::table(&apis, "fixtures", &text);
    let answer = clientwright_fuzz::ANSWER.lines().filter(|line| !line.starts_with("//!"));
    let answer: String = answer.flat_map(|line| [line, "\n"]).collect();
    let test = include_str!("../answers.rs");
    fs::write(folder.join("tests/answers.rs"), format!("{test}{answer}{table}")).unwrap();
}
