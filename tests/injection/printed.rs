//! What is printed of a document: nothing that a terminal or the log of a continuous integration
//! would obey, wherever it stood.

use std::thread;

use clientwright::analysis::diff::{Form, Head, diff, report};
use clientwright::analysis::explain::{self, ExplainError};
use clientwright::analysis::verify::{VerifyError, verify};
use clientwright::diagnostic::Format;
use clientwright::source::{Source, inert, visible_text};
use clientwright::{Options, generate};
use serde_json::{Map, Value, json};
use tests::injected::{PROSE, document_with_code};

/// Stands in front of what was there, so that names stay different ones.
const HOSTILE: &str = "\n::set-env name=a::b\n ::stop-commands::x\r##[set-output name=a]b \
                       ##vso[task.setvariable variable=a]b ##teamcity[a] section_start:1:a\r\u{1b}[0K\
                       section_end:1:a travis_fold:end:a\u{202e}\u{9b}2J\u{2028}::add-mask::a";

/// A document of each dialect, with much in it.
fn documents() -> Vec<Value> {
    let harmless =
        |place: &str| if PROSE.contains(&place) { "Words".to_owned() } else { String::new() };
    let modern: Value = serde_json::from_str(&document_with_code(harmless)).unwrap();
    let of_version = |version: &str| {
        let mut document = modern.clone();
        document["openapi"] = json!(version);
        document
    };
    let swagger = json!({
        "swagger": "2.0", "info": {"title": "Old", "version": "1", "description": "Words"},
        "host": "api.example.com", "basePath": "/v1", "schemes": ["https"],
        "consumes": ["application/json"], "produces": ["application/json"],
        "securityDefinitions": {
            "key": {"type": "apiKey", "in": "header", "name": "Key", "description": "Words"},
            "login": {"type": "oauth2", "flow": "implicit", "authorizationUrl": "https://a.example",
                      "scopes": {"all": "Words"}},
        },
        "tags": [{"name": "Pets", "description": "Words"}],
        "paths": {"/pets/{id}": {"post": {
            "tags": ["Pets"], "operationId": "addPet", "summary": "Words", "security": [{"key": []}],
            "parameters": [
                {"name": "id", "in": "path", "required": true, "type": "string", "pattern": "^a$"},
                {"name": "sort", "in": "query", "type": "array", "collectionFormat": "csv",
                 "items": {"type": "string", "enum": ["up", "down"]}},
                {"name": "pet", "in": "body", "schema": {"$ref": "#/definitions/Pet"}},
            ],
            "responses": {"200": {"description": "Words", "schema": {"$ref": "#/definitions/Pet"},
                                  "headers": {"X-Rate": {"type": "integer", "description": "Words"}}}},
        }}},
        "definitions": {"Pet": {"type": "object", "required": ["kind"], "discriminator": "kind",
            "properties": {"kind": {"type": "string"}, "age": {"type": "integer", "format": "int32"}}}},
    });
    let versions = ["3.0.3", "3.1.0", "3.2.0"].map(of_version);
    versions.into_iter().chain([swagger]).collect()
}

/// The keys of the tables in `docs/extensions.md`, and whether each is one of ours.
fn extensions() -> Vec<(&'static str, bool)> {
    let page = include_str!("../../docs/extensions.md").split("## Not read").next().unwrap();
    let mut found: Vec<(&str, bool)> = Vec::new();
    let (ours, others) = page.split_once("## Of other tools").unwrap();
    for (part, is_ours) in [(ours, true), (others, false)] {
        let rows = part.lines().filter(|line| line.starts_with("| `"));
        let keys =
            rows.flat_map(|row| row.split('|').nth(1).unwrap().split('`').skip(1).step_by(2));
        found.extend(keys.map(|key| (key, is_ours)));
    }
    found
}

/// The document with an extension on each of its objects.
fn extended(value: &Value, key: &str, said: &Value) -> Value {
    // Where there is a member of it, an object is one of the specification.
    const MEMBERS: [&str; 9] =
        ["type", "$ref", "in", "schema", "responses", "description", "name", "info", "content"];
    match value {
        Value::Object(members) => {
            let inner = members.iter().map(|(name, it)| (name.clone(), extended(it, key, said)));
            let mut inner: Map<_, _> = inner.collect();
            if MEMBERS.iter().any(|member| members.contains_key(*member)) {
                inner.insert(key.to_owned(), said.clone());
            }
            Value::Object(inner)
        }
        Value::Array(items) => items.iter().map(|item| extended(item, key, said)).collect(),
        other => other.clone(),
    }
}

