//! No key of ours is ignored in silence: wherever it stands, it changes what is generated, or is told of.

use std::collections::{BTreeMap, BTreeSet};

use clientwright::diagnostic::Diagnostic;
use clientwright::emit::Runtime;
use clientwright::source::Source;
use clientwright::{Options, generate};
use serde_json::{Value, json};
use tests::settled;

/// Each key, and values of it: of those that say what holds anyway, another one has to say more. Of null
/// nothing has to be said: where it is received or is no JSON, it is as if nothing were there.
fn keys() -> Vec<(&'static str, Vec<Value>)> {
    let truth = || vec![json!(true), json!(false)];
    vec![
        ("x-rust-name", vec![json!("ZqName"), json!("zq_name")]),
        ("x-rust-type-name", vec![json!("ZqName")]),
        ("x-enum-varnames", vec![json!(["ZqOne", "ZqTwo"])]),
        ("x-enum-descriptions", vec![json!(["zq one", "zq two"])]),
        ("x-paging", vec![json!({"items": "list", "offset": "page", "limit": "limit"})]),
        ("x-idempotent", vec![json!(true)]),
        ("x-bind", vec![json!(true)]),
        ("x-ignore", vec![json!(true)]),
        ("x-required", truth()),
        ("x-open-enum", vec![json!(false)]),
        ("x-body", ["bytes", "json-lines"].map(Value::from).to_vec()),
        ("x-rust-type", vec![json!("std::net::IpAddr")]),
        ("x-rust-derive", vec![json!(["zq::Zq"])]),
        ("x-rust-attributes", vec![json!(["zq::zq"])]),
        ("x-rust-check", vec![json!("zq::zq")]),
        ("x-rust-enums", vec![json!({"derive": ["zq::Zq"]})]),
        ("x-value-prefix", vec![json!("zq ")]),
    ]
}

fn schemas(list: &str) -> Value {
    let to = |name: &str| json!({"$ref": format!("#/{list}/{name}")});
    let mut all = json!({
        "Pet": {
            "type": "object",
            "required": ["id", "state"],
            "properties": {
                "id": {"type": "string"},
                "count": {"type": "integer"},
                "state": to("State"),
                "mood": {"type": "string", "enum": ["a", "b"]},
                "only": {"type": "string", "enum": ["a"]},
                "inner": {"type": "object", "properties": {"x": {"type": "string"}}},
                "list": {"type": "array", "items": {"type": "string"}},
                "moods": {"type": "array", "items": {"type": "string", "enum": ["c", "d"]}},
                "map": {"type": "object", "additionalProperties": {"type": "integer"}},
                "free": {},
            },
        },
        "State": {"type": "string", "enum": ["on", "off"]},
        "Level": {"type": "integer", "enum": [1, 2]},
        "Text": {"type": "string"},
        "Alias": to("Pet"),
        "Pets": {"type": "array", "items": to("Pet")},
        "Dog": {"allOf": [to("Pet"), {"type": "object", "required": ["bark"], "properties": {"bark": {"type": "string"}, "count": {"type": "integer"}}}]},
        "Same": {"allOf": [to("State")]},
    });
    if list != "definitions" {
        all["Either"] = json!({"oneOf": [to("Pet"), {"type": "string"}, {"type": "array", "items": {"type": "integer"}}]});
        all["Any"] = json!({"anyOf": [to("State"), {"type": "integer"}]});
        all["Noted"] = json!({"oneOf": [{"type": "string", "enum": ["a"]}, {"type": "string", "enum": ["b"]}]});
    }
    all
}

