//! Differences that are planted: all are found, and none beside them.

use clientwright::analysis::verify::Level;
use serde_json::{Value, json};

use crate::support::{DOCUMENT, Exchange, archive, compared, thing, told, with};

/// A list of things, of which nothing is wrong.
fn list(query: &str) -> Exchange {
    let request = format!("GET /things?view=all&key=k{query}");
    Exchange::new(&request, 200).header("X-Trace", "7").comes_with("X-Total", "1").json(&json!([]))
}

fn post(thing: &Value) -> Exchange {
    let mut thing = thing.clone();
    thing.as_object_mut().unwrap().remove("serial");
    Exchange::new("POST /things", 201).sends("application/json", thing.to_string())
}

fn get(name: &str, value: Value) -> Exchange {
    Exchange::new("GET /things/7", 200).json(&with(name, value))
}

fn form(text: &str) -> Exchange {
    Exchange::new("PUT /things/7", 204).sends("application/x-www-form-urlencoded", text)
}

/// Exchanges of which nothing is wrong: each operation, the ways of writing values, and what is none of
/// the document's business.
pub(crate) fn sound() -> Vec<Exchange> {
    let empty = Exchange::new("DELETE /things/7", 204);
    let problem = Exchange::new("GET /things/8", 404);
    vec![
        list("&limit=5&sort=up,down&filter%5Bmin%5D=3").header("Cookie", "session=abcd; other=1"),
        list("").json(&json!([thing(), with("note", json!("x"))])).header("Sec-Fetch-Mode", "cors"),
        post(&with("secret", json!("hidden"))),
        Exchange::new("GET /things/top", 200).text("text/plain", "Lamp"),
        Exchange::new("GET /things/top", 202),
        Exchange::new("GET /things/7", 200).json(&thing()).comes_with("X-Frame-Options", "DENY"),
        Exchange::new("GET /things/7", 200).json(&with("one", json!(-0.5))),
        Exchange::new("GET /things/7", 200).json(&with("one", json!({"login": "a"}))),
        Exchange::new("GET /things/7", 304),
        problem.text("application/problem+json", r#"{"title": "gone"}"#),
        form("name=Lamp&count=3"),
        empty,
        Exchange::new("GET /robots.txt", 404).text("text/html", "<html>"),
        // What a server refuses says nothing of what it takes.
        Exchange::new("GET /things/x", 400).text("application/problem+json", "{}"),
        Exchange::new("GET /things/9", 200).content(json!({
            "size": 40, "mimeType": "application/json", "encoding": "base64",
            "text": "eyJpZCI6IDEsICJuYW1lIjogIkxhbXAifQ==",
        })),
    ]
}

/// Each plant with the code that it must give, and the place in the document.
pub(crate) fn plants() -> Vec<(&'static str, &'static str, Exchange)> {
    let thing_at = |code, at, name, value| (code, at, get(name, value));
    let problem = Exchange::new("GET /things/8", 404);
    vec![
        ("unknown-path", "#/paths", Exchange::new("GET /gadgets/7", 200)),
        ("unknown-method", "#/paths", Exchange::new("PATCH /things/7", 200)),
        (
            "missing-parameter",
            "#/paths/~1things/get/parameters/0",
            Exchange::new("GET /things", 200)
                .header("x-trace", "1")
                .comes_with("x-total", "1")
                .json(&json!([])),
        ),
        (
            "missing-parameter",
            "#/paths/~1things/get/parameters/4",
            Exchange::new("GET /things?view=a", 200).comes_with("x-total", "1").json(&json!([])),
        ),
        ("undocumented-parameter", "#/paths/~1things/get", list("&page=2")),
        ("out-of-bounds", "#/paths/~1things/get/parameters/1/schema/maximum", list("&limit=500")),
        (
            "unknown-enum-value",
            "#/paths/~1things/get/parameters/2/schema/items/enum",
            list("&sort=up,sideways"),
        ),
        (
            "wrong-type",
            "#/paths/~1things/get/parameters/3/schema/properties/min/type",
            list("&filter%5Bmin%5D=low"),
        ),
        (
            "out-of-bounds",
            "#/paths/~1things/get/parameters/4/schema/minimum",
            Exchange::new("GET /things?view=a", 200)
                .header("X-Trace", "-1")
                .comes_with("X-Total", "1")
                .json(&json!([])),
        ),
        (
            "wrong-length",
            "#/paths/~1things/get/parameters/5/schema/minLength",
            list("").header("Cookie", "session=ab"),
        ),
        ("undocumented-header", "#/paths/~1things/get", list("").header("X-Extra", "1")),
        (
            "wrong-type",
            "#/paths/~1things~1{id}/parameters/0/schema/type",
            Exchange::new("DELETE /things/seven", 204),
        ),
        ("missing-body", "#/paths/~1things/post/requestBody", Exchange::new("POST /things", 201)),
        (
            "undocumented-body",
            "#/paths/~1things~1{id}/delete",
            Exchange::new("DELETE /things/7", 204).sends("application/json", "{}"),
        ),
        (
            "undocumented-media-type",
            "#/paths/~1things/post/requestBody",
            Exchange::new("POST /things", 201).sends("text/csv", "a,b"),
        ),
        (
            "malformed-body",
            "#/paths/~1things/post/requestBody/content/application~1json",
            Exchange::new("POST /things", 201).sends("application/json", "{"),
        ),
        (
            "read-only-property",
            "#/components/schemas/Thing/properties/serial",
            Exchange::new("POST /things", 201).sends("application/json", thing().to_string()),
        ),
        (
            "wrong-type",
            "#/paths/~1things~1{id}/put/requestBody/content/application~1x-www-form-urlencoded\
             /schema/properties/count/type",
            form("name=Lamp&count=many"),
        ),
        (
            "missing-property",
            "#/paths/~1things~1{id}/put/requestBody/content/application~1x-www-form-urlencoded\
             /schema/required/0",
            form("count=1"),
        ),
        (
            "undocumented-status",
            "#/paths/~1things~1{id}/put/responses",
            Exchange::new("PUT /things/7", 503).text("text/html", "later"),
        ),
        (
            "undocumented-media-type",
            "#/paths/~1things/get/responses/200",
            list("").text("text/html", "<html>"),
        ),
        (
            "missing-body",
            "#/paths/~1things~1{id}/get/responses/200",
            Exchange::new("GET /things/7", 200),
        ),
        (
            "undocumented-body",
            "#/paths/~1things~1top/get/responses/202",
            Exchange::new("GET /things/top", 202).text("text/plain", "soon"),
        ),
        (
            "malformed-body",
            "#/paths/~1things~1{id}/get/responses/4XX/content/application~1problem+json",
            problem.clone().text("application/problem+json", "gone"),
        ),
        (
            "wrong-type",
            "#/paths/~1things~1{id}/get/responses/4XX/content/application~1problem+json/schema\
             /properties/title/type",
            problem.text("application/problem+json", r#"{"title": 4}"#),
        ),
        (
            "missing-header",
            "#/paths/~1things/get/responses/200/headers/X-Total",
            Exchange::new("GET /things?view=a", 200).header("X-Trace", "1").json(&json!([])),
        ),
        (
            "undocumented-header",
            "#/paths/~1things/get/responses/200",
            list("").comes_with("X-Cost", "3"),
        ),
        (
            "wrong-type",
            "#/paths/~1things/get/responses/200/headers/X-Total/schema/type",
            Exchange::new("GET /things?view=a", 200)
                .header("X-Trace", "1")
                .comes_with("X-Total", "many")
                .json(&json!([])),
        ),
        (
            "wrong-length",
            "#/paths/~1things~1top/get/responses/200/content/text~1plain/schema/maxLength",
            Exchange::new("GET /things/top", 200).text("text/plain", "far too long"),
        ),
        thing_at("null-value", "#/components/schemas/Thing/properties/name", "name", Value::Null),
        thing_at(
            "unknown-enum-value",
            "#/components/schemas/Thing/properties/kind/enum",
            "kind",
            json!("c"),
        ),
        thing_at(
            "wrong-format",
            "#/components/schemas/Thing/properties/born/format",
            "born",
            json!("yesterday"),
        ),
        thing_at(
            "wrong-format",
            "#/components/schemas/Thing/properties/uid/format",
            "uid",
            json!("7"),
        ),
        thing_at(
            "wrong-format",
            "#/components/schemas/Thing/properties/data/format",
            "data",
            json!("?!"),
        ),
        thing_at(
            "wrong-pattern",
            "#/components/schemas/Thing/properties/code/pattern",
            "code",
            json!("abc"),
        ),
        thing_at(
            "wrong-length",
            "#/components/schemas/Thing/properties/name/maxLength",
            "name",
            json!("Chandelier!"),
        ),
        thing_at(
            "out-of-bounds",
            "#/components/schemas/Thing/properties/size/maximum",
            "size",
            json!(100),
        ),
        thing_at(
            "out-of-bounds",
            "#/components/schemas/Thing/properties/step/multipleOf",
            "step",
            json!(7),
        ),
        thing_at(
            "out-of-bounds",
            "#/components/schemas/Thing/properties/big/format",
            "big",
            json!(3_000_000_000_u64),
        ),
        thing_at(
            "wrong-count",
            "#/components/schemas/Thing/properties/tags/minItems",
            "tags",
            json!([]),
        ),
        thing_at(
            "duplicate-items",
            "#/components/schemas/Thing/properties/tags/uniqueItems",
            "tags",
            json!(["x", "x"]),
        ),
        thing_at(
            "wrong-type",
            "#/components/schemas/Thing/properties/flags/items/type",
            "flags",
            json!([1]),
        ),
        thing_at("missing-property", "#/components/schemas/Owner/required/0", "owner", json!({})),
        thing_at(
            "undocumented-property",
            "#/components/schemas/Owner",
            "owner",
            json!({"login": "a", "age": 4}),
        ),
        thing_at("undocumented-property", "#/components/schemas/Thing", "colour", json!("red")),
        thing_at(
            "write-only-property",
            "#/components/schemas/Thing/properties/secret",
            "secret",
            json!("hidden"),
        ),
        thing_at(
            "no-alternative",
            "#/components/schemas/Thing/properties/either/anyOf",
            "either",
            json!("x"),
        ),
        thing_at(
            "several-alternatives",
            "#/components/schemas/Thing/properties/one/oneOf",
            "one",
            json!(0),
        ),
        thing_at(
            "unknown-alternative",
            "#/components/schemas/Shape/discriminator",
            "shape",
            json!({"form": "star"}),
        ),
        thing_at(
            "wrong-type",
            "#/components/schemas/Circle/properties/radius/type",
            "shape",
            json!({"form": "circle", "radius": "wide"}),
        ),
        thing_at(
            "forbidden-value",
            "#/components/schemas/Thing/properties/plain/not",
            "plain",
            json!("forbidden"),
        ),
        thing_at(
            "wrong-type",
            "#/components/schemas/Thing/properties/extra/additionalProperties/type",
            "extra",
            json!({"any": "one"}),
        ),
    ]
}

#[test]
fn nothing_is_told_of_exchanges_that_are_as_the_document_says() {
    let report = compared(DOCUMENT, archive(sound()));
    assert_eq!(told(&report), [] as [String; 0], "{}", report.render());
    assert!(!report.has_differences());
}

#[test]
fn all_that_is_planted_is_found_and_nothing_beside_it() {
    let plants = plants();
    assert!(plants.len() >= 40, "{}", plants.len());
    let mut wanted: Vec<String> =
        plants.iter().map(|(code, at, _)| format!("{code} {at}")).collect();
    wanted.sort();
    let exchanges = sound().into_iter().chain(plants.into_iter().map(|(.., exchange)| exchange));
    let report = compared(DOCUMENT, archive(exchanges));
    let told = told(&report);
    let missed: Vec<_> = wanted.iter().filter(|one| !told.contains(one)).collect();
    let more: Vec<_> = told.iter().filter(|one| !wanted.contains(one)).collect();
    assert_eq!((missed, more), (vec![], vec![]), "{}", report.render());
    assert_eq!(told, wanted);
    let annotations = report.annotations();
    assert_eq!(annotations.lines().count(), report.differences.len(), "{annotations}");
    for (line, one) in annotations.lines().zip(&report.differences) {
        let command = if one.kind.level() == Level::Note { "notice" } else { "error" };
        let start = format!("::{command} file=things.yaml,line=");
        let title = format!(",title={}::", one.kind.slug());
        assert!(line.starts_with(&start) && line.contains(&title), "{line}");
    }
}

#[test]
fn each_plant_is_found_by_itself() {
    for (code, at, exchange) in plants() {
        let report = compared(DOCUMENT, archive([exchange]));
        assert_eq!(told(&report), [format!("{code} {at}")], "{}", report.render());
        assert!(report.has_differences());
    }
}

#[test]
fn what_is_found_often_is_told_once_with_its_number_and_the_first_that_shows_it() {
    let exchanges = [
        Exchange::new("GET /things/7", 200).json(&thing()),
        get("name", Value::Null),
        list("").json(&json!([with("name", Value::Null), with("name", Value::Null)])),
    ];
    let report = compared(DOCUMENT, archive(exchanges));
    let shown = report.render();
    let (difference, _) = shown.split_once("\n\n").unwrap();
    insta::assert_snapshot!(difference, @r#"
        difference[null-value]: `name` is null, and null is not documented
          --> things.yaml:14:9 #/components/schemas/Thing/properties/name
           = in GET /things, GET /things/{id} (response 200, application/json)
           = 3 times in 2 exchanges, first in shop.har:44, entry 2: GET /v1/things/7
    "#);
}
