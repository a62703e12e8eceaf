//! What is known of one of several types before it is tried.

use super::fit::{Fit, Rank};
use crate::json::{Entries, JsonRef, JsonWriter, ToJson, View, is_integer};
use crate::text;

/// The kind of JSON that a type is written as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Whatever there is: a type that tells by itself.
    Any,
    /// `true` or `false`.
    Bool,
    /// A whole number.
    Integer,
    /// A number.
    Number,
    /// Text.
    Text,
    /// A list.
    List,
    /// An object.
    Object,
}

impl Kind {
    fn is(self, json: JsonRef<'_>) -> bool {
        match self {
            Self::Any => true,
            Self::Bool => matches!(json.view(), View::Bool(_)),
            Self::Integer => match json.view() {
                // `1.0` is one, too, and `1.5` fails where it is read.
                View::Number(_) => true,
                _ => false,
            },
            Self::Number => matches!(json.view(), View::Number(_)),
            Self::Text => matches!(json.view(), View::Text(_)),
            Self::List => matches!(json.view(), View::Array(_) | View::List(_)),
            Self::Object => matches!(json.view(), View::Object(_)),
        }
    }

    /// Whether a property of this kind cannot be read from the value.
    fn is_unlike(self, json: JsonRef<'_>) -> bool {
        // Null can be no value; text of a form can be anything.
        !matches!(json.view(), View::Null | View::Loose(_)) && !self.is(json)
    }
}

/// A value that a document names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Constant {
    /// Text.
    Text(&'static str),
    /// A whole number.
    Integer(i64),
    /// `true` or `false`.
    Bool(bool),
}

impl Constant {
    /// Whether a value could be one at all.
    pub(super) fn can_be(json: JsonRef<'_>) -> bool {
        match json.view() {
            View::Text(_) | View::Loose(_) | View::Bool(_) => true,
            View::Number(text) => is_integer(text),
            _ => false,
        }
    }

    fn is(&self, json: JsonRef<'_>) -> bool {
        match (self, json.view()) {
            (Self::Text(text), View::Text(found) | View::Loose(found)) => *text == found,
            (Self::Integer(number), View::Number(found)) => found.parse() == Ok(*number),
            (Self::Bool(truth), View::Bool(found)) => *truth == found,
            // The text of a form is that of any kind.
            (Self::Integer(number), View::Loose(found)) => number.to_string() == found,
            (Self::Bool(truth), View::Loose(found)) => truth.to_string() == found,
            _ => false,
        }
    }

    /// The same, where a mapping, which has text only, stands for other kinds, too.
    fn is_in_words(&self, json: JsonRef<'_>) -> bool {
        match (self, json.view()) {
            (Self::Text(text), View::Number(found)) => found == *text,
            (Self::Text(text), View::Bool(found)) => found.to_string() == *text,
            _ => false,
        }
    }
}

impl ToJson for Constant {
    fn write_json(&self, json: &mut JsonWriter) {
        match self {
            Self::Text(text) => json.string(text),
            Self::Integer(number) => json.number(number),
            Self::Bool(truth) => json.bool(*truth),
        }
    }
}

/// The values of a property: the way to it, and what it can be.
pub(super) type Set = (&'static [&'static str], &'static [Constant]);

/// What is known of one of the types before it is tried.
#[derive(Debug)]
pub struct Alternative {
    pub(super) name: &'static str,
    kind: Kind,
    tags: &'static [Constant],
    pub(super) is_default: bool,
    pub(super) is_several: bool,
    pub(super) keeps_rest: bool,
    values: &'static [&'static str],
    required: &'static [&'static str],
    known: &'static [&'static str],
    kinds: &'static [(&'static str, Kind)],
    sets: &'static [Set],
    ranges: &'static [(&'static str, f64, f64)],
}

