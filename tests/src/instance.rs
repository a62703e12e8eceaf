//! Values that a schema allows, made at random: what types are tried on.

use proptest::collection::vec;
use proptest::prelude::{Strategy, any};
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;
use serde_json::{Map, Value, json};

/// How deep values are nested where they need not be deeper.
const DEPTH: usize = 4;
/// How deep a value can be before it is given up.
const TOO_DEEP: usize = 24;

/// In which direction a value goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Direction {
    /// It is sent: without what is read-only.
    Sent,
    /// It is received: without what is write-only.
    Received,
    /// In both: with all of it.
    Both,
}

/// A maker of values for the schemas of one document.
pub struct Maker<'d> {
    document: &'d Value,
    direction: Direction,
    runner: TestRunner,
}

/// What is known of a schema with its parts put together.
#[derive(Default)]
struct Merged<'d> {
    keywords: Map<String, Value>,
    /// Each with all that the parts say of it.
    properties: Vec<(&'d str, Vec<&'d Value>)>,
    required: Vec<&'d str>,
    items: Option<&'d Value>,
    additional: Option<&'d Value>,
    /// The discriminator, and what stands for the alternative.
    tag: Option<(String, Option<String>)>,
    /// The schemas that were put together.
    parts: Vec<&'d Value>,
}

impl<'d> Maker<'d> {
    /// A maker whose values are the same on every run.
    #[must_use]
    pub fn new(document: &'d Value, direction: Direction) -> Self {
        Self { document, direction, runner: TestRunner::deterministic() }
    }

    /// A value of the schema at the JSON pointer, with or without a `#` before it. `None` where every value would be endless, or
    /// the schema is not there.
    pub fn value_at(&mut self, pointer: &str) -> Option<Value> {
        self.value(self.document.pointer(pointer.trim_start_matches('#'))?, 0)
    }

    fn pick<S: Strategy>(&mut self, strategy: S) -> S::Value {
        strategy.new_tree(&mut self.runner).expect("no strategy here rejects a value").current()
    }

    fn below(&mut self, count: usize) -> usize {
        self.pick(0..count.max(1))
    }

