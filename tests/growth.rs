//! The work of reading a response grows as the response does, whatever is in it: for twice as much,
//! it is twice as much. Runs inside of the crate of the fixtures, whose runtime counts how often it
//! looks at a value, a name or a token of a text.

use fixtures::itself::types::{Plain, Term};
use fixtures::runtime::{FromJson, WORK, read};
use serde_json::Value;

/// How much more the second doubling may cost than the first one, which cost half of it.
const RATIO: f64 = 2.2;

/// What is no matter of growth.
const SLACK: f64 = 300.0;

#[test]
fn reading_a_value_of_any_type_is_linear() {
    let values: Vec<Vec<Value>> = serde_json::from_str(include_str!("instances.json")).unwrap();
    let mut lost = Vec::new();
    // CHECKS
    assert!(lost.is_empty(), "{} types:\n{}", lost.len(), lost.join("\n"));
}

/// Adds each way in which the values of a type cost more than they should as they grow.
fn check<T: FromJson>(lost: &mut Vec<String>, (name, _): (&str, bool), values: &[Value]) {
    let mut bases: Vec<Value> = values.to_vec();
    bases.sort_by_key(|value| std::cmp::Reverse(value.to_string().len()));
    bases.truncate(3);
    bases.push(merged(values));
    for (way, grow) in WAYS {
        for base in &bases {
            let sizes = if *way == "deep" { [30, 60, 120] } else { [64, 128, 256] };
            let worse = growth::<T>(sizes.map(|size| grow(base, size)));
            lost.extend(worse.map(|worse| format!("{name}, {way}: {worse}")));
        }
    }
}

/// How the work grows, if it grows more than the text does.
fn growth<T: FromJson>(texts: [String; 3]) -> Option<String> {
    let lengths = texts.each_ref().map(String::len);
    let work = texts.map(|text| {
        WORK.set(0);
        // What is refused has to be refused as soon.
        let is_read = read::<T>(text.as_bytes()).is_ok();
        (WORK.get() as f64, is_read)
    });
    let (first, second) = (work[1].0 - work[0].0, work[2].0 - work[1].0);
    // Tries that are cut short come by steps: the work for a byte is no more than it was.
    let share = |index: usize| work[index].0 / lengths[index] as f64;
    let is_worse = second > RATIO * first.max(0.0) + SLACK && share(2) > 1.05 * share(1);
    is_worse.then(|| format!("{work:?} for {lengths:?} bytes"))
}

/// One object with the properties of all.
fn merged(values: &[Value]) -> Value {
    let mut all = serde_json::Map::new();
    for value in values {
        all.extend(value.as_object().cloned().unwrap_or_default());
    }
    Value::Object(all)
}

/// What makes a value larger, by so much.
type Grow = fn(&Value, usize) -> String;

const WAYS: &[(&str, Grow)] = &[
    ("wide", |value, size| changed(value, &|value| {
        let items = value.as_array().filter(|items| !items.is_empty())?;
        Some(format!("[{}]", vec![joined(items.iter().map(Value::to_string)); size].join(",")))
    })),
    ("a list of it", |value, size| format!("[{}]", vec![value.to_string(); size].join(","))),
    ("unknown properties", |value, size| changed(value, &|value| {
        let own = value.as_object()?.iter().map(|(name, value)| property(name, value));
        let other = (0..size).map(|number| format!("\"unknown {number}\":[{{}},1]"));
        Some(format!("{{{}}}", joined(other.chain(own))))
    })),
    ("repeated properties", |value, size| changed(value, &|value| {
        let own = value.as_object().filter(|own| !own.is_empty())?;
        let own = joined(own.iter().map(|(name, value)| property(name, value)));
        Some(format!("{{{}}}", vec![own; size].join(",")))
    })),
    ("long texts", |value, size| each_leaf(value, &|value| {
        let text = value.as_str()?;
        Some(format!("\"{}{}\"", plain(text), "\\u0061\\n\\\\b".repeat(size)))
    })),
    ("long numbers", |value, size| each_leaf(value, &|value| {
        value.is_number().then(|| format!("1{}.{}", "0".repeat(size), "0".repeat(size)))
    })),
    ("large exponents", |value, size| each_leaf(value, &|value| {
        value.is_number().then(|| format!("1e{}", "9".repeat(size)))
    })),
    ("deep", |value, size| changed(value, &|value| {
        let own = value.as_object()?.keys().map(|name| {
            format!("{}:{}{}", Value::from(name.as_str()), "[".repeat(size), "]".repeat(size))
        });
        Some(format!("{{{}}}", joined(own)))
    })),
];

