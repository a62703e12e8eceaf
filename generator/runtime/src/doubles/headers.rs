//! Headers as a server would write them, from the values that they are read as.

use http::{HeaderMap, HeaderName, HeaderValue};

use crate::json::{JsonRef, JsonWriter, ToJson, View};
use crate::operation::encode::scalar;
use crate::response::HeaderForm;

/// The headers that an operation documents, to be written: a struct of the generated code.
pub trait ToHeaders {
    /// Adds them to those of a response.
    fn write(&self, headers: &mut HeaderMap);
}

impl ToHeaders for HeaderMap {
    fn write(&self, headers: &mut HeaderMap) {
        headers.extend(self.clone());
    }
}

/// Adds one header, if it has a value. A value that no header can have is left out.
pub fn write_header<T: ToJson>(
    headers: &mut HeaderMap,
    name: &'static str,
    form: HeaderForm,
    value: &Option<T>,
) {
    let (Some(value), Ok(name)) = (value, HeaderName::try_from(name)) else { return };
    let lines = JsonWriter::of(value).look(|value| lines(form, value)).unwrap_or_default();
    for line in lines {
        if let Ok(line) = HeaderValue::try_from(line) {
            headers.append(name.clone(), line);
        }
    }
}

/// The lines of a header.
fn lines(form: HeaderForm, value: JsonRef<'_>) -> Vec<String> {
    let text = |value: JsonRef<'_>| scalar(value).into_owned();
    match (form, value.view()) {
        (HeaderForm::Lines, View::Array(items)) => items.map(text).collect(),
        (HeaderForm::List(_), View::Array(items)) => {
            vec![items.map(text).collect::<Vec<_>>().join(", ")]
        }
        (HeaderForm::Object { explode, .. }, View::Object(entries)) => {
            let between = if explode { "=" } else { "," };
            let pairs = entries.map(|(name, value)| format!("{name}{between}{}", scalar(value)));
            vec![pairs.collect::<Vec<_>>().join(",")]
        }
        (HeaderForm::Json, _) => vec![value.text()],
        _ => vec![text(value)],
    }
}
