//! Values against schemas: what is within what, through references, `allOf` and alternatives.

use std::collections::BTreeMap;

use serde_json::Value;

use super::super::contract::Tree;
use super::super::kind::Kind;
use super::super::secret::{REDACTED, Secrets};
use super::fault::{Fault, Outcome, Spot, fault};
use super::known::Known;
use super::layers::{Layer, layers, named, takes_null};
use super::leaf::Leaves;
use crate::node::Node;
use crate::source::Pointer;

/// How often a value of one body is compared with a schema: alternatives within alternatives can
/// ask for any number.
const STEPS: usize = 1_000_000;
/// How deep a value is looked into.
const DEPTH: usize = 120;
/// How deep alternatives are looked through for null.
const ARMS: usize = 8;

/// Compares values with schemas.
pub(super) struct Walker<'c, 'd> {
    tree: Tree<'d>,
    leaves: &'c mut Leaves<'d>,
    secrets: &'c Secrets,
    is_received: bool,
    steps: usize,
    /// How many alternatives are being tried, one within the other.
    trying: usize,
    /// What came of values within them: each alternative would compare them again.
    tried: BTreeMap<(Vec<Pointer>, *const Value, bool), Outcome>,
}

impl<'c, 'd> Walker<'c, 'd> {
    pub(super) fn new(
        tree: Tree<'d>,
        leaves: &'c mut Leaves<'d>,
        secrets: &'c Secrets,
        is_received: bool,
    ) -> Self {
        Self { tree, leaves, secrets, is_received, steps: STEPS, trying: 0, tried: BTreeMap::new() }
    }

