//! Tests of the reader, by topic.

mod deserialize;
mod fault;
mod json;
mod limit;
mod place;
mod yaml;

use super::{Node, parse};
use crate::diagnostic::Diagnostics;
use crate::limit::Limits;
use crate::source::{Source, SourceId, Span};

fn parse_with(text: &str, limits: &Limits) -> (Option<Node>, Diagnostics) {
    parse(SourceId(0), &Source::new("x.yaml", text), limits)
}

/// The tree of a text that has neither errors nor warnings.
fn read(text: &str) -> Node {
    let (node, diagnostics) = parse_with(text, &Limits::default());
    assert!(diagnostics.is_empty(), "{text:?}: {diagnostics:?}");
    node.expect("there is a tree where there are no errors")
}

fn json(text: &str) -> serde_json::Value {
    read(text).to_json()
}

fn lines(diagnostics: &Diagnostics, text: &str) -> String {
    let sources = [Source::new("x.yaml", text)];
    let lines: Vec<_> = diagnostics
        .iter()
        .map(|one| format!("{} at {}", one.one_line(&sources), one.pointer()))
        .collect();
    lines.join("\n")
}

/// What is wrong with a text, one line for each error, with the place and the pointer.
fn errors(text: &str) -> String {
    errors_with(text, &Limits::default())
}

fn errors_with(text: &str, limits: &Limits) -> String {
    let (node, diagnostics) = parse_with(text, limits);
    assert!(node.is_none(), "there is a tree in spite of errors");
    lines(&diagnostics, text)
}

fn slice(text: &str, span: Span) -> &str {
    text.get(span.start as usize..span.end as usize).expect("a span lies in its text")
}
