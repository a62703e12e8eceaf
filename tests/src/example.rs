//! The examples of a document: what to send, and what to respond with.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::fs;
use std::path::{Path, PathBuf};

use serde_json::{Map, Value, json};

/// A document with its other files, and the examples that it gives.
#[derive(Debug)]
pub struct Examples {
    /// The path of the document.
    root: PathBuf,
    /// What is in each file. Its references name the file that they lead to.
    files: BTreeMap<PathBuf, Value>,
}

impl Examples {
    /// The examples of a document in YAML, and of the files that it refers to.
    ///
    /// # Panics
    ///
    /// When it is none.
    #[must_use]
    pub fn of(path: &Path) -> Self {
        let root = path.canonicalize().expect("a document");
        let (mut files, mut waiting) = (BTreeMap::new(), vec![root.clone()]);
        while let Some(path) = waiting.pop() {
            let Entry::Vacant(place) = files.entry(path) else { continue };
            let text = fs::read_to_string(place.key()).expect("a file");
            let mut content = serde_yaml::from_str(&text).expect("YAML");
            absolute(&mut content, place.key(), &mut waiting);
            place.insert(content);
        }
        Self { root, files }
    }

    /// The operation of this method at this path, with the parameters of its path.
    ///
    /// # Panics
    ///
    /// When there is none.
    #[must_use]
    pub fn operation(&self, method: &str, path: &str) -> Operation<'_> {
        let item = self.followed(&self.files[&self.root]["paths"][path]);
        let operation = &item[method.to_lowercase()];
        assert!(operation.is_object(), "{method} {path} is no operation");
        let lists = [&item["parameters"], &operation["parameters"]];
        let parameters = lists.into_iter().filter_map(Value::as_array).flatten();
        let parameters = parameters.map(|parameter| self.followed(parameter)).collect();
        Operation { examples: self, operation, parameters }
    }

    fn followed<'v>(&'v self, value: &'v Value) -> &'v Value {
        match value["$ref"].as_str().and_then(|reference| reference.split_once('#')) {
            Some((file, pointer)) => {
                let file = &self.files[Path::new(file)];
                self.followed(file.pointer(pointer).expect("what it names"))
            }
            None => value,
        }
    }

    /// What stands beside the schema as its example, or an example made of those of its parts.
    fn of_schema(&self, schema: &Value) -> Value {
        let schema = self.followed(schema);
        if let Some(example) = schema.get("example") {
            return example.clone();
        }
        if let Some(values) = schema["enum"].as_array() {
            return values.first().cloned().unwrap_or_default();
        }
        let choices = ["oneOf", "anyOf"].iter().filter_map(|key| schema[*key].as_array());
        if let Some(first) = choices.flatten().next() {
            return self.of_schema(first);
        }
        if let Some(parts) = schema["allOf"].as_array() {
            let mut parts = parts.iter().map(|part| self.of_schema(part));
            let first = parts.next().unwrap_or_default();
            return parts.fold(first, merged);
        }
        match schema["type"].as_str() {
            Some("array") => json!([self.of_schema(&schema["items"])]),
            Some("string") => json!("text"),
            Some("integer") => schema.get("minimum").cloned().unwrap_or(json!(1)),
            // With a fraction, since a whole number can be written with one or without.
            Some("number") => schema.get("minimum").cloned().unwrap_or(json!(1.5)),
            Some("boolean") => json!(true),
            _ => {
                let properties = schema["properties"].as_object().into_iter().flatten();
                let made: Map<String, Value> =
                    properties.map(|(name, value)| (name.clone(), self.of_schema(value))).collect();
                Value::Object(made)
            }
        }
    }

    /// The example of a parameter, a header or a media type.
    fn of_described(&self, described: &Value) -> Value {
        let named = described["examples"].as_object().and_then(|all| all.values().next());
        let named = named.map(|example| self.followed(example)["value"].clone());
        let own = described.get("example").cloned();
        own.or(named).unwrap_or_else(|| self.of_schema(&described["schema"]))
    }
}

/// Lets each reference name its file as it is found from anywhere, and notes it.
fn absolute(value: &mut Value, path: &Path, files: &mut Vec<PathBuf>) {
    match value {
        Value::Object(entries) => {
            if let Some(Value::String(reference)) = entries.get_mut("$ref") {
                let (file, pointer) = reference.split_once('#').expect("a pointer");
                let file = match file {
                    "" => path.to_owned(),
                    _ => path.with_file_name(file).canonicalize().expect("a file"),
                };
                *reference = format!("{}#{pointer}", file.display());
                files.push(file);
            }
            entries.values_mut().for_each(|entry| absolute(entry, path, files));
        }
        Value::Array(items) => items.iter_mut().for_each(|item| absolute(item, path, files)),
        _ => {}
    }
}