/// The document with the hostile text in one place more each: a string, or the name of a member.
fn planted(document: &Value) -> Vec<Value> {
    let mut all = Vec::new();
    plant(document, &mut |value| all.push(value));
    all
}

fn plant(value: &Value, found: &mut dyn FnMut(Value)) {
    match value {
        Value::String(text) => found(json!(format!("{HOSTILE}{text}"))),
        Value::Array(items) => {
            for (index, item) in items.iter().enumerate() {
                plant(item, &mut |other| {
                    let mut items = items.clone();
                    items[index] = other;
                    found(Value::Array(items));
                });
            }
        }
        Value::Object(members) => {
            let renamed = |at: &str, name: &str, other: &Value| {
                let member = |(key, value): (&String, &Value)| {
                    let is_it = key == at;
                    let key = if is_it { name.to_owned() } else { key.clone() };
                    (key, if is_it { other.clone() } else { value.clone() })
                };
                Value::Object(members.iter().map(member).collect::<Map<_, _>>())
            };
            for (key, member) in members {
                found(renamed(key, &format!("{HOSTILE}{key}"), member));
                plant(member, &mut |other| found(renamed(key, key, &other)));
            }
        }
        _ => {}
    }
}

/// What would be obeyed of an output; lines of GitHub are meant to be.
fn obeyed(text: &str, is_github: bool) -> Option<String> {
    let is_command = |line: &&str| {
        let is_meant = is_github
            && ["::error ", "::warning ", "::notice "].iter().any(|meant| line.starts_with(meant));
        let opens = line.split("##").skip(1).any(|rest| {
            rest.trim_start_matches(|letter: char| letter.is_alphanumeric()).starts_with('[')
        });
        let folds = ["section_start:", "section_end:", "travis_fold:"];
        (line.trim_start().starts_with("::") && !is_meant)
            || opens
            || folds.iter().any(|fold| line.contains(fold))
            || line.chars().any(|letter| {
                (letter.is_control() && letter != '\t') || matches!(letter, '\u{202e}' | '\u{2028}')
            })
    };
    text.split('\n').find(is_command).map(str::to_owned)
}

/// A recording with much in it that is not as the documents say, and some that is.
fn recording() -> Value {
    let entry = |method: &str, target: &str, status: u16, body: &Value| {
        json!({
            "request": {
                "method": method, "url": format!("https://api.example.com/v1{target}"),
                "headers": [{"name": "X-Extra", "value": "Words"}, {"name": "Cookie", "value": "a=Words"}],
                "postData": {"mimeType": "application/json", "text": body.to_string()},
            },
            "response": {
                "status": status, "headers": [{"name": "X-Rate", "value": "fast"}],
                "content": {"mimeType": "application/json", "text": body.to_string()},
            },
        })
    };
    let pet = json!({"kind": "Words", "age": "Words", "more": {"token": "Words"}});
    json!({"log": {"entries": [
        entry("POST", "/pets/a?sort=Words&other=Words", 200, &pet),
        entry("POST", "/pets/a", 418, &pet),
        entry("GET", "/elsewhere/Words", 200, &pet),
        entry("PATCH", "/pets/a", 200, &pet),
    ]}})
}

/// What is said of a recording that is compared with a document.
fn compared(sources: &[Source], recording: &Value, options: &Options) -> Vec<String> {
    let recordings = [Source::new("planted.har", recording.to_string())];
    let servers = ["https://api.example.com/v1".to_owned()];
    match verify(sources, &recordings, &servers, options) {
        Ok(report) => {
            vec![inert(&visible_text(&report.render())), report.json(), report.overlay]
        }
        Err(VerifyError::Document(_)) => Vec::new(),
        Err(VerifyError::Recording(found)) => {
            vec![found.render(&recordings, false), found.report(&recordings, Format::Json)]
        }
    }
}

