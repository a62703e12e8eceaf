//! The headers of an answer, as the operation documents them.

use std::borrow::Cow;
use std::fmt;

use http::{HeaderMap, HeaderValue};

use super::json::{FromJson, Json, JsonError};
use super::scalar::Scalar;

/// The headers that an operation documents: a struct of the generated code.
pub trait Headers: Sized {
    /// Reads the headers of an answer. A header that is not there is `None`.
    ///
    /// # Errors
    ///
    /// When a header is there and is not what is documented.
    fn read(headers: &HeaderMap) -> Result<Self, InvalidHeader>;
}

/// How a header's value is written (OpenAPI 3.0.3, "Header Object": the style is `simple`).
#[derive(Debug, Clone, Copy)]
pub enum HeaderForm {
    /// One value.
    One(Scalar),
    /// Values between commas.
    List(Scalar),
    /// `name,value,name,value`, or `name=value,name=value` where it is exploded.
    Object {
        /// Whether `=` stands between a name and its value.
        explode: bool,
        /// The properties that are known.
        known: &'static [(&'static str, Scalar)],
        /// What the values of all others are.
        others: Scalar,
    },
    /// A list of which each line of the header is an item, whatever is in it.
    Lines,
    /// JSON text.
    Json,
}

/// A header that is not what the operation documents.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InvalidHeader {
    name: &'static str,
    cause: JsonError,
}

impl InvalidHeader {
    /// The header's name.
    pub fn name(&self) -> &'static str {
        self.name
    }
}

impl fmt::Display for InvalidHeader {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the header `{}` is not what is documented: {}", self.name, self.cause)
    }
}

impl std::error::Error for InvalidHeader {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        Some(&self.cause)
    }
}

/// Reads one header; `None` where there is none, or where it is empty and its type is not text.
///
/// # Errors
///
/// When its value is not in the form, or not what `T` needs.
pub fn header<T: FromJson>(
    headers: &HeaderMap,
    name: &'static str,
    form: HeaderForm,
) -> Result<Option<T>, InvalidHeader> {
    let lines: Vec<Cow<'_, str>> = headers.get_all(name).iter().map(text).collect();
    if lines.is_empty() {
        return Ok(None);
    }
    let read = || {
        // RFC 9110, section 5.3: lines of one name are one list.
        let all = lines.join(", ");
        // Some servers send a header without a value where there is none.
        let is_never_empty = !matches!(form, HeaderForm::One(scalar) if !scalar.is_never_empty());
        if all.trim().is_empty() && is_never_empty {
            return Ok(None);
        }
        T::from_json(tree(form, &lines, &all)?).map(Some)
    };
    read().map_err(|cause| InvalidHeader { name, cause })
}

/// RFC 9110, section 5.5: values are ASCII. Others are UTF-8 today, and were ISO-8859-1 once.
fn text(value: &HeaderValue) -> Cow<'_, str> {
    match std::str::from_utf8(value.as_bytes()) {
        Ok(text) => Cow::Borrowed(text),
        Err(_) => Cow::Owned(value.as_bytes().iter().map(|byte| char::from(*byte)).collect()),
    }
}

fn tree<'a>(
    form: HeaderForm,
    lines: &'a [Cow<'_, str>],
    all: &'a str,
) -> Result<Json<'a>, JsonError> {
    let of = |scalar: Scalar, index: usize, text: &'a str| {
        scalar.read(text).map_err(|error| error.in_item(index))
    };
    match form {
        HeaderForm::One(scalar) => scalar.read(all),
        HeaderForm::List(scalar) => {
            let items = items(all).into_iter().enumerate();
            items
                .map(|(index, item)| of(scalar, index, item))
                .collect::<Result<_, _>>()
                .map(Json::Array)
        }
        HeaderForm::Object { explode, known, others } => {
            let mut entries = Vec::new();
            for (name, value) in pairs(&items(all), explode)? {
                let scalar = known.iter().find(|(known, _)| *known == name);
                let scalar = scalar.map_or(others, |(_, scalar)| *scalar);
                let value = scalar.read(value).map_err(|error| error.in_property(name))?;
                entries.push((Cow::Borrowed(name), value));
            }
            Ok(Json::Object(entries))
        }
        HeaderForm::Lines => {
            Ok(Json::Array(lines.iter().map(|line| Json::String(Cow::Borrowed(&**line))).collect()))
        }
        HeaderForm::Json => serde_json::from_str(all)
            .map_err(|error| JsonError::new(format!("no valid JSON at column {}", error.column()))),
    }
}

/// The items of a list. Empty ones do not count (RFC 9110, section 5.6.1.2), and a comma
/// between quotes ends none (section 5.6.4).
fn items(list: &str) -> Vec<&str> {
    let has_pairs = list.matches('"').count().is_multiple_of(2);
    let mut is_quoted = false;
    let items = list.split(|c| {
        is_quoted ^= c == '"' && has_pairs;
        c == ',' && !is_quoted
    });
    items.map(str::trim).filter(|item| !item.is_empty()).collect()
}

fn pairs<'a>(items: &[&'a str], explode: bool) -> Result<Vec<(&'a str, &'a str)>, JsonError> {
    let fault = || JsonError::new("expected names and values by turns");
    if explode {
        let pair = |item: &&'a str| item.split_once('=').ok_or_else(fault);
        return items.iter().map(pair).collect();
    }
    let pair = |pair: &[&'a str]| match pair {
        [name, value] => Ok((*name, *value)),
        _ => Err(fault()),
    };
    items.chunks(2).map(pair).collect()
}
