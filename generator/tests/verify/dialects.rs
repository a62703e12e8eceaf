//! The same differences in documents of each version.

use serde_json::json;

use crate::support::{Exchange, archive, compared};

const SWAGGER: &str = "swagger: '2.0'
info: {title: Old, version: '1'}
host: eu.example.com
basePath: /v1
schemes: [https]
produces: [application/json]
consumes: [application/json]
paths:
  /pets/{id}:
    put:
      operationId: put
      parameters:
        - {name: id, in: path, required: true, type: integer}
        - {name: tags, in: query, type: array, collectionFormat: pipes, items: {type: string, enum: [a, b]}}
        - {name: pet, in: body, required: true, schema: {$ref: '#/definitions/Pet'}}
      responses:
        '200':
          description: The pet
          schema: {$ref: '#/definitions/Pet'}
          headers: {X-Rate: {type: integer}}
definitions:
  Pet:
    type: object
    required: [id]
    properties:
      id: {type: integer}
      name: {type: string, x-nullable: true}
      age: {type: integer, minimum: 0, exclusiveMinimum: true}
      kind: {type: string, enum: [cat, dog]}
";

const MODERN: &str = "openapi: VERSION
info: {title: New, version: '1'}
servers: [{url: 'https://eu.example.com/v1'}]
paths:
  /pets/{id}:
    put:
      operationId: put
      parameters:
        - {name: id, in: path, required: true, schema: {type: integer}}
        - {name: tags, in: query, style: pipeDelimited, explode: false, schema: {type: array, items: {type: string, enum: [a, b]}}}
      requestBody:
        required: true
        content: {application/json: {schema: {$ref: '#/components/schemas/Pet'}}}
      responses:
        '200':
          description: The pet
          content: {application/json: {schema: {$ref: '#/components/schemas/Pet'}}}
          headers: {X-Rate: {schema: {type: integer}}}
components:
  schemas:
    Pet:
      type: object
      required: [id]
      properties:
        id: {type: integer}
        name: NAME
        age: AGE
        kind: {type: string, enum: [cat, dog]}
";

fn documents() -> Vec<String> {
    let old = MODERN
        .replace("NAME", "{type: string, nullable: true}")
        .replace("AGE", "{type: integer, minimum: 0, exclusiveMinimum: true}");
    let new = MODERN
        .replace("NAME", "{type: [string, 'null']}")
        .replace("AGE", "{type: integer, exclusiveMinimum: 0}");
    vec![
        SWAGGER.to_owned(),
        old.replace("VERSION", "3.0.3"),
        new.replace("VERSION", "3.1.0"),
        new.replace("VERSION", "3.2.0"),
    ]
}

fn put(query: &str, sent: &serde_json::Value, came: &serde_json::Value) -> Exchange {
    Exchange::new(&format!("PUT /pets/7{query}"), 200)
        .sends("application/json", sent.to_string())
        .json(came)
}

#[test]
fn what_fits_in_one_version_fits_in_all() {
    for document in documents() {
        let pet = json!({"id": 1, "name": null, "age": 1, "kind": "cat"});
        let report = compared(&document, archive([put("?tags=a%7Cb", &pet, &pet)]));
        assert!(report.differences.is_empty(), "{document}\n{}", report.render());
    }
}

#[test]
fn what_does_not_fit_in_one_version_fits_in_none() {
    for document in documents() {
        let (sent, came) =
            (json!({"name": 1}), json!({"id": null, "age": 0, "kind": "cow", "more": 1}));
        let exchange = put("?tags=a%7Cc&limit=1", &sent, &came).comes_with("X-Rate", "fast");
        let report = compared(&document, archive([exchange]));
        let mut codes: Vec<_> = report.differences.iter().map(|one| one.kind.slug()).collect();
        codes.sort_unstable();
        let wanted = [
            "missing-property",
            "null-value",
            "out-of-bounds",
            "undocumented-parameter",
            "undocumented-property",
            "unknown-enum-value",
            "unknown-enum-value",
            "wrong-type",
            "wrong-type",
        ];
        assert_eq!(codes, wanted, "{document}\n{}", report.render());
        // The overlay is in the words of the version.
        let mended = [
            clientwright::source::Source::new("things.yaml", document.as_str()),
            clientwright::source::Source::overlay(
                "things.yaml",
                "mend.yaml",
                report.overlay.clone(),
            ),
        ];
        let exchange = put("?tags=a%7Cc&limit=1", &sent, &came).comes_with("X-Rate", "fast");
        let again = crate::support::verified(&mended, archive([exchange])).unwrap();
        assert!(!again.has_differences(), "{}\n{}", report.overlay, again.render());
    }
}

#[test]
fn rules_that_make_no_type_are_judged_as_they_are_written() {
    let document = "openapi: 3.1.0
info: {title: Rules, version: '1'}
servers: [{url: 'https://eu.example.com/v1'}]
paths:
  /a:
    get:
      operationId: a
      responses:
        '200':
          description: Some
          content:
            application/json:
              schema:
                type: object
                if: {required: [kind], properties: {kind: {const: card}}}
                then: {required: [number]}
                dependentRequired: {street: [city]}
                properties:
                  kind: {type: string}
                  number: {type: string}
                  street: {type: string}
                  city: {type: string}
                  pair: {type: array, prefixItems: [{$ref: '#/components/schemas/One'}, {type: integer}]}
                  list: {type: array, contains: {const: 7}}
                  names: {type: object, patternProperties: {'^a': {type: integer}}}
components: {schemas: {One: {type: string}}}
";
    let found = |body: serde_json::Value| {
        let report = compared(document, archive([Exchange::new("GET /a", 200).json(&body)]));
        report.differences.iter().map(|one| one.message.clone()).collect::<Vec<_>>()
    };
    let sound = json!({
        "kind": "card", "number": "1", "pair": ["x", 1, null], "list": [1, 7], "names": {"a": 1, "b": "x"},
    });
    assert_eq!(found(sound), [""; 0]);
    let broken = |rule: &str, at: &str| vec![format!("{at} does not keep the rule `{rule}`")];
    assert_eq!(found(json!({"kind": "card"})), broken("then", "the body"));
    assert_eq!(found(json!({"street": "High"})), broken("dependentRequired", "the body"));
    assert_eq!(found(json!({"pair": [1, "x"]})), broken("prefixItems", "`pair`"));
    assert_eq!(found(json!({"list": [1]})), broken("contains", "`list`"));
    assert_eq!(found(json!({"names": {"a": "x"}})), broken("patternProperties", "`names`"));
}