impl Alternative {
    /// A type of which the kind is known.
    pub const fn new(name: &'static str, kind: Kind) -> Self {
        Self {
            name,
            kind,
            tags: &[],
            is_default: false,
            is_several: false,
            keeps_rest: false,
            values: &[],
            required: &[],
            known: &[],
            kinds: &[],
            sets: &[],
            ranges: &[],
        }
    }

    /// The values of the property that tells the types apart which stand for it.
    #[must_use]
    pub const fn tags(mut self, tags: &'static [Constant]) -> Self {
        self.tags = tags;
        self
    }

    /// It is what comes with a discriminator that stands for no type (OpenAPI 3.2.0,
    /// "Discriminator Object").
    #[must_use]
    pub const fn default(mut self) -> Self {
        self.is_default = true;
        self
    }

    /// It is what is of several of the other types at once (`anyOf`), with or without properties
    /// that none of them names.
    #[must_use]
    pub const fn several(mut self, keeps_rest: bool) -> Self {
        self.is_several = true;
        self.keeps_rest = keeps_rest;
        self
    }

    /// The only values that are known of it, as text.
    #[must_use]
    pub const fn values(mut self, values: &'static [&'static str]) -> Self {
        self.values = values;
        self
    }

    /// The properties without which it is not.
    #[must_use]
    pub const fn required(mut self, names: &'static [&'static str]) -> Self {
        self.required = names;
        self
    }

    /// All properties that are known of it.
    #[must_use]
    pub const fn known(mut self, names: &'static [&'static str]) -> Self {
        self.known = names;
        self
    }

    /// The properties that are of another kind in another type.
    #[must_use]
    pub const fn kinds(mut self, kinds: &'static [(&'static str, Kind)]) -> Self {
        self.kinds = kinds;
        self
    }

    /// The properties of which all values are known.
    #[must_use]
    pub const fn sets(mut self, sets: &'static [Set]) -> Self {
        self.sets = sets;
        self
    }

    /// The properties that have other bounds in another type: what they are from and to.
    #[must_use]
    pub const fn ranges(mut self, ranges: &'static [(&'static str, f64, f64)]) -> Self {
        self.ranges = ranges;
        self
    }

    /// The value that is sent of the property that tells.
    pub(super) fn tag(&self) -> Option<Constant> {
        self.tags.first().copied()
    }

    /// Whether a value of the property that tells stands for it.
    pub(super) fn is_named_by(&self, value: JsonRef<'_>) -> bool {
        self.tags.iter().any(|tag| tag.is(value))
    }

    /// The same, by the words of a mapping.
    pub(super) fn is_named_in_words_by(&self, value: JsonRef<'_>) -> bool {
        self.tags.iter().any(|tag| tag.is_in_words(value))
    }

    /// Either of both.
    pub(super) fn is_named_at_all_by(&self, value: JsonRef<'_>) -> bool {
        self.is_named_by(value) || self.is_named_in_words_by(value)
    }

    /// Whether no value of that property can stand for it, although it is an object.
    pub(super) fn is_never_named(&self) -> bool {
        self.tags.is_empty() && matches!(self.kind, Kind::Object | Kind::Any)
    }

    /// How well the value fits, smaller is better; or why it does not.
    pub(super) fn fit(&self, json: JsonRef<'_>) -> Result<Rank, String> {
        if self.kind == Kind::Any {
            return Ok(Fit { is_open: true, ..Fit::default() }.rank());
        }
        if !self.kind.is(json) {
            return Err(format!("{} does not fit", json.kind()));
        }
        let fit = match json.view() {
            View::Text(text) => self.fit_value(text),
            View::Number(text) if is_integer(text) => {
                Fit { known: usize::from(self.kind == Kind::Integer), ..self.fit_value(text) }
            }
            View::Number(_) => {
                Fit { known: usize::from(self.kind == Kind::Number), ..Fit::default() }
            }
            View::Object(entries) => self.fit_object(json, entries)?,
            _ => Fit::default(),
        };
        Ok(fit.rank())
    }

    /// An enum is open: it can take any value, but after a type that knows it.
    fn fit_value(&self, text: &str) -> Fit {
        if self.values.is_empty() {
            return Fit::default();
        }
        let is_known = self.values.contains(&text);
        Fit { inside: usize::from(is_known), is_open: !is_known, ..Fit::default() }
    }

    fn fit_object(&self, json: JsonRef<'_>, entries: Entries<'_>) -> Result<Fit, String> {
        for name in self.required {
            if json.get(name).is_none() {
                return Err(format!("property {name:?} is missing"));
            }
        }
        for (name, kind) in self.kinds {
            if let Some(found) = json.get(name).filter(|found| kind.is_unlike(*found)) {
                return Err(format!("property {name:?} is {}", found.kind()));
            }
        }
        let mut fit = Fit { required: self.required.len(), ..Fit::default() };
        for (path, values) in self.sets {
            let Some(found) = json.at(path).filter(|found| Constant::can_be(*found)) else {
                continue;
            };
            match values {
                _ if values.iter().any(|value| value.is(found)) => fit.inside += 1,
                [Constant::Text(only)] => {
                    let name = text::join(path, ".");
                    return Err(format!("property {name:?} is not {only:?}"));
                }
                [_] => {
                    let name = text::join(path, ".");
                    return Err(format!("property {name:?} has another value"));
                }
                // A server can know more values than the document.
                _ => fit.outside += 1,
            }
        }
        for (name, least, most) in self.ranges {
            let size = json.get(name).and_then(size);
            // A server can have other bounds than the document.
            fit.outside += usize::from(size.is_some_and(|size| size < *least || size > *most));
        }
        for (name, _) in entries {
            fit.known += usize::from(self.known.contains(&name));
        }
        fit.absent = self.known.len().saturating_sub(fit.known);
        Ok(fit)
    }
}