    fn resolved(&self, schema: &'d Value) -> &'d Value {
        let mut schema = schema;
        for _ in 0..TOO_DEEP {
            let Some(reference) = schema.get("$ref").and_then(Value::as_str) else { break };
            schema = self.document.pointer(reference.trim_start_matches('#')).unwrap_or(schema);
        }
        schema
    }

    fn value(&mut self, schema: &'d Value, depth: usize) -> Option<Value> {
        self.value_of_all(&[schema], depth)
    }

    /// A value that all of the schemas allow.
    fn value_of_all(&mut self, schemas: &[&'d Value], depth: usize) -> Option<Value> {
        if depth > TOO_DEEP {
            return None;
        }
        let mut merged = Merged::default();
        for schema in schemas {
            self.merge(schema, &mut merged, depth)?;
        }
        if merged.keywords.contains_key("scalar") {
            return merged.keywords.remove("scalar");
        }
        if let Some(Value::Array(values)) = merged.keywords.get("enum") {
            let values: Vec<&Value> = values.iter().filter(|value| !value.is_null()).collect();
            let index = self.below(values.len());
            return values.get(index).map(|value| (*value).clone());
        }
        let is_object = !merged.properties.is_empty() || merged.additional.is_some();
        let ty = merged.keywords.get("type").and_then(Value::as_str).map(str::to_owned);
        match ty.as_deref() {
            Some("object") => self.object(&merged, depth),
            Some("array") => self.array(&merged, depth),
            Some("string") => Some(Value::from(self.text(&merged.keywords))),
            Some("integer") => Some(self.integer(&merged.keywords)),
            // The sizes of integers are formats of numbers, too.
            Some("number") if has_size(&merged.keywords) => Some(self.integer(&merged.keywords)),
            Some("number") => Some(self.number(&merged.keywords)),
            Some("boolean") => Some(Value::from(self.pick(any::<bool>()))),
            _ if is_object => self.object(&merged, depth),
            _ if merged.items.is_some() => self.array(&merged, depth),
            _ => Some(self.anything()),
        }
    }

    /// Puts the parts of a schema together, with one of each choice. A choice among values that
    /// are no objects is the value itself.
    fn merge(&mut self, schema: &'d Value, merged: &mut Merged<'d>, depth: usize) -> Option<()> {
        if depth > TOO_DEEP {
            return None;
        }
        let schema = self.resolved(schema);
        if merged.parts.iter().any(|part| std::ptr::eq(*part, schema)) {
            return Some(());
        }
        merged.parts.push(schema);
        let Some(object) = schema.as_object() else { return Some(()) };
        let is_choice = |key: &str| matches!(key, "oneOf" | "anyOf");
        // A choice comes last: what stands beside it tells whether it is one of objects.
        let rest = object.iter().filter(|(key, _)| !is_choice(key));
        for (key, value) in rest.chain(object.iter().filter(|(key, _)| is_choice(key))) {
            match (key.as_str(), value) {
                ("properties", Value::Object(properties)) => {
                    for (name, property) in properties {
                        match merged.properties.iter_mut().find(|(known, _)| known == name) {
                            Some((_, parts)) => parts.push(property),
                            None => merged.properties.push((name, vec![property])),
                        }
                    }
                }
                ("required", Value::Array(names)) => {
                    merged.required.extend(names.iter().filter_map(Value::as_str));
                }
                ("items", value) => merged.items = Some(value),
                ("additionalProperties", value) => merged.additional = Some(value),
                ("allOf", Value::Array(parts)) => {
                    for part in parts {
                        self.merge(part, merged, depth + 1)?;
                    }
                }
                ("oneOf" | "anyOf", Value::Array(arms))
                    if arms.iter().any(|arm| {
                        let arm = self.resolved(arm);
                        merged.parts.iter().any(|part| std::ptr::eq(*part, arm))
                    }) => {} // A parent that lists its children, as a part of one of them.
                ("oneOf" | "anyOf", Value::Array(arms)) if !arms.is_empty() => {
                    let index = self.below(arms.len());
                    let arm = arms.get(index)?;
                    let is_object = is_object(self.resolved(arm));
                    if !is_object && merged.properties.is_empty() {
                        let value = self.value(arm, depth + 1)?;
                        merged.keywords.insert("scalar".to_owned(), value);
                        return Some(());
                    }
                    self.merge(arm, merged, depth + 1)?;
                    merged.tag = tag(object, arm);
                }
                _ => {
                    merged.keywords.insert(key.clone(), value.clone());
                }
            }
        }
        Some(())
    }

    fn object(&mut self, merged: &Merged<'d>, depth: usize) -> Option<Value> {
        let mut object = Map::new();
        for (name, schemas) in &merged.properties {
            let resolved: Vec<&Value> =
                schemas.iter().map(|schema| self.resolved(schema)).collect();
            let flag = |key: &str| {
                resolved.iter().any(|schema| schema.get(key) == Some(&Value::Bool(true)))
            };
            let is_absent = match self.direction {
                Direction::Sent => flag("readOnly"),
                Direction::Received => flag("writeOnly"),
                Direction::Both => false,
            };
            let is_required = merged.required.contains(name);
            if is_absent || (!is_required && (depth >= DEPTH || self.pick(any::<bool>()))) {
                continue;
            }
            let is_never_null =
                resolved.iter().any(|it| it.get("x-nullable") == Some(&Value::Bool(false)));
            let is_null = flag("nullable") && !is_never_null && self.below(4) == 0;
            let mut value =
                if is_null { Some(Value::Null) } else { self.value_of_all(schemas, depth + 1) };
            // An alternative that the extension takes away.
            while is_never_null && value == Some(Value::Null) {
                value = self.value_of_all(schemas, depth + 1);
            }
            match value {
                Some(value) => drop(object.insert((*name).to_owned(), value)),
                None if is_required => return None,
                None => {}
            }
        }
        for name in &merged.required {
            if merged.properties.iter().any(|(known, _)| known == name) {
                continue;
            }
            let value = match merged.additional {
                Some(schema) if schema.is_object() => self.value(schema, depth + 1),
                _ => Some(self.anything()),
            };
            object.extend(value.map(|value| ((*name).to_owned(), value)));
        }
        if let Some(additional) = merged.additional.filter(|value| **value != Value::Bool(false)) {
            for index in 0..self.below(if depth < DEPTH { 3 } else { 1 }) {
                let value = match additional {
                    Value::Bool(_) => Some(self.anything()),
                    schema => self.value(schema, depth + 1),
                };
                object.extend(value.map(|value| (format!("other {index}"), value)));
            }
        }
        if let Some((name, value)) = &merged.tag {
            // What the property itself can be comes before what stands for it.
            let declared = merged.properties.iter().find(|(known, _)| known == name);
            let has_own = |schemas: &&Vec<&Value>| {
                schemas.iter().any(|schema| self.resolved(schema).get("enum").is_some())
            };
            let declared = declared.map(|(_, schemas)| schemas).filter(has_own);
            let value = match declared {
                Some(schemas) => self.value_of_all(schemas, depth + 1),
                None => value.clone().map(Value::from),
            };
            object.extend(value.map(|value| (name.clone(), value)));
        }
        Some(Value::Object(object))
    }

    fn array(&mut self, merged: &Merged<'d>, depth: usize) -> Option<Value> {
        let least = merged.keywords.get("minItems").and_then(Value::as_u64).unwrap_or(0);
        let most = if depth < DEPTH { least + 3 } else { least };
        let mut values = Vec::new();
        for _ in 0..self.pick(least..=most) {
            values.push(match merged.items {
                Some(schema) => self.value(schema, depth + 1)?,
                None => self.anything(),
            });
        }
        Some(Value::Array(values))
    }

    fn text(&mut self, keywords: &Map<String, Value>) -> String {
        let two = |number: u32| format!("{number:02}");
        match keywords.get("format").and_then(Value::as_str) {
            Some(format @ ("date-time" | "date-time-local")) => {
                let (date, time) = (self.date(), self.pick((0u32..24, 0u32..60, 0u32..60)));
                let zone = if format == "date-time" { "Z" } else { "" };
                format!("{date}T{}:{}:{}{zone}", two(time.0), two(time.1), two(time.2))
            }
            Some("date") => self.date(),
            Some("time" | "time-local") => {
                let (hour, minute) = self.pick((0u32..24, 0u32..60));
                let zone = ["Z", "+02:00", ""][self.below(3)];
                format!("{}:{}:07{zone}", two(hour), two(minute))
            }
            Some("duration") => format!("P{}DT{}H", self.pick(1u32..9), self.pick(1u32..48)),
            Some("decimal") => format!("{}.{:02}", self.pick(-99i32..99), self.pick(0u32..99)),
            Some("uuid") => {
                let bits = format!("{:032x}", self.pick(any::<u128>()));
                let parts = [&bits[..8], &bits[8..12], &bits[12..16], &bits[16..20], &bits[20..]];
                parts.join("-")
            }
            Some("byte" | "base64") => {
                use base64::Engine as _;
                let bytes = self.pick(vec(any::<u8>(), 0..9));
                base64::engine::general_purpose::STANDARD.encode(bytes)
            }
            _ => {
                let bound = |key: &str| keywords.get(key).and_then(Value::as_u64);
                let least = usize::try_from(bound("minLength").unwrap_or(0)).unwrap_or(0);
                let most = bound("maxLength").and_then(|most| usize::try_from(most).ok());
                let most = most.unwrap_or(least + 6).clamp(least, least + 6);
                self.pick(vec(any::<char>(), least..=most)).into_iter().collect()
            }
        }
    }

    fn date(&mut self) -> String {
        let (year, month, day) = self.pick((1970u32..2100, 1u32..13, 1u32..29));
        format!("{year}-{month:02}-{day:02}")
    }

    fn integer(&mut self, keywords: &Map<String, Value>) -> Value {
        let (low, high) = match keywords.get("format").and_then(Value::as_str) {
            Some("int8") => (i64::from(i8::MIN), i64::from(i8::MAX)),
            Some("int16") => (i64::from(i16::MIN), i64::from(i16::MAX)),
            Some("int32") => (i64::from(i32::MIN), i64::from(i32::MAX)),
            Some("uint8") => (0, i64::from(u8::MAX)),
            Some("uint16") => (0, i64::from(u16::MAX)),
            Some("uint32") => (0, i64::from(u32::MAX)),
            Some("uint64") => return Value::from(self.pick(any::<u64>())),
            _ => (i64::MIN, i64::MAX),
        };
        let bound = |key: &str| keywords.get(key).and_then(Value::as_i64);
        let low = bound("minimum").unwrap_or(low).max(low);
        let high = bound("maximum").unwrap_or(high).min(high);
        Value::from(self.pick(low..=high.max(low)))
    }

    fn number(&mut self, keywords: &Map<String, Value>) -> Value {
        // Halves are the same in every size of float.
        let half = f64::from(self.pick(-1000i32..1000)) / 2.0;
        let bound = |key: &str| keywords.get(key).and_then(Value::as_f64);
        json!(half.max(bound("minimum").unwrap_or(half)).min(bound("maximum").unwrap_or(1e9)))
    }

    fn anything(&mut self) -> Value {
        match self.below(5) {
            0 => Value::Bool(self.pick(any::<bool>())),
            1 => Value::from(self.pick(any::<i64>())),
            2 => Value::from(self.pick(vec(any::<char>(), 0..6)).into_iter().collect::<String>()),
            3 => json!([1, null, "a"]),
            _ => json!({"a": 1, "b": {"c": []}}),
        }
    }
}

fn has_size(keywords: &Map<String, Value>) -> bool {
    let format = keywords.get("format").and_then(Value::as_str).unwrap_or_default();
    format.starts_with("int") || format.starts_with("uint")
}

/// Whether the values of a schema are objects.
fn is_object(schema: &Value) -> bool {
    let has = |key: &str| schema.get(key).is_some();
    schema.get("type").is_some_and(|ty| ty == "object")
        || has("properties")
        || has("allOf")
        || has("oneOf")
        || has("anyOf")
}

/// The property and value of a discriminator that stand for the arm of a choice
/// (OpenAPI 3.0.3, "Discriminator Object").
fn tag(choice: &Map<String, Value>, arm: &Value) -> Option<(String, Option<String>)> {
    let discriminator = choice.get("discriminator")?;
    let property = discriminator.get("propertyName")?.as_str()?;
    let Some(reference) = arm.get("$ref").and_then(Value::as_str) else {
        return Some((property.to_owned(), None));
    };
    let name = reference.rsplit('/').next()?;
    let mapping = discriminator.get("mapping").and_then(Value::as_object);
    let is_arm =
        |target: &Value| target.as_str().is_some_and(|one| one == reference || one == name);
    let mapped = mapping
        .and_then(|mapping| mapping.iter().find(|(_, target)| is_arm(target)))
        .map(|(value, _)| value.as_str());
    Some((property.to_owned(), Some(mapped.unwrap_or(name).to_owned())))
}
