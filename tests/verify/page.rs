//! The page about it has what is said.

use std::fs;
use std::path::Path;

use clientwright::Options;
use clientwright::analysis::verify::{Kind, Report, verify};
use clientwright::source::Source;

fn page() -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/verify.md");
    fs::read_to_string(path).unwrap()
}

/// The blocks of a language, in their order.
fn blocks<'p>(page: &'p str, language: &str) -> Vec<&'p str> {
    let opening = format!("\n```{language}\n");
    page.split(&opening).skip(1).map(|rest| rest.split("```").next().unwrap()).collect()
}

fn report() -> Report {
    let page = page();
    let document = Source::new("pets.yaml", blocks(&page, "yaml")[0]);
    let recording = Source::new("pets.har", blocks(&page, "json")[0]);
    verify(&[document], &[recording], &[], &Options::new("pets")).unwrap()
}

#[test]
fn the_page_shows_what_is_said_of_its_document_and_recording() {
    assert_eq!(blocks(&page(), "text"), [report().render()]);
}

#[test]
fn the_page_shows_the_overlay_that_is_written() {
    assert_eq!(blocks(&page(), "yaml")[1], report().overlay);
}

#[test]
fn the_page_has_each_code_with_what_it_means() {
    let page = page();
    let (_, table) = page.split_once("| code | what it says |\n|---|---|\n").unwrap();
    let row = |kind: &Kind| {
        let words = kind.explanation().split_whitespace().collect::<Vec<_>>().join(" ");
        format!("| `{}` | {words} |\n", kind.slug())
    };
    assert_eq!(table, Kind::ALL.iter().map(row).collect::<String>());
}
