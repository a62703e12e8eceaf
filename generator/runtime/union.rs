//! Values that are one of several types: which one, told by evidence.

use std::borrow::Cow;
use std::cmp::Reverse;
use std::fmt;

use serde_json::Value;

use super::json::{FromJson, Json, JsonError, ToJson};
use super::text;

/// A value that fits none of the types that are known of its place. It is kept as it came, and
/// written as it came.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Unmatched {
    json: Value,
    reason: String,
}

impl Unmatched {
    /// A value of your own, which the document does not know.
    pub fn new(json: Value) -> Self {
        Self { json, reason: String::new() }
    }

    /// The value.
    pub fn json(&self) -> &Value {
        &self.json
    }

    /// Why it is none of the types that are known, each with its reason.
    pub fn reason(&self) -> &str {
        &self.reason
    }
}

impl fmt::Debug for Unmatched {
    /// The value can hold secrets: it is not printed.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Unmatched").field("reason", &self.reason).finish_non_exhaustive()
    }
}

impl ToJson for Unmatched {
    fn to_json(&self) -> Json<'_> {
        self.json.to_json()
    }
}

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

/// What is known of one of the types before it is tried.
#[derive(Debug)]
pub struct Arm {
    name: &'static str,
    kind: Kind,
    tags: &'static [&'static str],
    is_default: bool,
    values: &'static [&'static str],
    required: &'static [&'static str],
    known: &'static [&'static str],
    constants: &'static [(&'static str, &'static str)],
}

impl Arm {
    /// A type of which the kind is known.
    pub const fn new(name: &'static str, kind: Kind) -> Self {
        Self {
            name,
            kind,
            tags: &[],
            is_default: false,
            values: &[],
            required: &[],
            known: &[],
            constants: &[],
        }
    }

    /// The values of the discriminator that stand for it.
    #[must_use]
    pub const fn tags(mut self, tags: &'static [&'static str]) -> Self {
        self.tags = tags;
        self
    }

    /// It is what comes without a discriminator, or with one that stands for none (OpenAPI
    /// 3.2.0, "Discriminator Object").
    #[must_use]
    pub const fn default(mut self) -> Self {
        self.is_default = true;
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

    /// Properties that have one text only.
    #[must_use]
    pub const fn constants(mut self, constants: &'static [(&'static str, &'static str)]) -> Self {
        self.constants = constants;
        self
    }

    /// How well the value fits, larger is better; or why it does not.
    fn fit(&self, json: &Json<'_>) -> Result<Fit, String> {
        let fits = match self.kind {
            Kind::Any => return Ok(Fit { is_open: true, ..Fit::default() }),
            Kind::Bool => matches!(json, Json::Bool(_)),
            Kind::Integer => matches!(json, Json::Number(number) if !number.is_f64()),
            Kind::Number => matches!(json, Json::Number(_)),
            Kind::Text => matches!(json, Json::String(_)),
            Kind::List => matches!(json, Json::Array(_)),
            Kind::Object => matches!(json, Json::Object(_)),
        };
        if !fits {
            return Err(format!("{} does not fit", json.kind()));
        }
        match json {
            Json::String(text) => Ok(self.fit_value(text)),
            Json::Number(number) => {
                let known = usize::from(self.kind == Kind::Integer);
                Ok(Fit { known, ..self.fit_value(&number.to_string()) })
            }
            Json::Object(entries) => self.fit_object(entries),
            _ => Ok(Fit::default()),
        }
    }

    /// An enum is open: it can take any value, but after a type that knows it.
    fn fit_value(&self, text: &str) -> Fit {
        if self.values.is_empty() {
            return Fit::default();
        }
        let is_known = self.values.contains(&text);
        Fit { constants: usize::from(is_known), is_open: !is_known, ..Fit::default() }
    }

    fn fit_object(&self, entries: &[(Cow<'_, str>, Json<'_>)]) -> Result<Fit, String> {
        for name in self.required {
            if entry(entries, name).is_none() {
                return Err(format!("property {name:?} is missing"));
            }
        }
        let mut fit = Fit { required: self.required.len(), ..Fit::default() };
        for (name, constant) in self.constants {
            match entry(entries, name) {
                None => continue,
                Some(Json::String(text)) if text == constant => {}
                Some(Json::Loose(text)) if text == constant => {}
                Some(_) => return Err(format!("property {name:?} is not {constant:?}")),
            }
            fit.constants += 1;
        }
        for (name, _) in entries {
            fit.known += usize::from(self.known.contains(&name.as_ref()));
        }
        fit.absent = self.known.len().saturating_sub(fit.known);
        Ok(fit)
    }
}

