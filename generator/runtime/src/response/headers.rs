//! The headers of a response, as the operation documents them.

use std::fmt;

use http::{HeaderMap, HeaderValue};

use crate::credentials::Secrets;
use crate::json::{self, FromJson, JsonError, JsonWriter, ToJson};
use crate::text;
use crate::values::Scalar;

/// The headers that an operation documents: a struct of the generated code.
pub trait Headers: Sized {
    /// Reads the headers of a response. A header that is not there is `None`.
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

    /// The same error without secrets, which a name within the value can be.
    pub(crate) fn cleaned(self, secrets: &Secrets) -> Self {
        Self { cause: self.cause.cleaned(&|text| secrets.scrub_name(text)), ..self }
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
    let lines = lines(headers, name);
    if lines.is_empty() {
        return Ok(None);
    }
    let read = || {
        // RFC 9110, section 5.3: lines of one name are one list.
        let all = text::join(&lines, ", ");
        // Some servers send a header without a value where there is none.
        let is_never_empty = !matches!(form, HeaderForm::One(scalar) if !scalar.is_never_empty());
        if all.trim().is_empty() && is_never_empty {
            return Ok(None);
        }
        if matches!(form, HeaderForm::Json) {
            return json::read(all.as_bytes()).map(Some);
        }
        written(form, &lines, &all)?.look(T::from_json)?.map(Some)
    };
    read().map_err(|cause| InvalidHeader { name, cause })
}

/// RFC 9110, section 5.5: values are ASCII. Others are UTF-8 today, and were ISO-8859-1 once.
#[inline]
fn line(value: &HeaderValue) -> String {
    match std::str::from_utf8(value.as_bytes()) {
        Ok(text) => text.to_owned(),
        Err(_) => text::latin_1(value.as_bytes()),
    }
}

#[inline]
fn lines(headers: &HeaderMap, name: &str) -> Vec<String> {
    let mut lines = Vec::new();
    for value in headers.get_all(name) {
        lines.push(line(value));
    }
    lines
}

/// Writes the value of a header in the form.
#[inline]
fn written(form: HeaderForm, lines: &[String], all: &str) -> Result<JsonWriter, JsonError> {
    let mut json = JsonWriter::default();
    match form {
        HeaderForm::One(scalar) => scalar.write(all, &mut json)?,
        HeaderForm::List(scalar) => {
            let start = json.open('[');
            for (index, item) in items(all).into_iter().enumerate() {
                json.item(start);
                scalar.write(item, &mut json).map_err(|error| error.in_item(index))?;
            }
            json.close(']');
        }
        HeaderForm::Object { explode, known, others } => {
            let start = json.open('{');
            for (name, value) in pairs(&items(all), explode)? {
                let own = known.iter().find(|(known, _)| *known == name);
                let scalar = own.map_or(others, |(_, scalar)| *scalar);
                json.property(start, name);
                scalar.write(value, &mut json).map_err(|error| error.in_entry(name))?;
            }
            json.close('}');
        }
        // It was read as it is.
        HeaderForm::Lines | HeaderForm::Json => lines.write_json(&mut json),
    }
    Ok(json)
}

/// The items of a list. Empty ones do not count (RFC 9110, section 5.6.1.2), and a comma
/// between quotes ends none (section 5.6.4).
#[inline]
fn items(list: &str) -> Vec<&str> {
    let has_pairs = list.matches('"').count().is_multiple_of(2);
    let mut is_quoted = false;
    let mut items = Vec::new();
    for item in list.split(|c| {
        is_quoted ^= c == '"' && has_pairs;
        c == ',' && !is_quoted
    }) {
        if !item.trim().is_empty() {
            items.push(item.trim());
        }
    }
    items
}

#[inline]
fn pairs<'a>(items: &[&'a str], explode: bool) -> Result<Vec<(&'a str, &'a str)>, JsonError> {
    let mut pairs = Vec::new();
    for turn in items.chunks(if explode { 1 } else { 2 }) {
        let pair = match turn {
            [item] if explode => item.split_once('='),
            [name, value] => Some((*name, *value)),
            _ => None,
        };
        pairs.push(pair.ok_or_else(|| JsonError::new("expected names and values by turns"))?);
    }
    Ok(pairs)
}