    pub(super) fn tree(&self) -> Tree<'d> {
        self.tree
    }

    pub(super) fn is_secret(&self, origin: &Pointer, name: &str) -> bool {
        self.secrets.is_secret(origin, name)
    }

    /// Compares a value with a schema.
    pub(super) fn walk(&mut self, value: &Value, schema: &Pointer, spot: &Spot, out: &mut Outcome) {
        // Values are told by where they are in memory, which holds for this one.
        self.tried.clear();
        self.all(value, std::slice::from_ref(schema), spot, out);
    }

    /// Compares a value with schemas that all hold for it; once, in whatever alternatives it is.
    fn all(&mut self, value: &Value, schemas: &[Pointer], spot: &Spot, out: &mut Outcome) {
        if self.trying == 0 {
            return self.each(value, schemas, spot, out);
        }
        let key = (schemas.to_vec(), std::ptr::from_ref(value), spot.is_secret);
        let own = match self.tried.get(&key) {
            Some(own) => own.clone(),
            None => {
                let mut own = Outcome::default();
                self.each(value, schemas, spot, &mut own);
                self.tried.insert(key, own.clone());
                own
            }
        };
        out.faults.extend(own.faults);
        out.seen.add(own.seen);
    }

    fn each(&mut self, value: &Value, schemas: &[Pointer], spot: &Spot, out: &mut Outcome) {
        let mut known = Known::default();
        for schema in schemas {
            known.join(self.level(value, schema, spot, out));
        }
        let root = schemas.first().cloned().unwrap_or_else(Pointer::root);
        let at = known.at.clone().unwrap_or(root);
        for (name, member) in known.unknown(value) {
            let is_secret = spot.is_secret || self.is_secret(&at, name);
            out.faults.push(Fault {
                kind: Kind::UndocumentedProperty,
                origin: at.clone(),
                at: spot.property(name, false).at,
                subject: name.clone(),
                value: Some(member.clone()),
                is_secret,
            });
        }
    }

    /// Compares a value with one schema, but for the properties that it does not know.
    fn level(&mut self, value: &Value, schema: &Pointer, spot: &Spot, out: &mut Outcome) -> Known {
        self.steps = self.steps.saturating_sub(1);
        if self.steps == 0 || spot.depth > DEPTH {
            out.seen.not_read("bodies that are too large or too deep to be compared whole");
            return Known::open();
        }
        // What is cut out of a recording may have been anything.
        if value.as_str().is_some_and(|text| text.contains(REDACTED)) {
            return Known::open();
        }
        let layers = layers(self.tree, schema, value);
        if value.is_null() {
            if !takes_null(self.tree, &layers, ARMS) {
                out.faults.push(fault(Kind::NullValue, schema.clone(), spot, None));
            }
            return Known::open();
        }
        if self.leaf(value, &layers, spot, out) {
            return Known::open();
        }
        let mut known = Known::of(&layers);
        for layer in &layers {
            for key in ["oneOf", "anyOf"] {
                let arms = layer.arms(key);
                if !arms.is_empty() {
                    known.join(self.arms(value, layer, (key, &arms), spot, out));
                }
            }
            if layer.get("not").is_some() {
                let mut other = Outcome::default();
                self.level(value, &layer.at.child("not"), spot, &mut other);
                if other.faults.is_empty() {
                    let at = layer.at.child("not");
                    out.faults.push(fault(Kind::ForbiddenValue, at, spot, Some(value)));
                }
            }
        }
        match value {
            Value::Object(_) => self.members(value, &layers, spot, out),
            Value::Array(items) => {
                let schemas = layers.iter().filter(|layer| layer.get("items").is_some());
                let schemas: Vec<Pointer> = schemas.map(|layer| layer.at.child("items")).collect();
                let spot = spot.item();
                items.iter().for_each(|item| self.all(item, &schemas, &spot, out));
            }
            _ => {}
        }
        known
    }

    /// Compares a value by itself. Gives whether it is of another type than it should be.
    fn leaf(
        &mut self,
        value: &Value,
        layers: &[Layer<'_>],
        spot: &Spot,
        out: &mut Outcome,
    ) -> bool {
        for layer in layers {
            let is_password = layer.get("format").and_then(Node::as_str) == Some("password");
            let spot = Spot { is_secret: spot.is_secret || is_password, ..spot.clone() };
            for (kind, keyword) in self.leaves.check(layer, value) {
                let at = layer.at.child(keyword);
                out.faults.push(fault(kind, at, &spot, Some(value)));
                if kind == Kind::WrongType {
                    return true;
                }
            }
            for rule in self.leaves.rules.broken(layer, value) {
                let mut fault = fault(Kind::BrokenRule, layer.at.clone(), &spot, Some(value));
                rule.clone_into(&mut fault.subject);
                out.faults.push(fault);
            }
            if let Some(left) = self.leaves.left(layer) {
                out.seen.not_read(left.to_owned());
            }
        }
        false
    }

    /// Compares a value with alternatives. Those that it fits best are what it is.
    fn arms(
        &mut self,
        value: &Value,
        layer: &Layer<'_>,
        (key, arms): (&str, &[Pointer]),
        spot: &Spot,
        out: &mut Outcome,
    ) -> Known {
        if let Some(known) = self.told(value, layer, arms, spot, out) {
            return known;
        }
        let mut tried: Vec<(Outcome, usize, Known)> = Vec::new();
        for arm in arms {
            let mut own = Outcome::default();
            self.trying += 1;
            let mut known = self.level(value, arm, spot, &mut own);
            self.trying -= 1;
            let unknown = known.unknown(value).len();
            if known.is_closed && unknown > 0 {
                let at = known.at.clone().unwrap_or_else(|| arm.clone());
                own.faults.push(fault(Kind::UndocumentedProperty, at, spot, None));
            }
            // Alternatives that say what is required alone know no properties.
            let is_object = layers(self.tree, arm, value)
                .iter()
                .any(|layer| layer.get("type").and_then(Node::as_str) == Some("object"));
            known.is_open |= known.names.is_empty() && is_object && !known.is_closed;
            known.is_closed = false;
            tried.push((own, unknown, known));
        }
        let fits = tried.iter().filter(|(own, ..)| own.faults.is_empty());
        let Some(least) = fits.map(|(_, unknown, _)| *unknown).min() else {
            return self.none(tried, layer.at.child(key), spot, value, out);
        };
        let mut known = Known::default();
        let fitting = tried
            .into_iter()
            .filter(|(own, unknown, _)| own.faults.is_empty() && *unknown == least);
        let mut count = 0;
        for (own, _, names) in fitting {
            if count == 0 {
                out.seen.add(own.seen);
            }
            count += 1;
            known.join(names);
        }
        // What fits one of them by properties that another one does not have is of that one.
        if key == "oneOf" && count > 1 {
            let mut fault =
                fault(Kind::SeveralAlternatives, layer.at.child(key), spot, Some(value));
            fault.subject = count.to_string();
            out.faults.push(fault);
        }
        known
    }

    /// The alternative that a discriminator names.
    fn told(
        &mut self,
        value: &Value,
        layer: &Layer<'_>,
        arms: &[Pointer],
        spot: &Spot,
        out: &mut Outcome,
    ) -> Option<Known> {
        let name = layer.get("discriminator")?.get("propertyName")?.as_str()?;
        let told = value.get(name)?.as_str()?;
        if let Some(named) = named(self.tree, layer, value) {
            return Some(self.level(value, &named, spot, out));
        }
        let by_arm = arms.iter().find(|arm| {
            let values = self.tree.resolve(arm);
            let values =
                values.and_then(|(_, node)| node.get("properties")?.get(name)?.get("enum"));
            let values = values.and_then(Node::as_array).unwrap_or_default();
            values.iter().any(|value| value.as_str() == Some(told))
        });
        if let Some(arm) = by_arm {
            return Some(self.level(value, arm, spot, out));
        }
        let is_default =
            layer.get("x-clientwright").is_some_and(|kept| kept.get("defaultMapping").is_some());
        if !is_default {
            let spot = spot.property(name, false);
            let at = layer.at.child("discriminator");
            out.faults.push(fault(Kind::UnknownAlternative, at, &spot, value.get(name)));
        }
        Some(Known::open())
    }

    /// Says why a value fits no alternative: by the one of its own type, if there is one.
    fn none(
        &self,
        tried: Vec<(Outcome, usize, Known)>,
        at: Pointer,
        spot: &Spot,
        value: &Value,
        out: &mut Outcome,
    ) -> Known {
        let is_of_type = |(own, ..): &(Outcome, usize, Known)| {
            let kinds = [Kind::WrongType, Kind::NullValue];
            !own.faults.iter().any(|fault| kinds.contains(&fault.kind) && fault.at == spot.at)
        };
        let count = tried.len();
        let mut own: Vec<_> = tried.into_iter().filter(is_of_type).collect();
        if own.len() == 1
            && let Some((only, _, known)) = own.pop()
        {
            out.faults.extend(only.faults);
            out.seen.add(only.seen);
            return known;
        }
        let mut fault = fault(Kind::NoAlternative, at, spot, Some(value));
        fault.subject = format!("{count} alternatives");
        out.faults.push(fault);
        Known::open()
    }

    fn members(&mut self, value: &Value, layers: &[Layer<'_>], spot: &Spot, out: &mut Outcome) {
        for layer in layers {
            self.required(value, layer, layers, spot, out);
            let properties = layer.get("properties").and_then(Node::as_object);
            if let Some(properties) = properties.filter(|_| self.is_received) {
                let names = properties.keys().map(String::as_str);
                out.seen.object(&layer.at, names.filter(|name| value.get(name).is_some()));
            }
        }
        for (name, member) in value.as_object().into_iter().flatten() {
            let schemas = places(layers, name);
            let Some(first) = schemas.first() else {
                let more = layers.iter().filter(|layer| {
                    layer.get("additionalProperties").is_some_and(|node| node.as_object().is_some())
                        && !self.leaves.rules.has_patterns(layer)
                });
                let more: Vec<Pointer> =
                    more.map(|layer| layer.at.child("additionalProperties")).collect();
                let is_secret = self.is_secret(&Pointer::root(), name);
                self.all(member, &more, &spot.property("*", is_secret), out);
                continue;
            };
            let is_secret = self.is_secret(first, name);
            let inner = spot.property(name, is_secret);
            let kind = match self.is_received {
                true => ("writeOnly", Kind::WriteOnlyProperty),
                false => ("readOnly", Kind::ReadOnlyProperty),
            };
            if self.is_marked(first, kind.0) {
                let mut fault = fault(kind.1, first.clone(), &inner, Some(member));
                fault.subject.clone_from(name);
                out.faults.push(fault);
            }
            self.all(member, &schemas, &inner, out);
        }
    }

    fn required(
        &self,
        value: &Value,
        layer: &Layer<'_>,
        layers: &[Layer<'_>],
        spot: &Spot,
        out: &mut Outcome,
    ) {
        let names = layer.get("required").and_then(Node::as_array).unwrap_or_default();
        for (index, name) in names.iter().enumerate() {
            let Some(name) = name.as_str().filter(|name| value.get(name).is_none()) else {
                continue;
            };
            // What only the other side writes is required of that side alone (OpenAPI 3.0,
            // "Schema Object").
            let other = if self.is_received { "writeOnly" } else { "readOnly" };
            if places(layers, name).iter().any(|place| self.is_marked(place, other)) {
                continue;
            }
            let at = layer.at.child("required").index(index);
            let mut fault = fault(Kind::MissingProperty, at, &spot.property(name, false), None);
            name.clone_into(&mut fault.subject);
            out.faults.push(fault);
        }
    }

    fn is_marked(&self, schema: &Pointer, mark: &str) -> bool {
        layers(self.tree, schema, &Value::Null).iter().any(|layer| layer.is(mark))
    }
}

/// The schemas of a property.
fn places(layers: &[Layer<'_>], name: &str) -> Vec<Pointer> {
    let of = layers.iter().filter(|layer| {
        layer.get("properties").is_some_and(|properties| properties.get(name).is_some())
    });
    of.map(|layer| layer.at.child("properties").child(name)).collect()
}