/// The property of this name.
fn entry<'j, 't>(entries: &'j [(Cow<'t, str>, Json<'t>)], name: &str) -> Option<&'j Json<'t>> {
    entries.iter().find(|(known, _)| known == name).map(|(_, value)| value)
}

/// How well a value fits.
#[derive(Debug, Default, Clone, Copy)]
struct Fit {
    /// Whether the type takes values that it does not know.
    is_open: bool,
    /// How many constants the value has.
    constants: usize,
    /// How many of the value's properties are known.
    known: usize,
    /// How many properties the type needs.
    required: usize,
    /// How many of the type's properties the value lacks.
    absent: usize,
}

impl Fit {
    /// The best fit first: types that are sure of the value before those that take any.
    fn rank(self) -> (bool, Reverse<(usize, usize, usize)>, usize) {
        (self.is_open, Reverse((self.constants, self.known, self.required)), self.absent)
    }
}

/// What reads one of the types.
pub type Reader<T> = fn(Json<'_>) -> Result<T, JsonError>;

/// Reads one of several types: the one that the discriminator `tag` names, or else the one
/// that fits best and can be read.
///
/// # Errors
///
/// The value itself, with the reasons, when it is none of them.
pub fn choose<T>(
    json: Json<'_>,
    tag: Option<&str>,
    arms: &[Arm],
    readers: &[Reader<T>],
) -> Result<T, Unmatched> {
    let json = json.settled();
    let mut reasons = Vec::new();
    let candidates = match tag.and_then(|tag| tagged(&json, tag, arms)) {
        Some(Ok(index)) => vec![index],
        Some(Err(reason)) => {
            reasons.push(reason);
            Vec::new()
        }
        None => by_evidence(&json, arms, &mut reasons),
    };
    for index in candidates {
        let (Some(arm), Some(read)) = (arms.get(index), readers.get(index)) else { continue };
        match read(json.clone()) {
            Ok(value) => return Ok(value),
            Err(error) => reasons.push(format!("{}: {error}", arm.name)),
        }
    }
    // Any JSON is a `Value`.
    let json = Value::from_json(json).unwrap_or_default();
    Err(Unmatched { json, reason: text::join(&reasons, "; ") })
}

/// The arm that the discriminator names; `None` where the value has none.
fn tagged(json: &Json<'_>, tag: &str, arms: &[Arm]) -> Option<Result<usize, String>> {
    let Json::Object(entries) = json else { return None };
    let default = || arms.iter().position(|arm| arm.is_default);
    // A mapping has text only, and stands for numbers, too.
    let text = match entry(entries, tag) {
        Some(Json::String(text)) => Cow::Borrowed(text.as_ref()),
        Some(Json::Number(number)) => Cow::Owned(number.to_string()),
        _ => return default().map(Ok),
    };
    let index = arms.iter().position(|arm| arm.tags.contains(&text.as_ref())).or_else(default);
    // The value may be the server's own: it is not repeated.
    Some(index.ok_or_else(|| format!("property {tag:?} names none of the types that are known")))
}

fn by_evidence(json: &Json<'_>, arms: &[Arm], reasons: &mut Vec<String>) -> Vec<usize> {
    let mut fits = Vec::new();
    for (index, arm) in arms.iter().enumerate() {
        match arm.fit(json) {
            Ok(fit) => {
                let rank = fit.rank();
                let better = fits.iter().take_while(|(known, _)| *known <= rank).count();
                fits.insert(better, (rank, index));
            }
            Err(reason) => reasons.push(format!("{}: {reason}", arm.name)),
        }
    }
    fits.into_iter().map(|(_, index)| index).collect()
}

/// The object with its discriminator, which a type need not have as a property of its own.
pub fn with_tag<'a>(json: Json<'a>, tag: &'static str, value: &'static str) -> Json<'a> {
    match json {
        Json::Object(mut entries) => {
            if entry(&entries, tag).is_none() {
                entries.insert(0, (tag.into(), Json::String(value.into())));
            }
            Json::Object(entries)
        }
        other => other,
    }
}
