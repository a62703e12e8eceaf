//! The pages of the docs say what there is.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use clientwright::analysis::diff::{Answers, Form, Head, Kind, Level, Wire, report};

use super::examples::{Breaks, breaks};
use super::support::compared;

fn page(name: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs").join(name);
    fs::read_to_string(path).unwrap()
}

fn cells(row: &str) -> Vec<&str> {
    row.trim_start_matches("| ").trim_end_matches(" |").split(" | ").collect()
}

fn level(level: Level) -> &'static str {
    level.word()
}

/// An answer for each way, once where they are the same.
fn both(of: impl Fn(Answers) -> &'static str, kind: Kind) -> String {
    let ways = kind.rule().ways;
    match (of(ways.received), of(ways.sent)) {
        (one, other) if one == other => one.to_owned(),
        (one, other) => format!("received: {one}; sent: {other}"),
    }
}

/// The rows of a table of a page, by how many cells they have.
fn rows(page: &str, count: usize) -> String {
    let rows = page.lines().filter(|line| line.starts_with("| `") && cells(line).len() == count);
    rows.map(|line| format!("{line}\n")).collect()
}

/// Holds the rows of the page to these, or writes them.
fn hold(count: usize, table: &str) {
    let page = page("diff.md");
    let rows = rows(&page, count);
    if std::env::var_os("UPDATE_PAGES").is_some() && rows != table {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/diff.md");
        fs::write(path, page.replace(&rows, table)).unwrap();
        return;
    }
    assert_eq!(rows, table, "UPDATE_PAGES=1 writes it");
}

/// The table of the rules, as the page has it.
fn table() -> String {
    let mut out = String::new();
    for kind in Kind::ALL {
        let rule = kind.rule();
        let compiles = both(|answers| if answers.compiles { "yes" } else { "no" }, *kind);
        let old = both(|answers| Wire::word(answers.old_to_new), *kind);
        let new = both(|answers| Wire::word(answers.new_to_old), *kind);
        let (received, sent) = (rule.level(rule.ways.received), rule.level(rule.ways.sent));
        let version = match received == sent {
            true => level(sent).to_owned(),
            false => format!("received: {}; sent: {}", level(received), level(sent)),
        };
        writeln!(
            out,
            "| `{}` | {} | {compiles} | {old} | {new} | {version} | {} |",
            rule.slug, rule.title, rule.reason
        )
        .unwrap();
    }
    out
}

#[test]
fn the_table_of_the_rules_is_that_of_the_page() {
    hold(7, &table());
}

#[test]
fn the_rules_after_which_some_code_compiles_are_those_of_the_page() {
    let mut table = String::new();
    for kind in Kind::ALL {
        let rule = kind.rule();
        let compiles = rule.ways.received.compiles && rule.ways.sent.compiles;
        assert_eq!(breaks(*kind).is_none(), compiles, "{}", rule.slug);
        if let Some(Breaks::Some(reason)) = breaks(*kind) {
            writeln!(table, "| `{}` | {reason} |", rule.slug).unwrap();
        }
    }
    hold(2, &table);
}

#[test]
fn the_outputs_on_the_page_are_what_is_printed() {
    let page = page("diff.md");
    let found = compared("property-became-optional");
    for form in [Form::Human, Form::Markdown, Form::Json, Form::Github] {
        let text = report(&found, &Head::default(), form);
        if std::env::var_os("UPDATE_PAGES").is_some() {
            println!("{text}");
        }
        assert!(page.contains(&text), "{text}");
    }
}

#[test]
fn each_kind_of_oasdiff_has_a_row_that_names_a_rule_or_a_reason() {
    let page = page("diff-oasdiff.md");
    let rows: Vec<Vec<&str>> =
        page.lines().filter(|line| line.starts_with("| `")).map(cells).collect();
    assert_eq!(rows.len(), 516);
    let slugs: BTreeSet<&str> = Kind::ALL.iter().map(|kind| kind.rule().slug).collect();
    for row in &rows {
        assert_eq!(row.len(), 3, "{row:?}");
        let rules: Vec<&str> = row[1].split('`').skip(1).step_by(2).collect();
        assert!(rules.iter().all(|rule| slugs.contains(rule)), "{row:?}");
        assert!(!rules.is_empty() || row[2].len() > 20, "{row:?}");
    }
    if let Some(folder) = tests::evolution::beside("EVOLUTION", "evolution") {
        let text = fs::read_to_string(folder.join("oasdiff-kinds.txt")).unwrap();
        let known: Vec<&str> = text.lines().filter(|line| !line.starts_with('#')).collect();
        let named: Vec<&str> = rows.iter().map(|row| row[0].trim_matches('`')).collect();
        assert_eq!(named, known);
    }
}
