//! Values that are one of several types: which one, told by what they have.

mod fit;
mod alternative;
mod tries;
mod tag;

use std::fmt;

use serde_json::Value;

pub use self::alternative::{Alternative, Constant, Kind};
pub use self::tag::write_tagged;
use self::tries::{Allowance, measured};
use crate::json::loss::lose;
use crate::json::{JsonError, JsonRef, JsonWriter, ToJson, View};
use crate::text;

/// Why a value is none of the types although it could be.
const TOO_MANY: &str = "the value has too many parts that could be of several types";

/// What is lost where a part is not even kept as it came: no type loses more.
const NOT_KEPT: usize = usize::MAX;

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
    fn write_json(&self, json: &mut JsonWriter) {
        self.json.write_json(json);
    }
}

/// What reads one of the types.
pub type Reader<T> = fn(JsonRef<'_>) -> Result<T, JsonError>;

/// Reads one of several types. The property at the end of `path` tells which, where it has one of
/// the values that stand for a type; else it is the one that reads the value and loses least of it.
///
/// Whatever the value is, it is read about as often as the allowance for its size permits; after
/// that, each part is read as what fits it best, and where that does not fit, the whole is kept as
/// it came.
///
/// # Errors
///
/// The value itself, with the reasons, when it is none of them, or more than one of them.
pub fn read_union<T>(
    json: JsonRef<'_>,
    path: &[&str],
    alternatives: &[Alternative],
    readers: &[Reader<T>],
) -> Result<T, Unmatched> {
    json.settled().parsed(|json| {
        let allowance = Allowance::of(json);
        let mut reasons = Vec::new();
        let (found, lost) =
            measured(|| match candidates(json, path, alternatives, &mut reasons).as_slice() {
                [] => None,
                candidates => {
                    best(json, candidates, alternatives, readers, &allowance, &mut reasons)
                }
            });
        if let Some(value) = found {
            // A part that was not kept is kept by the whole.
            if lost < NOT_KEPT || !allowance.is_outermost() {
                lose(lost);
                return Ok(value);
            }
            reasons.push(TOO_MANY.to_owned());
        }
        let is_kept = allowance.is_outermost() || allowance.take(json);
        lose(if is_kept { 1 } else { NOT_KEPT });
        let json = if is_kept { json.nearest() } else { Value::Null };
        Err(Unmatched { json, reason: text::join(&reasons, "; ") })
    })
}

/// The types that the value can be of, the best fit first.
fn candidates(
    json: JsonRef<'_>,
    path: &[&str],
    alternatives: &[Alternative],
    reasons: &mut Vec<String>,
) -> Vec<usize> {
    let (View::Object(_), false) = (json.view(), path.is_empty()) else {
        return by_evidence(json, alternatives, &|_| true, reasons);
    };
    let default = alternatives.iter().position(|alternative| alternative.is_default);
    let Some(value) = json.at(path).filter(|value| Constant::can_be(*value)) else {
        return match default {
            Some(default) => vec![default],
            None => by_evidence(json, alternatives, &|_| true, reasons),
        };
    };
    for is_named in [Alternative::is_named_by, Alternative::is_named_in_words_by] {
        let mut named = Vec::new();
        for (index, alternative) in alternatives.iter().enumerate() {
            if is_named(alternative, value) {
                named.push(index);
            }
        }
        match named.as_slice() {
            [] => {}
            [_] => return named,
            _ => {
                return by_evidence(
                    json,
                    alternatives,
                    &|alternative| is_named(alternative, value),
                    reasons,
                );
            }
        }
    }
    if let Some(default) = default {
        return vec![default];
    }
    // The value may be the server's own: it is not repeated.
    let name = text::join(path, ".");
    reasons.push(format!("property {name:?} names none of the types that are known"));
    by_evidence(json, alternatives, &Alternative::is_never_named, reasons)
}

/// Those of the types that fit the value, the best first.
fn by_evidence(
    json: JsonRef<'_>,
    alternatives: &[Alternative],
    is_meant: &dyn Fn(&Alternative) -> bool,
    reasons: &mut Vec<String>,
) -> Vec<usize> {
    let mut fits = Vec::new();
    for (index, alternative) in alternatives.iter().enumerate() {
        if alternative.is_several || !is_meant(alternative) {
            continue;
        }
        match alternative.fit(json) {
            Ok(rank) => {
                let better = fits.iter().take_while(|(known, _)| *known <= rank).count();
                fits.insert(better, (rank, index));
            }
            Err(reason) => reasons.push(format!("{}: {reason}", alternative.name)),
        }
    }
    fits.into_iter().map(|(_, index)| index).collect()
}

/// The value as the one of the types that loses least of it; the first of equals.
fn best<T>(
    json: JsonRef<'_>,
    candidates: &[usize],
    alternatives: &[Alternative],
    readers: &[Reader<T>],
    allowance: &Allowance,
    reasons: &mut Vec<String>,
) -> Option<T> {
    let several = alternatives.iter().position(|alternative| alternative.is_several);
    // Of what nobody knows, no type keeps more than another, but for the one that keeps all.
    let keeps_rest = several
        .and_then(|index| alternatives.get(index))
        .is_some_and(|alternative| alternative.keeps_rest);
    let unknown =
        if keeps_rest { 0 } else { alternative::unknown_to_all(json, candidates, alternatives) };
    let mut best: Option<(T, usize, usize)> = None;
    let mut readable = Vec::new();
    for (tried, index) in candidates.iter().enumerate() {
        if tried > 0 && !allowance.take(json) {
            reasons.push(TOO_MANY.to_owned());
            break;
        }
        match try_one(json, *index, alternatives, readers) {
            Ok((value, lost)) => {
                readable.push(*index);
                if best.as_ref().is_none_or(|(_, _, least)| lost < *least) {
                    best = Some((value, *index, lost));
                }
                if lost <= unknown {
                    break;
                }
            }
            Err(reason) => reasons.push(reason),
        }
    }
    let (value, index, lost) = best?;
    // A map keeps what another type has names for.
    let is_map = keeps_rest && readable.len() > 1 && alternative::is_map(index, alternatives);
    let divided = if lost > unknown {
        alternative::divided(json, index, &readable, alternatives)
    } else {
        None
    };
    if divided.is_none() && !is_map {
        lose(lost);
        return Some(value);
    }
    let together = several.map(|index| try_one(json, index, alternatives, readers));
    match (together, divided) {
        (Some(Ok((together, least))), _) if least <= lost => {
            lose(least);
            Some(together)
        }
        (_, Some(reason)) => {
            reasons.push(reason);
            None
        }
        (_, None) => {
            lose(lost);
            Some(value)
        }
    }
}

/// The value as one of the types, and how much of it is lost; or why it is not of that type.
fn try_one<T>(
    json: JsonRef<'_>,
    index: usize,
    alternatives: &[Alternative],
    readers: &[Reader<T>],
) -> Result<(T, usize), String> {
    let (Some(alternative), Some(read)) = (alternatives.get(index), readers.get(index)) else {
        return Err(String::new());
    };
    let (result, lost) = measured(|| read(json));
    match result {
        Ok(value) => Ok((value, lost)),
        // A name can be what the server was sent.
        Err(error) => Err(format!("{}: {}", alternative.name, error.without_data())),
    }
}