/// What is told of the differences from a harmless document, in all forms.
fn check_diff(harmless: &Value, document: &Value) {
    let source = |value: &Value| [Source::new("planted.json", value.to_string())];
    let (old, new) = (source(harmless), source(document));
    let Ok(found) = diff(&old, &new, &Options::new("planted")) else { return };
    for form in [Form::Human, Form::Json, Form::Markdown, Form::Github] {
        let text = report(&found, &Head::default(), form);
        let obeyed = obeyed(&text, form == Form::Github);
        assert!(obeyed.is_none(), "{obeyed:?} of {document:#}");
    }
}

fn check(document: &Value) {
    let sources = [Source::new("planted.json", document.to_string())];
    let options = Options::new("planted");
    let (_, found) = generate(&sources, &options);
    let uses = match explain::uses(&sources, &options) {
        Ok(text) => text,
        Err(ExplainError::Document(found)) => found.render(&sources, false),
        Err(_) => String::new(),
    };
    let explained = explain::explain(&sources, "POST /pets/{id}", &options).unwrap_or_default();
    for text in compared(&sources, &recording(), &options) {
        let obeyed = obeyed(&text, false);
        assert!(obeyed.is_none(), "{obeyed:?} of {document:#}");
    }
    let lines = found.iter().map(|one| one.one_line(&sources)).collect::<Vec<_>>().join("\n");
    for (text, is_github) in [
        (found.render(&sources, false), false),
        (found.report(&sources, Format::Json), false),
        (found.report(&sources, Format::Github), true),
        (lines, false),
        (inert(&visible_text(&uses)), false),
        (inert(&visible_text(&explained)), false),
        // It is written into a file as it is.
        (explain::overlay(&sources, &options).unwrap_or_default(), false),
    ] {
        let obeyed = obeyed(&text, is_github);
        assert!(obeyed.is_none(), "{obeyed:?} of {document:#}");
    }
    for line in found.report(&sources, Format::Json).lines() {
        let one: Value = serde_json::from_str(line).unwrap();
        let messages: Vec<&str> = found.iter().map(|one| one.message()).collect();
        assert!(messages.contains(&one["message"].as_str().unwrap()), "{line}");
    }
}

#[test]
fn nothing_of_a_difference_is_obeyed_wherever_it_stands() {
    let all: Vec<(Value, Value)> = documents()
        .into_iter()
        .flat_map(|one| planted(&one).into_iter().map(move |planted| (one.clone(), planted)))
        .collect();
    assert!(all.len() > 300, "{}", all.len());
    thread::scope(|scope| {
        for part in all.chunks(all.len() / 2 + 1) {
            scope.spawn(move || part.iter().for_each(|(one, other)| check_diff(one, other)));
        }
    });
}

#[test]
fn nothing_of_a_document_is_obeyed_wherever_it_stands() {
    let all: Vec<Value> = documents().iter().flat_map(planted).collect();
    assert!(all.len() > 300, "{}", all.len());
    thread::scope(|scope| {
        for part in all.chunks(all.len() / 2 + 1) {
            scope.spawn(move || part.iter().for_each(check));
        }
    });
}

#[test]
fn nothing_of_an_extension_is_obeyed_wherever_it_stands() {
    let mut all = Vec::new();
    for document in documents() {
        for (key, is_ours) in extensions() {
            let text = json!(HOSTILE);
            all.push(extended(&document, key, &text));
            if is_ours {
                all.push(extended(&document, key, &json!([HOSTILE, "a::b"])));
                all.push(extended(&document, key, &json!({HOSTILE: HOSTILE, "items": HOSTILE})));
            }
        }
    }
    assert!(all.len() > 200, "{}", all.len());
    thread::scope(|scope| {
        for part in all.chunks(all.len() / 2 + 1) {
            scope.spawn(move || part.iter().for_each(check));
        }
    });
}

#[test]
fn nothing_of_a_recording_is_obeyed_wherever_it_stands() {
    let options = Options::new("planted");
    let all = planted(&recording());
    assert!(all.len() > 50, "{}", all.len());
    for document in documents() {
        let sources = [Source::new("document.json", document.to_string())];
        for recording in &all {
            for text in compared(&sources, recording, &options) {
                let obeyed = obeyed(&text, false);
                assert!(obeyed.is_none(), "{obeyed:?} of {recording:#}");
            }
        }
    }
}