fn document(version: &str) -> Value {
    if version == "2.0" {
        return json!({
            "swagger": "2.0",
            "info": {"title": "a", "version": "b"},
            "host": "example.com",
            "tags": [{"name": "pets"}],
            "securityDefinitions": {"key": {"type": "apiKey", "in": "header", "name": "X-Key"}},
            "security": [{"key": []}],
            "parameters": {"Shared": {"name": "shared", "in": "query", "type": "string"}},
            "responses": {"Missing": {"description": "a", "schema": {"type": "object", "properties": {"why": {"type": "string"}}}}},
            "definitions": schemas("definitions"),
            "paths": {
                "/pets/{id}": {
                    "parameters": [{"name": "id", "in": "path", "required": true, "type": "string"}],
                    "get": {
                        "tags": ["pets"],
                        "operationId": "listPets",
                        "parameters": [
                            {"name": "page", "in": "query", "type": "integer"},
                            {"name": "limit", "in": "query", "type": "integer"},
                            {"name": "sort", "in": "query", "type": "string", "enum": ["up", "down"]},
                            {"name": "of", "in": "query", "type": "array", "items": {"type": "string", "enum": ["m", "n"]}},
                            {"$ref": "#/parameters/Shared"},
                        ],
                        "responses": {
                            "200": {"description": "a", "headers": {"X-A": {"type": "string"}}, "schema": {"$ref": "#/definitions/Pet"}},
                            "404": {"$ref": "#/responses/Missing"},
                        },
                    },
                    "put": {
                        "tags": ["pets"],
                        "operationId": "putPet",
                        "parameters": [{"name": "body", "in": "body", "required": true, "schema": {"$ref": "#/definitions/Pet"}}],
                        "responses": {"200": {"description": "a", "schema": {"type": "array", "items": {"$ref": "#/definitions/Dog"}}}},
                    },
                    "post": {
                        "tags": ["pets"],
                        "operationId": "sendPet",
                        "consumes": ["application/x-www-form-urlencoded"],
                        "parameters": [{"name": "field", "in": "formData", "type": "string"}],
                        "responses": {"204": {"description": "a"}},
                    },
                },
            },
        });
    }
    let json = |schema: Value| json!({"application/json": {"schema": schema}});
    let to = |list: &str, name: &str| json!({"$ref": format!("#/components/{list}/{name}")});
    json!({
        "openapi": version,
        "info": {"title": "a", "version": "b"},
        "servers": [{"url": "https://{host}", "variables": {"host": {"default": "example.com"}}}],
        "tags": [{"name": "pets"}],
        "security": [{"key": []}],
        "components": {
            "schemas": schemas("components/schemas"),
            "securitySchemes": {"key": {"type": "apiKey", "in": "header", "name": "X-Key"}},
            "parameters": {"Shared": {"name": "shared", "in": "query", "schema": {"type": "string"}}},
            "headers": {"Rate": {"schema": {"type": "integer"}}},
            "requestBodies": {"Body": {"required": true, "content": json(to("schemas", "Pet"))}},
            "responses": {"Missing": {"description": "a", "content": json(json!({"type": "object", "properties": {"why": {"type": "string"}}}))}},
        },
        "paths": {
            "/pets/{id}": {
                "parameters": [{"name": "id", "in": "path", "required": true, "schema": {"type": "string"}}],
                "get": {
                    "tags": ["pets"],
                    "operationId": "listPets",
                    "parameters": [
                        {"name": "page", "in": "query", "schema": {"type": "integer"}},
                        {"name": "limit", "in": "query", "schema": {"type": "integer"}},
                        {"name": "sort", "in": "query", "schema": {"type": "string", "enum": ["up", "down"]}},
                        {"name": "of", "in": "query", "schema": {"type": "array", "items": {"type": "string", "enum": ["m", "n"]}}},
                        {"name": "filter", "in": "query", "content": json(json!({"type": "object", "properties": {"a": {"type": "string"}}}))},
                        to("parameters", "Shared"),
                    ],
                    "responses": {
                        "200": {
                            "description": "a",
                            "headers": {"X-A": {"schema": {"type": "string"}}, "X-Rate": to("headers", "Rate")},
                            "content": json(json!({"type": "object", "properties": {"list": {"type": "array", "items": to("schemas", "Pet")}}})),
                        },
                        "404": to("responses", "Missing"),
                    },
                },
                "put": {
                    "tags": ["pets"],
                    "operationId": "putPet",
                    "requestBody": to("requestBodies", "Body"),
                    "responses": {"200": {"description": "a", "content": json(json!({"type": "array", "items": to("schemas", "Either")}))}},
                },
                "post": {
                    "tags": ["pets"],
                    "operationId": "sendPet",
                    "requestBody": {"content": {"application/x-www-form-urlencoded": {"schema": {"type": "object", "properties": {"field": {"type": "string"}}}}}},
                    "responses": {"204": {"description": "a"}},
                },
                "patch": {
                    "tags": ["pets"],
                    "operationId": "uploadPet",
                    "requestBody": {"content": {"multipart/form-data": {"schema": {"type": "object", "properties": {"file": {"type": "string", "format": "binary"}}}}}},
                    "responses": {"200": {"description": "a", "content": {"text/plain": {"schema": {"type": "string"}}}}},
                },
            },
        },
    })
}

