//! What several share at each level: there are as many ways through 24 levels as two to the power of that.

use clientwright::source::Source;
use clientwright::{Options, generate};
use serde_json::{Value, json};

use super::parts::{document, list, object, one, operation, refer, text};
use super::{ALONE, Cost, FEW, SHORT, TIME, cost_of};

/// A schema in a document with so many, by its number.
type Schema = fn(usize, usize) -> Value;

fn after(i: usize, count: usize, each: fn(Value) -> Value) -> Vec<Value> {
    (i + 1..count).map(|other| each(refer(format!("S{other}")))).collect()
}

/// An object that no other one is.
fn own(i: usize) -> Value {
    json!({"type": "object", "required": [format!("a{i}")], "properties": {format!("a{i}"): text()}})
}

fn twice(i: usize, count: usize, key: &str, last: Value) -> Value {
    let next = refer(format!("S{}", i + 1));
    if i + 1 < count { json!({key: [next, next]}) } else { last }
}

/// An object of a kind of its own.
fn of_kind(i: usize) -> Value {
    let mut own = own(i);
    own["required"] = json!(["kind"]);
    own["properties"]["kind"] = json!({"type": "string", "enum": [format!("k{i}")]});
    own
}

/// All schemas of the next one of six levels.
fn next_level(i: usize, count: usize) -> Vec<Value> {
    let level = |i: usize| i * 6 / count;
    let next = (i + 1..count).filter(|other| level(*other) == level(i) + 1);
    next.map(|other| refer(format!("S{other}"))).collect()
}

/// The most that a byte more may cost of what a byte cost before.
const MORE: f64 = 1.5;

/// Each object has all properties of those that it extends, and each is a union of all that extend it: what
/// is written grows as the square of them.
const BASES: &str = "bases by allOf";

const WITH_DISCRIMINATOR: &str = "alternatives with a discriminator";

/// The kinds of sharing, and how many schemas are a few.
const SHARED: &[(&str, usize, Schema)] = &[
    ("objects by allOf", 4, |i, n| twice(i, n, "allOf", own(i))),
    ("texts by allOf", 4, |i, n| twice(i, n, "allOf", text())),
    ("anything by allOf", 4, |i, n| twice(i, n, "allOf", json!({}))),
    ("lists by allOf", 4, |i, n| twice(i, n, "allOf", json!({"type": "array", "items": text()}))),
    (BASES, 4, |i, n| {
        let next = refer(format!("S{}", i + 1));
        let base = json!({"type": "object", "discriminator": {"propertyName": "kind"},
            "properties": {"kind": text(), format!("a{i}"): text()}});
        let mut part = base.clone();
        part["allOf"] = json!([next, next]);
        if i + 1 < n { part } else { base }
    }),
    ("the same alternatives", 4, |i, n| twice(i, n, "anyOf", text())),
    ("alternatives", 6, |i, n| {
        let arms = [after(i, n, |other| other), vec![own(i)]].concat();
        json!({"oneOf": arms})
    }),
    ("alternatives that are values", 6, |i, n| {
        let value = json!({"type": "string", "enum": [format!("v{i}")]});
        let arms = [after(i, n, |other| other), vec![value]].concat();
        json!({"oneOf": arms})
    }),
    (WITH_DISCRIMINATOR, 24, |i, n| {
        let arms = [after(i, n, |other| other), vec![of_kind(i)]].concat();
        json!({"oneOf": arms, "discriminator": {"propertyName": "kind"}})
    }),
    ("alternatives with a mapping", 12, |i, n| {
        let arms = [after(i, n, |other| other), vec![of_kind(i)]].concat();
        let target = |other: usize| json!(format!("#/components/schemas/S{other}"));
        let mapping: serde_json::Map<_, _> =
            (i + 1..n).map(|other| (format!("k{other}"), target(other))).collect();
        json!({"anyOf": arms, "discriminator": {"propertyName": "kind", "mapping": mapping}})
    }),
    ("levels of alternatives", 24, |i, n| {
        let arms = [next_level(i, n), vec![of_kind(i)]].concat();
        json!({"oneOf": arms})
    }),
    ("objects in alternatives", 6, |i, n| {
        let held = |other| json!({"type": "object", "required": ["a"], "properties": {"a": other}});
        let arms = [after(i, n, held), vec![own(i)]].concat();
        json!({"oneOf": arms})
    }),
    ("required properties", 6, |i, n| {
        let names: Vec<String> = (i + 1..n).map(|other| format!("p{other}")).collect();
        let members: serde_json::Map<_, _> =
            names.iter().cloned().zip(after(i, n, |other| other)).collect();
        json!({"type": "object", "required": names, "properties": members})
    }),
];

