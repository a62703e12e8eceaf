//! Which lists have which fields: what is written by hand says what the document says.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use regex_lite::Regex;
use serde_json::Value;

/// A file or a folder of `specs/`.
fn specs(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../specs").join(name)
}

/// What a macro of this name is called with.
fn arguments(file: &str, name: &str) -> String {
    let text = fs::read_to_string(specs("apteco/filters").join(file)).unwrap();
    let (_, arguments) = text.split_once(&format!("\n{name}! {{\n")).unwrap();
    arguments.split_once("\n}\n").unwrap().0.to_owned()
}

/// The fields of each list, as the module of filters has them, by `Tag_Call`.
fn typed() -> BTreeMap<String, Vec<String>> {
    let entries = Regex::new(r#"(\w+), "[^"]*":\s*([\w\s]*);"#).unwrap();
    let (fields, mut lists) = (arguments("fields.rs", "fields"), BTreeMap::new());
    let is_field = |name: &&str| *name != "TableFunctions";
    // Of two fields that are called the same, one has texts.
    let wire = |name: &str| if name == "ElementId" { "Id" } else { name }.to_owned();
    let fields: BTreeMap<&str, Vec<String>> = entries
        .captures_iter(&fields)
        .map(|found| found.extract::<2>().1)
        .map(|[entry, names]| {
            (entry, names.split_whitespace().filter(is_field).map(wire).collect())
        })
        .collect();
    let (mut tag, calls) = (String::new(), arguments("calls.rs", "calls"));
    for line in calls.lines() {
        match line.split_whitespace().collect::<Vec<_>>().as_slice() {
            [_, module, "{"] => {
                let capital = |word: &str| word[..1].to_uppercase() + &word[1..];
                tag = module.split('_').map(capital).collect();
            }
            [call, entry] => {
                let entry = entry.trim_end_matches(',');
                lists.insert(format!("{tag}_{call}"), fields[entry].clone());
            }
            _ => {}
        }
    }
    lists
}

/// The fields of each list, as the descriptions of the document have them, by operation id.
fn documented() -> BTreeMap<String, Vec<String>> {
    let said = Regex::new(
        r"(?:`filter` and `orderBy`\s+take|without it all sessions are listed\.)\s+((?:`\w+`,?\s*)+)",
    );
    let (said, name) = (said.unwrap(), Regex::new(r"`(\w+)`").unwrap());
    let files = fs::read_dir(specs("apteco")).unwrap().map(|file| file.unwrap().path());
    let files = files.filter(|path| path.extension().is_some_and(|kind| kind == "yaml"));
    let mut lists = BTreeMap::new();
    for path in files.chain([specs("apteco.yaml")]) {
        let document: Value = serde_yaml::from_str(&fs::read_to_string(path).unwrap()).unwrap();
        let Some(Value::Object(paths)) = document.get("paths") else { continue };
        for operation in paths.values().filter_map(Value::as_object).flat_map(|item| item.values())
        {
            let Some(Value::Array(parameters)) = operation.get("parameters") else { continue };
            let is_filter = |parameter: &&Value| {
                parameter["name"] == "filter"
                    || parameter["$ref"].as_str().is_some_and(|to| to.ends_with("/Filter"))
            };
            let Some(filter) = parameters.iter().find(is_filter) else { continue };
            let id = operation["operationId"].as_str().unwrap();
            let words = [operation, filter].map(|one| one["description"].as_str().unwrap_or(""));
            let words = words.join("\n");
            let fields = said.captures(&words).unwrap_or_else(|| panic!("{id}: {words}"));
            let fields = name.captures_iter(&fields[1]).map(|found| found[1].to_owned());
            lists.insert(id.to_owned(), fields.collect());
        }
    }
    lists
}

#[test]
fn each_list_has_the_fields_that_the_document_says() {
    let documented = documented();
    assert_eq!(documented.len(), 63);
    assert_eq!(typed(), documented);
}
