//! Which type a format and bounds make of text and of numbers.

use crate::diagnostic::Code;
use crate::lower::schemas::look::view::{INTEGER_OR_TEXT, View};
use crate::lower::schemas::types::{LoweredSchema, Types};
use crate::model::{Arm, Shape, Type};
use crate::node::Value;
use crate::source::Pointer;

/// The length of a UUID, and of a date.
const LENGTHS: [(&str, usize); 2] = [("uuid", 36), ("date", 10)];

impl Types<'_> {
    /// Text by its format.
    pub(super) fn text(&mut self, view: &View<'_>, at: &Pointer) -> LoweredSchema {
        if view.format == Some(INTEGER_OR_TEXT) {
            return one_of(&[("Integer", Type::Integer("i64")), ("Text", Type::Text)]);
        }
        let length = LENGTHS.iter().find(|(format, _)| view.format == Some(format));
        if let Some((format, length)) = length {
            let is_short = view.limits.max_length.is_some_and(|most| most < *length);
            let is_long = view.limits.min_length.is_some_and(|least| least > *length);
            if is_short || is_long {
                let bound = if is_short { "maxLength" } else { "minLength" };
                let message = format!("a `{format}` has {length} characters, which this excludes");
                self.report
                    .note(Code::UnsupportedSchema, &at.child(bound), message)
                    .then("its values are text")
                    .help("remove the format, or correct the length");
                return LoweredSchema::Plain(Type::Text);
            }
        }
        LoweredSchema::Plain(text(view.format))
    }

    /// An integer by its size: that of its format, or else 64 bits; more where its bounds need it.
    pub(super) fn integer(&self, view: &View<'_>, at: &Pointer) -> Type {
        let (minimum, maximum) = (self.bound(view, at, "minimum"), self.bound(view, at, "maximum"));
        let holds = |(least, most): (i128, i128)| {
            minimum.is_none_or(|bound| bound >= least) && maximum.is_none_or(|bound| bound <= most)
        };
        let own = sized(view.format).unwrap_or("i64");
        if holds(range(own)) {
            return Type::Integer(own);
        }
        // What has no lower bound may be below zero.
        let is_unsigned = minimum.is_some_and(|bound| bound >= 0);
        let mut larger = ["i64", "u64"].into_iter();
        let fits = |name: &&str| holds(range(name)) && (is_unsigned || !name.starts_with('u'));
        Type::Integer(larger.find(fits).unwrap_or("i128"))
    }

    /// A bound as the document writes it, or nearly so where it has a fraction.
    fn bound(&self, view: &View<'_>, at: &Pointer, key: &str) -> Option<i128> {
        let written = self.document.root().at(&at.child(key)).map(|node| &node.value);
        let near = match key {
            "minimum" => view.limits.minimum,
            _ => view.limits.maximum,
        };
        match written {
            Some(Value::Number(number)) => number.as_i128().or_else(|| whole(number.as_f64()?)),
            _ => whole(near?),
        }
    }
}

#[expect(clippy::cast_possible_truncation, reason = "what is beyond 128 bits is the last of them")]
#[expect(clippy::cast_precision_loss, reason = "the bound of 64 bits is compared as a float")]
fn whole(bound: f64) -> Option<i128> {
    // The highest integer of 64 bits is no float: what is read as the next one is meant as it.
    let is_highest = (bound - i64::MAX as f64).abs() < 1.0;
    bound.is_finite().then_some(if is_highest { i128::from(i64::MAX) } else { bound as i128 })
}

/// The lowest and the highest value of an integer type.
fn range(name: &str) -> (i128, i128) {
    match name {
        "i8" => (i8::MIN.into(), i8::MAX.into()),
        "i16" => (i16::MIN.into(), i16::MAX.into()),
        "i32" => (i32::MIN.into(), i32::MAX.into()),
        "u8" => (0, u8::MAX.into()),
        "u16" => (0, u16::MAX.into()),
        "u32" => (0, u32::MAX.into()),
        "u64" => (0, u64::MAX.into()),
        "i128" => (i128::MIN, i128::MAX),
        _ => (i64::MIN.into(), i64::MAX.into()),
    }
}

/// OpenAPI 3.0.3, "Data Types"; the others are of the Format Registry.
///
/// A format has a type of its own where that type keeps what the server wrote, or means the same.
/// All others stay text on purpose: `uri`, `uri-reference`, `email`, `hostname`, `ipv4`, `ipv6`,
/// `char`, `html`, `regex`, `json-pointer` and the like are sent sloppily by real servers, and a
/// type that checks them would refuse whole responses, one that normalises them would send back
/// something else. `base64url` is mostly a token that is handed on, and `decimal128` has more
/// digits than a common decimal type.
pub(super) fn text(format: Option<&str>) -> Type {
    match format {
        Some("password") => Type::Secret,
        Some("date-time") => Type::Timestamp,
        Some("date-time-local") => Type::DateTime,
        Some("date") => Type::Date,
        Some("time" | "time-local") => Type::Time,
        Some("duration") => Type::Duration,
        Some("decimal") => Type::Decimal,
        Some("uuid") => Type::Uuid,
        Some("byte" | "base64") => Type::Base64,
        _ => Type::Text,
    }
}

/// An integer by its format. The others fit into 64 bits: `double-int` has 53 of them, and
/// `unixtime` stays a number, since documents that say it mean seconds or milliseconds.
fn sized(format: Option<&str>) -> Option<&'static str> {
    Some(match format? {
        "int8" => "i8",
        "int16" => "i16",
        "int32" => "i32",
        "int64" | "double-int" => "i64",
        "uint8" => "u8",
        "uint16" => "u16",
        "uint32" => "u32",
        "uint64" => "u64",
        "int128" => "i128",
        _ => return None,
    })
}

/// The registry has the sizes of integers for numbers, too. A `float` has 64 bits: with 32, what a
/// server writes with more digits would be changed.
pub(super) fn number(format: Option<&str>) -> Type {
    match (format, sized(format)) {
        (_, Some(integer)) => Type::Integer(integer),
        (Some("decimal"), _) => Type::DecimalNumber,
        _ => Type::Float("f64"),
    }
}

/// One of several plain types.
fn one_of(types: &[(&str, Type)]) -> LoweredSchema {
    let arms = types.iter().map(|(name, ty)| Arm::new(*name, ty.clone()));
    let (arms, unknown) = (arms.collect(), "Unknown".to_owned());
    let told_by = Vec::new();
    LoweredSchema::Declared(Shape::Union {
        tag: None,
        told_by,
        is_any: false,
        arms,
        shared: Vec::new(),
        unknown,
    })
}