/// The objects of a document that the specification has a name for.
fn places(node: &Value, at: &str, places: &mut Vec<String>) {
    // What holds others by names is no object of the specification.
    const MAPS: [&str; 15] = [
        "paths",
        "properties",
        "schemas",
        "definitions",
        "parameters",
        "responses",
        "requestBodies",
        "headers",
        "content",
        "securitySchemes",
        "securityDefinitions",
        "variables",
        "security",
        "enum",
        "required",
    ];
    let last = at.rsplit('/').next().unwrap_or_default();
    let before = at.rsplit('/').nth(1).unwrap_or_default();
    // A property, or a header, can be called as one.
    let is_map = MAPS.contains(&last) && before != "properties";
    match node {
        Value::Object(entries) => {
            if !is_map && before != "security" {
                places.push(at.to_owned());
            }
            for (key, node) in entries {
                self::places(node, &format!("{at}/{}", key.replace('/', "~1")), places);
            }
        }
        Value::Array(items) => {
            for (index, node) in items.iter().enumerate() {
                self::places(node, &format!("{at}/{index}"), places);
            }
        }
        _ => {}
    }
}

/// The code that is generated, without the document's hash, and what is said of its document. The pages are
/// not looked at, and the runtime is the same for all.
fn outcome(document: &Value) -> Outcome {
    outcome_of(&[Source::new("a.json", document.to_string())])
}

/// The code, where there is any, and what is said.
type Outcome = (Option<BTreeMap<String, String>>, Vec<Diagnostic>);

fn outcome_of(sources: &[Source]) -> Outcome {
    let options = Options { runtime: Runtime::Crate { path: None }, ..Options::new("a") };
    let (generated, diagnostics) = generate(sources, &options);
    let code = generated.map(|generated| {
        let files = generated.tree.iter().filter(|(path, _)| path.ends_with(".rs"));
        let files = files.map(|(path, text)| (path.to_owned(), settled(text)));
        files.chain([("Cargo.toml".to_owned(), settled(&generated.manifest))]).collect()
    });
    (code, diagnostics.iter().cloned().collect())
}

/// Whether what is said is about a key.
fn is_about(diagnostic: &Diagnostic, key: &str) -> bool {
    // What is wrong with its value is told of within.
    diagnostic.message().contains(&format!("`{key}`"))
        || diagnostic.pointer().tokens().any(|step| step == key)
}

fn with(document: &Value, key: &str, value: &Value, places: &[&String]) -> Value {
    let mut document = document.clone();
    for place in places {
        document.pointer_mut(place).unwrap()[key] = value.clone();
    }
    document
}

/// Where a key is told to be at a wrong place, with the key at all places at once: that is said of each place
/// without a look at the others.
fn misplaced(document: &Value, key: &str, value: &Value, places: &[String]) -> BTreeSet<String> {
    let all: Vec<&String> = places.iter().collect();
    let (_, said) = outcome(&with(document, key, value, &all));
    let is_misplaced = |it: &&Diagnostic| {
        let message = it.message();
        let is_of_place = message.contains(" is not read ") || message.contains(" is about a ");
        is_of_place && it.what_follows() == Some("it changes nothing")
    };
    let of_place = |it: &Diagnostic| Some(it.pointer().parent()?.to_string());
    said.iter().filter(is_misplaced).filter_map(of_place).collect()
}

