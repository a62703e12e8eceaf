//! Each way to write operations and parameters, in small documents.

use std::fs;

use super::{Documented, operations, read};

/// The operations of a document of several files, the first of which is the main one.
fn of_files(files: &[(&str, &str)]) -> Vec<Documented> {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in files {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    read(&folder.path().join(files[0].0)).unwrap()
}

/// The operations in a line each: parameters with their places, and whether there is a body.
fn shown(all: &[Documented]) -> Vec<String> {
    let shown = all.iter().map(|one| {
        let mut line = one.request();
        for parameter in &one.parameters {
            line.push_str(&format!(" {}:{}", parameter.place, parameter.name));
        }
        line.push_str(if one.has_body { " body" } else { "" });
        line.push_str(&" unread".repeat(one.unread.len()));
        line.push_str(if one.lost.is_some() { " lost" } else { "" });
        line
    });
    shown.collect()
}

fn of(text: &str) -> Vec<String> {
    shown(&super::of(text).unwrap())
}

#[test]
fn operations_are_the_methods_of_all_paths() {
    let text = "
openapi: 3.0.3
paths:
  x-note: {get: {}}
  /a:
    summary: Not an operation
    x-get: {}
    parameters: []
    get: {}
    Put: {}
    delete:
  b: {trace: wrong}
  /c:
webhooks:
  created: {post: {}}
";
    assert_eq!(of(text), ["GET /a", "PUT /a", "TRACE b"]);
}

#[test]
fn methods_of_openapi_3_2_count() {
    let text = "
openapi: 3.2.0
paths:
  /a:
    query: {}
    additionalOperations: {COPY: {}, x-note: {}, Link: {}}
";
    assert_eq!(of(text), ["QUERY /a", "COPY /a", "Link /a"]);
}

#[test]
fn json_and_swagger_count_too() {
    let text = r#"{"swagger": "2.0", "paths": {"/a": {"get": {}, "head": {"parameters": [
        {"in": "body", "name": "pet", "schema": {}}]}, "post": {"parameters": [
        {"in": "formData", "name": "file", "type": "file"}, {"in": "query", "name": "q"}]}}}}"#;
    assert_eq!(of(text), ["GET /a", "HEAD /a body", "POST /a formData:file query:q body"]);
}

#[test]
fn path_items_can_be_references_within_the_document() {
    let text = "
openapi: 3.1.0
paths:
  /a: {$ref: '#/components/pathItems/One'}
  /b: {$ref: '#/paths/~1c%7Bid%7D', get: {parameters: [{in: query, name: q}]}}
  '/c{id}': {$ref: '#/components/pathItems/Two'}
components:
  pathItems:
    One: {$ref: '#/components/pathItems/Two'}
    Two:
      parameters: [{in: query, name: p}]
      get: {}
      put: {requestBody: {content: {}}}
";
    assert_eq!(
        of(text),
        [
            "GET /a query:p",
            "PUT /a query:p body",
            // What stands beside a reference counts as well.
            "GET /b query:p query:q",
            "PUT /b query:p body",
            "GET /c{id} query:p path:id",
            "PUT /c{id} query:p path:id body",
        ]
    );
}

