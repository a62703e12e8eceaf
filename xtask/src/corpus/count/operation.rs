//! What a document says of one operation.

use std::borrow::Cow;

use percent_encoding::percent_decode_str;

use super::files::{Files, Place};

/// An operation as the document has it.
#[derive(Debug, Default)]
pub(in super::super) struct Documented {
    /// The method as it is sent.
    pub(in super::super) method: String,
    /// The path as it is written.
    pub(in super::super) path: String,
    /// Its parameters and those of its path; fields of a form of Swagger 2.0, too.
    pub(in super::super) parameters: Vec<Parameter>,
    pub(in super::super) has_body: bool,
    /// Whether it stands behind a reference.
    pub(in super::super) is_referred: bool,
    /// Why there are parameters of which nothing is known, each.
    pub(in super::super) unread: Vec<String>,
    /// Why nothing is known of the operation.
    pub(in super::super) lost: Option<String>,
}

/// A parameter as the document has it.
#[derive(Debug, PartialEq, Eq)]
pub(in super::super) struct Parameter {
    /// Its place, by the word of the specification.
    pub(in super::super) place: String,
    pub(in super::super) name: String,
    /// The names of the properties of a whole query.
    pub(in super::super) properties: Vec<String>,
}

/// The words of the specification for places.
pub(in super::super) const QUERY_STRING: &str = "querystring";
pub(in super::super) const FORM_DATA: &str = "formData";

impl Documented {
    pub(super) fn new(method: String, path: &str) -> Self {
        Self { method, path: path.to_owned(), ..Self::default() }
    }

    /// The operation at a place, with the lists of parameters of its path.
    pub(super) fn read(
        files: &Files,
        (method, path): (String, &str),
        operation: Place<'_>,
        shared: &[Place<'_>],
        is_swagger: bool,
    ) -> Self {
        let mut found = Self::new(method, path);
        let (layers, fault) = files.layers(operation);
        (found.lost, found.is_referred) = (fault, layers.len() > 1);
        // What an operation overrides has the same name and place: it is in the list once.
        let own = layers.iter().filter_map(|layer| layer.get("parameters"));
        for list in shared.iter().copied().chain(own) {
            found.add_list(files, list, is_swagger);
        }
        found.match_path();
        let mut bodies = layers.iter().filter_map(|layer| layer.get("requestBody"));
        found.has_body |= bodies.any(|body| match files.resolved(body) {
            Ok(body) => body.is_object(),
            Err(_) => true,
        });
        found
    }

    /// Method and path.
    pub(in super::super) fn request(&self) -> String {
        format!("{} {}", self.method, self.path)
    }

    fn add_list(&mut self, files: &Files, list: Place<'_>, is_swagger: bool) {
        let list = match files.resolved(list) {
            Ok(list) => list,
            Err(reason) => return self.unread.push(reason),
        };
        for item in list.items() {
            let item = match files.resolved(item) {
                Ok(item) => item,
                Err(reason) => {
                    self.unread.push(reason);
                    continue;
                }
            };
            match (item.text("in"), item.text("name")) {
                (Some("body"), _) => self.has_body = true,
                (Some(place), Some(name)) => {
                    self.has_body |= place == FORM_DATA;
                    if !is_ignored(place, name, is_swagger) {
                        let properties = properties(files, item);
                        self.add(place, name, properties);
                    }
                }
                _ => self.unread.push("it has no `in`, or no `name`".to_owned()),
            }
        }
    }

    fn add(&mut self, place: &str, name: &str, properties: Vec<String>) {
        if !self.parameters.iter().any(|known| known.is(place, name)) {
            let (place, name) = (place.to_owned(), name.to_owned());
            self.parameters.push(Parameter { place, name, properties });
        }
    }

    /// OpenAPI 3.0.3, "Path Templating": each name in braces is one of a parameter. One that the
    /// path has no place for cannot be sent.
    fn match_path(&mut self) {
        let path = self.path.clone();
        let names = names_in(&path);
        self.parameters
            .retain(|known| known.place != "path" || names.contains(&known.name.as_str()));
        for name in names {
            self.add("path", name, Vec::new());
        }
    }
}

impl Parameter {
    /// Whether it is the one of this name and place. Names of headers are the same in any case
    /// (RFC 9110, section 5.1).
    pub(in super::super) fn is(&self, place: &str, name: &str) -> bool {
        self.place == place
            && match place {
                "header" => self.name.eq_ignore_ascii_case(name),
                _ => self.name == name,
            }
    }
}

/// A path without what is no part of it, and without its percent-encoding, which a document may
/// write or not.
pub(in super::super) fn plain_path(path: &str) -> Cow<'_, str> {
    percent_decode_str(path.split('#').next().unwrap_or_default()).decode_utf8_lossy()
}

/// The names in braces.
fn names_in(path: &str) -> Vec<&str> {
    let path = path.split('#').next().unwrap_or_default();
    let names = path.split('{').skip(1).filter_map(|rest| Some(rest.split_once('}')?.0));
    names.filter(|name| !name.is_empty() && !name.contains('/')).collect()
}

/// OpenAPI 3.0.3, "Parameter Object": the headers that say media types and credentials are no
/// parameters. Swagger 2.0 says nothing of that: `Authorization` can be one there.
fn is_ignored(place: &str, name: &str, is_swagger: bool) -> bool {
    let is_one_of = |names: &[&str]| names.iter().any(|known| known.eq_ignore_ascii_case(name));
    let names: &[&str] = match is_swagger {
        true => &["Accept", "Content-Type"],
        false => &["Accept", "Content-Type", "Authorization"],
    };
    place == "header" && is_one_of(names)
}

/// OpenAPI 3.2.0, "Parameter Object": the properties of a query that is described as a whole.
fn properties(files: &Files, parameter: Place<'_>) -> Vec<String> {
    if parameter.text("in") != Some(QUERY_STRING) {
        return Vec::new();
    }
    let form = || {
        let content = files.resolved(parameter.get("content")?).ok()?;
        let form = files.resolved(content.get("application/x-www-form-urlencoded")?).ok()?;
        let schema = files.resolved(form.get("schema")?).ok()?;
        files.resolved(schema.get("properties")?).ok()
    };
    form().into_iter().flat_map(Place::entries).map(|(name, _)| name.to_owned()).collect()
}
