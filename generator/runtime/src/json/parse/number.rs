//! Numbers by their digits: whether a type holds what a text says.

use serde_json::Number;

use crate::json::error::JsonError;

/// The digits that every text of a 64-bit float can have and still be told by it.
const SAFE: usize = 15;

/// How many significant digits a 64-bit float can have: those of the largest one below the least
/// that is normal.
const MOST: usize = 767;

/// The 64-bit float that a text says, where it is no other number: the float itself, written with
/// as many digits, is the text.
pub(in crate::json) fn float(text: &str) -> Result<f64, JsonError> {
    let value: f64 = text.parse().map_err(|_| JsonError::new("expected a number"))?;
    if text.len() <= SAFE && !text.contains(['e', 'E']) {
        return Ok(value);
    }
    let (digits, exponent) = significant(text);
    if digits.is_empty() {
        return Ok(value);
    }
    if !value.is_finite() || value == 0.0 {
        return Err(JsonError::new("the number does not fit into 64 bits"));
    }
    if digits.len() <= SAFE {
        return Ok(value);
    }
    let refused = "the number has more digits than a 64-bit float: `format: decimal` keeps them";
    if digits.len() > MOST {
        return Err(JsonError::new(refused));
    }
    // `d.ddde±x`, with the same number of digits.
    let written = format!("{:.*e}", digits.len() - 1, value.abs());
    let is_same = written.split_once('e').is_some_and(|(mantissa, power)| {
        let same = mantissa.bytes().filter(u8::is_ascii_digit).eq(digits.iter().copied());
        same && power.parse() == Ok(exponent)
    });
    if is_same { Ok(value) } else { Err(JsonError::new(refused)) }
}

/// The digits of a number without the zeros at both ends, and the power of ten of the first one.
fn significant(text: &str) -> (Vec<u8>, i64) {
    let text = text.trim_start_matches('-');
    let (mantissa, power) = text.split_once(['e', 'E']).unwrap_or((text, "0"));
    let power: i64 = power.parse().unwrap_or(i64::from(i32::MAX));
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let all: Vec<u8> = whole.bytes().chain(fraction.bytes()).collect();
    let Some(first) = all.iter().position(|digit| *digit != b'0') else {
        return (Vec::new(), 0);
    };
    let last = all.iter().rposition(|digit| *digit != b'0').unwrap_or(first);
    let place = |count: usize| i64::try_from(count).unwrap_or(i64::MAX);
    let exponent = place(whole.len()) - 1 - place(first) + power;
    (all.get(first..=last).unwrap_or_default().to_vec(), exponent)
}

/// The whole number that a text says, in any of its forms: `1.0` and `1e3` are whole
/// (JSON Schema 2020-12 core, section 4.2.3).
pub(in crate::json) fn whole(text: &str) -> Option<i128> {
    if let Ok(number) = text.parse() {
        return Some(number);
    }
    let (digits, exponent) = significant(text);
    if digits.is_empty() {
        return Some(0);
    }
    let zeros = usize::try_from(exponent).ok()?.checked_sub(digits.len() - 1)?;
    if zeros > 38 {
        return None;
    }
    let mut number: i128 = 0;
    for digit in digits.iter().copied().chain(std::iter::repeat_n(b'0', zeros)) {
        number = number.checked_mul(10)?.checked_add(i128::from(digit - b'0'))?;
    }
    Some(if text.starts_with('-') { -number } else { number })
}

#[cfg(feature = "union")]
/// Whether a text is a whole number of 64 bits as it stands.
pub(crate) fn is_integer(text: &str) -> bool {
    integer(text).is_some()
}

/// The number of free JSON that a text is as it stands, if it is a whole one of 64 bits.
pub(in crate::json) fn integer(text: &str) -> Option<Number> {
    // A zero below zero is no integer that a type could keep.
    let is_integer = text != "-0";
    let number =
        text.parse::<u64>().map(Number::from).or_else(|_| text.parse::<i64>().map(Number::from));
    number.ok().filter(|_| is_integer)
}

#[cfg(feature = "union")]
/// The number of free JSON that is nearest to what a text says.
pub(in crate::json) fn free(text: &str) -> Option<Number> {
    integer(text).or_else(|| text.parse().ok().and_then(Number::from_f64))
}
