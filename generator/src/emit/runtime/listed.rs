//! The manifest of the runtime's package, line by line.

use std::collections::BTreeSet;

use clientwright_runtime::sources::MANIFEST;

/// A line of the manifest.
pub(in crate::emit) struct Line<'a> {
    /// The lines of comments above it.
    pub(in crate::emit) docs: Vec<&'a str>,
    /// What it is about.
    pub(in crate::emit) name: &'a str,
    /// What is said of it.
    pub(in crate::emit) needed: &'a str,
}

impl Line<'_> {
    /// Whether a word is in the list that it is.
    pub(in crate::emit) fn has(&self, word: &str) -> bool {
        self.words().any(|known| known == word)
    }

    /// The words of the list that it is.
    pub(in crate::emit) fn words(&self) -> impl Iterator<Item = &str> {
        self.needed.split('"').skip(1).step_by(2)
    }
}

/// The lines of a section.
pub(in crate::emit) fn section(name: &str) -> impl Iterator<Item = Line<'static>> {
    let head = format!("\n[{name}]\n");
    let rest = MANIFEST.split_once(&head).map(|(_, rest)| rest).unwrap_or_default();
    let body = rest.split_once("\n\n").map_or(rest, |(body, _)| body);
    let mut docs = Vec::new();
    body.lines().filter_map(move |line| {
        let Some((name, needed)) = line.split_once(" = ").filter(|_| !line.starts_with('#')) else {
            docs.push(line);
            return None;
        };
        Some(Line { docs: std::mem::take(&mut docs), name, needed })
    })
}

/// The features that need one of some, those included.
pub(super) fn dependents(of: Vec<&'static str>) -> BTreeSet<&'static str> {
    let mut found: BTreeSet<&str> = of.into_iter().collect();
    loop {
        let is_new = |line: &Line<'_>| {
            line.name != "default"
                && !found.contains(line.name)
                && line.words().any(|word| found.contains(word))
        };
        match section("features").find(is_new) {
            Some(line) => found.insert(line.name),
            None => return found,
        };
    }
}
