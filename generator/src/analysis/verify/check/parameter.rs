//! Parameters: which are there, and whether their values fit (OpenAPI 3.0, "Style Values").

use std::collections::BTreeSet;

use serde_json::Value;

use super::super::contract::{Operation, Parameter, Place};
use super::super::exchange::{Exchange, Pair};
use super::super::kind::Kind;
use super::fault::{Outcome, Spot};
use super::finding::{Finding, Part};
use super::layers::layers;
use super::text::{Form, form, list, object, single};
use super::value::Walker;
use crate::node::Node;
use crate::source::Pointer;

/// Parameters of these names are said otherwise (OpenAPI 3.0, "Parameter Object").
const IGNORED: [&str; 3] = ["accept", "content-type", "authorization"];

/// Compares what was sent with the parameters of an operation.
pub(super) fn check(
    walker: &mut Walker<'_, '_>,
    operation: &Operation,
    exchange: &Exchange,
    path: &[(String, String)],
    is_credential: &dyn Fn(Place, &str) -> bool,
) -> (Vec<Finding>, Outcome) {
    let mut checked = Checked { findings: Vec::new(), outcome: Outcome::default() };
    for parameter in &operation.parameters {
        match parameter.place {
            Place::Path => {
                let texts = path.iter().filter(|(name, _)| *name == parameter.name);
                let texts: Vec<String> = texts.map(|(_, text)| text.clone()).collect();
                checked.value(walker, parameter, &texts);
            }
            Place::Header => checked.header(walker, parameter, exchange),
            Place::Cookie => checked.cookie(walker, parameter, exchange),
            Place::Query => {}
        }
    }
    checked.query(walker, operation, exchange, is_credential);
    (checked.findings, checked.outcome)
}

struct Checked {
    findings: Vec<Finding>,
    outcome: Outcome,
}

impl Checked {
    fn missing(&mut self, parameter: &Parameter) {
        if parameter.required {
            self.findings.push(Finding {
                kind: Kind::MissingParameter,
                origin: parameter.origin.clone(),
                part: Part::Parameter(parameter.place, parameter.name.clone()),
                at: String::new(),
                subject: parameter.name.clone(),
                value: None,
                is_secret: false,
            });
        }
    }

    fn header(&mut self, walker: &mut Walker<'_, '_>, parameter: &Parameter, exchange: &Exchange) {
        if exchange.request.headers.is_none()
            || IGNORED.contains(&parameter.name.to_lowercase().as_str())
        {
            return;
        }
        let texts: Vec<String> =
            exchange.request.header(&parameter.name).map(str::to_owned).collect();
        match texts.is_empty() {
            true => self.missing(parameter),
            false => self.value(walker, parameter, &texts),
        }
    }

    fn cookie(&mut self, walker: &mut Walker<'_, '_>, parameter: &Parameter, exchange: &Exchange) {
        let mut cookies = exchange.request.header("cookie").flat_map(|line| line.split(';'));
        let found = cookies.find_map(|cookie| {
            let (name, value) = cookie.trim().split_once('=')?;
            (name == parameter.name).then(|| value.to_owned())
        });
        match found {
            Some(text) => self.value(walker, parameter, &[text]),
            // Browsers leave all cookies out of what they export.
            None if exchange.request.header("cookie").next().is_none() => {}
            None => self.missing(parameter),
        }
    }

    fn query(
        &mut self,
        walker: &mut Walker<'_, '_>,
        operation: &Operation,
        exchange: &Exchange,
        is_credential: &dyn Fn(Place, &str) -> bool,
    ) {
        let mut known: BTreeSet<&str> = BTreeSet::new();
        let mut is_open = false;
        let parameters = operation.parameters.iter().filter(|one| one.place == Place::Query);
        for parameter in parameters {
            if parameter.is_query {
                is_open = true;
                continue;
            }
            let names = Names::of(walker, parameter);
            is_open |= names.is_open;
            let pairs: Vec<&Pair> = exchange
                .query
                .iter()
                .filter(|pair| names.has(&parameter.name, &pair.name))
                .collect();
            known.extend(pairs.iter().map(|pair| pair.name.as_str()));
            if pairs.is_empty() {
                self.missing(parameter);
            } else if pairs.iter().all(|pair| pair.value.is_some()) {
                self.query_value(walker, parameter, &names, &pairs);
            }
        }
        for pair in exchange.query.iter().filter(|_| !is_open) {
            if known.insert(&pair.name) && !is_credential(Place::Query, &pair.name) {
                self.findings.push(Finding {
                    kind: Kind::UndocumentedParameter,
                    origin: operation.origin.clone(),
                    part: Part::Parameter(Place::Query, pair.name.clone()),
                    at: String::new(),
                    subject: pair.name.clone(),
                    value: pair.value.clone().map(Value::from),
                    is_secret: walker.is_secret(&Pointer::root(), &pair.name),
                });
            }
        }
    }

