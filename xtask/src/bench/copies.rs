//! A document of which all operations and components are there several times, each time under
//! other names.

use serde_json::Value;

/// What can be referred to by name: the components of OpenAPI 3, and those of Swagger 2.0. Security
/// schemes are shared, as are tags and servers.
const COMPONENTS: [&str; 12] = [
    "/components/schemas",
    "/components/responses",
    "/components/parameters",
    "/components/examples",
    "/components/requestBodies",
    "/components/headers",
    "/components/links",
    "/components/callbacks",
    "/components/pathItems",
    "/definitions",
    "/parameters",
    "/responses",
];

/// The document with everything in it `copies` times.
pub(super) fn copied(document: &Value, copies: usize) -> Value {
    let mut out = document.clone();
    for number in 2..=copies {
        let copy = Copy { number, document };
        copy.extend(&mut out, "/paths", |path| copy.path(path));
        for section in COMPONENTS.into_iter().chain(["/webhooks"]) {
            copy.extend(&mut out, section, |name| copy.name(name));
        }
    }
    out
}

/// One copy of a document.
struct Copy<'d> {
    number: usize,
    document: &'d Value,
}

impl Copy<'_> {
    /// Puts the copy of a section behind what stands there.
    fn extend(&self, out: &mut Value, section: &str, rename: impl Fn(&str) -> String) {
        let originals = self.document.pointer(section).and_then(Value::as_object);
        let all = out.pointer_mut(section).and_then(Value::as_object_mut);
        let (Some(originals), Some(all)) = (originals, all) else {
            return;
        };
        // Only paths have extensions between them: `x-` can begin the name of a component.
        let is_one = |key: &str| section != "/paths" || key.starts_with('/');
        for (key, original) in originals.iter().filter(|(key, _)| is_one(key)) {
            let mut value = original.clone();
            self.rename(&mut value);
            all.insert(rename(key), value);
        }
    }

    fn name(&self, name: &str) -> String {
        format!("{name}Copy{}", self.number)
    }

    fn path(&self, path: &str) -> String {
        format!("/copy{}{path}", self.number)
    }

    /// Lets what stands in a value point to the copy.
    fn rename(&self, value: &mut Value) {
        match value {
            Value::Array(items) => items.iter_mut().for_each(|item| self.rename(item)),
            Value::Object(members) => {
                for (key, member) in members {
                    match (key.as_str(), &mut *member) {
                        ("$ref" | "operationRef", Value::String(text)) => {
                            *text = self.reference(text);
                        }
                        ("operationId", Value::String(text)) => *text = self.name(text),
                        ("discriminator", inner) => self.rename_mapping(inner),
                        (_, inner) => self.rename(inner),
                    }
                }
            }
            _ => {}
        }
    }

    /// OpenAPI 3.0.3, "Discriminator Object": the values of a mapping are references or names.
    fn rename_mapping(&self, discriminator: &mut Value) {
        let mapping = discriminator.get_mut("mapping").and_then(Value::as_object_mut);
        for target in mapping.into_iter().flat_map(|mapping| mapping.values_mut()) {
            if let Value::String(text) = target {
                let is_name = self.document.pointer("/components/schemas");
                let is_name = is_name.and_then(|schemas| schemas.get(text.as_str())).is_some();
                *text = if is_name { self.name(text) } else { self.reference(text) };
            }
        }
    }

    /// The reference to the same in the copy; what cannot be copied stays what it is.
    fn reference(&self, reference: &str) -> String {
        let Some(pointer) = reference.strip_prefix('#') else {
            return reference.to_owned();
        };
        if let Some(path) = pointer.strip_prefix("/paths/~1") {
            return format!("#/paths/~1copy{}~1{path}", self.number);
        }
        for section in COMPONENTS {
            let Some(rest) = pointer.strip_prefix(section).and_then(|rest| rest.strip_prefix('/'))
            else {
                continue;
            };
            let (name, below) = match rest.split_once('/') {
                Some((name, below)) => (name, format!("/{below}")),
                None => (rest, String::new()),
            };
            return format!("#{section}/{}{below}", self.name(name));
        }
        reference.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn document() -> Value {
        json!({
            "openapi": "3.0.3",
            "info": { "title": "Pets", "version": "1" },
            "paths": {
                "x-paths": { "operationId": "not one" },
                "/pets/{id}": {
                    "get": {
                        "operationId": "pet",
                        "security": [{ "key": [] }],
                        "responses": { "200": { "$ref": "#/components/responses/Pet" } }
                    }
                },
                "/same": { "$ref": "#/paths/~1pets~1%7Bid%7D" }
            },
            "components": {
                "headers": { "x-mark": { "schema": { "$ref": "#/components/schemas/Pet" } } },
                "responses": { "Pet": { "content": { "application/json": {
                    "schema": { "$ref": "#/components/schemas/Pet/properties/other" }
                } } } },
                "schemas": { "Pet": {
                    "discriminator": {
                        "propertyName": "kind",
                        "mapping": { "a": "Pet", "b": "#/components/schemas/Pet", "c": "c.yaml" }
                    },
                    "properties": { "other": { "$ref": "other.yaml#/components/schemas/Pet" } }
                } },
                "securitySchemes": { "key": { "type": "apiKey", "in": "header", "name": "Key" } }
            }
        })
    }

    #[test]
    fn one_copy_is_the_document() {
        assert_eq!(copied(&document(), 1), document());
    }

    #[test]
    fn every_copy_has_names_of_its_own_and_refers_to_itself() {
        insta::assert_snapshot!(format!("{:#}", copied(&document(), 2)));
    }

    #[test]
    fn so_many_copies_have_so_many_times_as_many_operations() {
        for copies in [1, 2, 8] {
            let text = copied(&document(), copies).to_string();
            assert_eq!(text.matches(r#""operationId":"pet"#).count(), copies);
        }
    }
}
