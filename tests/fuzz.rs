//! Documents that nobody would write: the generator ends with a message or with code, and never
//! with a mistake of its own. They are made from random bytes as the targets of `cargo fuzz` make
//! them, which search for hours where these search for seconds.
//!
//! `PROPTEST_CASES` sets how many there are: 64 of each kind unless it says otherwise.

use std::path::Path;
use std::sync::LazyLock;

use clientwright::diagnostic::Code;
use clientwright::source::Source;
use clientwright::{Options, generate};
use clientwright_fuzz::{Seeds, bytes, check, generated, mutated};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::test_runner::Config;

static SEEDS: LazyLock<Seeds> =
    LazyLock::new(|| Seeds::below(&Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures")));

fn config() -> Config {
    let cases = std::env::var("PROPTEST_CASES").ok().and_then(|cases| cases.parse().ok());
    Config { cases: cases.unwrap_or(64), failure_persistence: None, ..Config::default() }
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn documents_with_some_changes(data in vec(any::<u8>(), 0..120)) {
        check(&mutated(&data, &SEEDS)).map_err(TestCaseError::fail)?;
    }

    #[test]
    fn documents_by_the_grammar(data in vec(any::<u8>(), 0..1500)) {
        check(&generated(&data)).map_err(TestCaseError::fail)?;
    }

    #[test]
    fn texts_of_any_kind(text in any::<String>(), start in any::<u8>()) {
        check(&bytes(&[&[start], text.as_bytes()].concat())).map_err(TestCaseError::fail)?;
    }
}

#[test]
fn mistakes_in_what_extensions_have_are_those_of_the_document() {
    for version in ["3.0.3", "3.1.0", "3.2.0"] {
        let text = format!(
            "openapi: {version}
info: {{title: a, version: b}}
paths:
  /a:
    get:
      operationId: a
      parameters: [{{$ref: '#/x-parameter'}}]
      responses:
        '200': {{$ref: '#/x-response'}}
        '201':
          description: a
          content: {{text/plain: {{$ref: '#/x-media'}}, application/json: {{schema: {{$ref: '#/x-schema'}}}}}}
x-parameter: {{name: a, in: query, schema: {{type: string}}, $ref: 4, explode: perhaps}}
x-response: {{description: a, $ref: {{a: b}}, content: 4}}
x-media: {{schema: {{type: string}}, $ref: {{$ref: '#/paths'}}, encoding: 4}}
x-schema: {{type: string, $ref: [a], minLength: few}}
"
        );
        assert_eq!(check(&text), Ok(()), "{version}");
    }
}

/// A document with these schemas.
fn with_schemas(schemas: &str) -> String {
    format!(
        "openapi: 3.0.3\ninfo: {{title: a, version: b}}\npaths: {{}}\ncomponents:\n  schemas:\n\
         {schemas}"
    )
}

#[test]
fn parts_that_double_at_each_level_end_in_time() {
    for keyword in ["allOf", "oneOf", "anyOf"] {
        let level = |level: u32| {
            let part = format!("{{$ref: '#/components/schemas/L{}'}}", level - 1);
            format!("    L{level}: {{{keyword}: [{part}, {part}]}}\n")
        };
        let levels: String = (1..30).map(level).collect();
        let first = "    L0: {type: object, properties: {a: {type: string}}}\n";
        check(&with_schemas(&format!("{first}{levels}"))).unwrap();
    }
}

#[test]
fn an_enum_of_many_values_is_no_enum() {
    let values: Vec<String> = (0..100_000).map(|value| format!("v{value}")).collect();
    let text = with_schemas(&format!("    E: {{type: string, enum: [{}]}}\n", values.join(", ")));
    check(&text).unwrap();
    let sources = [Source::new("many.yaml", text)];
    let (_, diagnostics) = generate(&sources, &Options::new("many"));
    assert!(diagnostics.iter().any(|found| found.code() == Code::LimitExceeded));
}

#[test]
fn long_chains_and_rings_of_types_end_in_time() {
    let many = 1_500u32;
    let reference = |index: u32| format!("{{$ref: '#/components/schemas/S{index}'}}");
    for part in
        ["R", "{type: object, properties: {a: R}}", "{type: array, items: R}", "{oneOf: [R]}"]
    {
        for last in ["{type: string}".to_owned(), reference(0)] {
            let link =
                |index| format!("    S{index}: {}\n", part.replace('R', &reference(index + 1)));
            let chain: String = (0..many).map(link).collect();
            check(&with_schemas(&format!("{chain}    S{many}: {last}\n"))).unwrap();
        }
    }
}

#[test]
fn wrong_references_by_the_thousand_end_in_time() {
    let wrong = |index: u32| format!("    S{index}: {{$ref: '#/components/schemas/T{index}'}}\n");
    check(&with_schemas(&(0..3_000).map(wrong).collect::<String>())).unwrap();
}

#[test]
fn one_name_for_thousands_of_operations_ends_in_time() {
    let operation =
        |index: u32| format!("  /p{index}: {{get: {{operationId: same, responses: {{}}}}}}\n");
    let paths: String = (0..1_000).map(operation).collect();
    check(&format!("openapi: 3.0.3\ninfo: {{title: a, version: b}}\npaths:\n{paths}")).unwrap();
}

#[test]
fn nesting_and_aliases_are_refused_before_they_cost_anything() {
    let deep = format!("    S: {}{}\n", "[".repeat(10_000), "]".repeat(10_000));
    check(&with_schemas(&deep)).unwrap();
    let level = |level: u32| {
        let part = format!("*a{}", level - 1);
        format!("x-a{level}: &a{level} [{}]\n", [part.as_str(); 10].join(", "))
    };
    let levels: String = (1..12).map(level).collect();
    let bomb = format!("openapi: 3.0.3\ninfo: {{title: a, version: b}}\nx-a0: &a0 []\n{levels}");
    let sources = [Source::new("bomb.yaml", bomb)];
    let (_, diagnostics) = generate(&sources, &Options::new("bomb"));
    assert!(diagnostics.iter().any(|found| found.code() == Code::LimitExceeded));
}