/// What has bounds: a number, how many characters text has, how many items a list has.
#[expect(clippy::cast_precision_loss, reason = "nothing in memory is as long")]
fn size(json: JsonRef<'_>) -> Option<f64> {
    match json.view() {
        View::Number(text) => text.parse().ok(),
        View::Text(text) => Some(text.chars().count() as f64),
        View::Array(items) => Some(items.len() as f64),
        _ => None,
    }
}

/// How many of a value's properties are known to none of the types, where the one that fits best
/// has properties at all, and is no map.
pub(super) fn unknown_to_all(
    json: JsonRef<'_>,
    candidates: &[usize],
    alternatives: &[Alternative],
) -> usize {
    let View::Object(entries) = json.view() else { return 0 };
    let first = candidates.first().and_then(|index| alternatives.get(*index));
    if first.is_none_or(|alternative| alternative.known.is_empty()) {
        return 0;
    }
    let is_known = |name: &str| candidates.iter().any(|index| knows(alternatives, *index, name));
    entries.filter(|(name, _)| !is_known(name)).count()
}

/// Why a value is no more of one type than of another that can read it, too: each has a property
/// of its own there.
pub(super) fn divided(
    json: JsonRef<'_>,
    index: usize,
    readable: &[usize],
    alternatives: &[Alternative],
) -> Option<String> {
    let View::Object(entries) = json.view() else { return None };
    for (name, _) in entries {
        if knows(alternatives, index, name) {
            continue;
        }
        for other in readable {
            if knows(alternatives, *other, name) {
                let (own, other) = (alternatives.get(index)?.name, alternatives.get(*other)?.name);
                return Some(format!("it has properties of {own} and of {other}"));
            }
        }
    }
    None
}

/// Whether a type is a map, which names no property.
pub(super) fn is_map(index: usize, alternatives: &[Alternative]) -> bool {
    alternatives
        .get(index)
        .is_some_and(|alternative| alternative.kind == Kind::Object && alternative.known.is_empty())
}

fn knows(alternatives: &[Alternative], index: usize, name: &str) -> bool {
    alternatives.get(index).is_some_and(|alternative| alternative.known.contains(&name))
}