fn ignored(version: &str) -> Vec<String> {
    let document = document(version);
    let (code, said) = outcome(&document);
    let code = code.unwrap_or_else(|| panic!("{said:#?}"));
    let mut all = Vec::new();
    places(&document, "", &mut all);
    assert!(all.len() > 50, "{all:#?}");
    let mut ignored = Vec::new();
    for (key, values) in keys() {
        let misplaced = misplaced(&document, key, &values[0], &all);
        for place in all.iter().filter(|place| !misplaced.contains(&format!("#{place}"))) {
            let is_told = values.iter().any(|value| {
                let (changed, said) = outcome(&with(&document, key, value, &[place]));
                said.iter().any(|it| is_about(it, key))
                    || changed.is_none_or(|changed| changed != code)
            });
            if !is_told {
                ignored.push(format!("{version}: {key} at {place}"));
            }
        }
    }
    ignored
}

/// The target of an overlay that selects a place.
fn target(document: &Value, place: &str) -> String {
    let mut target = "$".to_owned();
    let mut node = document;
    for token in place.split('/').skip(1) {
        let token = token.replace("~1", "/");
        let next = match node {
            Value::Array(items) => {
                target.push_str(&format!("[{token}]"));
                token.parse().ok().and_then(|index: usize| items.get(index))
            }
            node => {
                target.push_str(&format!("['{token}']"));
                node.get(&token)
            }
        };
        node = next.unwrap();
    }
    target
}

/// What becomes of a document of which an overlay says a key at some places.
fn overlaid(document: &Value, key: &str, value: &Value, places: &[&String]) -> Outcome {
    let action =
        |place: &&String| json!({"target": target(document, place), "update": {key: value}});
    let actions: Vec<Value> = places.iter().map(action).collect();
    let info = json!({"title": "a", "version": "b"});
    let overlay = json!({"overlay": "1.1.0", "info": info, "actions": actions});
    let document = Source::new("a.json", document.to_string());
    outcome_of(&[document, Source::overlay("a.json", "b.json", overlay.to_string())])
}

/// In how many parts the places of a document are tried.
const PARTS: usize = 5;

/// Where a key changes what is generated, and an overlay with it does not do the same; and how often it
/// changes something.
fn unlike(version: &str) -> (Vec<String>, usize) {
    let document = document(version);
    let (code, _) = outcome(&document);
    let mut all = Vec::new();
    places(&document, "", &mut all);
    let (mut unlike, mut count) = (Vec::new(), 0);
    for (key, values) in keys() {
        for (value, part) in
            values.iter().flat_map(|value| (0..PARTS).map(move |part| (value, part)))
        {
            let some: Vec<&String> = all.iter().skip(part).step_by(PARTS).collect();
            let (by_hand, _) = outcome(&with(&document, key, value, &some));
            count += usize::from(by_hand.is_some() && by_hand != code);
            if overlaid(&document, key, value, &some).0 != by_hand {
                unlike.push(format!("{version}: {key} at {some:?}"));
            }
        }
    }
    (unlike, count)
}

#[test]
fn an_overlay_says_each_key_as_the_document_would() {
    for version in ["2.0", "3.0.3", "3.1.0", "3.2.0"] {
        let (unlike, count) = unlike(version);
        assert!(unlike.is_empty(), "{}", unlike.join("\n"));
        assert!(count > 20, "{version}: {count}");
    }
}

fn none_is_ignored(version: &str) {
    let ignored = ignored(version);
    assert!(ignored.is_empty(), "{}:\n{}", ignored.len(), ignored.join("\n"));
}

#[test]
fn no_key_is_ignored_in_silence_in_2_0() {
    none_is_ignored("2.0");
}

#[test]
fn no_key_is_ignored_in_silence_in_3_0() {
    none_is_ignored("3.0.3");
}

#[test]
fn no_key_is_ignored_in_silence_in_3_1() {
    none_is_ignored("3.1.0");
}
