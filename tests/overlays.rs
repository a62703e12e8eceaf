//! Overlays: the cases of the OpenAPI Overlay Specification's own repository, where they are at
//! hand, and what must hold of every overlay.

use std::fs;
use std::path::{Path, PathBuf};

use clientwright::diagnostic::Diagnostics;
use clientwright::limit::Limits;
use clientwright::node::{Node, overlay, parse};
use clientwright::source::{Source, SourceId};
use clientwright::{Options, generate};
use proptest::prelude::*;
use tests::settled;

#[path = "overlays/told.rs"]
mod told;

/// The folder with `compliant-sets` and `tests` of that repository: `OVERLAY_SUITE`, or beside ours.
fn suite() -> Option<PathBuf> {
    let beside = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/overlay");
    let folder = std::env::var_os("OVERLAY_SUITE").map_or(beside, PathBuf::from);
    if folder.is_dir() {
        return Some(folder);
    }
    println!("skipped: there is no folder {}", folder.display());
    None
}

fn tree(text: &str) -> Node {
    let source = Source::new("document.yaml", text);
    let (tree, found) = parse(SourceId(0), &source, &Limits::default());
    tree.unwrap_or_else(|| panic!("{}", found.render(&[source], false)))
}

/// The document with the overlay, and what was found.
fn applied(document: &str, overlay: &str) -> (Node, Diagnostics, Vec<Source>) {
    let mut root = tree(document);
    let source = Source::new("document.yaml", document);
    let sources = vec![source.clone(), Source::overlay("document.yaml", "overlay.yaml", overlay)];
    let mut found = Diagnostics::new();
    let idle = overlay::apply(&mut root, &source, &sources, &Limits::default(), &mut found);
    idle.apply(&mut root, &mut found).tell(std::slice::from_ref(&root), &mut found);
    (root, found, sources)
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let mut files: Vec<PathBuf> = entries.collect();
    files.sort();
    assert!(!files.is_empty(), "{}", folder.display());
    files
}

#[test]
fn the_compliant_sets_give_their_outputs() {
    let Some(suite) = suite() else { return };
    for set in files(&suite.join("compliant-sets")) {
        let read = |name: &str| fs::read_to_string(set.join(name)).unwrap();
        let (root, found, sources) = applied(&read("openapi.yaml"), &read("overlay.yaml"));
        assert!(!found.has_errors(), "{}", found.render(&sources, false));
        assert_eq!(root.to_json(), tree(&read("output.yaml")).to_json(), "{}", set.display());
    }
}

#[test]
fn overlays_that_are_valid_are_taken() {
    let Some(suite) = suite() else { return };
    for version in ["v1.0", "v1.1"] {
        for file in files(&suite.join("tests").join(version).join("pass")) {
            let overlay = fs::read_to_string(&file).unwrap();
            let (_, found, sources) = applied("{openapi: 3.1.0}", &overlay);
            let text = found.render(&sources, false);
            // What they change is in another document.
            assert!(!text.contains("error["), "{}: {text}", file.display());
        }
    }
}

#[test]
fn overlays_that_are_not_are_refused_with_a_place() {
    let Some(suite) = suite() else { return };
    for version in ["v1.0", "v1.1"] {
        for file in files(&suite.join("tests").join(version).join("fail")) {
            let overlay = fs::read_to_string(&file).unwrap();
            let (root, found, _) = applied("{openapi: 3.1.0}", &overlay);
            assert!(found.has_errors(), "{}", file.display());
            assert!(found.iter().all(|one| one.primary().is_some()), "{}", file.display());
            assert_eq!(root.to_json(), serde_json::json!({"openapi": "3.1.0"}));
        }
    }
}

/// Any JSON, with a few keys.
fn json() -> impl Strategy<Value = serde_json::Value> {
    let leaf = prop_oneof![
        any::<bool>().prop_map(serde_json::Value::from),
        any::<i32>().prop_map(serde_json::Value::from),
        "[a-c]{0,3}".prop_map(serde_json::Value::from),
    ];
    leaf.prop_recursive(4, 24, 4, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(serde_json::Value::from),
            prop::collection::btree_map("[a-d]", inner, 0..4)
                .prop_map(serde_json::Value::from_iter),
        ]
    })
}

