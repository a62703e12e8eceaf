//! What a scalar means: the core schema of YAML 1.2.2, section 10.3.2.

use super::Value;
use serde_json::Number;

/// Why a scalar has no value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Unfit {
    /// JSON has no such number: infinite, not a number, or too large.
    OutOfRange,
    /// It is not what its tag says; the text names what the tag asks for.
    NotA(&'static str),
}

/// The value of a plain scalar without a tag.
pub(super) fn plain(text: &str) -> Result<Value, Unfit> {
    // Nearly all scalars are words; their first character tells that no rule applies.
    let candidate = matches!(
        text.bytes().next(),
        None | Some(
            b'~' | b'n' | b'N' | b't' | b'T' | b'f' | b'F' | b'.' | b'+' | b'-' | b'0'..=b'9'
        )
    );
    if !candidate {
        return Ok(Value::String(text.to_owned()));
    }
    if null(text) {
        return Ok(Value::Null);
    }
    if let Some(truth) = bool(text) {
        return Ok(Value::Bool(truth));
    }
    match integer(text).or_else(|| float(text)) {
        Some(number) => number.map(Value::Number),
        None => Ok(Value::String(text.to_owned())),
    }
}

/// The value of a scalar with a tag of the core schema, of which `tag` is the last part.
pub(super) fn tagged(tag: &str, text: &str) -> Result<Value, Unfit> {
    match tag {
        "str" => Ok(Value::String(text.to_owned())),
        "null" if null(text) => Ok(Value::Null),
        "null" => Err(Unfit::NotA("null")),
        "bool" => bool(text).map(Value::Bool).ok_or(Unfit::NotA("true or false")),
        "int" => integer(text).ok_or(Unfit::NotA("an integer"))?.map(Value::Number),
        "float" => {
            let number = float(text).or_else(|| integer(text)).ok_or(Unfit::NotA("a number"))??;
            let float = number.as_f64().and_then(Number::from_f64);
            float.map(Value::Number).ok_or(Unfit::OutOfRange)
        }
        "seq" => Err(Unfit::NotA("a list")),
        _ => Err(Unfit::NotA("an object")),
    }
}

fn null(text: &str) -> bool {
    matches!(text, "" | "~" | "null" | "Null" | "NULL")
}

fn bool(text: &str) -> Option<bool> {
    match text {
        "true" | "True" | "TRUE" => Some(true),
        "false" | "False" | "FALSE" => Some(false),
        _ => None,
    }
}

/// `[-+]?[0-9]+`, `0o[0-7]+` or `0x[0-9a-fA-F]+`; `None` if it is something else.
fn integer(text: &str) -> Option<Result<Number, Unfit>> {
    for (prefix, radix) in [("0o", 8), ("0x", 16)] {
        if let Some(digits) = text.strip_prefix(prefix) {
            // `from_str_radix` takes a sign, which the schema does not allow here.
            let fits = !digits.is_empty() && digits.chars().all(|digit| digit.is_digit(radix));
            return fits.then(|| match u64::from_str_radix(digits, radix) {
                Ok(number) => Ok(number.into()),
                Err(_) => finite_in(radix, digits),
            });
        }
    }
    let digits = text.strip_prefix(['-', '+']).unwrap_or(text);
    if digits.is_empty() || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let unsigned = text.strip_prefix('+').unwrap_or(text);
    // As in JSON readers, the zero with a sign is a floating point number: integers have none.
    if text == "-0" {
        return Some(finite(unsigned));
    }
    Some(match (unsigned.parse::<u64>(), unsigned.parse::<i64>()) {
        (Ok(number), _) => Ok(number.into()),
        (_, Ok(number)) => Ok(number.into()),
        _ => finite(unsigned),
    })
}

/// `[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?`, `[-+]?\.inf` or `\.nan`; `None` if it is
/// something else.
fn float(text: &str) -> Option<Result<Number, Unfit>> {
    let unsigned = text.strip_prefix(['-', '+']).unwrap_or(text);
    if matches!(unsigned, ".inf" | ".Inf" | ".INF") || matches!(text, ".nan" | ".NaN" | ".NAN") {
        return Some(Err(Unfit::OutOfRange));
    }
    // Of these characters, Rust's own syntax of floating point numbers is exactly the schema's.
    let letters =
        text.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'.' | b'e' | b'E' | b'+' | b'-'));
    let syntax = letters && text.parse::<f64>().is_ok();
    syntax.then(|| finite(text))
}

fn finite(text: &str) -> Result<Number, Unfit> {
    text.parse().ok().and_then(Number::from_f64).ok_or(Unfit::OutOfRange)
}

/// A number of many digits in another base, as the nearest floating point number.
fn finite_in(radix: u32, digits: &str) -> Result<Number, Unfit> {
    let number = digits
        .chars()
        .filter_map(|digit| digit.to_digit(radix))
        .fold(0.0, |number, digit| number * f64::from(radix) + f64::from(digit));
    Number::from_f64(number).ok_or(Unfit::OutOfRange)
}
