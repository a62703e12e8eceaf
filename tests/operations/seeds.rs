//! What clients of other generators are known to have of the sessions of both services, against our pages.
//!
//! The facts are no part of the repository: `SEED_FACTS` names their file, which is otherwise looked for beside
//! the repository.

use std::collections::BTreeSet;
use std::path::PathBuf;

use serde_json::{Value, json};

use crate::root;

fn facts() -> Option<Value> {
    let beside = root().join("../shared/facts/seeds.json");
    let path = std::env::var_os("SEED_FACTS").map_or(beside, PathBuf::from);
    let text = std::fs::read_to_string(path).ok()?;
    Some(serde_json::from_str(&text).unwrap())
}

/// The code spans of a text.
fn spans(text: &str) -> Vec<&str> {
    text.split('`').skip(1).step_by(2).collect()
}

/// The part of a section below a heading.
fn part<'s>(section: &'s str, heading: &str) -> &'s str {
    let (_, rest) = section.split_once(&format!("\n### {heading}\n\n")).unwrap();
    rest.split("\n### ").next().unwrap()
}

/// The rows of a table, by their cells.
fn rows(table: &str) -> impl Iterator<Item = Vec<&str>> {
    let rows = table.lines().skip(2).filter_map(|line| line.strip_prefix("| ")?.strip_suffix(" |"));
    rows.map(|row| row.split(" | ").collect())
}

/// What our page says of an operation, as the facts say it.
fn ours(section: &str) -> Value {
    let returned = spans(part(section, "Return type"))[0];
    let returned = if returned == "()" { "void" } else { returned };
    let headers = part(section, "HTTP request headers");
    let header = |name: &str| {
        let line = headers.lines().find(|line| line.contains(name)).unwrap();
        spans(line.split(" (sent").next().unwrap()).join(" ")
    };
    let parameters: BTreeSet<(&str, bool)> = rows(part(section, "Parameters"))
        .map(|row| (spans(row[0])[0], !row.last().unwrap().starts_with("optional")))
        .collect();
    let statuses: BTreeSet<&str> =
        rows(part(section, "Response details")).map(|row| row[0]).collect();
    json!({
        "parameters": parameters, "return": returned, "statuses": statuses,
        "authorization": spans(part(section, "Authorization")).join(" "),
        "sends": header("Content-Type"), "accepts": header("Accept"),
    })
}

/// What the facts say of it.
fn theirs(operation: &Value) -> Value {
    let texts = |key: &str| -> Vec<&str> {
        operation[key].as_array().unwrap().iter().map(|text| text.as_str().unwrap()).collect()
    };
    let parameters: BTreeSet<(&str, bool)> = operation["parameters"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| (one["name"].as_str().unwrap(), one["required"].as_bool().unwrap()))
        .collect();
    json!({
        "parameters": parameters, "return": operation["return_type"],
        "statuses": texts("status_codes").into_iter().collect::<BTreeSet<_>>(),
        "authorization": texts("authorization").join(" "),
        "sends": texts("request_content_types").join(" "), "accepts": texts("accept").join(" "),
    })
}

#[test]
fn the_sessions_have_what_clients_of_other_generators_have() {
    let Some(facts) = facts() else {
        eprintln!("skipped: no facts of other generators are at hand");
        return;
    };
    let mut compared = 0;
    for api in facts["apis"].as_array().unwrap() {
        let server = format!("`{}`", api["default_base_uri"].as_str().unwrap());
        let page = ["cbrain", "apteco"]
            .map(|name| root().join(format!("generated/docs/{name}/SessionsApi.md")))
            .map(|path| std::fs::read_to_string(path).unwrap())
            .into_iter()
            .find(|page| page.contains(&server))
            .unwrap();
        let sections: Vec<&str> = page.split("\n## ").skip(1).collect();
        for operation in api["operations"].as_array().unwrap() {
            let text = |key: &str| operation[key].as_str().unwrap();
            let request = format!("`{} {}`", text("method"), text("path"));
            let row = page.lines().find(|line| line.contains(&request)).unwrap();
            let name = spans(row)[0];
            let starts = |section: &&&str| section.lines().next() == Some(name);
            let section = sections.iter().find(starts).unwrap();
            assert_eq!(ours(section), theirs(operation), "{}", text("operation"));
            compared += 1;
        }
    }
    assert_eq!(compared, 3 + 7);
}
