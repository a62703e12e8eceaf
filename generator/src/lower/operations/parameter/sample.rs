//! Values to show in examples, which the server of the document would take.

use openapiv3::{Schema, SchemaKind, Type as SchemaType};
use regex_lite::Regex;
use regex_syntax::ParserBuilder;
use regex_syntax::hir::{Class, Hir, HirKind};

use crate::lower::expression::translated;
use crate::lower::schemas::View;
use crate::model::{Limits, Parameter, Place, Type};

/// How long a text can become.
const LONGEST: usize = 4096;

/// How often a part of a pattern is tried that can be repeated.
const REPEATS: [u32; 10] = [0, 1, 2, 3, 4, 8, 16, 32, 64, 128];

/// What a schema says of good values, beside its limits.
#[derive(Debug, Default)]
pub(super) struct Facts {
    /// What the document shows, and what is meant where nothing is sent.
    shown: Vec<String>,
    format: Option<String>,
    multiple_of: Option<f64>,
}

impl Facts {
    /// What is shown where a parameter is described.
    pub(super) fn of(example: Option<String>) -> Self {
        Self { shown: example.into_iter().collect(), ..Self::default() }
    }

    /// What one layer of a schema says.
    pub(super) fn add(&mut self, schema: &Schema, view: &View<'_>) {
        self.shown.extend(schema.schema_data.example.as_ref().and_then(shown));
        if self.format.is_none() {
            self.format = view.format.map(str::to_owned);
        }
        if self.multiple_of.is_none() {
            self.multiple_of = multiple_of(schema);
        }
    }

    /// A value that is within the limits: one that the document shows, if it is good. `None`
    /// where none is known.
    pub(super) fn sample(mut self, parameter: &Parameter) -> Option<String> {
        self.shown.extend(parameter.default.clone());
        // A secret's example is no better than its name.
        let shown = self.shown.iter().filter(|_| !parameter.secret);
        match &parameter.ty {
            Type::Text | Type::Secret => {
                let bounds = Bounds::of(&parameter.limits);
                let is_good = |text: &str| is_sent(parameter, text) && bounds.allow(text);
                let found = shown.map(String::as_str).find(|text| is_good(text));
                let found = found.map(str::to_owned).or_else(|| self.text(parameter, &bounds));
                found.filter(|text| is_good(text))
            }
            Type::Integer(_) => {
                let is_good = |number: &&String| {
                    let number = number.parse::<i128>().ok();
                    number.is_some_and(|number| self.is_within(&parameter.limits, number as f64))
                };
                let found = shown.clone().find(is_good).cloned();
                found.or_else(|| {
                    self.number(&parameter.limits, true).map(|number| number.to_string())
                })
            }
            Type::Float(_) => {
                let numbers = shown.filter_map(|text| text.parse::<f64>().ok());
                let found =
                    numbers.clone().find(|number| self.is_within(&parameter.limits, *number));
                let number = found.or_else(|| self.number(&parameter.limits, false))?;
                Some(format!("{number:?}"))
            }
            _ => None,
        }
    }

    fn text(&self, parameter: &Parameter, bounds: &Bounds<'_>) -> Option<String> {
        if bounds.limits.pattern.is_some() {
            // Most names of values match most patterns.
            let name = Some(parameter.name.wire.clone()).filter(|name| bounds.allow(name));
            return name.or_else(|| bounds.matching());
        }
        let known = match self.format.as_deref() {
            Some("email" | "idn-email") => Some("user@example.com"),
            Some("uri" | "url" | "iri") => Some("https://example.com"),
            Some("uri-reference" | "iri-reference") => Some("/example"),
            Some("hostname" | "idn-hostname") => Some("example.com"),
            Some("ipv4") => Some("192.0.2.1"),
            Some("ipv6") => Some("2001:db8::1"),
            Some("json-pointer") => Some("/example"),
            // Numbers that would not fit into a number of JavaScript.
            Some("int32" | "int64" | "uint32" | "uint64" | "float" | "double") => Some("1"),
            _ => None,
        };
        match known {
            Some(known) => Some(known.to_owned()),
            None => Some(resized(&parameter.name.wire, bounds.limits)),
        }
    }

    fn is_within(&self, limits: &Limits, number: f64) -> bool {
        let is_multiple =
            self.multiple_of.is_none_or(|of| of <= 0.0 || (number / of).fract() == 0.0);
        is_multiple
            && limits.minimum.is_none_or(|least| number >= least)
            && limits.above.is_none_or(|least| number > least)
            && limits.maximum.is_none_or(|most| number <= most)
            && limits.below.is_none_or(|most| number < most)
    }

