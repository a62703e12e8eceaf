//! Headers of responses: how their values are written, now that their types are known.

use super::scalar::scalar;
use crate::diagnostic::Code;
use crate::lower::report::Report;
use crate::model::{Api, HeaderForm, Scalar, Shape, Type};

/// Gives each header the form that its type has, now that all types are known.
pub(in crate::lower::passes) fn settle(api: &mut Api, report: &Report<'_>) {
    let mut tags = std::mem::take(&mut api.tags);
    let operations = tags.iter_mut().flat_map(|tag| &mut tag.operations);
    let headers = operations.filter_map(|operation| operation.headers.as_mut());
    for header in headers.flat_map(|headers| &mut headers.fields) {
        let HeaderForm::Object { explode, .. } = header.form else { continue };
        let form = form(api, &header.ty, explode);
        if header.ty == Type::Json || form.is_none() {
            if header.ty != Type::Json {
                let at = &header.origin;
                let message = format!(
                    "the type of the header `{}` is not one that a header can carry",
                    header.name.wire
                );
                report
                    .note(Code::UnsupportedHeader, at, message)
                    .then("it is read as text")
                    .help("describe it as text, a number, a list of them, or by `content`");
            }
            header.ty = Type::Text;
        }
        header.form = form.unwrap_or(HeaderForm::One(Scalar::Text));
    }
    api.tags = tags;
}

/// The form of a type's values (OpenAPI 3.0.3, "Style Values": the row of `simple`).
fn form(api: &Api, ty: &Type, explode: bool) -> Option<HeaderForm> {
    let ty = api.resolved(ty);
    let is_time = *ty == Type::Timestamp;
    if let Some(scalar) = scalar(api, ty) {
        let scalar = if is_time { Scalar::Time } else { scalar };
        return Some(HeaderForm::One(scalar));
    }
    match ty {
        Type::List(items) => scalar(api, items).map(HeaderForm::List),
        Type::Map(values) => {
            let others = scalar(api, values)?;
            Some(HeaderForm::Object { explode, known: Vec::new(), others })
        }
        Type::Named(id) => match &api.decl(*id)?.shape {
            Shape::Struct { fields, rest } => {
                let property = |field: &crate::model::Field| {
                    Some((field.name.wire.clone(), scalar(api, &field.ty)?))
                };
                let others = match rest {
                    Some((_, ty)) => scalar(api, ty)?,
                    None => Scalar::Text,
                };
                let known = fields.iter().map(property).collect::<Option<_>>()?;
                Some(HeaderForm::Object { explode, known, others })
            }
            _ => None,
        },
        _ => None,
    }
}
