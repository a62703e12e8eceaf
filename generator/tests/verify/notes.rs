//! What is told of exchanges that are as the document says.

use clientwright::analysis::verify::Level;
use serde_json::json;

use crate::support::{DOCUMENT, Exchange, archive, compared};

fn things(count: usize) -> Exchange {
    let things: Vec<_> = (0..count).map(|id| json!({"id": id, "name": "A", "code": "A"})).collect();
    Exchange::new("GET /things?view=a", 200)
        .header("X-Trace", "1")
        .comes_with("X-Total", "1")
        .json(&json!(things))
}

#[test]
fn optional_properties_that_are_always_or_never_there_are_notes() {
    let report = compared(DOCUMENT, archive([things(10)]));
    assert!(!report.has_differences());
    assert!(report.differences.iter().all(|one| one.kind.level() == Level::Note));
    let of = |code: &str| {
        let found = report.differences.iter().filter(|one| one.kind.slug() == code);
        found.map(|one| one.message.as_str()).collect::<Vec<_>>()
    };
    assert_eq!(of("always-present"), ["`code` is optional, and was always there"]);
    assert!(of("never-present").contains(&"`born` is documented, and was never there"));
    // What only the other side writes does not come.
    assert!(!of("never-present").contains(&"`secret` is documented, and was never there"));
}

#[test]
fn a_few_objects_say_nothing_of_that() {
    let report = compared(DOCUMENT, archive([things(9)]));
    assert!(report.differences.is_empty());
}

#[test]
fn what_was_seen_of_the_document_is_told() {
    let elsewhere = Exchange::new("GET /things/7", 200).json(&json!({"id": 1, "name": "A"}));
    let report = compared(DOCUMENT, archive([things(2), elsewhere]));
    insta::assert_snapshot!(report.render(), @r#"
        operations seen: 2 of 6
          GET /things: 1 exchange; statuses seen 200
          GET /things/{id}: 1 exchange; statuses seen 200, not seen 4XX
        operations not seen: POST /things, GET /things/top, PUT /things/{id}, DELETE /things/{id}
        properties seen: 3 of 21
          Thing: 3 of 21 in 3 objects, not seen kind born uid data size step big tags flags note owner shape and 6 more

        things.yaml: 0 differences in 2 exchanges
    "#);
}

#[test]
fn alternatives_within_alternatives_are_compared_once_each() {
    let arm = |name: &str| {
        let left = "left: {$ref: '#/components/schemas/Tree'}";
        format!("{{type: object, properties: {{{left}, {name}: {{type: integer}}}}}}")
    };
    let content = "{application/json: {schema: {$ref: '#/components/schemas/Tree'}}}";
    let document = format!(
        "openapi: 3.0.3\ninfo: {{title: Trees, version: '1'}}\n\
         servers: [{{url: 'https://eu.example.com/v1'}}]\n\
         paths: {{/a: {{get: {{operationId: a, responses: {{'200': {{description: A, content: {content}}}}}}}}}}}\n\
         components: {{schemas: {{Tree: {{anyOf: [{}, {}]}}}}}}\n",
        arm("a"),
        arm("b")
    );
    let tree = (0..100).fold(json!({"b": "x"}), |left, _| json!({"left": left, "a": 1}));
    let report = compared(&document, archive([Exchange::new("GET /a", 200).json(&tree)]));
    assert!(!report.render().contains("not looked into"), "{}", report.render());
    assert!(report.has_differences());
}
