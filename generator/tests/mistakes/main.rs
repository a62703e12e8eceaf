//! The commonest mistakes, and what is said of each: what, where, what follows, what to do.

#![allow(clippy::panic, clippy::unwrap_used, reason = "a test may panic")]

mod support;
mod files;
mod syntax;
mod structure;
mod schemas;
mod commands;

#[test]
fn there_are_more_than_fifty_of_them() {
    let documents = [files::ALL.len(), syntax::ALL.len(), structure::ALL.len(), schemas::ALL.len()];
    let count = documents.iter().sum::<usize>() + commands::ALL.len();
    assert!(count >= 50, "{count}");
}