    /// One, or the number that is nearest to the bound it breaks.
    fn number(&self, limits: &Limits, is_whole: bool) -> Option<f64> {
        let step = self.multiple_of.filter(|of| *of > 0.0).unwrap_or(1.0);
        let bounds = [limits.minimum, limits.above, limits.maximum, limits.below];
        let around = bounds.into_iter().flatten().flat_map(|bound| {
            let multiple = (bound / step).round() * step;
            [multiple, multiple + step, multiple - step]
        });
        let between = limits.minimum.or(limits.above).zip(limits.maximum.or(limits.below));
        let between = between.map(|(least, most)| least + (most - least) / 2.0);
        let mut all = [1.0, step].into_iter().chain(around).chain(between);
        all.find(|number| self.is_within(limits, *number) && (!is_whole || number.fract() == 0.0))
    }
}

/// A scalar example as text.
pub(super) fn shown(value: &serde_json::Value) -> Option<String> {
    match value {
        serde_json::Value::String(text) => Some(text.clone()),
        serde_json::Value::Number(number) => Some(number.to_string()),
        _ => None,
    }
}

fn multiple_of(schema: &Schema) -> Option<f64> {
    match &schema.schema_kind {
        SchemaKind::Type(SchemaType::Integer(integer)) => integer.multiple_of.map(|of| of as f64),
        SchemaKind::Type(SchemaType::Number(number)) => number.multiple_of,
        SchemaKind::Any(any) => any.multiple_of,
        _ => None,
    }
}

/// Whether the place of a parameter can carry a text.
fn is_sent(parameter: &Parameter, text: &str) -> bool {
    match parameter.place {
        Place::Path => !matches!(text, "" | "." | ".."),
        Place::Header | Place::PartHeader => !text.chars().any(char::is_control),
        _ => true,
    }
}

/// What a text has to keep to.
struct Bounds<'a> {
    limits: &'a Limits,
    /// The pattern, and as it is checked. What the client does not check, it cannot be refused
    /// for.
    pattern: Option<(String, Option<Regex>)>,
}

impl<'a> Bounds<'a> {
    fn of(limits: &'a Limits) -> Self {
        let pattern = limits.pattern.as_ref().map(|pattern| {
            let expression = translated(&pattern.text);
            let checked = Regex::new(&expression).ok();
            (expression, checked)
        });
        Self { limits, pattern }
    }

    fn allow(&self, text: &str) -> bool {
        let length = text.chars().count();
        let checked = self.pattern.as_ref().and_then(|(_, checked)| checked.as_ref());
        self.limits.min_length.is_none_or(|least| length >= least)
            && self.limits.max_length.is_none_or(|most| length <= most)
            && checked.is_none_or(|checked| checked.is_match(text))
    }

    /// A text that matches the pattern, if one is found.
    fn matching(&self) -> Option<String> {
        let (expression, _) = self.pattern.as_ref()?;
        let mut parser = ParserBuilder::new().unicode(false).utf8(false).build();
        let tree = parser.parse(expression).ok()?;
        REPEATS.into_iter().find_map(|repeats| {
            let mut out = Vec::new();
            write(&tree, repeats, &mut out)?;
            String::from_utf8(out).ok().filter(|text| self.allow(text))
        })
    }
}

/// The name, cut or gone on with until it has the length.
fn resized(name: &str, limits: &Limits) -> String {
    let least = limits.min_length.unwrap_or(0).min(LONGEST);
    let most = limits.max_length.unwrap_or(usize::MAX);
    let name = if name.is_empty() { "text" } else { name };
    let length = name.chars().count().max(least).min(most);
    name.chars().cycle().take(length).collect()
}

/// The depth of the tree is that which the parser allows.
fn write(tree: &Hir, repeats: u32, out: &mut Vec<u8>) -> Option<()> {
    match tree.kind() {
        HirKind::Empty | HirKind::Look(_) => {}
        HirKind::Literal(literal) => out.extend_from_slice(&literal.0),
        HirKind::Class(class) => out.push(letter(class)?),
        HirKind::Capture(group) => write(&group.sub, repeats, out)?,
        HirKind::Concat(parts) => parts.iter().try_for_each(|part| write(part, repeats, out))?,
        HirKind::Alternation(parts) => write(parts.first()?, repeats, out)?,
        HirKind::Repetition(repetition) => {
            let most = repetition.max.unwrap_or(u32::MAX);
            for _ in 0..repetition.min.max(repeats.min(most)) {
                write(&repetition.sub, repeats, out)?;
            }
        }
    }
    (out.len() <= LONGEST).then_some(())
}

/// A letter of a class that a person would choose.
fn letter(class: &Class) -> Option<u8> {
    let Class::Bytes(class) = class else { return None };
    let has =
        |letter: u8| class.iter().any(|range| (range.start()..=range.end()).contains(&letter));
    let preferred = b"a0A".iter().copied().chain(b'!'..=b'~').chain([b' ']);
    preferred.into_iter().find(|letter| has(*letter))
}
