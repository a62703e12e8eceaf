//! What of a document its crate does not have, and the other way round.

#[cfg(test)]
mod tests;

use std::fmt;

use clientwright::model::{Api, Operation, Place, SecurityKind};
use clientwright::source::Pointer;
use indexmap::IndexMap;

use super::count::{Documented, FORM_DATA, Parameter, QUERY_STRING, plain_path};

/// A difference between a document and its crate.
#[derive(Debug, Clone)]
pub(super) struct Difference {
    /// Method and path.
    pub(super) request: String,
    pub(super) part: Part,
    /// Whether the crate has it, and the document does not.
    pub(super) is_made_up: bool,
    /// More of it, if there is more to say.
    pub(super) detail: Option<String>,
    /// Why it is accepted.
    pub(super) known: Option<String>,
}

/// What differs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Part {
    Operation,
    /// A parameter, by its name and place.
    Parameter(String, String),
    /// A parameter that cannot be read, by the reason.
    Unread(String),
    Body,
}

impl Part {
    /// What it is called in the list of what is known; the operation has no name there.
    pub(super) fn label(&self) -> Option<String> {
        match self {
            Self::Operation => None,
            Self::Parameter(name, place) => Some(format!("{name} ({place})")),
            Self::Unread(reason) => Some(reason.clone()),
            Self::Body => Some("body".to_owned()),
        }
    }
}

impl fmt::Display for Difference {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}: ", self.request)?;
        match &self.part {
            Part::Operation => formatter.write_str("the operation")?,
            Part::Parameter(name, place) => write!(formatter, "the parameter `{name}` ({place})")?,
            Part::Unread(_) => formatter.write_str("a parameter")?,
            Part::Body => formatter.write_str("the body")?,
        }
        formatter.write_str(if self.is_made_up {
            " is in the crate only"
        } else {
            " is missing"
        })?;
        match &self.detail {
            Some(detail) => write!(formatter, " ({detail})"),
            None => Ok(()),
        }
    }
}

/// The methods of the crate that one operation of the document became.
struct Made<'a> {
    path: String,
    api: &'a Api,
    methods: Vec<&'a Operation>,
}

