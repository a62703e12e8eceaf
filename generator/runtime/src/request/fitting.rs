//! Values as pieces of a request, and why some cannot be one.

use super::multipart::Part;
use crate::json::{JsonError, JsonRef, View};
use crate::operation::{Encode, Parameter, Place, Style, encode};

/// What is wrong with a part of a value, as the end of a sentence.
pub(super) fn words(error: &JsonError) -> String {
    match error.path().strip_prefix('$') {
        None | Some("") => error.reason().to_owned(),
        Some(path) => format!("at `{}` {}", path.trim_start_matches('.'), error.reason()),
    }
}

/// OpenAPI 3.0.3, "Special Considerations for multipart Content": an object is JSON, anything
/// else text, and each item of a list is a part of its own; those of Swagger 2.0 can be joined.
pub(super) fn add_parts(parameter: &Parameter, value: JsonRef<'_>, parts: &mut Vec<Part>) {
    match value.view() {
        View::Array(_) if !parameter.explode => {
            let Parameter { name, style, .. } = *parameter;
            parts.push(Part::new(encode::single(name, (style, false), value, encode::plain)));
        }
        View::Array(items) => {
            for item in items {
                add_parts(parameter, item, parts);
            }
        }
        _ => {
            let is_object = matches!(value.view(), View::Object(_));
            let of_itself = is_object.then_some("application/json");
            let mut part = Part::new(encode::scalar(value).into_owned());
            part.content_type = parameter.content_type.or(of_itself).map(str::to_owned);
            parts.push(part);
        }
    }
}

/// RFC 6265, section 4.1.1: a cookie ends at a semicolon, and nothing stands for one.
pub(super) fn unfit_cookie(parameter: &Parameter, value: JsonRef<'_>) -> Option<String> {
    if parameter.style != Style::Cookie {
        return None;
    }
    let is_unfit = |text: &str| text.contains(|c: char| c == ';' || c.is_control());
    let mut found = is_unfit(parameter.name);
    value.each_text(&mut |text, _| found |= is_unfit(text));
    found.then(|| "has a character that cannot stand in a cookie".to_owned())
}

/// A value that holds what stands between values would be read as two.
pub(super) fn ambiguous(parameter: &Parameter, value: JsonRef<'_>) -> Option<String> {
    let encode = match parameter.place {
        Place::Header | Place::PartHeader | Place::Part => encode::plain,
        _ => encoder(parameter),
    };
    if parameter.place == Place::Part && parameter.explode {
        return None;
    }
    let style = (parameter.style, parameter.explode);
    let between = encode::ambiguity(parameter.place, style, value, encode)?;
    Some(format!("has a value with {between:?} in it, which is what stands between two values"))
}

pub(super) fn encoder(parameter: &Parameter) -> Encode {
    match parameter.place {
        _ if parameter.style == Style::Cookie => encode::plain,
        _ if parameter.style == Style::Segments => encode::segments,
        Place::Path if parameter.allow_reserved => encode::segment,
        Place::Cookie if parameter.allow_reserved => encode::cookie,
        Place::Form if !parameter.allow_reserved => encode::form,
        _ if parameter.allow_reserved => encode::percent_allowing_reserved,
        _ => encode::percent,
    }
}