fn joined(parts: impl Iterator<Item = String>) -> String {
    parts.collect::<Vec<_>>().join(",")
}

fn property(name: &str, value: &Value) -> String {
    format!("{}:{value}", Value::from(name))
}

/// A text without its quotes.
fn plain(text: &str) -> String {
    let json = Value::from(text).to_string();
    json[1..json.len() - 1].to_owned()
}

/// The outermost values that `change` changes, as they are then.
fn changed(value: &Value, change: &dyn Fn(&Value) -> Option<String>) -> String {
    if let Some(text) = change(value) {
        return text;
    }
    match value {
        Value::Array(items) => {
            format!("[{}]", joined(items.iter().map(|item| changed(item, change))))
        }
        Value::Object(entries) => {
            let entry = |(name, value): (&String, &Value)| {
                format!("{}:{}", Value::from(name.as_str()), changed(value, change))
            };
            format!("{{{}}}", joined(entries.iter().map(entry)))
        }
        other => other.to_string(),
    }
}

/// The same of the values that hold no other.
fn each_leaf(value: &Value, change: &dyn Fn(&Value) -> Option<String>) -> String {
    changed(value, &|value| if value.is_array() || value.is_object() { None } else { change(value) })
}

/// A term that holds another one, and so on; what stands behind each tells that it is none.
fn nested(depth: usize, note: &str, word: &str) -> String {
    (0..depth).fold(word.to_owned(), |inner, _| format!(r#"{{"inner":{inner},"note":{note}}}"#))
}

const WORD: &str = r#"{"word":"w"}"#;

/// Both alternatives, one of them, or none can be read in the end.
const NOTES: [&str; 4] = [r#"{"text":true}"#, r#"{"text":1}"#, r#"{"text":"t"}"#, r#"{}"#];

#[test]
fn a_union_that_holds_itself_is_read_in_linear_work() {
    for note in NOTES {
        let texts = [30, 60, 120].map(|depth| nested(depth, note, WORD));
        assert_eq!(growth::<Term>(texts), None, "{note}");
        let plain = [30, 60, 120].map(|depth| nested(depth, r#""n""#, WORD));
        assert_eq!(growth::<Plain>(plain), None);
    }
}

#[test]
fn many_unions_that_hold_themselves_are_read_in_linear_work() {
    for note in NOTES {
        let list = |count: usize| format!("[{}]", vec![nested(20, note, WORD); count].join(","));
        assert_eq!(growth::<Vec<Term>>([8, 16, 32].map(list)), None, "{note}");
    }
}

/// What a union that fits none keeps of a value, it keeps at each level.
#[test]
fn a_wide_value_deep_in_a_union_is_read_in_linear_work() {
    for note in NOTES {
        let wide = |count: usize| {
            let word = format!(r#"{{"word":"w","rest":[{}]}}"#, vec!["1"; count].join(","));
            nested(60, note, &word)
        };
        assert_eq!(growth::<Term>([1000, 2000, 4000].map(wide)), None, "{note}");
    }
}

/// All of it is kept, though its parts could not be.
#[test]
fn what_is_too_much_to_be_told_is_kept_whole() {
    for depth in [30, 60, 120] {
        let text = nested(depth, NOTES[0], r#"{"word":["none"]}"#);
        let term: Term = read(text.as_bytes()).unwrap();
        let Term::Unknown(unknown) = term else { panic!() };
        assert_eq!(unknown.json(), &serde_json::from_str::<Value>(&text).unwrap());
    }
}

#[test]
fn a_value_is_read_no_more_often_than_its_allowance_says() {
    let text = nested(100, NOTES[0], WORD);
    WORK.set(0);
    read::<Value>(text.as_bytes()).unwrap();
    let once = WORK.replace(0);
    read::<Term>(text.as_bytes()).unwrap();
    assert!(WORK.get() < 64 * 12 * once, "{} for {once}", WORK.get());
}