/// All differences, in the order of the document.
pub(super) fn differences(documented: &[Documented], apis: &[Api]) -> Vec<Difference> {
    let mut made = made(apis);
    let mut pairs: Vec<Option<Made<'_>>> = documented.iter().map(|_| None).collect();
    // Several operations can have one request, such as those whose paths differ in a fragment:
    // then the place in the document tells them, which is another one behind a reference.
    let rounds: [fn(&Documented, &Made<'_>) -> bool; 3] =
        [|one, made| made.is_at(&one.path), |one, _| one.is_referred, |_, _| true];
    for fits in rounds {
        for (one, pair) in documented.iter().zip(&mut pairs).filter(|(_, pair)| pair.is_none()) {
            let path = plain_path(&one.path);
            let found = made.iter().position(|made| {
                made.path == path
                    && made.methods.iter().all(|method| method.method == one.method)
                    && fits(one, made)
            });
            *pair = found.map(|index| made.remove(index));
        }
    }
    let mut all = Vec::new();
    for (one, pair) in documented.iter().zip(&pairs) {
        match (&one.lost, pair) {
            (None, Some(made)) => made.compare(one, &mut all),
            (lost, _) => all.push(lost_operation(one, lost.clone(), apis)),
        }
    }
    for one in made {
        let request = one.methods.first().map(|method| method.request()).unwrap_or_default();
        all.push(Difference::new(request, Part::Operation).made_up());
    }
    all
}

/// The operations of the crates, each with its methods.
fn made(apis: &[Api]) -> Vec<Made<'_>> {
    // An operation with bodies of several kinds has a method for each; a path item that several
    // paths refer to is one of each.
    let mut all: IndexMap<(&Pointer, &str), Made<'_>> = IndexMap::new();
    for api in apis {
        for method in api.tags.iter().flat_map(|tag| &tag.operations) {
            let path = plain_path(&method.path).into_owned();
            let made = Made { path, api, methods: Vec::new() };
            let at = (&method.origin, method.path.as_str());
            all.entry(at).or_insert(made).methods.push(method);
        }
    }
    all.into_values().collect()
}

/// The number of operations of the crates.
pub(super) fn number(apis: &[Api]) -> usize {
    made(apis).len()
}

fn lost_operation(one: &Documented, reason: Option<String>, apis: &[Api]) -> Difference {
    let request = one.request();
    let mut left_out = apis.iter().flat_map(|api| &api.left_out);
    let is_told = left_out.any(|told| told.request == request);
    let told = || is_told.then(|| "the generator lists it as left out".to_owned());
    Difference { detail: reason.or_else(told), ..Difference::new(request, Part::Operation) }
}

impl Difference {
    fn new(request: String, part: Part) -> Self {
        Self { request, part, is_made_up: false, detail: None, known: None }
    }

    fn made_up(self) -> Self {
        Self { is_made_up: true, ..self }
    }
}

impl Made<'_> {
    /// Whether it stands at this path in the document.
    fn is_at(&self, path: &str) -> bool {
        self.methods.iter().any(|method| method.origin.tokens().any(|token| token == path))
    }

    /// Adds all that is not the same in the document and in the methods.
    fn compare(&self, one: &Documented, all: &mut Vec<Difference>) {
        for reason in &one.unread {
            let part = Part::Unread(reason.clone());
            let detail = Some(reason.clone());
            all.push(Difference { detail, ..Difference::new(one.request(), part) });
        }
        for parameter in &one.parameters {
            let has = |method: &Operation| {
                has_parameter(method, parameter)
                    || self.is_credential(method, parameter)
                    || (parameter.place == FORM_DATA && !has_body(method))
            };
            let part = || Part::Parameter(parameter.name.clone(), parameter.place.clone());
            all.extend(self.missing(one, has, part));
        }
        if one.has_body {
            all.extend(self.missing(one, has_body, || Part::Body));
        }
        // Methods of one operation have the same parameters: each is told once.
        let mut made_up = Vec::new();
        for method in &self.methods {
            for parameter in method.parameters.iter().filter(|one| !is_field(one.place)) {
                let (name, place) = (&parameter.name.wire, parameter.place.word());
                let part = Part::Parameter(name.clone(), place.to_owned());
                let is_known = one.parameters.iter().any(|known| is_for(known, place, name));
                if !is_known && !made_up.contains(&part) {
                    made_up.push(part);
                }
            }
            if !one.has_body && has_body(method) && !made_up.contains(&Part::Body) {
                made_up.push(Part::Body);
            }
        }
        all.extend(made_up.into_iter().map(|part| Difference::new(one.request(), part).made_up()));
    }

    /// That a part is missing, where not all methods have it.
    fn missing(
        &self,
        one: &Documented,
        has: impl Fn(&Operation) -> bool,
        part: impl Fn() -> Part,
    ) -> Option<Difference> {
        let lack: Vec<_> = self.methods.iter().filter(|method| !has(method)).collect();
        let names = lack.iter().map(|method| format!("`{}`", method.name.rust));
        let names: Vec<String> = names.collect();
        let is_part = lack.len() < self.methods.len();
        let detail = is_part.then(|| format!("in {}", names.join(" and ")));
        let is_one = !lack.is_empty();
        is_one.then(|| Difference { detail, ..Difference::new(one.request(), part()) })
    }

    /// Whether it is what a security scheme of the operation sends: the client sets it.
    fn is_credential(&self, method: &Operation, parameter: &Parameter) -> bool {
        let needed = method.security.iter().flatten();
        let mut schemes = needed.filter_map(|one| self.api.auth.get(one.scheme));
        schemes.any(|scheme| match &scheme.kind {
            SecurityKind::ApiKey { place, key, .. } => parameter.is(place.word(), key),
            SecurityKind::Bearer
            | SecurityKind::Basic
            | SecurityKind::OAuth2(_)
            | SecurityKind::OpenIdConnect(_) => parameter.is("header", "Authorization"),
        })
    }
}

/// Whether a method has a parameter of the document; the properties of a whole query can be
/// parameters of their own.
fn has_parameter(method: &Operation, parameter: &Parameter) -> bool {
    let has = |place: &[Place], name: &str| {
        method.parameters.iter().any(|one| {
            place.contains(&one.place)
                && match one.place {
                    Place::Header => one.name.wire.eq_ignore_ascii_case(name),
                    _ => one.name.wire == name,
                }
        })
    };
    let (name, properties) = (parameter.name.as_str(), &parameter.properties);
    match parameter.place.as_str() {
        "path" => has(&[Place::Path], name),
        "query" => has(&[Place::Query], name),
        "header" => has(&[Place::Header], name),
        "cookie" => has(&[Place::Cookie], name),
        FORM_DATA => has(&[Place::Form, Place::Part], name),
        QUERY_STRING if properties.is_empty() => has(&[Place::Query], name),
        QUERY_STRING => {
            has(&[Place::Query], name) || properties.iter().all(|one| has(&[Place::Query], one))
        }
        _ => false,
    }
}

/// Whether a parameter of the document explains one of the crate.
fn is_for(documented: &Parameter, place: &str, name: &str) -> bool {
    let is_whole = documented.place == QUERY_STRING && place == "query";
    let is_property = documented.properties.iter().any(|property| property == name);
    documented.is(place, name) || (is_whole && (documented.name == name || is_property))
}

fn is_field(place: Place) -> bool {
    matches!(place, Place::Form | Place::Part | Place::PartHeader)
}

fn has_body(method: &Operation) -> bool {
    method.body.is_some() || method.parameters.iter().any(|one| is_field(one.place))
}