    fn query_value(
        &mut self,
        walker: &mut Walker<'_, '_>,
        parameter: &Parameter,
        names: &Names,
        pairs: &[&Pair],
    ) {
        let text = |pair: &&Pair| pair.value.clone().unwrap_or_default();
        if names.properties.is_empty() && !names.is_deep {
            let texts: Vec<String> = pairs.iter().map(text).collect();
            return self.value(walker, parameter, &texts);
        }
        let Some(schema) = &parameter.schema else { return };
        let property = |pair: &&Pair| {
            let name = match names.is_deep {
                true => deep(&parameter.name, &pair.name).unwrap_or_default().to_owned(),
                false => pair.name.clone(),
            };
            (name, text(pair))
        };
        let fields: Vec<(String, String)> = pairs.iter().map(property).collect();
        // What is deeper than one step is no style that is defined.
        if fields.iter().all(|(name, _)| !name.contains(['[', ']'])) {
            let value = object(walker, &fields, schema);
            self.judge(walker, parameter, &value, schema);
        }
    }

    /// Compares the texts of a parameter with its schema.
    fn value(&mut self, walker: &mut Walker<'_, '_>, parameter: &Parameter, texts: &[String]) {
        let Some(schema) = &parameter.schema else { return };
        let Some(first) = texts.first() else { return };
        if parameter.is_content {
            match serde_json::from_str(first) {
                Ok(value) => self.judge(walker, parameter, &value, schema),
                Err(_) => self.outcome.seen.not_read("parameters of media types that are no JSON"),
            }
            return;
        }
        let first = first.as_str();
        let plain = match parameter.style.as_str() {
            "label" => first.strip_prefix('.').unwrap_or(first),
            "matrix" => first.split_once('=').map_or(first, |(_, value)| value),
            _ => first,
        };
        let delimiter = match parameter.style.as_str() {
            "spaceDelimited" => ' ',
            "pipeDelimited" => '|',
            "tabDelimited" => '\t',
            "label" if parameter.explode => '.',
            _ => ',',
        };
        let value = match form(walker, schema) {
            Form::Single => single(walker, plain, schema),
            Form::List => {
                let pieces: Vec<String> = match parameter.style.as_str() {
                    "form" if parameter.explode => texts.to_vec(),
                    _ if plain.is_empty() => Vec::new(),
                    _ => plain.split(delimiter).map(|piece| piece.trim().to_owned()).collect(),
                };
                list(walker, &pieces, schema)
            }
            Form::Object => {
                let pieces: Vec<&str> = plain.split(delimiter).collect();
                let fields: Vec<(String, String)> = match parameter.explode {
                    true => {
                        pieces.iter().filter_map(|piece| piece.split_once('=')).map(owned).collect()
                    }
                    false => {
                        let pair = |pair: &[&str]| match pair {
                            [name, value] => Some(owned((name, value))),
                            _ => None,
                        };
                        pieces.chunks(2).filter_map(pair).collect()
                    }
                };
                object(walker, &fields, schema)
            }
        };
        self.judge(walker, parameter, &value, schema);
    }

    fn judge(
        &mut self,
        walker: &mut Walker<'_, '_>,
        parameter: &Parameter,
        value: &Value,
        schema: &Pointer,
    ) {
        let is_secret = walker.is_secret(&parameter.origin, &parameter.name);
        let spot = Spot::root(is_secret);
        let mut out = Outcome::default();
        walker.walk(value, schema, &spot, &mut out);
        let part = Part::Parameter(parameter.place, parameter.name.clone());
        self.findings.extend(Finding::all(out.faults, &part));
    }
}

fn owned((name, value): (&str, &str)) -> (String, String) {
    (name.to_owned(), value.to_owned())
}

/// `[name]` behind the name of a parameter.
fn deep<'n>(parameter: &str, name: &'n str) -> Option<&'n str> {
    name.strip_prefix(parameter)?.strip_prefix('[')?.strip_suffix(']')
}

/// By which names a parameter of the query is sent.
struct Names {
    is_deep: bool,
    /// The properties that are parameters of their own.
    properties: Vec<String>,
    is_open: bool,
}

impl Names {
    fn of(walker: &Walker<'_, '_>, parameter: &Parameter) -> Self {
        let mut names = Self {
            is_deep: parameter.style == "deepObject",
            properties: Vec::new(),
            is_open: false,
        };
        let Some(schema) = parameter.schema.as_ref().filter(|_| !parameter.is_content) else {
            return names;
        };
        if parameter.style == "form" && parameter.explode && form(walker, schema) == Form::Object {
            for layer in layers(walker.tree(), schema, &Value::Null) {
                let properties = layer.get("properties").and_then(Node::as_object);
                names
                    .properties
                    .extend(properties.into_iter().flatten().map(|(name, _)| name.clone()));
                let others = layer.get("additionalProperties");
                names.is_open |= others.is_some_and(|others| others.as_bool() != Some(false));
            }
            names.is_open |= names.properties.is_empty();
        }
        names
    }

    fn has(&self, parameter: &str, name: &str) -> bool {
        if self.is_deep {
            return name.strip_prefix(parameter).is_some_and(|rest| rest.starts_with('['));
        }
        match self.properties.is_empty() {
            true => name == parameter,
            false => self.properties.iter().any(|property| property == name),
        }
    }
}