/// What the specification says of a merge, on plain values.
fn merged(target: &serde_json::Value, update: &serde_json::Value) -> Option<serde_json::Value> {
    use serde_json::Value::{Array, Object};
    match (target, update) {
        (Object(own), Object(more)) => {
            let mut all = own.clone();
            for (key, value) in more {
                let value = own.get(key).map_or(Some(value.clone()), |own| merged(own, value))?;
                all.insert(key.clone(), value);
            }
            Some(Object(all))
        }
        (Array(own), Array(more)) => Some(own.iter().chain(more).cloned().collect()),
        (Object(_) | Array(_), _) | (_, Object(_) | Array(_)) => None,
        (_, other) => Some(other.clone()),
    }
}

fn overlay_of(target: &str, key: &str, value: &serde_json::Value) -> String {
    let action = serde_json::json!({"target": target, key: value});
    let info = serde_json::json!({"title": "t", "version": "1"});
    serde_json::json!({"overlay": "1.1.0", "info": info, "actions": [action]}).to_string()
}

proptest! {
    #[test]
    fn an_update_of_an_object_is_a_merge(
        own in prop::collection::btree_map("[a-d]", json(), 0..4),
        more in prop::collection::btree_map("[a-d]", json(), 0..4),
    ) {
        let (own, more) = (serde_json::Value::from_iter(own), serde_json::Value::from_iter(more));
        let (root, found, _) = applied(&own.to_string(), &overlay_of("$", "update", &more));
        match merged(&own, &more) {
            Some(wanted) => prop_assert_eq!(root.to_json(), wanted),
            None => prop_assert!(found.has_errors()),
        }
    }

    #[test]
    fn what_is_removed_is_gone_and_nothing_else(own in prop::collection::vec(json(), 0..6)) {
        let document = serde_json::json!({"list": own});
        let (root, _, _) =
            applied(&document.to_string(), &overlay_of("$.list[?@.a]", "remove", &true.into()));
        let stays = |value: &&serde_json::Value| value.get("a").is_none();
        let wanted: Vec<_> = own.iter().filter(stays).cloned().collect();
        prop_assert_eq!(root.to_json(), serde_json::json!({"list": wanted}));
    }
}

/// A place of a document that an edit can change, and what may be merged into it.
fn edit() -> impl Strategy<Value = (&'static str, &'static str, serde_json::Value)> {
    let schema = prop_oneof![
        Just(serde_json::json!({"description": "Told otherwise."})),
        Just(serde_json::json!({"format": "password"})),
        Just(serde_json::json!({"deprecated": true})),
        Just(serde_json::json!({"nullable": true})),
        Just(serde_json::json!({"x-rust-name": "other"})),
    ];
    let operation = prop_oneof![
        Just(serde_json::json!({"operationId": "fetch"})),
        Just(serde_json::json!({"tags": ["others"]})),
        Just(serde_json::json!({"x-idempotent": true})),
        Just(serde_json::json!({"responses": {"404": {"description": "There is none."}}})),
        Just(serde_json::json!({"parameters": [
            {"name": "b", "in": "query", "schema": {"type": "integer"}}
        ]})),
    ];
    let info = Just(serde_json::json!({"title": "Other", "description": "Said by the overlay."}));
    prop_oneof![
        schema.prop_map(|value| {
            (
                "/components/schemas/Pet/properties/name",
                "$.components.schemas.Pet.properties.name",
                value,
            )
        }),
        operation.prop_map(|value| ("/paths/~1pets/get", "$.paths['/pets'].get", value)),
        info.prop_map(|value| ("/info", "$.info", value)),
    ]
}

