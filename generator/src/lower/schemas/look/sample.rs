//! Values to show in examples, which the server of the document would take.

use openapiv3::{Schema, SchemaKind, Type as SchemaType};
use regex_lite::Regex;
use regex_syntax::ParserBuilder;
use regex_syntax::hir::{Class, Hir, HirKind};

use super::view::View;
use crate::lower::expression::translated;
use crate::model::{Limits, Place, Type};

/// How long a text can become.
const LONGEST: usize = 4096;

/// How long what is shown in a larger value can be.
const SHORT: usize = 40;

/// How often a part of a pattern is tried that can be repeated.
const REPEATS: [u32; 10] = [0, 1, 2, 3, 4, 8, 16, 32, 64, 128];

/// What a value is shown for.
pub(in crate::lower) struct Shown<'a> {
    /// The name on the wire.
    pub(in crate::lower) name: &'a str,
    /// The type, without other names.
    pub(in crate::lower) ty: &'a Type,
    pub(in crate::lower) limits: &'a Limits,
    /// Where a parameter goes.
    pub(in crate::lower) place: Option<Place>,
    pub(in crate::lower) is_secret: bool,
    /// What is meant where nothing is sent.
    pub(in crate::lower) default: Option<&'a String>,
}

/// What a schema says of good values, beside its limits.
#[derive(Debug, Default)]
pub(in crate::lower) struct Facts {
    /// What the document shows, and what is meant where nothing is sent.
    shown: Vec<String>,
    format: Option<String>,
    multiple_of: Option<f64>,
}

impl Facts {
    /// What is shown where a parameter is described.
    pub(in crate::lower) fn of(example: Option<String>) -> Self {
        Self { shown: example.into_iter().collect(), ..Self::default() }
    }

    /// What one layer of a schema says.
    pub(in crate::lower) fn add(&mut self, schema: &Schema, view: &View<'_>) {
        schema.schema_data.example.iter().for_each(|example| self.show(example));
        if self.format.is_none() {
            self.format = view.format.map(str::to_owned);
        }
        if self.multiple_of.is_none() {
            self.multiple_of = multiple_of(schema);
        }
    }

    /// What an example shows: of a list, its first item.
    pub(in crate::lower) fn show(&mut self, example: &serde_json::Value) {
        let items = example.as_array().and_then(|items| items.first());
        self.shown.extend(shown(items.unwrap_or(example)));
    }

    /// A value that is within the limits: one that the document shows, if it is good. `None`
    /// where none is known.
    pub(in crate::lower) fn sample(mut self, of: &Shown<'_>) -> Option<String> {
        self.shown.extend(of.default.cloned());
        // A secret's example is no better than its name.
        let mut shown = self.shown.iter().filter(|_| !of.is_secret);
        match of.ty {
            Type::Text | Type::Secret => {
                let bounds = Bounds::of(of.limits);
                let is_good = |text: &str| is_sent(of.place, text) && bounds.allow(text);
                let found = shown.map(String::as_str).find(|text| is_good(text));
                let found = found.map(str::to_owned).or_else(|| self.text(of.name, &bounds));
                found.filter(|text| is_good(text))
            }
            Type::Integer(_) => {
                let is_good = |number: &&String| {
                    let number = number.parse::<i128>().ok();
                    number.is_some_and(|number| self.is_within(of.limits, number as f64))
                };
                let found = shown.clone().find(is_good).cloned();
                found.or_else(|| self.number(of.limits, true).map(|number| number.to_string()))
            }
            Type::Float(_) => {
                let numbers = shown.filter_map(|text| text.parse::<f64>().ok());
                let found = numbers.clone().find(|number| self.is_within(of.limits, *number));
                let number = found.or_else(|| self.number(of.limits, false))?;
                Some(format!("{number:?}"))
            }
            _ => shown.next().cloned(),
        }
    }

    /// What the document shows of a value that is not a parameter, in short: an example, or a text
    /// of the format.
    pub(in crate::lower) fn short(self) -> Option<String> {
        self.seen().or_else(|| known(self.format.as_deref()).map(str::to_owned))
    }

    /// What the document itself shows of it, in short.
    pub(in crate::lower) fn seen(&self) -> Option<String> {
        let is_short = |text: &&String| text.len() <= SHORT && !text.contains(char::is_control);
        self.shown.iter().find(is_short).cloned()
    }

    fn text(&self, name: &str, bounds: &Bounds<'_>) -> Option<String> {
        if bounds.limits.pattern.is_some() {
            // Most names of values match most patterns.
            let name = Some(name.to_owned()).filter(|name| bounds.allow(name));
            return name.or_else(|| bounds.matching());
        }
        match known(self.format.as_deref()) {
            Some(known) => Some(known.to_owned()),
            None => Some(resized(name, bounds.limits)),
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

/// A text of a format.
fn known(format: Option<&str>) -> Option<&'static str> {
    match format {
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
    }
}

/// A scalar example as text.
pub(in crate::lower) fn shown(value: &serde_json::Value) -> Option<String> {
    match value {
        serde_json::Value::String(text) => Some(text.clone()),
        serde_json::Value::Number(number) => Some(number.to_string()),
        serde_json::Value::Bool(truth) => Some(truth.to_string()),
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
fn is_sent(place: Option<Place>, text: &str) -> bool {
    match place {
        Some(Place::Path) => !matches!(text, "" | "." | ".."),
        Some(Place::Header | Place::PartHeader) => !text.chars().any(char::is_control),
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