fn merged(one: Value, other: Value) -> Value {
    match (one, other) {
        (Value::Object(mut one), Value::Object(other)) => {
            one.extend(other);
            Value::Object(one)
        }
        (one, _) => one,
    }
}

/// An operation with its examples.
#[derive(Debug)]
pub struct Operation<'e> {
    examples: &'e Examples,
    operation: &'e Value,
    parameters: Vec<&'e Value>,
}

impl Operation<'_> {
    /// The names of the parameters in this place, and whether they are required.
    #[must_use]
    pub fn parameters(&self, place: &str) -> Vec<(&str, bool)> {
        let found = self.parameters.iter().filter(|parameter| parameter["in"] == place);
        let name = |parameter: &&&Value| parameter["name"].as_str().map(str::len).is_some();
        found
            .filter(name)
            .map(|parameter| {
                let is_required = parameter["required"].as_bool().unwrap_or_default();
                (parameter["name"].as_str().unwrap_or_default(), is_required)
            })
            .collect()
    }

    /// Whether the last value of the path can be several segments.
    #[must_use]
    pub fn takes_rest(&self) -> bool {
        self.parameters.iter().any(|parameter| {
            let schema = self.examples.followed(&parameter["schema"]);
            parameter["in"] == "path" && schema["format"] == "path"
        })
    }

    /// The example of the parameter or field whose name is `name` in Rust.
    #[must_use]
    pub fn value(&self, name: &str) -> Value {
        let is_it = |wire: &str| plain(wire) == plain(name);
        let mut parameters = self.parameters.iter();
        let found = parameters.find(|parameter| parameter["name"].as_str().is_some_and(is_it));
        if let Some(parameter) = found {
            return self.examples.of_described(parameter);
        }
        let body = self.body().map(|(_, body)| body).unwrap_or_default();
        let field = body.as_object().into_iter().flatten().find(|(field, _)| is_it(field));
        field.map(|(_, value)| value.clone()).or_else(|| self.field(name)).unwrap_or(body)
    }

    /// The example of a field that that of the body does not have.
    fn field(&self, name: &str) -> Option<Value> {
        let body = self.examples.followed(self.operation.get("requestBody")?);
        let (_, content) = preferred(&body["content"])?;
        let schema = self.examples.followed(&content["schema"]);
        let mut fields = schema["properties"].as_object()?.iter();
        let renamed = |field: &Value| {
            let name_in_rust = field["x-rust-name"].as_str();
            name_in_rust.is_some_and(|renamed| plain(renamed) == plain(name))
        };
        let is_it = |wire: &String, field: &Value| plain(wire) == plain(name) || renamed(field);
        let (_, field) = fields.find(|(wire, field)| is_it(wire, field))?;
        Some(self.examples.of_schema(field))
    }

    /// The media type of the body that a client sends, and its example.
    #[must_use]
    pub fn body(&self) -> Option<(&str, Value)> {
        let body = self.examples.followed(self.operation.get("requestBody")?);
        let (media_type, content) = preferred(&body["content"])?;
        Some((media_type, self.examples.of_described(content)))
    }

    /// The first success: status, media type, and the example of the body.
    ///
    /// # Panics
    ///
    /// When the operation has none.
    #[must_use]
    pub fn response(&self) -> (u16, Option<(&str, Value)>) {
        let responses = self.operation["responses"].as_object().expect("responses");
        let (status, response) =
            responses.iter().find(|(status, _)| status.starts_with('2')).expect("a success");
        let response = self.examples.followed(response);
        let body = preferred(&response["content"]);
        let body = body.map(|(ty, content)| (ty, self.examples.of_described(content)));
        (status.parse().expect("a status"), body)
    }
}

/// JSON if there is any, or else what comes first.
fn preferred(content: &Value) -> Option<(&str, &Value)> {
    let content = content.as_object()?;
    let json = content.iter().find(|(ty, _)| ty.as_str() == "application/json");
    json.or_else(|| content.iter().next()).map(|(ty, described)| (ty.as_str(), described))
}

/// A name without what a language changes of it.
fn plain(name: &str) -> String {
    name.chars().filter(|c| c.is_alphanumeric()).collect::<String>().to_lowercase()
}