#[test]
fn path_items_and_operations_can_be_in_other_files() {
    let all = of_files(&[
        (
            "main.yaml",
            "
openapi: 3.0.3
paths:
  /a: {$ref: 'paths/a.yaml'}
  /b: {get: {$ref: ./paths/get_b.json}}
  /c: {$ref: 'paths/all.yaml#/c'}
",
        ),
        ("paths/a.yaml", "$ref: '../shared/a.yaml#/item'"),
        (
            "shared/a.yaml",
            "item: {get: {parameters: [{$ref: '#/limit'}]}}\nlimit: {in: query, name: limit}",
        ),
        ("paths/get_b.json", r#"{"requestBody": {"$ref": "all.yaml#/body"}}"#),
        ("paths/all.yaml", "c: {post: {$ref: get_b.json}}\nbody: {content: {}}"),
    ]);
    assert_eq!(shown(&all), ["GET /a query:limit", "GET /b body", "POST /c body"]);
}

#[test]
fn what_leads_nowhere_is_lost_by_name() {
    let text = "
openapi: 3.0.3
paths:
  /a: {$ref: 'https://example.com/a.yaml'}
  /b: {get: {$ref: 'https://example.com/b.yaml'}}
  /c: {put: {$ref: '#/components/none'}}
  /d: {$ref: '#/paths/~1d'}
  /e: {post: {parameters: [{$ref: gone.yaml}, {name: q}], requestBody: {$ref: gone.yaml}}}
  /f: {$ref: '#/paths/~1f/get'}
components: {}
";
    let all = super::of(text).unwrap();
    assert_eq!(
        shown(&all),
        [
            "* /a lost",
            "GET /b lost",
            "PUT /c lost",
            "* /d lost",
            "POST /e body unread unread",
            "* /f lost"
        ]
    );
    let reasons: Vec<&str> = all.iter().filter_map(|one| one.lost.as_deref()).collect();
    assert_eq!(
        reasons,
        [
            "`https://example.com/a.yaml` is on the network, which is not asked",
            "`https://example.com/b.yaml` is on the network, which is not asked",
            "`#/components/none` leads nowhere",
            "`#/paths/~1d` leads through too many references",
            "`#/paths/~1f/get` leads through too many references",
        ]
    );
    assert_eq!(all[4].unread[0], "the file of `gone.yaml` is not there");
}

#[test]
fn files_outside_of_the_folder_are_not_read() {
    let all = of_files(&[
        ("inner/main.yaml", "openapi: 3.0.3\npaths: {/a: {get: {$ref: ../outer.yaml}}}"),
        ("outer.yaml", "{}"),
    ]);
    assert_eq!(shown(&all), ["GET /a lost"]);
}

#[test]
fn own_parameters_override_those_of_the_path() {
    let text = "
openapi: 3.0.3
paths:
  /a:
    parameters:
      - {in: query, name: limit}
      - {in: header, name: X-Trace}
      - {$ref: '#/components/parameters/Page'}
    get:
      parameters:
        - {in: query, name: limit, required: true}
        - {in: header, name: x-trace}
        - {in: cookie, name: limit}
components:
  parameters:
    Page: {$ref: '#/components/parameters/Offset'}
    Offset: {in: query, name: offset}
";
    assert_eq!(of(text), ["GET /a query:limit header:X-Trace query:offset cookie:limit"]);
}

#[test]
fn headers_of_media_types_and_credentials_are_no_parameters() {
    let of_version = |version| {
        of(&format!(
            "
{version}
paths:
  /a:
    get:
      parameters:
        - {{in: header, name: accept}}
        - {{in: header, name: Content-Type}}
        - {{in: header, name: Authorization}}
        - {{in: query, name: Accept}}
"
        ))
    };
    assert_eq!(of_version("openapi: 3.0.3"), ["GET /a query:Accept"]);
    assert_eq!(of_version("swagger: '2.0'"), ["GET /a header:Authorization query:Accept"]);
}

#[test]
fn parameters_of_the_path_are_those_that_it_has_in_braces() {
    let text = "
openapi: 3.0.3
paths:
  /a/{id}.{ending}/{}/{b/c}#{d}:
    get: {parameters: [{in: path, name: id}, {in: path, name: other}]}
";
    assert_eq!(of(text), ["GET /a/{id}.{ending}/{}/{b/c}#{d} path:id path:ending"]);
}

#[test]
fn properties_of_a_whole_query_are_known() {
    let text = "
openapi: 3.2.0
paths:
  /a:
    get:
      parameters:
        - in: querystring
          name: filter
          content: {application/x-www-form-urlencoded: {schema: {$ref: '#/components/schemas/F'}}}
components: {schemas: {F: {properties: {from: {}, to: {}}}}}
";
    let all = super::of(text).unwrap();
    assert_eq!(all[0].parameters[0].properties, ["from", "to"]);
}

#[test]
fn documents_without_paths_have_no_operations() {
    assert_eq!(operations("openapi: 3.1.0\nwebhooks: {created: {post: {}}}"), Ok(0));
    assert_eq!(operations("openapi: 3.1.0\ncomponents: {}"), Ok(0));
    assert_eq!(operations("openapi: 3.0.3\npaths:"), Ok(0));
    assert_eq!(operations("openapi: 3.0.3\npaths: []").ok(), None);
    assert_eq!(operations("openapi: 3.0.3").ok(), None);
    assert_eq!(operations("openapi: [").ok(), None);
    assert_eq!(operations("").ok(), None);
}

/// A document in YAML with something in it that readers may stumble over.
fn with(what: &str) -> String {
    format!("openapi: 3.0.3\nx-here:\n{what}\npaths: {{/a: {{get: {{}}, put: {{}}}}}}\n")
}

#[test]
fn no_text_is_too_odd_to_be_counted() {
    let deep = format!("  {}{}", "[".repeat(150), "]".repeat(150));
    for what in [
        "  {200: a, 1.5: b, true: c, null: d, [e]: f}",
        "  minimum: -9223372036854776000",
        "  maximum: 18446744073709551616",
        "  maximum: 1.7976931348623157e+309",
        "  [.inf, -.inf, .nan, 0x10, 0o7, 012, 1_000]",
        "  - &a 1\n  - &a 2\n  - *a",
        "  - !!str 1\n  - !mine {a: b}\n  - !mine [a]\n  - !mine a",
        "  {a: 1, a: 2}",
        "  a: 'first line\n  second line at the indentation of the key'",
        "  \"\\ud83d\\ude00 \\/ \\x41\"",
        "  a\u{7F}b",
        "  a\u{85}b\u{9C}c",
        "  \"a\u{FFFE}\"",
        "  2026-11-26T10:00:00Z",
        "  {a: 1, \"b\":2, c:d, e: http://example.com/?q=1, f?: g}",
        "  [a, b]: c",
        "  a: |\n   \t tab",
        "  b:\t1",
        "  ? a\n  : b",
        "  a: b # c\n  # d",
        deep.as_str(),
    ] {
        assert_eq!(operations(&with(what)), Ok(2), "{what}");
    }
}

#[test]
fn json_counts_whatever_stands_in_it() {
    let deep = format!("{}{}", "[".repeat(190), "]".repeat(190));
    for what in [
        "-9223372036854776000",
        "1e400",
        r#"{"a": 1, "a": 2}"#,
        r#"{"<<": {"get": 1}}"#,
        r#""\ud83d\ude00""#,
        "\"\u{7F}\u{FFFE}\"",
        deep.as_str(),
    ] {
        let text = format!(r#"{{"x-here": {what}, "paths": {{"/a": {{"get": {{}}}}}}}}"#);
        assert_eq!(operations(&text), Ok(1), "{what}");
        assert_eq!(operations(&format!("\u{FEFF}{text}")), Ok(1), "{what}");
    }
}

#[test]
fn an_anchor_that_is_named_twice_is_the_last_one_before_its_alias() {
    let text = "
openapi: 3.0.3
x-one: &item {get: {}}
x-two: &item {get: {}, put: {}}
x-other: &other {get: {}, put: {}, post: {}}
paths: {/a: *item, /b: *other}
";
    assert_eq!(of(text), ["GET /a", "PUT /a", "GET /b", "PUT /b", "POST /b"]);
}

#[test]
fn merge_keys_bring_operations() {
    let text = "
openapi: 3.0.3
x-one: &one {get: {parameters: [{in: query, name: q}]}, put: {}}
x-two: &two {<<: *one, post: {}}
paths:
  /a: {<<: *two, get: {}}
  /b: {<<: [{put: {}}, *one]}
";
    assert_eq!(of(text), ["GET /a", "POST /a", "PUT /a", "PUT /b", "GET /b query:q"]);
}