/// The schemas in all places that have rules of their own.
fn shared(count: usize, schema: Schema) -> Vec<Source> {
    let schemas = object(count, |i| (format!("S{i}"), schema(i, count)));
    let first = || refer("S0");
    let mut paths = json!({"/a": {"post": operation("a", &first())}});
    paths["/a"]["post"]["requestBody"] = json!({"content": {
        "application/json": {"schema": first()},
        "application/x-www-form-urlencoded": {"schema": {"type": "object", "properties": {"a": first()}}},
    }});
    paths["/a"]["post"]["parameters"] =
        list(1, |_| json!({"name": "q", "in": "query", "schema": first()}));
    let events = json!({"200": {"description": "Done", "content": {"text/event-stream": {"schema": first()}}}});
    paths["/b"] = json!({"get": {"operationId": "b", "responses": events}});
    one(&document(paths, json!({"schemas": schemas})))
}

#[test]
fn what_is_shared_at_each_level_is_looked_at_once() {
    let _alone = ALONE.lock().unwrap();
    let fault = |(name, few, schema): &(&str, usize, Schema)| {
        let costs: [(Cost, f64); 3] = [1, 2, 4].map(|times| {
            let sources = shared(few * times, *schema);
            let length = sources[0].text().len() as f64;
            (cost_of(&sources, &Options::new("grown")), length)
        });
        let [(one, short), (two, _), (four, long)] = &costs;
        // What there is more of costs as much for each byte as before.
        let share = |(less, from): &(Cost, f64), (more, to): &(Cost, f64)| {
            ((more.allocations as f64 - less.allocations as f64).max(0.0) + FEW) / (to - from)
        };
        let growth = share(&costs[1], &costs[2]) / share(&costs[0], &costs[1]);
        let time = four.time.as_secs_f64() / one.time.as_secs_f64() / (long / short);
        let said = format!(
            "{name}: {} allocations for {few}, {} and {}, which is {growth:.2} for a byte; {:?} and {:?}",
            one.allocations, two.allocations, four.allocations, one.time, four.time
        );
        if std::env::var_os("SHOW_GROWTH").is_some() {
            println!("{said}");
        }
        let most = if *name == BASES { 2.0 * MORE } else { MORE };
        let is_bounded = growth <= most && (four.time < SHORT || time <= TIME * most / MORE);
        (!is_bounded).then_some(said)
    };
    let faults: Vec<String> = SHARED.iter().filter_map(fault).collect();
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

/// So many unions, each of all that come after it: what is looked at grows as their cube, where the document
/// grows as their square.
#[test]
fn unions_that_hold_too_many_others_are_told() {
    let _alone = ALONE.lock().unwrap();
    let (_, _, schema) = SHARED.iter().find(|(name, ..)| *name == WITH_DISCRIMINATOR).unwrap();
    let sources = shared(150, *schema);
    let (generated, diagnostics) = generate(&sources, &Options::new("grown"));
    assert!(generated.is_none());
    let told = diagnostics.render(&sources, false);
    assert!(told.contains("error[limit-exceeded]: to tell the alternatives of `S"), "{told}");
    assert!(told.contains("at #/components/schemas/S"), "{told}");
}