fn pets() -> serde_json::Value {
    serde_json::json!({
        "openapi": "3.0.3",
        "info": {"title": "Pets", "version": "1"},
        "servers": [{"url": "https://pets.example"}],
        "paths": {"/pets": {"get": {
            "operationId": "list",
            "parameters": [{"name": "a", "in": "query", "schema": {"type": "string"}}],
            "responses": {"200": {
                "description": "All.",
                "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Pet"}}},
            }},
        }}},
        "components": {"schemas": {"Pet": {
            "type": "object",
            "required": ["name"],
            "properties": {"name": {"type": "string"}, "age": {"type": "integer"}},
        }}},
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// Whoever edits the document by hand gets the same crate, to the byte.
    #[test]
    fn an_overlay_and_an_edit_by_hand_give_one_crate(edits in prop::collection::vec(edit(), 1..4)) {
        let mut edited = pets();
        let mut actions: Vec<serde_json::Value> = Vec::new();
        for (at, target, value) in &edits {
            let place = edited.pointer_mut(at).unwrap();
            *place = merged(place, value).unwrap();
            let action = serde_json::json!({"target": target, "update": value});
            // An overlay has no action twice.
            prop_assume!(!actions.contains(&action));
            actions.push(action);
        }
        let info = serde_json::json!({"title": "t", "version": "1"});
        let overlay = serde_json::json!({"overlay": "1.0.0", "info": info, "actions": actions});
        let crate_of = |sources: &[Source]| {
            let (generated, found) = generate(sources, &Options::new("pets"));
            let generated = generated.ok_or_else(|| found.render(sources, false))?;
            // The lock has the document's own hash, as first lines have.
            let files = generated.tree.iter().filter(|(path, _)| *path != "clientwright.lock");
            let files = files.map(|(path, text)| (path.to_owned(), settled(text)));
            Ok::<Vec<(String, String)>, String>(files.collect())
        };
        let by_hand = crate_of(&[Source::new("pets.json", edited.to_string())]);
        let document = Source::new("pets.json", pets().to_string());
        let mended = [document, Source::overlay("pets.json", "mend.json", overlay.to_string())];
        // What a message says of places differs, and nothing else does.
        prop_assert!(crate_of(&mended).ok() == by_hand.ok());
    }
}

/// What becomes of the document with the overlay, in short.
fn outline(document: &str, target: &str, update: &serde_json::Value) -> String {
    let overlay = overlay_of(target, "update", update);
    let sources = vec![
        Source::new("document.yaml", document),
        Source::overlay("document.yaml", "overlay.yaml", overlay.as_str()),
    ];
    let (generated, found) = generate(&sources, &Options::new("fixture"));
    let text = found.render(&sources, false);
    generated.unwrap_or_else(|| panic!("{text}")).apis[0].outline()
}

/// A document that is wrong about what its server does.
const WRONG: &str = "
openapi: 3.1.0
info: {title: Wrong, version: '1'}
servers: [{url: 'https://api.example.com'}]
paths:
  /users:
    get:
      operationId: listUsers
      responses:
        '200':
          description: OK
          content: {application/json: {schema: {$ref: '#/components/schemas/User'}}}
components:
  schemas:
    User:
      type: object
      required: [nick]
      properties: {id: {type: string}, nick: {type: [string, 'null']}}
";

#[test]
fn an_overlay_says_what_is_required() {
    let update = serde_json::json!({"x-required": true});
    let outline = outline(WRONG, "$.components.schemas.User.properties.id", &update);
    assert!(outline.contains("    id: String <- id\n"), "{outline}");
}

#[test]
fn an_overlay_says_what_is_never_null() {
    let update = serde_json::json!({"x-nullable": false});
    let outline = outline(WRONG, "$.components.schemas.User.properties.nick", &update);
    assert!(outline.contains("    nick: String <- nick\n"), "{outline}");
}

#[test]
fn an_overlay_says_how_a_body_is_read() {
    let update = serde_json::json!({"x-body": "json-lines"});
    let target = "$.paths['/users'].get.responses['200'].content['application/json']";
    let outline = outline(WRONG, target, &update);
    assert!(outline.contains("-> User one by one, as Lines"), "{outline}");
}
